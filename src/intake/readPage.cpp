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

/// The document flat and upright, and the lines that were seen on the way.
ReadDocument cleaned(const page::Page& page, const imaging::FoundDocument& found, const text::TextReader& reader) {
    page::CleanPage flat = imaging::flatten(page, found);
    const text::Orientation orientation = reader.orientation(flat);
    const bool sure = orientation.confidence.value() >= turnsWhenSureOf;
    const base::Turn turn = sure ? orientation.turn : base::Turn::None;
    ReadDocument document;
    document.seenLines = text::linesAfterTurn(orientation, turn, flat.pixels.cols, flat.pixels.rows);
    document.clean = imaging::turnedBy(std::move(flat), turn, orientation.confidence);
    return document;
}

/// The document as a person drew it: flat, turned so that its first corner lies top-left.
page::CleanPage asDrawn(const page::Page& page, const DrawnDocument& drawn) {
    page::CleanPage flat = imaging::flatten(page, {drawn, base::Confidence(1), true});
    for (const base::Turn turn : {base::Turn::Right, base::Turn::Half, base::Turn::Left})
        if (base::startingAt(flat.quad, -static_cast<int>(turn) / 90)[0] == drawn[0])
            return imaging::turnedBy(std::move(flat), turn, base::Confidence(1));
    return imaging::turnedBy(std::move(flat), base::Turn::None, base::Confidence(1));
}

std::vector<imaging::FoundDocument> foundAt(const std::vector<DrawnDocument>& drawn) {
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

/// Reads one page. What is the same for a first look and the full reading is done once.
class PageReader {
  public:
    PageReader(const page::Page& page, const ReadingTools& tools, const std::vector<DrawnDocument>& drawn)
        : page_(page), tools_(tools), drawn_(drawn), search_(page) {
        reading_.provenance = page.provenance;
        reading_.cleanedWith = imaging::cleaningId({}, {});
    }

    void readCodes();
    /// Those seen at first, or as a person drew them.
    void findDocumentsAtFirst();
    /// Those seen in the end.
    void findDocuments();
    void glance();
    void read();
    [[nodiscard]] const PageReading& reading() const { return reading_; }
    [[nodiscard]] PageReading take() { return std::move(reading_); }

  private:
    void setDocuments(const std::vector<imaging::FoundDocument>& found);
    void glanceAtEach();
    [[nodiscard]] documents::Document understood(const ReadDocument& document, const text::PageText& text) const {
        return documents::understand({document.clean, text, codesWithin(reading_.codes, document.clean.quad)},
                                     tools_.types, tools_.today, tools_.learned);
    }

    const page::Page& page_;
    const ReadingTools& tools_;
    const std::vector<DrawnDocument>& drawn_;
    imaging::DocumentSearch search_;
    PageReading reading_;
};

void PageReader::readCodes() {
    const Stopwatch watch(reading_.seconds.codes);
    reading_.codes = codes::readCodes(page_.pixels, tools_.codes);
    for (const auto& code : reading_.codes)
        if (tools_.keys != nullptr)
            if (const auto token = tools_.keys->check(code.text)) reading_.tokens.push_back(*token);
}

void PageReader::findDocumentsAtFirst() {
    const Stopwatch watch(reading_.seconds.clean);
    setDocuments(drawn_.empty() ? search_.atFirst() : foundAt(drawn_));
}

void PageReader::findDocuments() {
    const Stopwatch watch(reading_.seconds.clean);
    const bool isDone = !reading_.documents.empty() && (!drawn_.empty() || search_.isCertain());
    if (!isDone) setDocuments(drawn_.empty() ? search_.inTheEnd() : foundAt(drawn_));
}

void PageReader::setDocuments(const std::vector<imaging::FoundDocument>& found) {
    reading_.quality = imaging::judgeQuality(page_, found);
    reading_.documents.clear();
    for (const auto& seen : found) {
        ReadDocument document;
        if (drawn_.empty())
            document = cleaned(page_, seen, tools_.reader);
        else
            document.clean = asDrawn(page_, seen.quad);
        document.drawn = !drawn_.empty();
        document.picture = imaging::hashOf(document.clean.pixels);
        reading_.documents.push_back(std::move(document));
    }
    reading_.turn = turnOfPage(reading_.documents);
}

void PageReader::glance() {
    {
        const Stopwatch watch(reading_.seconds.text);
        glanceAtEach();
    }
    reading_.seconds.firstLook = reading_.seconds.clean + reading_.seconds.text;
}

void PageReader::glanceAtEach() {
    for (ReadDocument& document : reading_.documents) {
        const auto isEnough = [&](const text::PageText& text) {
            return documents::saysWhatAndWhose(understood(document, text), tools_.types);
        };
        if (!reading_.quality.blank) document.text = tools_.reader.glance(document.clean, document.seenLines, isEnough);
        document.document = understood(document, document.text);
    }
}

void PageReader::read() {
    for (ReadDocument& document : reading_.documents) {
        if (!reading_.quality.blank) {
            const Stopwatch watch(reading_.seconds.text);
            document.text = tools_.reader.read(document.clean);
        }
        const Stopwatch watch(reading_.seconds.understand);
        document.document = understood(document, document.text);
    }
}

}  // namespace

PageReading readPage(const page::Page& page, const ReadingTools& tools, const std::vector<DrawnDocument>& drawn,
                     const OnFirstLook& onFirstLook) {
    const bool glance = onFirstLook || tools.depth == ReadingDepth::FirstLook;
    PageReader reader(page, tools, drawn);
    if (glance) {
        reader.findDocumentsAtFirst();
        reader.glance();
    }
    if (onFirstLook) onFirstLook(reader.reading());
    if (tools.depth != ReadingDepth::FirstLook) reader.findDocuments();
    // Codes tell more of a document, but seldom what it is: the first answer does not wait for them.
    reader.readCodes();
    if (tools.depth == ReadingDepth::Everything) reader.read();
    return reader.take();
}

}  // namespace daiban::intake
