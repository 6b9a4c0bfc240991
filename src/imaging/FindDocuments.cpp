#include "imaging/FindDocuments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
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

struct Look {
    base::Turn turn;  ///< of the page, clockwise, before it was looked at
    cv::Mat picture;
    ContentMap content;
    std::vector<StraightLine> lines;        ///< in the pixels looked at
    std::vector<QuadCandidate> candidates;  ///< in the page's pixels
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

/// What is seen on the page when `factor` x `factor` pixels are taken as one.
Look lookAt(const cv::Mat& work, base::Turn turn, double factor, const FindOptions& options) {
    const EdgeMap edges = edgesOf(work);
    auto lines = straightLines(edges, shortestSide(work.size(), options), mostLines);
    auto quads = quadsOf(lines, work, factor, options);
    return {turn, work, ContentMap(edges, factor), std::move(lines), std::move(quads)};
}

/// A frame printed on a page has the same paper inside and outside, and print outside, too.
constexpr double printOutside = 0.12;

/// Things that cover more of the picture than this are not looked upon as parts of a sheet.
constexpr double thingsShare = 0.6;

/// Tables and stamps on a page whose own edges are not seen are no documents: the page is.
bool arePrintedFrames(const Choice& choice, const Look& look) {
    if (choice.onlyCards || choice.documents.empty()) return false;
    double inside = 0;
    for (const QuadCandidate& quad : choice.documents) inside += look.content.shareInside(quad.corners);
    if (1 - inside < printOutside) return false;
    return !anyPaperEdges(choice);
}

/// Photos and stamps on a sheet that fills the picture.
bool areThingsOnASheet(const Choice& choice, const cv::Mat& work, double factor) {
    if (choice.onlyCards || choice.documents.empty()) return false;
    double area = 0;
    std::vector<Corners> quads;
    for (const QuadCandidate& quad : choice.documents) {
        area += quad.area / (factor * factor);
        quads.push_back(quad.corners);
        for (cv::Point2d& corner : quads.back()) corner /= factor;
    }
    return area < thingsShare * work.size().area() && isPrintAround(work, quads);
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
std::vector<QuadCandidate> copiedCards(const Look& look, double perMm, double factor) {
    const auto outlines = faintLines(grayOf(look.picture), Faint::ThinLine, shortestOutline * perMm, mostOutlines);
    return fitCards(outlines, perMm, factor, look.content);
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

bool isEnough(const Choice& choice, const Look& look, cv::Size page, const Contentment& wanted) {
    if (choice.documents.empty() || choice.belief < wanted.belief || arePrintedFrames(choice, look)) return false;
    double held = 0, area = 0;
    for (const QuadCandidate& quad : choice.documents) {
        if (quad.imageSides > 0 || quad.paperEdges < wanted.paperEdges) return false;
        held += look.content.shareInside(quad.corners);
        area += quad.area;
    }
    return 1 - held <= wanted.leftOut || area >= wanted.smallest * page.area();
}

/// Looks at a page until it is certain what is there. All quads are in pixels of the page as it is looked at.
class Search {
  public:
    /// `picture`: the page, shrunk; `page`: its size before.
    Search(const cv::Mat& picture, cv::Size page, double dpi, const FindOptions& options)
        : page_(page),
          dpi_(dpi),
          factor_(static_cast<double>(std::max(page.width, page.height)) / std::max(picture.cols, picture.rows)),
          options_(options) {
        looks_.push_back(lookAt(picture, base::Turn::None, factor_, options));
        add(looks_.front().candidates, base::Turn::None);
        choose();
    }

    [[nodiscard]] std::vector<QuadCandidate> documents() {
        // Grain and dithering hide a faint edge; they go when pixels are averaged.
        if (!isCertain(enough)) {
            lookFromAfar(looks_.front());
            choose();
        }
        if (!isCertain(enoughForFaint)) lookInAllWays();
        if (arePrintedFrames(choice_, looks_.front()) || areThingsOnASheet(choice_, looks_.front().picture, factor_))
            return {};
        std::vector<QuadCandidate> documents = choice_.documents;
        for (QuadCandidate& document : documents) document = finestOf(document, seen_);
        return documents;
    }

  private:
    [[nodiscard]] bool isCertain(const Contentment& wanted) const {
        return isEnough(choice_, looks_.front(), page_, wanted);
    }

    void add(const std::vector<QuadCandidate>& quads, base::Turn turn) {
        for (QuadCandidate& quad : turnedBack(quads, turn, page_)) seen_.push_back(quad);
    }

    void choose() { choice_ = chooseDocuments(seen_, looks_.front().content, page_, dpi_); }

    void lookFromAfar(const Look& look) {
        const cv::Mat& picture = look.picture;
        const cv::Mat half = shrunk(picture, std::max(picture.cols, picture.rows) / 2);
        const double factor = factor_ * std::max(picture.cols, picture.rows) / std::max(half.cols, half.rows);
        add(lookAt(half, look.turn, factor, options_).candidates, look.turn);
    }

    /// A line at the threshold of being seen is seen in one way of looking and not in another: all that is seen in any
    /// of the four counts.
    void lookInAllWays() {
        for (const base::Turn turn : {base::Turn::Right, base::Turn::Half, base::Turn::Left}) {
            looks_.push_back(lookAt(turnedPicture(looks_.front().picture, turn), turn, factor_, options_));
            add(looks_.back().candidates, turn);
            lookFromAfar(looks_.back());
        }
        for (const Look& look : looks_)
            add(quadsOf(withFaintLines(look, options_), look.picture, factor_, options_), look.turn);
        seen_ = surestOfEach(std::move(seen_));
        choose();
        if (mayBeCopy(choice_, page_)) lookForCopiedCards();
    }

    void lookForCopiedCards() {
        const double perMm = pixelsPerMm(page_, dpi_) / factor_;
        if (perMm <= 0) return;  // not known how large a card would be
        std::vector<QuadCandidate> cards;
        for (const Look& look : looks_)
            for (QuadCandidate& card : turnedBack(copiedCards(look, perMm, factor_), look.turn, page_))
                cards.push_back(card);
        add(meanOfEach(std::move(cards)), base::Turn::None);
        choose();
    }

    cv::Size page_;
    double dpi_;
    double factor_;  ///< pixels of the page in one of the picture
    FindOptions options_;
    std::vector<Look> looks_;          ///< at pixels of this size; the first at the page as it is
    std::vector<QuadCandidate> seen_;  ///< in any look
    Choice choice_;
};

std::vector<QuadCandidate> documentsOn(const page::Page& page, const FindOptions& options) {
    const cv::Mat work = shrunk(page.pixels, options.workingSize);
    if (std::min(work.cols, work.rows) < smallestPicture) return {};
    const base::Turn turn = turnOfLooking(work);
    Search search(turnedPicture(work, turn), turnedSize(page.pixels.size(), turn), page.dpi, options);
    return turnedBack(search.documents(), turn, page.pixels.size());
}

}  // namespace

std::vector<FoundDocument> findDocuments(const page::Page& page, const FindOptions& options) {
    std::vector<FoundDocument> found;
    for (const QuadCandidate& document : documentsOn(page, options))
        found.push_back(
            {toQuad(refined(document, page.pixels, 2.5 * document.pixel)), base::Confidence(document.score), true});
    if (found.empty()) found.push_back(wholePage(page));
    sortForReading(found);
    return found;
}

}  // namespace daiban::imaging
