#include "codes/ReadLabelSymbol.h"

#include <algorithm>
#include <array>
#include <optional>

#include "codes/DecodeLabelSymbol.h"
#include "codes/FindFinders.h"
#include "codes/LabelGrid.h"
#include "codes/SampleLabel.h"

namespace daiban::codes {

namespace {

constexpr int rounds = 3;
/// Modules, in pixels: large ones are looked for first, for that costs least. The bands overlap, as the three patterns
/// of one code may be of different size.
struct Band {
    double smallest = 0;
    double largest = 0;
    std::size_t triples = 6;  ///< that are tried, best first; grids take 3 ms each
};
constexpr std::array bands{Band{6, 15}, Band{3.5, 8}, Band{2, 4.5}};
constexpr double leastTriple = 1.3;  // of a triple; right ones have more as a rule
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

bool isTaken(const FinderTriple& triple, const std::vector<LabelGrid>& grids) {
    return std::any_of(grids.begin(), grids.end(), [&](const LabelGrid& grid) {
        return cv::norm(grid.anchors[0] - triple.topLeft.centre) < 3 * grid.module &&
               cv::norm(grid.anchors[1] - triple.topRight.centre) < 3 * grid.module;
    });
}

/// Decoded as the grid lies; then once more with what is known of the symbol by now.
std::optional<Code> decodedOn(const cv::Mat& gray, LabelGrid grid) {
    cv::Mat known = labelSymbolFrame();
    for (int round = 0; round < rounds; ++round) {
        const int unknownBefore = cv::countNonZero(known == 2);
        const SampledSymbol symbol = sampledSymbol(gray, grid);
        if (symbol.darkness.empty()) break;
        const auto all = moduleDarkness(symbol, known);
        for (const auto& darkness : all) {
            auto reading = decodeLabelSymbol(darkness);
            if (reading.text) return Code{.format = "QRCode", .text = std::move(*reading.text), .quad = quadOf(grid)};
            if (cv::countNonZero(reading.known == 2) < cv::countNonZero(known == 2)) known = reading.known;
        }
        if (cv::countNonZero(known == 2) == unknownBefore) break;  // nothing more comes of it, or it is no label
        grid = refinedGrid(gray, grid, all.front());
    }
    return std::nullopt;
}

void readBand(const cv::Mat& gray, const Band& band, std::vector<Code>& codes) {
    std::vector<LabelGrid> tried;
    for (const auto& triple : triplesOf(findFinders(gray, band.smallest, band.largest), labelSymbolModules - 7)) {
        if (tried.size() == band.triples || triple.score < leastTriple) break;
        if (isTaken(triple, tried)) continue;
        tried.push_back(laidGrid(gray, triple));
        if (tried.back().fit < leastFit) continue;
        if (auto code = decodedOn(gray, tried.back())) codes.push_back(std::move(*code));
    }
}

}  // namespace

std::vector<Code> readLabelSymbols(const cv::Mat& gray) {
    std::vector<Code> codes;
    for (const auto& band : bands) {
        readBand(gray, band, codes);
        if (!codes.empty()) break;
    }
    return codes;
}

std::vector<Code> readLabelSymbolFilling(const cv::Mat& gray) {
    // The symbol's side is half of that of a square around it, at 45 degrees and with a margin, to nine tenths.
    const double largest = 0.9 * std::min(gray.cols, gray.rows) / labelSymbolModules;
    std::vector<Code> codes;
    readBand(gray, {.smallest = 0.45 / 0.9 * largest, .largest = largest, .triples = 1}, codes);
    return codes;
}

}  // namespace daiban::codes
