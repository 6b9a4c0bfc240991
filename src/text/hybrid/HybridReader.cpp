#include "text/hybrid/HybridReader.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "base/Error.h"
#include "base/Text.h"
#include "text/hybrid/Columns.h"
#include "text/hybrid/Lexicon.h"
#include "text/hybrid/MendNumbers.h"
#include "text/hybrid/Proofread.h"
#include "text/hybrid/SecondReader.h"
#include "text/hybrid/TickBoxes.h"
#include "text/ppocr/Networks.h"
#include "text/ppocr/Overprint.h"
#include "text/ppocr/PreparedPage.h"
#include "text/ppocr/TextDirection.h"

namespace daiban::text::hybrid {

namespace {

using ppocr::PreparedPage;
using ppocr::ReadCharacter;
using ppocr::Strip;
using ppocr::TextBox;

/// Lines read with less are the network's guesses at emblems, faces and patterns.
constexpr double leastConfidence = 0.7;
/// Lines read with no less may be of characters that the recogniser does not know: a second reader may save them.
constexpr double leastToReview = 0.4;
/// A line all of whose characters are at least so sure is not read again from the page with its watermark.
constexpr double sure = 0.9;

/// What the recogniser has to go through: the width of the strip a box makes, pixels.
double lengthOf(const TextBox& box) {
    const double thickness = std::max(1.0, std::min(box.width(), box.height()));
    return std::max(box.width(), box.height()) / thickness * ppocr::stripHeight;
}

struct ReadStrip {
    Strip strip;
    std::vector<ReadCharacter> characters;
    cv::Mat bgr;  ///< the picture it was read from

    [[nodiscard]] double mean() const { return ppocr::meanConfidence(characters); }
    [[nodiscard]] double least() const {
        double least = 1;
        for (const ReadCharacter& c : characters) least = std::min(least, c.confidence);
        return characters.empty() ? 0 : least;
    }
};

/// Lines of running text, one below the other: long ones, not a heading (附件一) over a paragraph's number (一、).
bool runsOn(const TextLine& above, const TextLine& below) {
    constexpr std::size_t longest = 10;  // characters a heading may have
    constexpr double doubleSpaced =
        3.5;  // heights of a line from one to the next; a line is lower than its characters' size
    const std::u32string next = base::toCodePoints(below.text);
    const bool numbered = next.size() > 1 && !base::isHan(next[1]);
    const double height = base::distance(above.quad[0], above.quad[3]);
    const double apart = base::centre(below.quad).y - base::centre(above.quad).y;
    return !numbered && next.size() > longest && base::countCodePoints(above.text) > longest && apart > 0 &&
           apart < doubleSpaced * height;
}

/// A dash (——) that is broken over two lines is read as 一 at the end of one and at the beginning of the next.
void mendBrokenDashes(std::vector<TextLine>& lines) {
    constexpr std::string_view one = "一";
    constexpr base::Confidence believed{0.75};
    for (std::size_t i = 1; i < lines.size(); ++i) {
        TextLine& above = lines[i - 1];
        TextLine& below = lines[i];
        if (!above.text.ends_with(one) || !below.text.starts_with(one) || !runsOn(above, below)) continue;
        above.text.replace(above.text.size() - one.size(), one.size(), "—");
        below.text.replace(0, one.size(), "—");
        if (!above.symbols.empty()) above.symbols.back() = {"—", above.symbols.back().quad, believed};
        if (!below.symbols.empty()) below.symbols.front() = {"—", below.symbols.front().quad, believed};
    }
}

/// Whether a line's glyphs get a second opinion.
enum class Review { Yes, No };

std::optional<SecondReader> secondReader(const ppocr::Weights& weights, const ppocr::Recogniser& first) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(weights.glyphs, ignored)) return std::nullopt;
    return std::optional<SecondReader>(std::in_place, glyphs::GlyphPrototypes(glyphs::readGlyphTable(weights.glyphs)),
                                       first);
}

class HybridReader final : public TextReader {
  public:
    HybridReader(const ppocr::Weights& weights, Lexicon lexicon)
        : networks_(weights), lexicon_(std::move(lexicon)), second_(secondReader(weights, networks_.recogniser)) {}

    [[nodiscard]] Orientation orientation(const page::CleanPage& document) const override;
    [[nodiscard]] PageText read(const page::CleanPage& document) const override;
    [[nodiscard]] PageText glance(const page::CleanPage& document, const std::vector<base::Quad>& seen,
                                  const IsEnough& isEnough) const override;

  private:
    [[nodiscard]] std::optional<TextLine> lineOf(ReadStrip reading, Review review) const;
    void addSeals(const cv::Mat& bgr, std::vector<TextLine>& lines) const;
    [[nodiscard]] std::optional<ReadStrip> wholeNumber(const PreparedPage& page, const ReadStrip& reading) const;
    [[nodiscard]] std::vector<ReadCharacter> withNumbers(const ReadStrip& reading) const;
    [[nodiscard]] DigitSteps lookAt(const ReadStrip& reading, double from, double to, double squeeze,
                                    double taller) const;
    [[nodiscard]] ReadStrip readBox(const PreparedPage& page, const TextBox& box) const;
    [[nodiscard]] ReadStrip readAt(const cv::Mat& bgr, const TextBox& box, double squeeze) const;

    ppocr::Networks networks_;
    Lexicon lexicon_;
    std::optional<SecondReader> second_;  ///< none: its prototypes are not installed
};

Orientation HybridReader::orientation(const page::CleanPage& document) const {
    return ppocr::TextDirection(networks_.detector, networks_.classifier, networks_.recogniser)
        .find(ppocr::colourOf(document.pixels));
}

ReadStrip HybridReader::readAt(const cv::Mat& bgr, const TextBox& box, double squeeze) const {
    ReadStrip reading{ppocr::stripOf(bgr, box, squeeze), {}, bgr};
    reading.characters = networks_.recogniser.read(reading.strip.pixels);
    return reading;
}

ReadStrip HybridReader::readBox(const PreparedPage& page, const TextBox& box) const {
    ReadStrip reading = readAt(page.unprinted ? *page.unprinted : page.bgr, box, 1);
    // Where the text is as pale as the watermark, cleaning took it off too: the original counts as well.
    if (page.unprinted && reading.least() < sure) {
        ReadStrip printed = readAt(page.bgr, box, 1);
        if (printed.mean() > reading.mean()) reading = std::move(printed);
    }
    if (auto whole = wholeNumber(page, reading)) reading = std::move(*whole);
    return reading;
}

/// The box made longer at one of its ends by so many pixels.
TextBox lengthened(const TextBox& box, bool atBegin, double by) {
    TextBox out = box;
    const double share = by / std::max(1.0, box.width());
    for (const auto& [left, right] : {std::pair<std::size_t, std::size_t>{0, 1}, {3, 2}}) {
        const base::Point& a = box.quad[left];
        const base::Point& b = box.quad[right];
        if (atBegin)
            out.quad[left] = {a.x - share * (b.x - a.x), a.y - share * (b.y - a.y)};
        else
            out.quad[right] = {b.x + share * (b.x - a.x), b.y + share * (b.y - a.y)};
    }
    return out;
}

/// A citizen number of which the detector's box holds only a part, read from a box that is long enough; only what then
/// has a right check character and goes on with what was read is believed.
std::optional<ReadStrip> HybridReader::wholeNumber(const PreparedPage& page, const ReadStrip& reading) const {
    const auto cut = reading.strip.stacked == 1 ? cutCitizenNumber(reading.characters) : std::nullopt;
    if (!cut) return std::nullopt;
    const std::size_t n = cut->digits.size();
    const std::size_t first = cut->atBegin ? 0 : reading.characters.size() - n;
    const double pitch =
        reading.strip.share(reading.characters[first + n - 1].at) - reading.strip.share(reading.characters[first].at);
    const double room =
        reading.strip.box.width() * pitch / static_cast<double>(n - 1) * (static_cast<double>(cut->missing) + 0.5);
    const TextBox box = lengthened(reading.strip.box, cut->atBegin, room);
    for (const cv::Mat* bgr : {&reading.bgr, &page.bgr})
        for (const double squeeze : {1.0, 1.25}) {
            ReadStrip whole = readAt(*bgr, box, squeeze);
            if (holdsWhole(whole.characters, *cut)) return whole;
        }
    return std::nullopt;
}

PageText HybridReader::read(const page::CleanPage& document) const {
    const PreparedPage page = ppocr::prepared(networks_.detector, document.pixels);
    PageText text{{}, "hybrid", ppocr::version};
    for (const TextBox& box : ppocr::inReadingOrderOfForm(document.pixels, page.boxes))
        if (auto line = lineOf(readBox(page, box), Review::Yes)) text.lines.push_back(std::move(*line));
    text.lines = withColumnsJoined(std::move(text.lines));
    mendBrokenDashes(text.lines);
    if (document.pixels.channels() == 3) addSeals(document.pixels, text.lines);
    return text;
}

/// What stands level in the middle of red seals (发票专用章), after the document's own lines. The text around the rim
/// is bent and not read.
void HybridReader::addSeals(const cv::Mat& bgr, std::vector<TextLine>& lines) const {
    constexpr double largest = 1;     // a picture of nothing but a seal
    constexpr double rim = 0.66;      // of the radius: what lies farther out is bent
    constexpr double believed = 0.9;  // strokes of emblems are read as characters
    constexpr ppocr::DetectorOptions coarse{.longerSide = 480};
    for (const cv::Rect& seal : ppocr::sealsOn(bgr, largest)) {
        const cv::Mat red = ppocr::redAlone(bgr(seal));
        const base::Point middle{seal.width / 2.0, seal.height / 2.0};
        for (const TextBox& box : ppocr::inReadingOrder(networks_.detector.find(red, coarse))) {
            const bool inside = std::all_of(box.quad.begin(), box.quad.end(), [&](base::Point p) {
                return base::distance(p, middle) < rim * std::max(seal.width, seal.height) / 2.0;
            });
            if (!inside || ppocr::runsAslant(box)) continue;
            auto line = lineOf(readAt(red, box, 1), Review::No);
            if (!line || line->confidence.value() < believed || base::countCodePoints(line->text) < 2) continue;
            const auto onDocument = [&](base::Quad& quad) {
                for (base::Point& p : quad) p = {p.x + seal.x, p.y + seal.y};
            };
            onDocument(line->quad);
            for (TextSymbol& symbol : line->symbols) onDocument(symbol.quad);
            lines.push_back(std::move(*line));
        }
    }
}

/// The box with its upper and lower edge moved away from its middle by a share of its height.
TextBox grown(const TextBox& box, double share) {
    TextBox out = box;
    for (const auto& [upper, lower] : {std::pair<std::size_t, std::size_t>{0, 3}, {1, 2}}) {
        const base::Point& a = box.quad[upper];
        const base::Point& b = box.quad[lower];
        out.quad[upper] = {a.x - share * (b.x - a.x), a.y - share * (b.y - a.y)};
        out.quad[lower] = {b.x + share * (b.x - a.x), b.y + share * (b.y - a.y)};
    }
    return out;
}

/// What the network holds of the digits between two places of a strip (shares of its box), cut out anew.
DigitSteps HybridReader::lookAt(const ReadStrip& reading, double from, double to, double squeeze, double taller) const {
    const Strip strip = ppocr::stripOf(reading.bgr, grown(reading.strip.box, taller), squeeze);
    const auto scores = networks_.recogniser.digits(strip.pixels);
    DigitSteps steps;
    for (std::size_t i = 0; i < scores.steps.size(); ++i) {
        const double at = (static_cast<double>(i) + 0.5) * scores.stepWidth;
        if (at >= strip.at(from) && at < strip.at(to)) steps.push_back(scores.steps[i]);
    }
    return steps;
}

/// Citizen numbers that cannot be right, looked at again: wider, narrower, with more and less of what is around them.
std::vector<ReadCharacter> HybridReader::withNumbers(const ReadStrip& reading) const {
    struct Look {
        double squeeze, taller;
    };
    constexpr std::array<Look, 4> looks{{{1, 0}, {1.3, 0}, {1.1, 0.08}, {0.9, -0.06}}};
    std::vector<ReadCharacter> characters = reading.characters;
    auto places = wrongCitizenNumbers(characters);
    std::reverse(places.begin(), places.end());  // mending one moves those behind it
    for (const NumberPlace place : places) {
        const ReadCharacter& first = characters[place.begin];
        const ReadCharacter& last = characters[place.end - 1];
        const double half = (last.at - first.at) / static_cast<double>(place.end - place.begin - 1) / 2;
        const auto share = [&](double at) {
            return (at - reading.strip.margin) / (reading.strip.pixels.cols - 2.0 * reading.strip.margin);
        };
        std::vector<DigitSteps> seen;
        for (const Look& look : looks)
            seen.push_back(lookAt(reading, share(first.at - half), share(last.at + half), look.squeeze, look.taller));
        characters = withNumberMended(std::move(characters), place, seen);
    }
    return characters;
}

std::optional<TextLine> HybridReader::lineOf(ReadStrip reading, Review review) const {
    const bool isLine = reading.strip.stacked == 1;
    const bool mayBeSaved = isLine && second_ && review == Review::Yes;
    if (reading.mean() < (mayBeSaved ? leastToReview : leastConfidence)) return std::nullopt;
    if (isLine) {
        const bool readable = reading.mean() >= leastConfidence;
        reading.characters = withTickBoxes(std::move(reading.characters), reading.strip);
        reading.characters = proofread(std::move(reading.characters), reading.strip.pixels, lexicon_);
        if (mayBeSaved)
            reading.characters = second_->reviewed(std::move(reading.characters), reading.strip, reading.bgr, lexicon_);
        if (review == Review::Yes) reading.characters = withNumbers(reading);
        if (!readable && reading.mean() < leastConfidence) return std::nullopt;
    }
    TextLine line = ppocr::lineOf(reading.strip, reading.characters);
    if (line.text.empty()) return std::nullopt;
    return line;
}

/// A first look squeezes its strips to this share of their width: reading them takes so much less.
constexpr double glanceSqueeze = 0.6;
/// It reads at most this share of a document's text, but at least so many pixels of unsqueezed strips (a card's text).
constexpr double mostOfText = 0.65;
constexpr double cardOfText = 3500;
/// Asking whether it is enough takes as long as reading a few hundred pixels: asked every so many.
constexpr double betweenQuestions = 2000;

/// The order in which lines tell what a document is: the largest (its title) first, then as they are read.
std::vector<std::size_t> byTelling(const std::vector<TextBox>& boxes) {
    constexpr std::size_t titles = 3;
    std::vector<std::size_t> order(boxes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::min(boxes[a].height(), boxes[a].width()) > std::min(boxes[b].height(), boxes[b].width());
    });
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(std::min(titles, order.size())), order.end());
    return order;
}

PageText HybridReader::glance(const page::CleanPage& document, const std::vector<base::Quad>& seen,
                              const IsEnough& isEnough) const {
    const cv::Mat bgr = ppocr::colourOf(document.pixels);
    std::vector<TextBox> boxes;
    for (const base::Quad& quad : seen) boxes.push_back({quad, 1});
    constexpr ppocr::DetectorOptions coarse{.longerSide = 640, .mostEnlarged = 1.0};
    if (seen.empty()) boxes = networks_.detector.find(bgr, coarse);
    std::erase_if(boxes, ppocr::runsAslant);
    boxes = ppocr::inReadingOrder(boxes);
    double all = 0;
    for (const TextBox& box : boxes) all += lengthOf(box);

    std::vector<std::optional<TextLine>> lines(boxes.size());
    const auto soFar = [&] {
        PageText text{{}, "hybrid", ppocr::version};
        for (const auto& line : lines)
            if (line) text.lines.push_back(*line);
        return text;
    };
    const double most = std::max(mostOfText * all, std::min(all, cardOfText));
    double read = 0;
    double sinceAsked = 0;
    for (const std::size_t i : byTelling(boxes)) {
        const double length = lengthOf(boxes[i]);
        if (read + length > most && read > 0) break;
        lines[i] = lineOf(readAt(bgr, boxes[i], glanceSqueeze), Review::No);
        read += length;
        sinceAsked += length;
        if (sinceAsked < betweenQuestions) continue;
        sinceAsked = 0;
        if (isEnough(soFar())) break;
    }
    return soFar();
}

Lexicon wordsIn(const std::filesystem::path& folder) {
    Lexicon words;
    if (folder.empty()) return words;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
        if (entry.path().extension() == ".txt") words.add(entry.path());
    if (failed)
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("The folder of words {} cannot be opened; install daiban's models again.", folder.string()));
    return words;
}

}  // namespace

std::unique_ptr<TextReader> openHybridReader(const std::filesystem::path& wordsFolder) {
    return std::make_unique<HybridReader>(ppocr::installedWeights(), wordsIn(wordsFolder));
}

}  // namespace daiban::text::hybrid
