#include "intake/readPage.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "codes/FindPatchT.h"
#include "documents/LearnTypes.h"
#include "documents/Understand.h"
#include "imaging/CleaningId.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "intake/CopiedDocuments.h"

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

/// The sheet around what was found on it.
imaging::FoundDocument sheetOf(const imaging::FoundDocument& found, const page::Page& page) {
    const bool isPage = *found.sheet == base::rectangle(0, 0, page.width(), page.height());
    return {*found.sheet, found.confidence, !isPage};
}

/// An outline and print that say where one document lies overlap by more than that.
constexpr double sameDocument = 0.88;
/// What overlaps another document by more is no document beside it.
constexpr double besideAnother = 0.05;

/// The outline that is nearest to where a document must lie by its print, with the same corner first; else that place.
base::Quad outlineOr(const base::Quad& printed, const std::vector<imaging::FoundDocument>& outlines) {
    double most = sameDocument;
    base::Quad best = printed;
    for (const auto& outline : outlines) {
        const double overlap = base::intersectionOverUnion(outline.quad, printed);
        if (overlap < most) continue;
        most = overlap;
        for (int corner = 0; corner < 4; ++corner) {
            const base::Quad turned = base::startingAt(outline.quad, corner);
            if (corner == 0 || base::distance(turned[0], printed[0]) < base::distance(best[0], printed[0]))
                best = turned;
        }
    }
    return best;
}

bool overlapsAny(const base::Quad& quad, const std::vector<ReadDocument>& documents) {
    return std::any_of(documents.begin(), documents.end(), [&](const ReadDocument& document) {
        return base::intersectionOverUnion(quad, document.clean.quad) > besideAnother;
    });
}

/// So much of what was read on a sheet stands within an outline that is all of the sheet.
constexpr double mostOfTheText = 0.8;

bool holdsMost(const base::Quad& outline, const ReadDocument& sheet) {
    std::size_t within = 0, all = 0;
    for (const auto& line : sheet.text.lines) {
        all += line.text.size();
        if (inside(base::centre(sheet.clean.toPage(line.quad)), outline)) within += line.text.size();
    }
    return static_cast<double>(within) >= mostOfTheText * static_cast<double>(all);
}

/// A word on a chip or in a photograph's pattern is no document's text.
constexpr std::size_t leastCharacters = 4;

bool saysNothing(const std::vector<ReadDocument>& documents) {
    std::size_t characters = 0;
    for (const ReadDocument& document : documents) characters += documents::charactersOf(document.text);
    return characters < leastCharacters;
}

void append(std::vector<ReadDocument>& all, std::vector<ReadDocument> more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
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
    [[nodiscard]] ReadDocument seenAs(const imaging::FoundDocument& found) const;
    void show(std::vector<ReadDocument> documents);
    [[nodiscard]] std::optional<ReadDocument> wholeInPlaceOf(const std::vector<ReadDocument>& documents) const;
    [[nodiscard]] std::vector<ReadDocument> glanced(ReadDocument document) const;
    void glanceAt(ReadDocument& document) const;
    [[nodiscard]] std::vector<ReadDocument> readInFull(ReadDocument document);
    void readText(ReadDocument& document);
    [[nodiscard]] std::vector<ReadDocument> copiedOnto(const ReadDocument& sheet) const;
    [[nodiscard]] documents::Document understood(const ReadDocument& document, const text::PageText& text) const {
        return documents::understand({document.clean, text, codesWithin(reading_.codes, document.clean.quad)},
                                     tools_.types, tools_.today, tools_.learned, tools_.expectedTypes);
    }

    const page::Page& page_;
    const ReadingTools& tools_;
    const std::vector<DrawnDocument>& drawn_;
    imaging::DocumentSearch search_;
    std::vector<ReadDocument> seen_;  ///< flat and upright, not yet read; sheets with copies on them whole
    std::vector<imaging::FoundDocument> outlines_;  ///< on such a sheet: of copies, or of frames around them
    PageReading reading_;
};

void PageReader::readCodes() {
    const Stopwatch watch(reading_.seconds.codes);
    auto seen = codes::readCodes(page_.pixels, tools_.codes);
    reading_.codes = std::move(seen.read);
    reading_.unreadCodes = std::move(seen.unread);
    reading_.patchT = codes::findPatchT(page_.pixels);
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
    const bool isDone = !seen_.empty() && (!drawn_.empty() || search_.isCertain());
    if (!isDone) setDocuments(drawn_.empty() ? search_.inTheEnd() : foundAt(drawn_));
}

void PageReader::setDocuments(const std::vector<imaging::FoundDocument>& found) {
    reading_.quality = imaging::judgeQuality(page_, found);
    seen_.clear();
    outlines_.clear();
    // Without reading, outlines are all there is to go by.
    if (found.front().sheet && tools_.depth != ReadingDepth::Pictures) {
        outlines_ = found;
        seen_.push_back(seenAs(sheetOf(found.front(), page_)));
    } else {
        for (const auto& document : found) seen_.push_back(seenAs(document));
    }
    show(seen_);
}

ReadDocument PageReader::seenAs(const imaging::FoundDocument& found) const {
    ReadDocument document;
    if (drawn_.empty())
        document = cleaned(page_, found, tools_.reader);
    else
        document.clean = asDrawn(page_, found.quad);
    document.drawn = !drawn_.empty();
    document.picture = imaging::hashOf(document.clean.pixels);
    return document;
}

void PageReader::show(std::vector<ReadDocument> documents) {
    reading_.documents = std::move(documents);
    reading_.turn = turnOfPage(reading_.documents);
}

void PageReader::glance() {
    {
        const Stopwatch watch(reading_.seconds.text);
        std::vector<ReadDocument> documents;
        for (const ReadDocument& document : seen_) append(documents, glanced(document));
        if (auto whole = wholeInPlaceOf(documents))
            if (auto instead = glanced(*std::move(whole)); !saysNothing(instead)) documents = std::move(instead);
        show(std::move(documents));
    }
    reading_.seconds.firstLook = reading_.seconds.clean + reading_.seconds.text;
}

std::vector<ReadDocument> PageReader::glanced(ReadDocument document) const {
    glanceAt(document);
    std::vector<ReadDocument> copied = copiedOnto(document);
    for (ReadDocument& copy : copied)
        if (copy.text.lines.empty())
            glanceAt(copy);
        else
            copy.document = understood(copy, copy.text);
    return copied.empty() ? std::vector{std::move(document)} : copied;
}

void PageReader::glanceAt(ReadDocument& document) const {
    const auto isEnough = [&](const text::PageText& text) {
        const documents::Document seen = understood(document, text);
        return documents::saysWhatAndWhose(seen, tools_.types) &&
               !isLargerThanItsType(document.clean, tools_.types.find(seen.classification.type));
    };
    if (!reading_.quality.blank) document.text = tools_.reader.glance(document.clean, document.seenLines, isEnough);
    document.document = understood(document, document.text);
}

void PageReader::read() {
    std::vector<ReadDocument> documents;
    for (const ReadDocument& document : seen_) append(documents, readInFull(document));
    if (auto whole = wholeInPlaceOf(documents))
        if (auto instead = readInFull(*std::move(whole)); !saysNothing(instead)) documents = std::move(instead);
    show(std::move(documents));
}

/// A card that fills the picture has its chip or its photograph for an outline: where nothing can be read within what
/// was found, the page itself may be the document.
std::optional<ReadDocument> PageReader::wholeInPlaceOf(const std::vector<ReadDocument>& documents) const {
    const base::Quad all = base::rectangle(0, 0, page_.width(), page_.height());
    const bool isWhole = documents.size() == 1 && documents[0].clean.quad == all;
    if (!drawn_.empty() || reading_.quality.blank || isWhole || !saysNothing(documents)) return std::nullopt;
    return seenAs({all, base::Confidence(0.3), false});
}

std::vector<ReadDocument> PageReader::readInFull(ReadDocument document) {
    readText(document);
    std::vector<ReadDocument> copied = copiedOnto(document);
    for (ReadDocument& copy : copied) readText(copy);
    return copied.empty() ? std::vector{std::move(document)} : copied;
}

void PageReader::readText(ReadDocument& document) {
    if (!reading_.quality.blank) {
        const Stopwatch watch(reading_.seconds.text);
        document.text = tools_.reader.read(document.clean);
    }
    const Stopwatch watch(reading_.seconds.understand);
    document.document = understood(document, document.text);
}

/// What was copied onto a sheet, each flat and upright with what was read of it there; none when the sheet is a
/// document itself. An outline that is where the print says there is a document is believed; so are those of which
/// nothing else is known.
std::vector<ReadDocument> PageReader::copiedOnto(const ReadDocument& sheet) const {
    std::vector<ReadDocument> copied;
    if (sheet.drawn) return copied;
    std::vector<imaging::FoundDocument> outlines = outlines_;
    // One outline of the very size that such a paper has, round most of what was read: it is that paper.
    const auto* type = tools_.types.find(sheet.document.classification.type);
    // Without a scale an open booklet has the shape of A4 and is taken for as large.
    if (page_.dpi <= 0 && sheet.clean.edgesVisible && isOfItsTypesSize(sheet.clean.quad, 0, type)) return copied;
    if (outlines.size() == 1 && isOfItsTypesSize(outlines[0].quad, page_.dpi / 25.4, type) &&
        holdsMost(outlines[0].quad, sheet)) {
        copied.push_back(seenAs(outlines[0]));
        return copied;
    }
    for (const base::Quad& printed : copiedDocuments(sheet.clean, sheet.text, tools_.types, tools_.learned)) {
        ReadDocument document;
        document.clean = asDrawn(page_, outlineOr(sheet.clean.toPage(printed), outlines));
        document.text = textWithin(printed, document.clean.pixels.size(), sheet.text);
        document.clean.edgesVisible = false;
        document.picture = imaging::hashOf(document.clean.pixels);
        copied.push_back(std::move(document));
    }
    for (const imaging::FoundDocument& outline : outlines)
        if (!overlapsAny(outline.quad, copied)) copied.push_back(seenAs(outline));
    return copied;
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
