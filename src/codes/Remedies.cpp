#include "codes/Remedies.h"

#include <algorithm>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "codes/ReadWithZBar.h"
#include "codes/ReadWithZXing.h"

namespace daiban::codes {

namespace {

constexpr int quietBorder = 16;  // pixels of paper put around a piece: codes are often cropped too closely

enum class Engine { Local, Global, ZBar };  ///< ZXing's two ways to tell dark from light, and ZBar

/// A picture of the same code that may be easier to read, and how many times larger it is.
struct Remedy {
    std::function<cv::Mat(const cv::Mat&)> apply;
    Engine engine = Engine::Local;
    double scale = 1;
    int largestSide = 5000;        ///< pixels of a place, above which it costs too much or has pixels enough anyway
    Effort effort = Effort::Full;  ///< from which on it is tried
};

cv::Mat unchanged(const cv::Mat& gray) {
    return gray;
}

std::function<cv::Mat(const cv::Mat&)> resized(double scale) {
    return [scale](const cv::Mat& gray) {
        cv::Mat out;
        cv::resize(gray, out, {}, scale, scale, scale > 1 ? cv::INTER_CUBIC : cv::INTER_AREA);
        return out;
    };
}

cv::Mat smoothed(const cv::Mat& gray) {
    cv::Mat out;
    cv::GaussianBlur(gray, out, {}, 1.5);
    return out;
}

cv::Mat sharpened(const cv::Mat& gray) {
    cv::Mat soft;
    cv::Mat out;
    cv::GaussianBlur(gray, soft, {}, 3);
    cv::addWeighted(gray, 2.5, soft, -1.5, 0, out);
    return out;
}

cv::Mat equalized(const cv::Mat& gray) {
    cv::Mat out;
    cv::createCLAHE(3)->apply(gray, out);
    return out;
}

std::function<cv::Mat(const cv::Mat&)> withoutSpecks(int size) {
    return [size](const cv::Mat& gray) {
        cv::Mat out;
        cv::medianBlur(gray, out, size);
        return out;
    };
}

/// Black and white around the mean of a neighbourhood that is a part of the picture, however many pixels that has.
cv::Mat aboveMean(const cv::Mat& gray) {
    cv::Mat out;
    const int window = std::max(5, std::min(gray.cols, gray.rows) / 16 | 1);
    cv::adaptiveThreshold(gray, out, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, window, 5);
    return out;
}

cv::Mat inverted(const cv::Mat& gray) {
    cv::Mat out;
    cv::bitwise_not(gray, out);
    return out;
}

/// What costs least first.
const std::vector<Remedy>& remedies() {
    static const std::vector<Remedy> all{
        {.apply = unchanged, .engine = Engine::Local, .effort = Effort::Brief},
        {.apply = sharpened, .engine = Engine::Local, .effort = Effort::Brief},
        {.apply = resized(2), .engine = Engine::Local, .scale = 2, .largestSide = 300, .effort = Effort::Brief},
        {.apply = unchanged, .engine = Engine::ZBar},
        {.apply = unchanged, .engine = Engine::Global},
        {.apply = resized(0.5), .engine = Engine::Local, .scale = 0.5},
        {.apply = resized(2), .engine = Engine::Local, .scale = 2, .largestSide = 1200},
        {.apply = smoothed, .engine = Engine::Local},
        {.apply = equalized, .engine = Engine::Local},
        {.apply = inverted, .engine = Engine::Local},
        {.apply = withoutSpecks(3), .engine = Engine::Local},
        {.apply = withoutSpecks(5), .engine = Engine::ZBar},
        {.apply = smoothed, .engine = Engine::Global},
        {.apply = smoothed, .engine = Engine::ZBar},
        {.apply = aboveMean, .engine = Engine::ZBar},
    };
    return all;
}

std::vector<Code> readWith(Engine engine, const cv::Mat& gray, Symbologies symbologies, int most) {
    switch (engine) {
        case Engine::Local:
        case Engine::Global: {
            const auto threshold = engine == Engine::Local ? Threshold::Local : Threshold::Global;
            auto codes =
                readWithZXing(gray, {.symbologies = Symbologies::Matrix, .threshold = threshold, .most = most});
            if (!codes.empty() || symbologies == Symbologies::Matrix) return codes;
            return readWithZXing(gray, {.symbologies = Symbologies::Linear,
                                        .threshold = threshold,
                                        .layers = Layers::FullSizeOnly,
                                        .most = most});
        }
        case Engine::ZBar:
            return readWithZBar(gray);
    }
    return {};
}

bool isSameCode(const Code& a, const Code& b) {
    if (a.text != b.text || a.format != b.format) return false;
    const double size = std::max(base::distance(a.quad[0], a.quad[2]), base::distance(b.quad[0], b.quad[2]));
    return base::distance(base::centre(a.quad), base::centre(b.quad)) < size / 2;
}

cv::Mat withQuietBorder(const cv::Mat& piece) {
    cv::Mat out;
    cv::copyMakeBorder(piece, out, quietBorder, quietBorder, quietBorder, quietBorder, cv::BORDER_CONSTANT, 255);
    return out;
}

std::vector<Code> readPlace(const cv::Mat& gray, const Place& place, const Remedy& remedy, int most) {
    const auto& where = place.where;
    // On pages many places are square, portraits and stamps; barcodes are not.
    const bool mayBeBarcode =
        place.effort == Effort::Full || std::max(where.width, where.height) > 1.4 * std::min(where.width, where.height);
    auto codes = readWith(remedy.engine, remedy.apply(withQuietBorder(gray(where))),
                          mayBeBarcode ? Symbologies::All : Symbologies::Matrix, most);
    for (auto& code : codes)
        for (auto& p : code.quad)
            p = {p.x / remedy.scale - quietBorder + where.x, p.y / remedy.scale - quietBorder + where.y};
    return codes;
}

bool isWorthIt(const Remedy& remedy, const Place& place) {
    if (std::max(place.where.width, place.where.height) > remedy.largestSide) return false;
    return place.effort == Effort::Full || remedy.effort == Effort::Brief;
}

}  // namespace

void addNew(std::vector<Code>& codes, std::vector<Code> found, int most) {
    for (auto& code : found) {
        const bool known = std::any_of(codes.begin(), codes.end(), [&](const Code& c) { return isSameCode(c, code); });
        if (!known && codes.size() < static_cast<std::size_t>(most)) codes.push_back(std::move(code));
    }
}

bool hasCode(const cv::Rect& place, const std::vector<Code>& codes) {
    return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
        const auto centre = base::centre(code.quad);
        return place.contains(cv::Point(cvRound(centre.x), cvRound(centre.y)));
    });
}

void addWithRemedies(std::vector<Code>& codes, const cv::Mat& gray, const std::vector<Place>& places, int most) {
    for (const auto& remedy : remedies())
        for (const auto& place : places)
            if (isWorthIt(remedy, place) && !hasCode(place.where, codes))
                addNew(codes, readPlace(gray, place, remedy, most), most);
}

}  // namespace daiban::codes
