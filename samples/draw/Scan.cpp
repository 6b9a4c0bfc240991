#include "samples/draw/DrawSamples.h"
#include "samples/draw/Placement.h"
#include "samples/draw/Truth.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <stdexcept>

namespace daiban::samples {

namespace {

using Json = nlohmann::ordered_json;
constexpr double kMillimetresPerInch = 25.4;

// Pixel centres lie half a pixel inside of the coordinates that quads use.
cv::Matx23d forPixelCentres(const cv::Matx23d& by) {
    cv::Matx23d shifted = by;
    const cv::Point2d middle = moved(by, {0.5, 0.5});
    shifted(0, 2) = middle.x - 0.5;
    shifted(1, 2) = middle.y - 0.5;
    return shifted;
}

// The document's own outline with its round corners: 255 on paper.
cv::Mat paperMask(const DrawnPage& page) {
    cv::Mat mask(page.image.size(), CV_8UC1, cv::Scalar(255));
    const int radius = static_cast<int>(std::lround(page.cornerRadius * page.dpi / kMillimetresPerInch));
    if (radius == 0) return mask;
    mask.setTo(0);
    const int right = mask.cols - 1, bottom = mask.rows - 1;
    cv::rectangle(mask, {radius, 0}, {right - radius, bottom}, 255, cv::FILLED);
    cv::rectangle(mask, {0, radius}, {right, bottom - radius}, 255, cv::FILLED);
    for (const int x : {radius, right - radius})
        for (const int y : {radius, bottom - radius}) cv::circle(mask, {x, y}, radius, 255, cv::FILLED, cv::LINE_AA);
    return mask;
}

// The lid behind the documents: never quite even.
cv::Mat platen(cv::Size size, const ScanLook& look) {
    cv::Mat glass(size, CV_32FC3);
    for (int y = 0; y < size.height; ++y) {
        const double level = look.platen + 3.0 * std::sin(1.1 + 2.4 * y / size.height);
        glass.row(y).setTo(cv::Scalar(level * 1.004, level, level * 0.997));
    }
    return glass;
}

void castShadow(cv::Mat& glass, const cv::Mat& mask, double dpi) {
    constexpr double kOffset = 0.45, kSoftness = 0.5, kDarkness = 0.34;  // millimetres; share of the light
    const double scale = dpi / kMillimetresPerInch;
    cv::Mat shadow;
    const cv::Matx23d offset{1, 0, kOffset * scale, 0, 1, kOffset * scale};
    cv::warpAffine(mask, shadow, offset, mask.size());
    cv::GaussianBlur(shadow, shadow, {}, kSoftness * scale);
    shadow.convertTo(shadow, CV_32F, -kDarkness / 255, 1.0);
    cv::Mat three;
    cv::merge(std::vector<cv::Mat>{shadow, shadow, shadow}, three);
    cv::multiply(glass, three, glass);
}

void layPaper(cv::Mat& glass, const DrawnPage& page, const cv::Matx23d& place) {
    const cv::Matx23d warp = forPixelCentres(place);
    cv::Mat mask, paper, share;
    cv::warpAffine(paperMask(page), mask, warp, glass.size(), cv::INTER_LINEAR);
    castShadow(glass, mask, page.dpi);
    cv::warpAffine(page.image, paper, warp, glass.size(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    paper.convertTo(paper, CV_32F, 0.985);  // paper under a scanner's lamp is not the screen's white
    mask.convertTo(share, CV_32F, 1 / 255.0);
    cv::merge(std::vector<cv::Mat>{share, share, share}, share);
    const cv::Mat rest = cv::Scalar::all(1) - share;
    glass = paper.mul(share) + glass.mul(rest);
}

void addNoise(cv::Mat& glass, const ScanLook& look) {
    if (look.noiseSigma <= 0) return;
    cv::RNG random(look.noiseSeed * 2654435761ULL + 11);
    cv::Mat grain(glass.size(), CV_32FC1), three;
    random.fill(grain, cv::RNG::NORMAL, 0, look.noiseSigma);
    cv::merge(std::vector<cv::Mat>{grain, grain, grain}, three);
    glass += three;
}

// A copier's contrast, its specks, and the dark stripe of a lid that did not close.
cv::Mat photocopied(const cv::Mat& grey, const ScanLook& look) {
    constexpr double kDark = 62, kLight = 205;
    cv::Mat copy;
    grey.convertTo(copy, CV_32F);
    copy = (copy - kDark) * (255 / (kLight - kDark));
    cv::RNG random(look.noiseSeed * 40503ULL + 5);
    const int specks = static_cast<int>(copy.total() / 70000);
    for (int i = 0; i < specks; ++i) {
        const cv::Point at(random.uniform(0, copy.cols), random.uniform(0, copy.rows));
        cv::circle(copy, at, random.uniform(1, 3), cv::Scalar(random.uniform(30, 150)), cv::FILLED, cv::LINE_AA);
    }
    const int stripe = copy.cols / 90;
    for (int x = 0; x < stripe; ++x) copy.col(x) *= 0.25 + 0.75 * x / stripe;
    cv::Mat result;
    copy.convertTo(result, CV_8U);
    return result;
}

cv::Mat developed(cv::Mat glass, const ScanLook& look) {
    if (look.blurSigma > 0) cv::GaussianBlur(glass, glass, {}, look.blurSigma);
    addNoise(glass, look);
    cv::Mat picture;
    glass.convertTo(picture, CV_8U);
    if (look.mode == ScanMode::Colour) return picture;
    cv::cvtColor(picture, picture, cv::COLOR_BGR2GRAY);
    return look.mode == ScanMode::Grey ? picture : photocopied(picture, look);
}

cv::Mat turnedPicture(const cv::Mat& picture, int degrees) {
    cv::Mat turned;
    switch (degrees) {
        case 0:
            return picture;
        case 90:
            cv::rotate(picture, turned, cv::ROTATE_90_CLOCKWISE);
            return turned;
        case 180:
            cv::rotate(picture, turned, cv::ROTATE_180);
            return turned;
        case 270:
            cv::rotate(picture, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
            return turned;
        default:
            break;
    }
    throw std::invalid_argument("A scan can be turned by 0, 90, 180 or 270 degrees only.");
}

// The same turn for coordinates on a glass of this size.
cv::Matx23d turnOf(cv::Size glass, int degrees) {
    const double w = glass.width, h = glass.height;
    switch (degrees) {
        case 90:
            return {0, -1, h, 1, 0, 0};
        case 180:
            return {-1, 0, w, 0, -1, h};
        case 270:
            return {0, 1, 0, -1, 0, w};
        default:
            return {1, 0, 0, 0, 1, 0};
    }
}

cv::Matx23d then(const cv::Matx23d& first, const cv::Matx23d& second) {
    const cv::Point2d origin = moved(second, {first(0, 2), first(1, 2)});
    const cv::Matx22d linear = second.get_minor<2, 2>(0, 0) * first.get_minor<2, 2>(0, 0);
    return {linear(0, 0), linear(0, 1), origin.x, linear(1, 0), linear(1, 1), origin.y};
}

// A turn split into the quarter turns that put it upright and the tilt that is left.
struct Tilt {
    int rotation = 0;
    double skew = 0;
};
Tilt tiltOf(double degreesClockwise) {
    const double quarters = std::round(degreesClockwise / 90);
    const int turns = ((static_cast<int>(quarters) % 4) + 4) % 4;
    return {(4 - turns) % 4 * 90, std::round((degreesClockwise - quarters * 90) * 1000) / 1000 + 0.0};
}

void moveTruth(Json& target, const DrawnPage& page, const cv::Matx23d& by, double degreesClockwise, const char* edges) {
    const Tilt tilt = tiltOf(degreesClockwise);
    for (Json document : page.truth.at("documents")) {
        document["quad"] = movedQuad(by, document["quad"]);
        document["rotation"] = tilt.rotation;
        document["skew_deg"] = tilt.skew;
        document["edges"] = edges;
        for (Json& line : document["lines"]) line["quad"] = movedQuad(by, line["quad"]);
        target["documents"].push_back(std::move(document));
    }
    for (Json line : page.truth.at("optional_lines")) {
        line["quad"] = movedQuad(by, line["quad"]);
        target["optional_lines"].push_back(std::move(line));
    }
    if (page.truth.at("seal").get<bool>()) target["seal"] = true;
}

// The page's own turn: the one most of its documents need.
void summariseTurns(Json& truth) {
    std::map<int, int> votes;
    for (const Json& document : truth["documents"]) ++votes[document["rotation"].get<int>()];
    if (votes.empty()) return;
    const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
    truth["rotation"] = most->first;
    truth["rotation_mixed"] = votes.size() > 1;
    if (truth["documents"].size() == 1) truth["skew_deg"] = truth["documents"][0]["skew_deg"];
}

const char* familyOf(const ScanLook& look, double dpi, std::size_t documents) {
    if (look.mode == ScanMode::Photocopy) return "photocopy";
    if (documents > 1) return "multi";
    return look.mode == ScanMode::Grey && dpi < 250 ? "flatbed200gray" : "flatbed300";
}

Json paramsOf(const ScanLook& look, double dpi) {
    return {{"dpi", dpi},
            {"platen", look.platen},
            {"blur_sigma", look.blurSigma},
            {"noise_sigma", look.noiseSigma},
            {"turned_cw", look.turnClockwise},
            {"noise_seed", look.noiseSeed}};
}

}  // namespace

DrawnPage scanTogether(std::span<const PlacedPage> pages, double glassWidth, double glassHeight, const ScanLook& look) {
    if (pages.empty()) throw std::invalid_argument("Nothing lies on the glass; place at least one page.");
    const double dpi = pages.front().page.dpi, scale = dpi / kMillimetresPerInch;
    const cv::Size size(static_cast<int>(std::lround(glassWidth * scale)),
                        static_cast<int>(std::lround(glassHeight * scale)));
    const cv::Matx23d turn = turnOf(size, look.turnClockwise);
    cv::Mat glass = platen(size, look);
    DrawnPage scan{.image = {}, .dpi = dpi, .truth = emptyTruth({}, familyOf(look, dpi, pages.size()))};
    for (const PlacedPage& placed : pages) {
        const cv::Matx23d place =
            placement(placed.page.image.size(), {placed.x * scale, placed.y * scale}, placed.degreesClockwise);
        layPaper(glass, placed.page, place);
        moveTruth(scan.truth, placed.page, then(place, turn), placed.degreesClockwise + look.turnClockwise,
                  look.mode == ScanMode::Photocopy ? "faint" : "visible");
    }
    scan.image = turnedPicture(developed(std::move(glass), look), look.turnClockwise);
    scan.truth["width"] = scan.image.cols;
    scan.truth["height"] = scan.image.rows;
    scan.truth["turned"] = look.turnClockwise != 0;
    scan.truth["params"] = paramsOf(look, dpi);
    summariseTurns(scan.truth);
    return scan;
}

DrawnPage asScan(const DrawnPage& page, const ScanLook& look) {
    const double scale = page.dpi / kMillimetresPerInch;
    const double angle = std::abs(look.skewDegrees) * std::numbers::pi / 180;
    const double width = page.image.cols / scale, height = page.image.rows / scale;
    const double glassWidth = width * std::cos(angle) + height * std::sin(angle) + 2 * look.margin;
    const double glassHeight = width * std::sin(angle) + height * std::cos(angle) + 2 * look.margin;
    // A page never lies exactly in the middle.
    const double aside = look.margin * 0.18;
    const std::array placed{PlacedPage{page, glassWidth / 2 - aside, glassHeight / 2 + aside, look.skewDegrees}};
    return scanTogether(placed, glassWidth, glassHeight, look);
}

}  // namespace daiban::samples
