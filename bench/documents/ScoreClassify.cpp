// score_classify MODELS READINGS TRUTH [--fit FILE | --picture FILE.svg]: how often classification is right and whether
// its confidence says so. READINGS is what `daiban read --json` printed of the pictures of TRUTH; besides these texts
// as they are, they are spoiled, shown to a station that does not know their type, and mixed with foreign pages. With
// --fit the calibration is fitted on one half of all that (pictures of odd numbers and every other foreign page),
// written to FILE, and measured on the other half.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "ForeignPages.h"
#include "Reliability.h"
#include "Spoil.h"
#include "StoredReadings.h"
#include "TypesWithout.h"

using namespace daiban;
using namespace daiban::bench;
using documents::unknownType;

namespace {

constexpr int spoiledTimes = 12;
constexpr int spoiledForeignTimes = 2;
constexpr int spoiledUnseenTimes = 9;  ///< as many pages of no type as of one
/// Fewer answers than that make no point of a curve.
constexpr int leastAnswersOfAPoint = 40;

enum class Half { Fit, Measure };

struct Result {
    std::string material;
    Half half = Half::Fit;
    std::string truth;
    std::string answer;
    double confidence = 0;

    [[nodiscard]] bool right() const { return truth == answer; }
    [[nodiscard]] bool known() const { return answer != unknownType; }
};

class Results {
  public:
    void add(const std::string& material, Half half, const std::string& truth, const documents::Evidence& evidence,
             const documents::DocumentTypes& types, const std::string& name) {
        const auto begin = std::clock();
        const auto said = documents::classify(evidence, types);
        const double taken = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
        milliseconds_[material].push_back(taken);
        if (auto& [slowest, which] = slowest_[material]; taken > slowest) slowest = taken, which = name;
        all_.push_back({material, half, truth, said.type, said.confidence.value()});
        const bool sound = material == "specimens" || material == "foreign";
        if (sound && all_.back().known() && !all_.back().right())
            std::printf("wrong: %-32s is %s, answered %s %.3f\n", name.c_str(), truth.c_str(), said.type.c_str(),
                        said.confidence.value());
    }

    [[nodiscard]] const std::vector<Result>& all() const { return all_; }
    [[nodiscard]] const std::map<std::string, std::vector<double>>& milliseconds() const { return milliseconds_; }

    [[nodiscard]] const std::string& slowest(const std::string& material) const { return slowest_.at(material).second; }

    [[nodiscard]] std::vector<Answer> answers(const std::function<bool(const Result&)>& wanted,
                                              const documents::Calibration& calibration, bool asLogOdds = false) const {
        std::vector<Answer> out;
        for (const auto& result : all_) {
            if (!wanted(result)) continue;
            const double odds = documents::logOddsOf(result.confidence);
            const auto& curve = result.known() ? calibration.known : calibration.unknown;
            out.push_back({asLogOdds ? odds : curve.at(odds), result.right()});
        }
        return out;
    }

  private:
    std::vector<Result> all_;
    std::map<std::string, std::vector<double>> milliseconds_;
    std::map<std::string, std::pair<double, std::string>> slowest_;  ///< of each material: how long, which page
};

Half halfOf(const std::string& image) {
    const auto digit = image.find('.') - 1;
    return (image[digit] - '0') % 2 == 1 ? Half::Fit : Half::Measure;
}

void classifySpecimens(const std::vector<StoredDocument>& stored, const documents::DocumentTypes& types,
                       Results& results) {
    Dice dice(1);
    for (const auto& document : stored) {
        const Half half = halfOf(document.image);
        results.add("specimens", half, document.truth, document.evidence(), types, document.image);
        if (document.text.lines.empty()) continue;
        const base::Point size{static_cast<double>(document.clean.pixels.cols),
                               static_cast<double>(document.clean.pixels.rows)};
        for (int i = 0; i < spoiledTimes; ++i) {
            const auto text = spoiled(document.text, someSpoiling(dice), size, dice);
            results.add("spoiled specimens", half, document.truth, {document.clean, text, document.codes}, types,
                        document.image);
        }
    }
}

void classifyForeign(const documents::DocumentTypes& types, Results& results) {
    Dice dice(2);
    int count = 0;
    for (const auto& foreign : documents::ForeignPages().all()) {
        const Half half = count++ % 2 == 0 ? Half::Fit : Half::Measure;
        const auto evidence = foreign.page.evidence();
        results.add("foreign", half, std::string(unknownType), evidence, types, foreign.name);
        const base::Point size{static_cast<double>(evidence.clean.pixels.cols),
                               static_cast<double>(evidence.clean.pixels.rows)};
        for (int i = 0; i < spoiledForeignTimes; ++i) {
            const auto text = spoiled(evidence.text, someSpoiling(dice), size, dice);
            results.add("spoiled foreign", half, std::string(unknownType), {evidence.clean, text, evidence.codes},
                        types, foreign.name);
        }
    }
}

/// Foreign pages with other words than those that were looked at while the rules were written.
void countFreshForeign(const documents::DocumentTypes& types) {
    constexpr std::uint64_t otherSeed = 4242;
    constexpr int rounds = 10;
    int count = 0, taken = 0;
    for (const auto& foreign : documents::ForeignPages(otherSeed).all(rounds)) {
        ++count;
        const auto said = documents::classify(foreign.page.evidence(), types);
        if (said.type == unknownType) continue;
        ++taken;
        std::printf("taken: %s for %s %.3f\n", foreign.name.c_str(), said.type.c_str(), said.confidence.value());
    }
    std::printf("fresh foreign        %5d pages, taken for a type %d\n", count, taken);
}

void classifyUnseen(const std::vector<StoredDocument>& stored, const std::filesystem::path& folder, Results& results) {
    Dice dice(3);
    std::set<std::string> codes;
    for (const auto& document : stored)
        if (document.truth != unknownType && !document.text.lines.empty()) codes.insert(document.truth);
    for (const auto& code : codes) {
        const auto types = typesWithout(folder, {code}, LeftOut::File, Calibrated::No);
        for (const auto& document : stored) {
            if (document.truth != code || document.text.lines.empty()) continue;
            const Half half = halfOf(document.image);
            const base::Point size{static_cast<double>(document.clean.pixels.cols),
                                   static_cast<double>(document.clean.pixels.rows)};
            results.add("unseen", half, std::string(unknownType), document.evidence(), types, document.image);
            for (int i = 0; i < spoiledUnseenTimes; ++i) {
                const auto text = spoiled(document.text, someSpoiling(dice), size, dice);
                results.add("spoiled unseen", half, std::string(unknownType), {document.clean, text, document.codes},
                            types, document.image);
            }
        }
    }
}

void printBins(const std::vector<ReliabilityBin>& bins) {
    for (const auto& bin : bins)
        std::printf("  %.3f - %.3f  %5d answers  said %.3f  right %.3f\n", bin.from, bin.to, bin.count, bin.said,
                    bin.right);
}

void printErrors(const Results& results, const documents::Calibration& calibration, const char* what) {
    std::printf("%s: expected calibration error, ten equal bins / ten of equal count\n", what);
    const auto line = [&](const std::string& name, const std::function<bool(const Result&)>& wanted) {
        const auto answers = results.answers(wanted, calibration);
        if (answers.empty()) return;
        const auto right = std::ranges::count_if(answers, &Answer::right);
        std::printf("  %-44s %5zu answers, right %.4f, error %.4f / %.4f\n", name.c_str(), answers.size(),
                    static_cast<double>(right) / static_cast<double>(answers.size()),
                    calibrationError(equalBins(answers)), calibrationError(adaptiveBins(answers)));
    };
    for (const auto& [material, times] : results.milliseconds()) {
        line(material + ", types answered",
             [&](const Result& result) { return result.material == material && result.known(); });
        line(material + ", unknown answered",
             [&](const Result& result) { return result.material == material && !result.known(); });
    }
    line("specimens, all answers", [](const Result& result) { return result.material == "specimens"; });
    for (const Half half : {Half::Fit, Half::Measure}) {
        const std::string of = half == Half::Fit ? "half it is fitted on" : "other half";
        line(of + ", types answered", [&](const Result& result) { return result.half == half && result.known(); });
        line(of + ", unknown answered", [&](const Result& result) { return result.half == half && !result.known(); });
        line(of + ", all", [&](const Result& result) { return result.half == half; });
    }
}

void writeCurve(std::ostream& out, const char* name, const documents::CalibrationCurve& curve) {
    out << name << ":\n";
    for (const auto& [odds, share] : curve.points()) {
        std::array<char, 64> line{};
        std::snprintf(line.data(), line.size(), "  - [%.2f, %.4f]\n", odds, share);
        out << line.data();
    }
}

documents::Calibration fitted(const Results& results) {
    const auto curve = [&](bool known) {
        const auto wanted = [&](const Result& result) { return result.half == Half::Fit && result.known() == known; };
        return documents::CalibrationCurve(fittedCurve(results.answers(wanted, {}, true), leastAnswersOfAPoint));
    };
    return {.known = curve(true), .unknown = curve(false), .learned = {}};
}

void printMaterials(const Results& results) {
    for (const auto& [material, times] : results.milliseconds()) {
        auto sorted = times;
        std::ranges::sort(sorted);
        int right = 0, falseTypes = 0, all = 0, sureAndWrong = 0;
        for (const auto& result : results.all()) {
            if (result.material != material) continue;
            ++all;
            right += result.right() ? 1 : 0;
            falseTypes += result.truth == unknownType && result.known() ? 1 : 0;
            sureAndWrong += !result.right() && result.known() ? 1 : 0;
        }
        std::printf(
            "%-20s %5d pages, right %.4f, foreign taken for a type %d, wrong types %d; %.2f ms of a processor a page, "
            "slowest %.2f (%s)\n",
            material.c_str(), all, static_cast<double>(right) / all, falseTypes, sureAndWrong,
            sorted[sorted.size() / 2], sorted.back(), results.slowest(material).c_str());
    }
}

}  // namespace

int main(int count, char** arguments) {
    const bool fitting = count == 6 && std::string(arguments[4]) == "--fit";
    if (count != 4 && !fitting && !(count == 6 && std::string(arguments[4]) == "--picture")) {
        std::cerr << "usage: score_classify MODELS READINGS TRUTH [--fit FILE | --picture FILE.svg]\n";
        return 1;
    }
    const std::filesystem::path folder = std::filesystem::path(arguments[1]) / "documents";
    const auto stored = readStored(arguments[2], arguments[3]);
    const auto types = typesWithout(folder, {}, LeftOut::File, Calibrated::No);
    Results results;
    classifySpecimens(stored, types, results);
    classifyForeign(types, results);
    classifyUnseen(stored, folder, results);
    printMaterials(results);
    countFreshForeign(documents::DocumentTypes::load(folder));
    const auto now = documents::DocumentTypes::load(folder).calibration();
    printErrors(results, {}, "chances at their word");
    const auto calibration = fitting ? fitted(results) : now;
    printErrors(results, calibration, "calibrated");
    for (const bool known : {true, false}) {
        const auto wanted = [&](const Result& result) {
            return result.half == Half::Measure && result.known() == known;
        };
        std::printf("reliability, other half, %s answered\n", known ? "types" : "unknown");
        printBins(equalBins(results.answers(wanted, calibration)));
        printBins(adaptiveBins(results.answers(wanted, calibration)));
    }
    const auto measured = [&](bool known) {
        return adaptiveBins(results.answers(
            [&](const Result& result) { return result.half == Half::Measure && result.known() == known; },
            calibration));
    };
    if (count == 6 && std::string(arguments[4]) == "--picture")
        std::ofstream(arguments[5]) << reliabilityPicture(measured(true), measured(false));
    if (fitting) {
        std::ofstream out(arguments[5]);
        writeCurve(out, "known", calibration.known);
        writeCurve(out, "unknown", calibration.unknown);
    }
    return 0;
}
