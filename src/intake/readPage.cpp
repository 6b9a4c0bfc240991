#include "intake/readPage.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "documents/Understand.h"
#include "imaging/CleaningId.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"

namespace daiban::intake {

namespace {

/// Below this a reader's word on which way is up is no better than leaving the document as it lies. Set by hand; with
/// it all 147 specimens with text were turned right.
constexpr double turnsWhenSureOf = 0.1;

/// Adds the time a scope took.
class Stopwatch {
  public:
    explicit Stopwatch(double& sum) : sum_(sum) {}
    ~Stopwatch() { sum_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

  private:
    double& sum_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

page::CleanPage cleaned(const page::Page& page, const imaging::FoundDocument& found, const text::TextReader& reader) {
    page::CleanPage flat = imaging::flatten(page, found);
    const text::Orientation orientation = reader.orientation(flat);
    const bool sure = orientation.confidence.value() >= turnsWhenSureOf;
    return imaging::turnedBy(std::move(flat), sure ? orientation.turn : base::Turn::None, orientation.confidence);
}

/// The document as a person drew it: flat, turned so that its first corner lies top-left.
page::CleanPage asDrawn(const page::Page& page, const DrawnDocument& drawn) {
    page::CleanPage flat = imaging::flatten(page, {drawn, base::Confidence(1), true});
    for (const base::Turn turn : {base::Turn::Right, base::Turn::Half, base::Turn::Left})
        if (base::startingAt(flat.quad, -static_cast<int>(turn) / 90)[0] == drawn[0])
            return imaging::turnedBy(std::move(flat), turn, base::Confidence(1));
    return imaging::turnedBy(std::move(flat), base::Turn::None, base::Confidence(1));
}

std::vector<imaging::FoundDocument> documentsOn(const page::Page& page, const std::vector<DrawnDocument>& drawn) {
    if (drawn.empty()) return imaging::findDocuments(page);
    std::vector<imaging::FoundDocument> found;
    for (const DrawnDocument& document : drawn) found.push_back({document, base::Confidence(1), true});
    return found;
}

bool inside(base::Point point, const base::Quad& quad) {
    for (std::size_t i = 0; i < 4; ++i) {
        const base::Point a = quad[i];
        const base::Point b = quad[(i + 1) % 4];
        if ((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x) < 0) return false;
    }
    return true;
}

std::vector<codes::Code> codesWithin(const std::vector<codes::Code>& all, const base::Quad& quad) {
    std::vector<codes::Code> within;
    for (const auto& code : all)
        if (inside(base::centre(code.quad), quad)) within.push_back(code);
    return within;
}

/// The turn that most of the documents' area asks for; those the reader is sure of count.
base::Turn turnOfPage(const std::vector<ReadDocument>& documents) {
    std::map<base::Turn, double> votes;
    for (const auto& document : documents)
        votes[document.clean.turn] += base::area(document.clean.quad) * (0.05 + document.clean.upright.value());
    const auto most =
        std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == votes.end() ? base::Turn::None : most->first;
}

}  // namespace

PageReading readPage(const page::Page& page, const ReadingTools& tools, const std::vector<DrawnDocument>& drawn) {
    PageReading reading{.provenance = page.provenance, .cleanedWith = imaging::cleaningId({}, {})};
    {
        const Stopwatch watch(reading.seconds.codes);
        reading.codes = codes::readCodes(page.pixels);
        for (const auto& code : reading.codes)
            if (tools.keys != nullptr)
                if (const auto token = tools.keys->check(code.text)) reading.tokens.push_back(*token);
    }
    std::vector<imaging::FoundDocument> found;
    {
        const Stopwatch watch(reading.seconds.clean);
        found = documentsOn(page, drawn);
        reading.quality = imaging::judgeQuality(page, found);
    }
    for (const auto& seen : found) {
        ReadDocument document;
        {
            const Stopwatch watch(reading.seconds.clean);
            document.drawn = !drawn.empty();
            document.clean = document.drawn ? asDrawn(page, seen.quad) : cleaned(page, seen, tools.reader);
            document.picture = imaging::hashOf(document.clean.pixels);
        }
        {
            const Stopwatch watch(reading.seconds.text);
            if (!reading.quality.blank && tools.depth == ReadingDepth::Everything)
                document.text = tools.reader.read(document.clean);
        }
        {
            const Stopwatch watch(reading.seconds.understand);
            const auto itsCodes = codesWithin(reading.codes, document.clean.quad);
            document.document =
                documents::understand({document.clean, document.text, itsCodes}, tools.types, tools.today);
        }
        reading.documents.push_back(std::move(document));
    }
    reading.turn = turnOfPage(reading.documents);
    return reading;
}

}  // namespace daiban::intake
