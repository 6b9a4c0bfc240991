#include "imaging/FindDocuments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>

#include "imaging/CardOutlines.h"
#include "imaging/ChooseDocuments.h"
#include "imaging/ContentMap.h"
#include "imaging/EdgeMap.h"
#include "imaging/FaintLines.h"
#include "imaging/FourWays.h"
#include "imaging/PaperStep.h"
#include "imaging/PrintOutside.h"
#include "imaging/QuadSearch.h"
#include "imaging/RefineQuad.h"
#include "imaging/Shrink.h"
#include "imaging/StraightLines.h"

namespace daiban::imaging {

namespace {

constexpr std::size_t mostLines = 110;
constexpr std::size_t mostFaintLines = 16;  ///< each way

base::Quad toQuad(const Corners& corners) {
    base::Quad quad;
    for (std::size_t i = 0; i < 4; ++i) quad[i] = {corners[i].x, corners[i].y};
    return quad;
}

/// Top to bottom; what stands side by side, left to right.
void sortForReading(std::vector<FoundDocument>& documents) {
    double smallest = 1e18;
    for (const FoundDocument& document : documents) smallest = std::min(smallest, base::area(document.quad));
    const double row = std::max(1.0, std::sqrt(smallest) / 2);
    const auto place = [&](const FoundDocument& document) {
        const base::Point centre = base::centre(document.quad);
        return std::pair(std::lround(centre.y / row), centre.x);
    };
    std::stable_sort(documents.begin(), documents.end(),
                     [&](const FoundDocument& a, const FoundDocument& b) { return place(a) < place(b); });
}

FoundDocument wholePage(const page::Page& page) {
    return {base::rectangle(0, 0, page.width(), page.height()), base::Confidence(0.3), false};
}

/// A single document that covers more of the page than this may be the sheet cards were copied onto.
constexpr double sheetShare = 0.6;
/// Millimetres of a card's outline that are left at least, and lines each way that may be outlines.
constexpr double shortestOutline = 25;
constexpr std::size_t mostOutlines = 40;

/// Pixels across; there is nothing to tell apart in less.
constexpr int smallestPicture = 64;

/// Outlines seen worse than this are not chosen, whatever the paper does.
constexpr double leastBelieved = 0.55;

/// What is seen on a picture of the page.
struct Look {
    base::Turn turn;  ///< of the page, clockwise, before it was looked at
    cv::Mat picture;
    double factor;  ///< pixels of the page in one of the picture
    ContentMap content;
    std::vector<StraightLine> lines;
};

std::vector<QuadCandidate> quadsOf(const std::vector<StraightLine>& lines, const cv::Mat& work, double factor,
                                   const FindOptions& options) {
    auto quads = findQuads(lines, work.size(), {.smallestArea = options.smallestShare * work.size().area()});
    for (QuadCandidate& quad : quads) {
        if ((quad.score + quad.weakest) / 2 > leastBelieved) quad.paperEdges = shareOfPaperEdges(work, quad.corners);
        for (cv::Point2d& corner : quad.corners) corner *= factor;
        quad.area *= factor * factor;
        quad.pixel = factor;
    }
    return quads;
}

double shortestSide(cv::Size size, const FindOptions& options) {
    return 0.5 * std::sqrt(options.smallestShare * size.area());
}

Look lookAt(const cv::Mat& picture, base::Turn turn, double factor, const FindOptions& options) {
    const EdgeMap edges = edgesOf(picture);
    auto lines = straightLines(edges, shortestSide(picture.size(), options), mostLines);
    ContentMap content(edges, lines, factor);
    return {turn, picture, factor, std::move(content), std::move(lines)};
}

/// The page with pixels twice as large.
Look lookFromAfar(const Look& near, const FindOptions& options) {
    const int longer = std::max(near.picture.cols, near.picture.rows);
    const cv::Mat half = shrunk(near.picture, longer / 2);
    return lookAt(half, near.turn, near.factor * longer / std::max(half.cols, half.rows), options);
}

/// A frame printed on a page has the same paper inside and outside, and print outside, too.
constexpr double printOutside = 0.12;

/// Tables and stamps on a page whose own edges are not seen are no documents: the page is.
bool arePrintedFrames(const Choice& choice, const ContentMap& content) {
    if (choice.onlyCards || choice.documents.empty()) return false;
    double inside = 0;
    for (const QuadCandidate& quad : choice.documents) inside += content.shareInside(quad.corners);
    if (1 - inside < printOutside) return false;
    return !anyPaperEdges(choice);
}

/// Photos and stamps on a sheet that fills the picture.
bool areThingsOnASheet(const Choice& choice, const cv::Mat& work, double factor) {
    if (choice.onlyCards || choice.documents.empty()) return false;
    std::vector<Corners> quads;
    for (const QuadCandidate& quad : choice.documents) {
        quads.push_back(quad.corners);
        for (cv::Point2d& corner : quads.back()) corner /= factor;
    }
    return isPrintAround(work, quads);
}

cv::Mat grayOf(const cv::Mat& work) {
    if (work.channels() == 1) return work;
    cv::Mat gray;
    cv::cvtColor(work, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

/// The lines of a look with those too faint to be seen pixel by pixel.
std::vector<StraightLine> withFaintLines(const Look& look, const FindOptions& options) {
    std::vector<StraightLine> lines = look.lines;
    for (StraightLine& line :
         faintLines(grayOf(look.picture), Faint::Step, 2 * shortestSide(look.picture.size(), options), mostFaintLines))
        lines.push_back(std::move(line));
    return lines;
}

/// Pixels of the page in a millimetre; a page of unknown dpi with the sides of A4 is taken for A4. 0: not known.
double pixelsPerMm(cv::Size page, double dpi) {
    if (dpi > 0) return dpi / 25.4;
    const double longer = std::max(page.width, page.height), shorter = std::min(page.width, page.height);
    constexpr double a4Ratio = 297.0 / 210, tolerance = 0.02;
    return std::abs(longer / shorter / a4Ratio - 1) < tolerance ? longer / 297 : 0;
}

/// Cards copied onto the sheet.
std::vector<QuadCandidate> copiedCards(const Look& look, double perMm) {
    const auto outlines = faintLines(grayOf(look.picture), Faint::ThinLine, shortestOutline * perMm, mostOutlines);
    return fitCards(outlines, perMm, look.factor, look.content);
}

/// Whether the page may be a sheet that cards were copied onto: no document lies on it, or nothing but the sheet.
bool mayBeCopy(const Choice& choice, cv::Size page) {
    return !anyPaperEdges(choice) ||
           (choice.documents.size() == 1 && choice.documents.front().area > sheetShare * page.area());
}

/// What a choice must be for nobody to look again.
struct Contentment {
    double belief;      ///< in the outlines
    double paperEdges;  ///< share of the worst one's outline that is paper's edge
    double leftOut;     ///< share of what is on the page that may lie outside the documents
    double smallest;    ///< share of the page that documents must cover for more than that to be a desk's pattern
};
/// The second look is at a quarter of the pixels; the third, at what is faint, is the dearest and asked for last.
constexpr Contentment enough{0.9, 0.95, 0.15, 1}, enoughForFaint{0.8, 0.9, 0.15, 0.35};

bool isEnough(const Choice& choice, const ContentMap& content, cv::Size page, const Contentment& wanted) {
    if (choice.documents.empty() || choice.belief < wanted.belief || arePrintedFrames(choice, content)) return false;
    double held = 0, area = 0;
    for (const QuadCandidate& quad : choice.documents) {
        if (quad.imageSides > 0 || quad.paperEdges < wanted.paperEdges) return false;
        held += content.shareInside(quad.corners);
        area += quad.area;
    }
    return 1 - held <= wanted.leftOut || area >= wanted.smallest * page.area();
}

/// What is on a page, and the sheet it is on where it may be printed on one (Choice::sheet).
struct Seen {
    std::vector<QuadCandidate> documents;
    std::vector<QuadCandidate> sheet;  ///< one or none
};

/// Looks at a page until it is certain what is there. All quads are in pixels of the page as it is looked at.
class Search {
  public:
    /// `picture`: the page, shrunk; `page`: its size before.
    Search(const cv::Mat& picture, cv::Size page, double dpi, const FindOptions& options)
        : page_(page),
          dpi_(dpi),
          options_(options),
          near_(lookAt(picture, base::Turn::None,
                       static_cast<double>(std::max(page.width, page.height)) / std::max(picture.cols, picture.rows),
                       options)) {
        seen_ = quadsSeen(near_.lines, near_);
        choice_ = chosenFrom(seen_);
    }

    /// Whether looking in all ways is not needed.
    [[nodiscard]] bool isCertain() {
        lookTwice();
        return isCertain_;
    }

    /// What is seen in one way of looking.
    [[nodiscard]] Seen documentsAtFirst() {
        if (isCertain()) return chosenOf(choice_, seen_);
        std::vector<QuadCandidate> seen = seen_;
        for (const QuadCandidate& quad : faintQuads()) seen.push_back(quad);
        seen = surestOfEach(std::move(seen));
        Choice choice = chosenFrom(seen);
        if (mayBeCopy(choice, page_)) {
            for (const QuadCandidate& card : cardsCopied({near_})) seen.push_back(card);
            choice = chosenFrom(seen);
        }
        return chosenOf(choice, seen);
    }

    [[nodiscard]] Seen documents() {
        if (!isCertain()) lookInAllWays();
        return chosenOf(choice_, seen_);
    }

  private:
    [[nodiscard]] bool isCertain(const Contentment& wanted) const {
        return isEnough(choice_, near_.content, page_, wanted);
    }

    /// Grain and dithering hide a faint edge; they go when pixels are averaged.
    void lookTwice() {
        if (lookedTwice_) return;
        lookedTwice_ = isCertain_ = true;
        if (isCertain(enough)) return;
        for (QuadCandidate& quad : quadsSeenFromAfar(near_)) seen_.push_back(quad);
        choice_ = chosenFrom(seen_);
        isCertain_ = isCertain(enoughForFaint);
    }

    [[nodiscard]] Seen chosenOf(const Choice& choice, const std::vector<QuadCandidate>& seen) const {
        if (arePrintedFrames(choice, near_.content) || areThingsOnASheet(choice, near_.picture, near_.factor))
            return {};
        Seen chosen{choice.documents, {}};
        for (QuadCandidate& document : chosen.documents) document = finestOf(document, seen);
        if (choice.sheet) chosen.sheet.push_back({.corners = *choice.sheet, .area = areaOf(*choice.sheet)});
        return chosen;
    }

    /// What lines seen on a picture make.
    [[nodiscard]] std::vector<QuadCandidate> quadsSeen(const std::vector<StraightLine>& lines, const Look& look) const {
        return turnedBack(quadsOf(lines, look.picture, look.factor, options_), look.turn, page_);
    }
    [[nodiscard]] std::vector<QuadCandidate> quadsSeenFromAfar(const Look& near) const {
        const Look far = lookFromAfar(near, options_);
        return quadsSeen(far.lines, far);
    }
    /// Those whose lines are too faint to be seen pixel by pixel.
    const std::vector<QuadCandidate>& faintQuads() {
        if (!faintQuads_) faintQuads_ = quadsSeen(withFaintLines(near_, options_), near_);
        return *faintQuads_;
    }

    [[nodiscard]] Choice chosenFrom(const std::vector<QuadCandidate>& seen) const {
        return chooseDocuments(seen, near_.content, page_, dpi_);
    }

    /// A line at the threshold of being seen is seen in one way of looking and not in another: all that is seen in any
    /// of the four counts.
    void lookInAllWays() {
        if (std::exchange(lookedInAllWays_, true)) return;
        std::vector<Look> ways{near_};
        for (const base::Turn turn : {base::Turn::Right, base::Turn::Half, base::Turn::Left}) {
            ways.push_back(lookAt(turnedPicture(near_.picture, turn), turn, near_.factor, options_));
            for (QuadCandidate& quad : quadsSeenFromAfar(ways.back())) seen_.push_back(quad);
        }
        for (const QuadCandidate& quad : faintQuads()) seen_.push_back(quad);
        for (std::size_t i = 1; i < ways.size(); ++i)
            for (QuadCandidate& quad : quadsSeen(withFaintLines(ways[i], options_), ways[i])) seen_.push_back(quad);
        seen_ = surestOfEach(std::move(seen_));
        choice_ = chosenFrom(seen_);
        if (!mayBeCopy(choice_, page_)) return;
        for (QuadCandidate& card : cardsCopied(ways)) seen_.push_back(card);
        choice_ = chosenFrom(seen_);
    }

    [[nodiscard]] std::vector<QuadCandidate> cardsCopied(const std::vector<Look>& ways) const {
        const double perMm = pixelsPerMm(page_, dpi_) / near_.factor;
        if (perMm <= 0) return {};  // not known how large a card would be
        std::vector<QuadCandidate> cards;
        for (const Look& way : ways)
            for (QuadCandidate& card : turnedBack(copiedCards(way, perMm), way.turn, page_)) cards.push_back(card);
        return meanOfEach(std::move(cards));
    }

    cv::Size page_;
    double dpi_;
    FindOptions options_;
    Look near_;                        ///< at the page as it is
    std::vector<QuadCandidate> seen_;  ///< in any look
    std::optional<std::vector<QuadCandidate>> faintQuads_;
    Choice choice_;
    bool lookedTwice_ = false, lookedInAllWays_ = false, isCertain_ = false;
};

}  // namespace

class DocumentSearch::Steps {
  public:
    Steps(const page::Page& page, const FindOptions& options) : page_(page) {
        const cv::Mat work = shrunk(page.pixels, options.workingSize);
        if (std::min(work.cols, work.rows) < smallestPicture) return;
        turn_ = turnOfLooking(work);
        search_.emplace(turnedPicture(work, turn_), turnedSize(page.pixels.size(), turn_), page.dpi, options);
    }

    [[nodiscard]] std::vector<FoundDocument> atFirst() { return found(search_ ? search_->documentsAtFirst() : Seen{}); }
    [[nodiscard]] bool isCertain() { return !search_ || search_->isCertain(); }
    [[nodiscard]] std::vector<FoundDocument> inTheEnd() { return found(search_ ? search_->documents() : Seen{}); }

  private:
    [[nodiscard]] std::vector<FoundDocument> found(Seen seen) const {
        std::optional<base::Quad> sheet;
        for (const QuadCandidate& under : turnedBack(std::move(seen.sheet), turn_, page_.pixels.size()))
            sheet = toQuad(under.corners);
        std::vector<FoundDocument> found;
        for (const QuadCandidate& document : turnedBack(std::move(seen.documents), turn_, page_.pixels.size())) {
            const Corners corners = refined(document, page_.pixels, 2.5 * document.pixel);
            found.push_back(
                {toQuad(withSidesBeyond(corners, page_.pixels.size())), base::Confidence(document.score), true, sheet});
        }
        if (found.empty()) found.push_back(wholePage(page_));
        sortForReading(found);
        return found;
    }

    const page::Page& page_;
    base::Turn turn_ = base::Turn::None;
    std::optional<Search> search_;
};

DocumentSearch::DocumentSearch(const page::Page& page, const FindOptions& options)
    : steps_(std::make_unique<Steps>(page, options)) {}
DocumentSearch::~DocumentSearch() = default;

std::vector<FoundDocument> DocumentSearch::atFirst() {
    return steps_->atFirst();
}

bool DocumentSearch::isCertain() {
    return steps_->isCertain();
}

std::vector<FoundDocument> DocumentSearch::inTheEnd() {
    return steps_->inTheEnd();
}

std::vector<FoundDocument> findDocuments(const page::Page& page, const FindOptions& options) {
    return DocumentSearch(page, options).inTheEnd();
}

}  // namespace daiban::imaging
