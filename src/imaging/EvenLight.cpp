#include "imaging/EvenLight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace daiban::imaging {

namespace {

/// The light is looked for on a picture of this size or up to twice that: 0.6 mm a pixel on an A4 sheet at 300 dpi.
constexpr int workingSize = 500;
/// Strokes up to this share of the longer side are taken out before the paper is looked at.
constexpr double widestStroke = 0.02;
/// Print ends sharply, shadow softly: where the step over `nearby` pixels is nearly all of the step over `around`, the
/// border is printed. So a penumbra of 3 mm and more on A4 counts as shadow.
constexpr int nearby = 2, around = 6;
constexpr int sharpShare = 75;  ///< per cent
/// A printed step is at least so much of the level, and so many gray levels above the grain.
constexpr int leastStepShare = 3, leastStep = 5;
/// Paper has one colour: channels against green within this (as logarithm) of the paper's median. Shadows lit by the
/// sky or a lamp of another colour stay below.
constexpr double colourTolerance = 0.12;
/// With less than this of the page it is no paper but a photo's background or a card's pattern.
constexpr double leastPaper = 0.5;
/// Share of the candidate region that has to have the one colour.
constexpr double leastEvenColour = 0.8;
constexpr double darkestPaper = 45;
/// Dark places with paper all round are print (photos, stamps, filled boxes) where they are deeper than this share of
/// the level; shadows come in over the document's edge. Larger ones are a page lit from both sides.
constexpr double leastBasin = 0.03, largestBasin = 0.25;
/// Channels within this of one another: white paper; where its tint changes, the light's does. Beyond, the paper itself
/// has a colour, but up to `palest` it is known to be light.
constexpr double neutralRatio = 1.08, palest = 1.25;
/// Neutral paper that covers less than this may be a card's pattern.
constexpr double leastNeutralPaper = 0.7;
/// Brightest against darkest paper (95th and 5th percentile) below this is even: flatbeds have up to 1.03.
constexpr double evenRatio = 1.05;
/// Paper is brought to the level of this share of it; what is lighter still is a reflection.
constexpr double litBest = 0.98;
/// Evenly lit paper as light as this stays as it is (recycled paper and newsprint on a flatbed).
constexpr double lightEnough = 200;
/// Paper is not brought beyond this. Above the knee, what was lightened is pressed together to a quarter: print is
/// never a tenth lighter than paper, so only reflections are cut.
constexpr double lightestTarget = 244;
constexpr int knee = 248, pressBits = 2;
/// Where less is added, nothing is pressed together: white that a scanner gave is kept.
constexpr double slightGain = 1.02;
/// The field of light has one node for so many pixels of the working picture.
constexpr int nodeStep = 2;

/// Rows are sampled, columns averaged: a fifth of the page is read, and the grain is still taken out.
cv::Mat shrunken(const cv::Mat& flat) {
    const int step = std::max(1, std::max(flat.cols, flat.rows) / workingSize);
    if (step == 1 || flat.rows < step || flat.cols < step) return flat;
    const int rows = flat.rows / step;
    const cv::Mat sampled(rows, flat.cols, flat.type(), const_cast<uchar*>(flat.ptr(step / 2)),
                          flat.step[0] * static_cast<std::size_t>(step));
    cv::Mat small;
    cv::resize(sampled(cv::Rect(0, 0, flat.cols / step * step, rows)), small, {flat.cols / step, rows}, 0, 0,
               cv::INTER_AREA);
    return small;
}

/// The page without its strokes.
cv::Mat withoutStrokes(const cv::Mat& small) {
    const int width = std::max(3, cvRound(widestStroke * std::max(small.cols, small.rows)) | 1);
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_RECT, {width, width});
    cv::Mat out;
    cv::medianBlur(small, out, 3);
    cv::dilate(out, out, kernel);
    cv::erode(out, out, kernel);
    return out;
}

bool isSharp(int closeStep, int wideStep, int level) {
    return closeStep >= leastStep && 100 * closeStep >= leastStepShare * level &&
           100 * closeStep >= sharpShare * wideStep;
}

/// 255 where no printed border runs.
cv::Mat withoutBorders(const cv::Mat& paper) {
    cv::Mat wide, open(paper.size(), CV_8U, cv::Scalar(255));
    cv::copyMakeBorder(paper, wide, around, around, around, around, cv::BORDER_REPLICATE);
    const int channels = paper.channels();
    for (int r = 0; r < paper.rows; ++r) {
        const uchar* row = wide.ptr(r + around) + around * channels;
        const std::array<const uchar*, 4> column{
            wide.ptr(r) + around * channels, wide.ptr(r + around - nearby) + around * channels,
            wide.ptr(r + around + nearby) + around * channels, wide.ptr(r + 2 * around) + around * channels};
        uchar* out = open.ptr(r);
        for (int i = 0; i < paper.cols * channels; ++i) {
            const int level = row[i];
            if (isSharp(std::abs(row[i + nearby * channels] - row[i - nearby * channels]),
                        std::abs(row[i + around * channels] - row[i - around * channels]), level) ||
                isSharp(std::abs(column[1][i] - column[2][i]), std::abs(column[0][i] - column[3][i]), level))
                out[i / channels] = 0;
        }
    }
    return open;
}

/// The largest connected region of the mask.
cv::Mat largestRegion(const cv::Mat& mask) {
    cv::Mat labels, statistics, centres;
    const int count = cv::connectedComponentsWithStats(mask, labels, statistics, centres, 4, CV_32S);
    int best = 0;
    for (int i = 1; i < count; ++i)
        if (best == 0 || statistics.at<int>(i, cv::CC_STAT_AREA) > statistics.at<int>(best, cv::CC_STAT_AREA)) best = i;
    if (best == 0) return cv::Mat::zeros(mask.size(), CV_8U);
    return labels == best;
}

/// The levels with every basin filled up to the lowest way out over the rim (reconstruction by erosion; Vincent,
/// Morphological grayscale reconstruction in image analysis, 1993).
cv::Mat withBasinsFilled(const cv::Mat& levels) {
    cv::Mat filled(levels.size(), CV_8U, cv::Scalar(255));
    for (const cv::Rect& rim : {cv::Rect(0, 0, levels.cols, 1), cv::Rect(0, levels.rows - 1, levels.cols, 1),
                                cv::Rect(0, 0, 1, levels.rows), cv::Rect(levels.cols - 1, 0, 1, levels.rows)})
        levels(rim).copyTo(filled(rim));
    const int mostRounds = 40;  // more are needed only for labyrinths
    bool changed = true;
    const auto lower = [&](int r, int c, int from) {
        uchar& here = filled.at<uchar>(r, c);
        const uchar level =
            std::max(levels.at<uchar>(r, c), std::min(filled.at<uchar>(r, c - from), filled.at<uchar>(r - from, c)));
        if (level < here) here = level, changed = true;
    };
    for (int round = 0; changed && round < mostRounds; ++round) {
        changed = false;
        for (int r = 1; r + 1 < levels.rows; ++r)
            for (int c = 1; c + 1 < levels.cols; ++c) lower(r, c, 1);
        for (int r = levels.rows - 2; r > 0; --r)
            for (int c = levels.cols - 2; c > 0; --c) lower(r, c, -1);
    }
    return filled;
}

/// 255 where the paper lies in no basin of print.
cv::Mat withoutBasins(const cv::Mat& paper) {
    cv::Mat levels = paper, labels, statistics, centres, open;
    if (paper.channels() == 3) cv::cvtColor(paper, levels, cv::COLOR_BGR2GRAY);
    cv::resize(levels, levels, {std::max(3, paper.cols / 3), std::max(3, paper.rows / 3)}, 0, 0, cv::INTER_AREA);
    cv::Mat depth = withBasinsFilled(levels) - levels, least;
    levels.convertTo(least, CV_8U, leastBasin, 1);
    cv::Mat basins = depth > least;
    const int count = cv::connectedComponentsWithStats(basins, labels, statistics, centres, 8, CV_32S);
    for (int i = 1; i < count; ++i)
        if (statistics.at<int>(i, cv::CC_STAT_AREA) > largestBasin * static_cast<double>(levels.total()))
            basins.setTo(0, labels == i);
    cv::dilate(basins, basins, {});
    cv::resize(basins, open, paper.size(), 0, 0, cv::INTER_NEAREST);
    return open == 0;
}

double median(std::vector<float>& values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Logarithm of blue and red against green of a working pixel.
cv::Vec2f colourOf(const cv::Vec3b& pixel) {
    static const std::array<float, 256> logarithm = [] {
        std::array<float, 256> table{};
        for (std::size_t i = 0; i < table.size(); ++i)
            table[i] = std::log(static_cast<float>(std::max<std::size_t>(i, 1)));
        return table;
    }();
    return {logarithm[pixel[0]] - logarithm[pixel[1]], logarithm[pixel[2]] - logarithm[pixel[1]]};
}

/// The part of the region that has the region's own colour.
cv::Mat ofOneColour(const cv::Mat& paper, const cv::Mat& region) {
    if (paper.channels() == 1) return region;
    std::vector<float> blue, red;
    for (int r = 0; r < paper.rows; r += 2)
        for (int c = 0; c < paper.cols; c += 2)
            if (region.at<uchar>(r, c)) {
                const cv::Vec2f colour = colourOf(paper.at<cv::Vec3b>(r, c));
                blue.push_back(colour[0]), red.push_back(colour[1]);
            }
    if (blue.empty()) return region;
    const double middleBlue = median(blue), middleRed = median(red);
    cv::Mat out = cv::Mat::zeros(region.size(), CV_8U);
    for (int r = 0; r < paper.rows; ++r)
        for (int c = 0; c < paper.cols; ++c) {
            if (!region.at<uchar>(r, c)) continue;
            const cv::Vec2f colour = colourOf(paper.at<cv::Vec3b>(r, c));
            if (std::abs(colour[0] - middleBlue) < colourTolerance && std::abs(colour[1] - middleRed) < colourTolerance)
                out.at<uchar>(r, c) = 255;
        }
    return out;
}

cv::Mat shareOut(const cv::Mat& values, const cv::Mat& weights) {
    if (values.channels() == 1) return values.mul(weights);
    cv::Mat three, out;
    cv::merge(std::vector<cv::Mat>(static_cast<std::size_t>(values.channels()), weights), three);
    cv::multiply(values, three, out);
    return out;
}

/// Fills in what has no weight from ever coarser levels (pull and push; Gortler and others, The lumigraph, 1996).
/// `weighted` is value times weight.
cv::Mat filledIn(const cv::Mat& weighted, const cv::Mat& weights) {
    cv::Mat saturated = cv::min(weights * 4, 1.0), inverse;
    cv::divide(1.0, cv::max(weights, 1e-6), inverse);
    const cv::Mat own = shareOut(weighted, inverse);
    if (std::max(weights.cols, weights.rows) <= 2) return own;
    cv::Mat coarseWeighted, coarseWeights, coarser;
    cv::pyrDown(weighted, coarseWeighted);
    cv::pyrDown(weights, coarseWeights);
    cv::resize(filledIn(coarseWeighted, coarseWeights), coarser, weights.size(), 0, 0, cv::INTER_LINEAR);
    return shareOut(own, saturated) + shareOut(coarser, 1.0 - saturated);
}

/// The light on the paper at every node, in gray levels: CV_32F with the page's channels.
cv::Mat fieldOf(const cv::Mat& paper, const cv::Mat& mask) {
    const cv::Size nodes(std::max(2, paper.cols / nodeStep), std::max(2, paper.rows / nodeStep));
    cv::Mat values, weights, weighted, smallWeights, smallWeighted;
    paper.convertTo(values, CV_32F);
    mask.convertTo(weights, CV_32F, 1.0 / 255);
    cv::resize(shareOut(values, weights), smallWeighted, nodes, 0, 0, cv::INTER_AREA);
    cv::resize(weights, smallWeights, nodes, 0, 0, cv::INTER_AREA);
    cv::Mat field = filledIn(smallWeighted, smallWeights);
    cv::GaussianBlur(field, field, {0, 0}, 1.5);
    return cv::max(field, 1.0);  // it is divided by, and black has no light at all
}

double percentile(std::vector<float> values, double share) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// The light's level of each channel (or of gray) at the nodes.
std::vector<float> levelsOf(const cv::Mat& field, int channel) {
    cv::Mat one;
    cv::extractChannel(field, one, channel);
    return {one.begin<float>(), one.end<float>()};
}

cv::Mat brightnessOf(const cv::Mat& field) {
    if (field.channels() == 1) return field;
    cv::Mat gray;
    cv::cvtColor(field, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

/// Middle of each channel, largest and smallest of them.
struct Colour {
    cv::Scalar middle;
    double most = 0, least = 255;
};

Colour colourOfPaper(const cv::Mat& field) {
    Colour out;
    for (int c = 0; c < field.channels(); ++c) {
        const double level = percentile(levelsOf(field, c), 0.5);
        out.middle[c] = level;
        out.most = std::max(out.most, level), out.least = std::min(out.least, level);
    }
    return out;
}

cv::Mat sameForAll(const cv::Mat& gain, int channels) {
    cv::Mat out;
    cv::merge(std::vector<cv::Mat>(static_cast<std::size_t>(channels), gain), out);
    return out;
}

/// What to multiply with at every node: CV_32F with the page's channels; empty: nothing to do.
cv::Mat gainOf(const cv::Mat& field, double paperShare, const LightOptions& options) {
    const cv::Mat brightness = brightnessOf(field);
    const std::vector<float> levels(brightness.begin<float>(), brightness.end<float>());
    const double lightest = percentile(levels, 0.95), darkest = percentile(levels, 0.05);
    if (lightest < darkestPaper) return {};
    if (lightest < evenRatio * darkest && lightest >= lightEnough) return {};
    const Colour colour = colourOfPaper(field);
    // Nobody knows how light a coloured paper is: it becomes as light as where the light fell best. A pale one's
    // strongest channel becomes as light as white paper. Its colour is kept in any case.
    const double part = percentile(levels, 0.5) / colour.most;
    const double wanted = colour.most < palest * colour.least ? options.white * part : 0;
    const double level = std::min(lightestTarget * part, std::max(percentile(levels, litBest), wanted));
    cv::Mat gain;
    if (colour.most < neutralRatio * colour.least && paperShare >= leastNeutralPaper) {
        cv::divide(cv::Mat(field.size(), field.type(), colour.middle * (level / percentile(levels, 0.5))), field, gain);
    } else {
        cv::divide(level, brightness, gain);
        gain = sameForAll(gain, field.channels());
    }
    return cv::min(cv::max(gain, 1.0), options.mostGain);
}

constexpr int gainBits = 12, valueBits = 4;  ///< binary places of gains and of values multiplied with them

/// A row of nodes drawn out to the page's width.
void drawOut(const cv::Mat& nodes, int node, int width, std::vector<std::int16_t>& out) {
    const int channels = nodes.channels();
    const float* row = nodes.ptr<float>(std::clamp(node, 0, nodes.rows - 1));
    const double scale = static_cast<double>(nodes.cols) / width;
    out.resize(static_cast<std::size_t>(width * channels));
    for (int x = 0; x < width; ++x) {
        const double at = std::clamp((x + 0.5) * scale - 0.5, 0.0, nodes.cols - 1.0);
        const int left = std::min(static_cast<int>(at), nodes.cols - 2);
        const auto share = static_cast<float>(at - left);
        for (int c = 0; c < channels; ++c) {
            const float a = row[left * channels + c], b = row[(left + 1) * channels + c];
            out[static_cast<std::size_t>(x * channels + c)] =
                static_cast<std::int16_t>((a + share * (b - a)) * (1 << gainBits) + 0.5F);
        }
    }
}

constexpr int slight = static_cast<int>(slightGain * (1 << gainBits)), kneeAt = knee << valueBits;

/// So many values are multiplied at a time.
constexpr int chunk = 16;

cv::v_uint16x8 pressed(const cv::v_uint16x8& product, const cv::v_uint16x8& gain) {
    const cv::v_uint16x8 top = cv::v_setall_u16(kneeAt);
    const cv::v_uint16x8 low = cv::v_min(product, top) + ((product - top) >> pressBits);  // subtraction stops at 0
    return cv::v_select(gain > cv::v_setall_u16(slight), low, product);
}

void multiplyChunk(const uchar* in, const std::uint16_t* gains, uchar* out) {
    std::array<cv::v_uint16x8, 2> product;
    for (std::size_t i = 0; i < product.size(); ++i) {
        const cv::v_uint16x8 gain = cv::v_load(gains + 8 * i);
        // (value << 8) * (gain << 12) >> 16 is the product with four binary places
        product[i] = pressed(cv::v_mul_hi(cv::v_load_expand(in + 8 * i) << 8, gain), gain);
    }
    cv::v_store(out, cv::v_rshr_pack<valueBits>(product[0], product[1]));
}

/// The same for what is left of a row.
uchar multiplyOne(int value, int gain) {
    int product = value * gain >> (gainBits - valueBits);
    if (gain > slight && product > kneeAt) product = kneeAt + ((product - kneeAt) >> pressBits);
    return cv::saturate_cast<uchar>((product + (1 << (valueBits - 1))) >> valueBits);
}

/// Gains of one row between two rows of nodes.
void between(const std::vector<std::int16_t>& above, const std::vector<std::int16_t>& below, double share,
             std::vector<std::uint16_t>& out) {
    const auto weight = static_cast<std::int16_t>(share * 32767);
    const cv::v_int16x8 weights = cv::v_setall_s16(weight);
    std::size_t i = 0;
    for (; i + 8 <= above.size(); i += 8) {
        const cv::v_int16x8 a = cv::v_load(above.data() + i), b = cv::v_load(below.data() + i);
        const cv::v_int16x8 part = cv::v_mul_hi(b - a, weights) << 1;
        cv::v_store(out.data() + i, cv::v_reinterpret_as_u16(a + part));
    }
    for (; i < above.size(); ++i)
        out[i] = static_cast<std::uint16_t>(above[i] + (((below[i] - above[i]) * weight >> 16) << 1));
}

cv::Mat multiplied(const cv::Mat& flat, const cv::Mat& nodes) {
    cv::Mat out(flat.size(), flat.type());
    const int values = flat.cols * flat.channels();
    std::vector<std::int16_t> above, below;
    std::vector<std::uint16_t> gains(static_cast<std::size_t>(values));
    int drawn = std::numeric_limits<int>::min();
    for (int r = 0; r < flat.rows; ++r) {
        const double at = (r + 0.5) * nodes.rows / flat.rows - 0.5;
        const int node = static_cast<int>(std::floor(at));
        if (node != drawn) {
            if (drawn == node - 1)
                std::swap(above, below);
            else
                drawOut(nodes, node, flat.cols, above);
            drawOut(nodes, node + 1, flat.cols, below);
            drawn = node;
        }
        between(above, below, at - node, gains);
        const uchar* in = flat.ptr(r);
        uchar* to = out.ptr(r);
        int i = 0;
        for (; i + chunk <= values; i += chunk) multiplyChunk(in + i, gains.data() + i, to + i);
        for (; i < values; ++i) to[i] = multiplyOne(in[i], gains[static_cast<std::size_t>(i)]);
    }
    return out;
}

double share(const cv::Mat& mask) {
    return cv::countNonZero(mask) / static_cast<double>(mask.total());
}

}  // namespace

cv::Mat evenLight(const cv::Mat& flat, const LightOptions& options) {
    CV_Assert(flat.type() == CV_8UC1 || flat.type() == CV_8UC3);
    if (std::min(flat.cols, flat.rows) < 32) return flat;
    const cv::Mat paper = withoutStrokes(shrunken(flat));
    const cv::Mat region = largestRegion(withoutBorders(paper) & withoutBasins(paper));
    const double found = share(region);
    if (found < leastPaper) return flat;
    const cv::Mat mask = ofOneColour(paper, region);
    const double ofPaper = share(mask);
    if (ofPaper < std::max(leastPaper, leastEvenColour * found)) return flat;
    const cv::Mat nodes = gainOf(fieldOf(paper, mask), ofPaper, options);
    return nodes.empty() ? flat : multiplied(flat, nodes);
}

}  // namespace daiban::imaging
