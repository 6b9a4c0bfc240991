#include "codes/label/ReadLabelSymbol.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "codes/FindFinders.h"
#include "codes/FindOutlines.h"
#include "codes/label/DecodeLabelSymbol.h"
#include "codes/label/FitLabel.h"
#include "codes/label/LabelGrid.h"

namespace daiban::codes {

namespace {

/// Modules, in pixels: large ones are looked for first, for that costs least. The bands overlap, as the three patterns
/// of one code may be of different size.
struct Band {
    double smallest = 0;
    double largest = 0;
    std::size_t triples = 40;  ///< that are tried, best first; 1 ms each
    double leastScore = 0;     ///< of a triple
};
constexpr std::array bands{Band{6, 15}, Band{3.5, 8}, Band{1.6, 4.5}};
/// Where no outline was seen either, a picture without a label is the rule: the larger modules alone, found at half
/// size.
constexpr std::array unlikelyBands{Band{6, 15, 8}, Band{3.5, 8, 8}};
constexpr int unlikelyShrink = 2;
// Of three patterns found coarsely. Without an outline, labels had 1.75 and more (5 of a thousand), 21 small cards and
// slips less than 1.56; of all damaged labels seven tenths have more.
constexpr double leastTriple = 1.6;
constexpr double leastOfAPlace = 1.3;  // nine tenths of damaged labels have more, portraits and stamps less
constexpr std::size_t gridsABand = 2;
constexpr std::size_t mostGrids = 4;         // of a picture; two seconds each where nothing is read
constexpr std::array steps{0.2, 0.1, 0.05};  // modules
constexpr int weighings = 3;
constexpr double mostResidue = 0.1;  // of a fit
// After the first fit 82 damaged labels that were read had 0.42 and more, all but one 0.7; other codes up to 0.27.
constexpr double leastLikeness = 0.33;
constexpr double leastFit = 0.75;    // of a grid; right ones had 0.82 and more, most wrong ones 0.6 and less

base::Quad quadOf(const LabelGrid& grid) {
    const cv::Matx33d h = grid.toPixels();
    const auto corner = [&](double x, double y) {
        const cv::Vec3d p = h * cv::Vec3d(x, y, 1);
        return base::Point{p[0] / p[2], p[1] / p[2]};
    };
    constexpr double end = labelSymbolModules;
    return {corner(0, 0), corner(end, 0), corner(end, end), corner(0, end)};
}

/// Decoded as the grid lies; then more and more exactly fitted; at last with what is known of the symbol by then.
std::optional<Code> decodedOn(const cv::Mat& gray, const LabelGrid& grid) {
    LabelFit fit(gray, grid);
    LabelReading reading;
    const auto isRead = [&] {
        const cv::Mat darkness = fit.darkness();
        if (darkness.empty()) return false;
        reading = decodeLabelSymbol(darkness);
        return reading.text.has_value();
    };
    const auto code = [&] { return Code{.format = "QRCode", .text = *reading.text, .quad = quadOf(fit.grid())}; };
    if (isRead()) return code();
    if (const cv::Mat darkness = fit.darkness(); darkness.empty() || labelLikeness(darkness) < leastLikeness)
        return std::nullopt;
    for (const double step : steps) {
        fit.improve(step);
        if (fit.residue() > mostResidue) return std::nullopt;
        if (isRead()) return code();
    }
    for (int round = 0; round < weighings; ++round) {
        fit.weigh();
        if (isRead()) return code();
    }
    for (const double step : {steps[1], steps[2]}) {
        if (reading.known.empty() || cv::countNonZero(reading.known != labelSymbolFrame()) == 0) return std::nullopt;
        fit.learn(reading.known);
        if (isRead()) return code();
        fit.improve(step);
        if (isRead()) return code();
        fit.weigh();
        if (isRead()) return code();
    }
    return std::nullopt;
}

/// Looks through a picture in several ways; a grid that gave nothing in one is not tried again in another.
class LabelSearch {
  public:
    explicit LabelSearch(cv::Mat gray) : gray_(std::move(gray)) {}
    [[nodiscard]] const std::vector<Code>& codes() const { return codes_; }

    /// By the whole code's outlines: dirt hides no more than a part of one.
    void byOutlines(const std::vector<base::Quad>& outlines) {
        for (const auto& outline : outlines) decodeOn(laidGrids(gray_, roughGrids(outline), leastFit, 1));
    }

    /// By three finder patterns. `shrink`: they, and how the grid lies, are looked for on a picture so many times
    /// smaller.
    void byFinders(const Band& band, int shrink = 1) {
        cv::Mat work = gray_;
        if (std::min(gray_.cols, gray_.rows) / shrink < labelSymbolModules) return;
        if (shrink > 1) cv::resize(gray_, work, {}, 1.0 / shrink, 1.0 / shrink, cv::INTER_AREA);
        auto triples =
            triplesOf(findFinders(work, band.smallest / shrink, band.largest / shrink), labelSymbolModules - 7);
        std::erase_if(triples, [&](const FinderTriple& triple) { return triple.score < band.leastScore; });
        if (triples.size() > band.triples) triples.resize(band.triples);
        std::vector<LabelGrid> starts;
        std::transform(triples.begin(), triples.end(), std::back_inserter(starts), roughGrid);
        auto grids = laidGrids(work, starts, leastFit, gridsABand);
        for (auto& grid : grids) {
            for (auto& anchor : grid.anchors) anchor = anchor * shrink + cv::Point2d(0.5, 0.5) * (shrink - 1);
            grid.module *= shrink;
        }
        decodeOn(grids);
    }

  private:
    void decodeOn(const std::vector<LabelGrid>& grids) {
        for (const auto& grid : grids) {
            if (tried_.size() == mostGrids) break;
            if (wasTried(grid) || isRead(grid)) continue;
            tried_.push_back(grid);
            if (auto code = decodedOn(gray_, grid)) codes_.push_back(std::move(*code));
        }
    }
    [[nodiscard]] bool wasTried(const LabelGrid& grid) const {
        constexpr double near = 0.5;  // modules
        return std::any_of(tried_.begin(), tried_.end(), [&](const auto& tried) { return tried.isNear(grid, near); });
    }
    /// A label that was read lies there.
    [[nodiscard]] bool isRead(const LabelGrid& grid) const {
        const base::Point middle = base::centre(quadOf(grid));
        return std::any_of(codes_.begin(), codes_.end(), [&](const Code& code) {
            return base::distance(middle, base::centre(code.quad)) < labelSymbolModules / 2.0 * grid.module;
        });
    }

    const cv::Mat gray_;
    std::vector<LabelGrid> tried_;
    std::vector<Code> codes_;
};

/// Whether three finder patterns stand as a label's do: a coarse look, for most pictures have no label.
bool mayHaveLabel(const cv::Mat& gray) {
    if (std::min(gray.cols, gray.rows) / unlikelyShrink < labelSymbolModules) return false;
    cv::Mat work;
    cv::resize(gray, work, {}, 1.0 / unlikelyShrink, 1.0 / unlikelyShrink, cv::INTER_AREA);
    const auto finders = findFinders(work, unlikelyBands.back().smallest / unlikelyShrink,
                                     unlikelyBands.front().largest / unlikelyShrink, FinderDetail::Coarse);
    const auto triples = triplesOf(finders, labelSymbolModules - 7);
    return !triples.empty() && triples.front().score > leastTriple;
}

/// By finder patterns around an outline that was seen and could not be read as it lies: of its size, or nearly.
std::vector<Code> readNear(const cv::Mat& gray, const base::Quad& outline) {
    constexpr double reach = 0.4;  // of its side, beyond it
    std::vector<cv::Point> corners;
    double side = 0;
    for (std::size_t i = 0; i < outline.size(); ++i) {
        corners.emplace_back(cvRound(outline[i].x), cvRound(outline[i].y));
        side += base::distance(outline[i], outline[(i + 1) % outline.size()]) / 4;
    }
    const int more = cvRound(reach * side);
    cv::Rect where = cv::boundingRect(corners);
    where = cv::Rect(where.x - more, where.y - more, where.width + 2 * more, where.height + 2 * more) &
            cv::Rect({}, gray.size());
    LabelSearch search(gray(where));
    const double module = side / labelSymbolModules;
    constexpr double enough = 3;  // pixels a module, to find patterns and lay a grid
    const int shrink = std::max(1, static_cast<int>(module / enough));
    for (const auto& band : bands)
        if (search.codes().empty() && band.smallest < 1.5 * module && band.largest > module / 1.5)
            search.byFinders(band, shrink);
    auto codes = search.codes();
    for (auto& code : codes)
        for (auto& p : code.quad) p = {p.x + where.x, p.y + where.y};
    return codes;
}

}  // namespace

std::vector<Code> readLabelSymbols(const cv::Mat& gray) {
    const auto outlines = findOutlines(gray, labelSymbolModules, bands.back().smallest, bands.front().largest);
    LabelSearch search(gray);
    search.byOutlines(outlines);
    if (!search.codes().empty()) return search.codes();
    if (outlines.empty()) {
        if (!mayHaveLabel(gray)) return {};
        for (const auto& band : unlikelyBands)
            if (search.codes().empty()) search.byFinders(band, unlikelyShrink);
        return search.codes();
    }
    for (const auto& outline : outlines) {
        auto found = readNear(gray, outline);
        if (!found.empty()) return found;
    }
    return {};
}

std::vector<Code> readLabelSymbolFilling(const cv::Mat& gray) {
    // The symbol's side is half of that of a square around it, at 45 degrees and with a margin, to nine tenths.
    const double largest = 0.9 * std::min(gray.cols, gray.rows) / labelSymbolModules;
    LabelSearch search(gray);
    search.byFinders({.smallest = 0.45 / 0.9 * largest, .largest = largest, .triples = 6, .leastScore = leastOfAPlace});
    return search.codes();
}

}  // namespace daiban::codes
