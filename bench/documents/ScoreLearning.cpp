// score_learning MODELS READINGS TRUTH [--fit]: what corrected pages teach. Every type that can be drawn is taken away
// from the rules in turn (its file keeps code, name and group only), some drawn pages of it are taught, and others of
// it are shown, with a share of their characters misread and lines lost; so are the specimens of READINGS (`daiban read
// --json` of the pictures of TRUTH) and the foreign pages. The same with the specimens' own pages, all but one of a
// type taught. Also: how long learning takes with many examples, and classification with what was learned. With --fit
// the curve of what learned answers are worth is printed, fitted on every other answer of a type and measured on the
// rest.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <map>
#include <set>

#include "ForeignPages.h"
#include "Reliability.h"
#include "Spoil.h"
#include "StoredReadings.h"
#include "TypesWithout.h"
#include "base/Json.h"
#include "documents/LearnTypes.h"
#include "samples/draw/DrawSamples.h"

using namespace daiban;
using namespace daiban::bench;
using documents::unknownType;

namespace {

constexpr int taughtAtMost = 10;
constexpr int shownAfterwards = 10;
/// Set by hand: about what an engine leaves of a good scan.
constexpr Spoiling asRead{.lostLines = 0.05, .wrongCharacters = 0.03, .cutAway = 0};

StoredDocument drawnPage(const std::string& code, std::uint32_t seed, Dice& dice) {
    const auto drawn = samples::drawClean(code, seed, 75);
    StoredDocument document;
    document.truth = drawn.truth.at("documents").at(0).at("type").get<std::string>();
    document.clean.pixels = cv::Mat(drawn.image.size(), CV_8UC1, cv::Scalar(255));
    document.clean.dpi = drawn.dpi;
    for (const auto& line : drawn.truth.at("documents").at(0).at("lines"))
        document.text.lines.push_back(
            {line.at("text").get<std::string>(), base::quadFromJson(line.at("quad")), base::Confidence(0.96), {}});
    const base::Point size{static_cast<double>(drawn.image.cols), static_cast<double>(drawn.image.rows)};
    document.text = spoiled(document.text, asRead, size, dice);
    return document;
}

documents::Example exampleOf(const StoredDocument& document) {
    return documents::exampleOf(document.evidence(), document.truth, documents::ExampleSource::Corrected);
}

struct Learned {
    std::string code;
    double logOdds = 0;
    bool right = false;
};

struct Tally {
    int shown = 0, right = 0, wrong = 0;
    int specimens = 0, specimensRight = 0;
    int turnedWrong = 0, foreignTaken = 0, foreign = 0;
};

double secondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class Bench {
  public:
    Bench(const std::filesystem::path& folder, std::vector<StoredDocument> stored)
        : folder_(folder), stored_(std::move(stored)), all_(documents::DocumentTypes::load(folder)) {
        for (auto& page : documents::ForeignPages().all()) {
            const auto evidence = page.page.evidence();
            StoredDocument document;
            document.image = page.name;
            document.truth = unknownType;
            document.clean = evidence.clean;
            document.text = evidence.text;
            foreign_.push_back(std::move(document));
        }
        for (const auto& document : stored_) answers_.push_back(documents::classify(document.evidence(), all_).type);
    }

    void teachDrawn();
    /// One type taught while the rules know none of those that are shown.
    void teachAmongUnseen();
    void teachSpecimens();
    void timeMany();
    void fit() const;

  private:
    /// Shows the specimens and foreign pages to what was taught of `code`.
    void showOthers(const std::string& code, const documents::DocumentTypes& types,
                    const documents::LearnedTypes& learned, Tally& tally);
    struct Said {
        std::string byRules, withLearned;
    };
    Said show(const StoredDocument& document, const documents::DocumentTypes& types,
              const documents::LearnedTypes& learned, const std::string& code);

    std::filesystem::path folder_;
    std::vector<StoredDocument> stored_;
    documents::DocumentTypes all_;
    std::vector<StoredDocument> foreign_;
    std::vector<std::string> answers_;  ///< of the rules with every file whole
    std::vector<Learned> learnedAnswers_;
};

Bench::Said Bench::show(const StoredDocument& document, const documents::DocumentTypes& types,
                        const documents::LearnedTypes& learned, const std::string& code) {
    const auto byRules = documents::classify(document.evidence(), types);
    const auto features = documents::featuresOf(documents::Layout(document.text), document.clean);
    if (const auto answer = learned.answer(features, byRules))
        learnedAnswers_.push_back({code, answer->logOdds, answer->type == document.truth});
    return {byRules.type, documents::withLearned(byRules, features, learned, types).type};
}

void Bench::showOthers(const std::string& code, const documents::DocumentTypes& types,
                       const documents::LearnedTypes& learned, Tally& tally) {
    for (std::size_t i = 0; i < stored_.size(); ++i) {
        const auto& document = stored_[i];
        const auto said = show(document, types, learned, code);
        if (document.truth == code) {
            ++tally.specimens;
            tally.specimensRight += said.withLearned == code ? 1 : 0;
        } else if (answers_[i] == document.truth && said.withLearned != document.truth) {
            // Where a kin took over because the file lost its words, what was learned is not to blame.
            if (said.byRules != document.truth) continue;
            ++tally.turnedWrong;
            std::printf("  turned wrong: %s is %s, answered %s\n", document.image.c_str(), document.truth.c_str(),
                        said.withLearned.c_str());
        }
    }
    for (const auto& document : foreign_) {
        ++tally.foreign;
        const auto said = show(document, types, learned, code);
        if (said.withLearned == unknownType || said.byRules != unknownType) continue;
        ++tally.foreignTaken;
        std::printf("  foreign taken: %s, answered %s\n", document.image.c_str(), said.withLearned.c_str());
    }
}

void Bench::teachDrawn() {
    std::map<int, Tally> byCount;
    for (const auto& code : samples::sampleTypes()) {
        Dice dice(7);
        std::vector<StoredDocument> pages;
        for (int i = 0; i < taughtAtMost + shownAfterwards; ++i)
            pages.push_back(drawnPage(code, static_cast<std::uint32_t>(100 + i), dice));
        if (pages.front().truth == unknownType || documents::charactersOf(pages.front().text) < 10) continue;
        const auto types = typesWithout(folder_, {code}, LeftOut::Words, Calibrated::Yes);
        for (const int count : {1, 3, taughtAtMost}) {
            std::vector<documents::Example> examples;
            for (int i = 0; i < count; ++i) examples.push_back(exampleOf(pages[static_cast<std::size_t>(i)]));
            const auto lesson = documents::learnTypes(examples, types);
            auto& tally = byCount[count];
            int right = 0;
            for (int i = taughtAtMost; i < taughtAtMost + shownAfterwards; ++i) {
                const auto said = show(pages[static_cast<std::size_t>(i)], types, lesson.learned, code).withLearned;
                ++tally.shown;
                right += said == code ? 1 : 0;
                tally.wrong += said != code && said != unknownType ? 1 : 0;
            }
            tally.right += right;
            if (right < shownAfterwards)
                std::printf("  %s: %d of %d right after %d\n", code.c_str(), right, shownAfterwards, count);
            if (count == 1 || count == taughtAtMost) showOthers(code, types, lesson.learned, tally);
        }
    }
    for (const auto& [count, tally] : byCount)
        std::printf(
            "%2d drawn pages taught: next %d of %d right (%d taken for another); specimens of the type %d of "
            "%d; specimens turned wrong %d; foreign taken %d of %d\n",
            count, tally.right, tally.shown, tally.wrong, tally.specimensRight, tally.specimens, tally.turnedWrong,
            tally.foreignTaken, tally.foreign);
}

void Bench::teachAmongUnseen() {
    Dice dice(8);
    std::map<std::string, std::vector<StoredDocument>> drawn;
    std::vector<std::string> codes;
    for (const auto& code : samples::sampleTypes()) {
        auto first = drawnPage(code, 300, dice);
        if (first.truth == unknownType || documents::charactersOf(first.text) < 10) continue;
        codes.push_back(code);
        drawn[code].push_back(std::move(first));
        for (std::uint32_t seed = 301; seed < 306; ++seed) drawn[code].push_back(drawnPage(code, seed, dice));
    }
    const auto types = typesWithout(folder_, codes, LeftOut::Words, Calibrated::Yes);
    int shown = 0, taken = 0, own = 0, ownRight = 0;
    for (const auto& code : codes) {
        std::vector<documents::Example> examples;
        for (int i = 0; i < 3; ++i) examples.push_back(exampleOf(drawn[code][static_cast<std::size_t>(i)]));
        const auto lesson = documents::learnTypes(examples, types);
        for (const auto& other : codes)
            for (std::size_t i = 3; i < 6; ++i) {
                const auto said = show(drawn[other][i], types, lesson.learned, code).withLearned;
                if (other == code) {
                    ++own;
                    ownRight += said == code ? 1 : 0;
                    continue;
                }
                ++shown;
                if (said != code) continue;
                ++taken;
                std::printf("  %s taken for %s\n", other.c_str(), code.c_str());
            }
    }
    std::printf(
        "rules that know no drawn type, 3 pages of one taught: its next %d of %d right; of pages of types nobody "
        "taught %d of %d taken for it\n",
        ownRight, own, taken, shown);
}

void Bench::teachSpecimens() {
    Tally tally;
    std::set<std::string> codes;
    for (const auto& document : stored_)
        if (document.truth != unknownType && !document.text.lines.empty()) codes.insert(document.truth);
    for (const auto& code : codes) {
        std::vector<const StoredDocument*> own;
        for (const auto& document : stored_)
            if (document.truth == code && !document.text.lines.empty()) own.push_back(&document);
        if (own.size() < 2) continue;
        const auto types = typesWithout(folder_, {code}, LeftOut::Words, Calibrated::Yes);
        for (const auto* left : own) {
            std::vector<documents::Example> examples;
            for (const auto* document : own)
                if (document != left && examples.size() < taughtAtMost) examples.push_back(exampleOf(*document));
            const auto lesson = documents::learnTypes(examples, types);
            const auto said = show(*left, types, lesson.learned, code).withLearned;
            ++tally.shown;
            tally.right += said == code ? 1 : 0;
            tally.wrong += said != code && said != unknownType ? 1 : 0;
            if (said != code)
                std::printf("  %s %s: answered %s after %zu\n", code.c_str(), left->image.c_str(), said.c_str(),
                            examples.size());
            if (left == own.front()) showOthers(code, types, lesson.learned, tally);
        }
    }
    std::printf(
        "specimens, all but one of a type taught: the one left out right %d of %d (%d taken for another); "
        "other specimens turned wrong %d; foreign taken %d of %d\n",
        tally.right, tally.shown, tally.wrong, tally.turnedWrong, tally.foreignTaken, tally.foreign);
}

void Bench::timeMany() {
    Dice dice(9);
    const auto codes = samples::sampleTypes();
    for (const int each : {10, 50}) {
        // Five types whose files have no words, and pages of all the others that were confirmed.
        std::vector<documents::Example> examples;
        for (std::size_t at = 0; at < codes.size(); ++at)
            for (int i = 0; i < each; ++i) {
                auto document = drawnPage(codes[at], static_cast<std::uint32_t>(500 + i), dice);
                if (at < 5) document.truth = all_.all()[at * 7].code;
                examples.push_back(exampleOf(document));
            }
        const auto begin = std::chrono::steady_clock::now();
        const auto lesson = documents::learnTypes(examples, all_);
        const double learning = secondsSince(begin);
        std::vector<double> milliseconds;
        for (const auto& document : stored_) {
            const auto start = std::clock();
            (void)documents::classify(document.evidence(), all_, &lesson.learned);
            milliseconds.push_back(1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        }
        std::ranges::sort(milliseconds);
        std::printf(
            "%zu examples, %zu types taught: learned in %.2f s, %d of %d right; classification %.2f ms of a processor "
            "a "
            "page, slowest %.2f\n",
            examples.size(), lesson.learned.taught().size(), learning, lesson.right, lesson.examples,
            milliseconds[milliseconds.size() / 2], milliseconds.back());
    }
}

void Bench::fit() const {
    std::vector<Answer> fitted, measured;
    std::map<std::string, int> place;
    for (const auto& answer : learnedAnswers_) {
        int& at = place[answer.code];
        (at++ % 2 == 1 ? fitted : measured).push_back({answer.logOdds, answer.right});
    }
    const documents::CalibrationCurve curve(fittedCurve(fitted, 40));
    std::printf("learned:\n");
    for (const auto& [odds, share] : curve.points()) std::printf("  - [%.2f, %.4f]\n", odds, share);
    for (auto& answer : measured) answer.said = curve.at(answer.said);
    const auto right = std::ranges::count_if(measured, &Answer::right);
    std::printf("%zu learned answers of the other half, %ld right, expected calibration error %.4f / %.4f\n",
                measured.size(), static_cast<long>(right), calibrationError(equalBins(measured)),
                calibrationError(adaptiveBins(measured)));
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 4) {
        std::cerr << "usage: score_learning MODELS READINGS TRUTH [--fit]\n";
        return 1;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Bench bench(std::filesystem::path(arguments[1]) / "documents", readStored(arguments[2], arguments[3]));
    bench.teachDrawn();
    bench.teachAmongUnseen();
    bench.teachSpecimens();
    bench.timeMany();
    if (count > 4) bench.fit();
    return 0;
}
