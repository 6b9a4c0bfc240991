// read_sheets MODELS_LABELS SEED [SHEET...]: sheets of the project's own folder labels, printed at 600 dpi, with every place taken
// and then with three labels blackened; scanned at 150, 200, 300 and 600 dpi, and photographed at 12 megapixels. How
// many labels are read, how many wrongly, how many of the blackened ones are reported, and what else is.

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/Random.h"
#include "codes/Code.h"
#include "codes/label/LabelToken.h"
#include "printing/labels/Label.h"
#include "printing/labels/LabelDesign.h"
#include "printing/labels/LabelSheet.h"

namespace fs = std::filesystem;
using namespace daiban;

namespace {

constexpr double printerDpi = 600;
constexpr double dotsAMillimetre = printerDpi / 25.4;
constexpr double blackened = 3;  // labels of a sheet

/// A sheet as printed.
struct Sheet {
    cv::Mat dots;
    std::vector<cv::Rect> codes;
    std::vector<std::string> texts;
};

Sheet printed(const printing::LabelSheet& sheet, const printing::LabelDesign& design, const codes::TokenKeys& keys,
              base::Random& random) {
    Sheet out;
    out.dots = cv::Mat(cvRound(sheet.pageHeight * dotsAMillimetre), cvRound(sheet.pageWidth * dotsAMillimetre), CV_8UC1,
                       cv::Scalar(255));
    for (int label = 1; label <= sheet.labels(); ++label) {
        const auto token = keys.issue(codes::TokenKind::Folder, random);
        const cv::Mat drawn = printing::renderLabel(design,
                                                    {.token = token,
                                                     .shortNumber = shortNumberOf(token),
                                                     .title = {},
                                                     .item = "城镇职工基本养老保险参保登记",
                                                     .office = "向阳里社区",
                                                     .date = "2026年11月22日"},
                                                    printerDpi);
        const auto box = sheet.boxOf(label);
        const cv::Point at(cvRound((box.x + (box.width - design.width) / 2) * dotsAMillimetre),
                           cvRound((box.y + (box.height - design.height) / 2) * dotsAMillimetre));
        const cv::Rect where = cv::Rect(at, drawn.size()) & cv::Rect({}, out.dots.size());
        drawn(cv::Rect({}, where.size())).copyTo(out.dots(where));
        out.codes.emplace_back(at + cv::Point(cvRound(design.qr.x * dotsAMillimetre), cvRound(design.qr.y * dotsAMillimetre)),
                               cv::Size(cvRound(design.qr.width * dotsAMillimetre), cvRound(design.qr.height * dotsAMillimetre)));
        out.texts.push_back(token.text);
    }
    return out;
}

/// How it is seen, and the perspective from dots to pixels.
struct Picture {
    cv::Mat gray;
    cv::Matx33d toPixels;
};

Picture seen(const cv::Mat& dots, const std::vector<cv::Point2f>& corners, cv::Size size, double blur, double noise,
             cv::Scalar table) {
    const auto w = static_cast<float>(dots.cols);
    const auto h = static_cast<float>(dots.rows);
    const cv::Mat map = cv::getPerspectiveTransform(std::vector<cv::Point2f>{{0, 0}, {w, 0}, {w, h}, {0, h}}, corners);
    // A pixel sees the dots of its own area.
    const double dotsAPixel = w / cv::norm(corners[1] - corners[0]);
    cv::Mat soft = dots;
    if (dotsAPixel > 1.2) cv::blur(dots, soft, {cvRound(dotsAPixel), cvRound(dotsAPixel)});
    Picture picture;
    cv::warpPerspective(soft, picture.gray, map, size, cv::INTER_LINEAR, cv::BORDER_CONSTANT, table);
    map.copyTo(cv::Mat(picture.toPixels, false));
    cv::GaussianBlur(picture.gray, picture.gray, {}, blur);
    cv::Mat grain(size, CV_16SC1);
    cv::randn(grain, 0, noise);
    cv::Mat sum;
    picture.gray.convertTo(sum, CV_16S, 0.82, 20);
    sum += grain;
    sum.convertTo(picture.gray, CV_8U);
    std::vector<std::uint8_t> jpeg;
    cv::imencode(".jpg", picture.gray, jpeg, {cv::IMWRITE_JPEG_QUALITY, 85});
    picture.gray = cv::imdecode(jpeg, cv::IMREAD_GRAYSCALE);
    return picture;
}

using Dice = std::mt19937;
double between(Dice& dice, double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(dice);
}

/// Laid on the glass a degree askew at most.
Picture scanned(const cv::Mat& dots, double dpi, Dice& dice) {
    const double scale = dpi / printerDpi;
    const cv::Size size(cvRound(dots.cols * scale), cvRound(dots.rows * scale));
    const double turn = between(dice, -1, 1) * CV_PI / 180;
    std::vector<cv::Point2f> corners;
    for (const auto& [x, y] : {std::pair{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}) {
        const double px = x * size.width;
        const double py = y * size.height;
        corners.emplace_back(static_cast<float>(size.width / 2.0 + px * std::cos(turn) - py * std::sin(turn)),
                             static_cast<float>(size.height / 2.0 + px * std::sin(turn) + py * std::cos(turn)));
    }
    return seen(dots, corners, size, 0.5, 3, cv::Scalar(255));
}

/// By hand: 3000 x 4000 pixels, each corner up to 6% of the picture from where it should be, on a gray table.
Picture photographed(const cv::Mat& dots, Dice& dice) {
    const cv::Size size(3000, 4000);
    std::vector<cv::Point2f> corners;
    for (const auto& [x, y] : {std::pair{0.06, 0.06}, {0.94, 0.06}, {0.94, 0.94}, {0.06, 0.94}})
        corners.emplace_back(static_cast<float>((x + between(dice, -0.06, 0.06)) * size.width),
                             static_cast<float>((y + between(dice, -0.06, 0.06)) * size.height));
    Picture picture = seen(dots, corners, size, between(dice, 0.7, 1.4), 4, cv::Scalar(110));
    const double darker = between(dice, 0.2, 0.5);
    for (int y = 0; y < size.height; ++y)
        picture.gray.row(y).convertTo(picture.gray.row(y), CV_8U, 1 - darker * y / size.height);
    return picture;
}

struct Tally {
    std::size_t labels = 0, read = 0, wrong = 0, black = 0, reported = 0, reportedElse = 0;
    double slowest = 0;
};

void judge(const Picture& picture, const Sheet& sheet, const std::set<std::size_t>& black, Tally& tally) {
    const std::clock_t start = std::clock();
    const auto found = codes::readCodes(picture.gray);
    tally.slowest = std::max(tally.slowest, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    std::multiset<std::string> texts;
    for (const auto& code : found.read) texts.insert(code.text);
    for (std::size_t i = 0; i < sheet.texts.size(); ++i) {
        if (black.contains(i)) continue;
        ++tally.labels;
        if (const auto at = texts.find(sheet.texts[i]); at != texts.end()) {
            texts.erase(at);
            ++tally.read;
        }
    }
    tally.wrong += texts.size();
    tally.black += black.size();
    const cv::Matx33d toDots = picture.toPixels.inv();
    std::set<std::size_t> reported;
    for (const auto& place : found.unread) {
        const auto centre = base::centre(place.quad);
        const cv::Vec3d p = toDots * cv::Vec3d(centre.x, centre.y, 1);
        const cv::Point at(cvRound(p[0] / p[2]), cvRound(p[1] / p[2]));
        const auto hit = std::find_if(black.begin(), black.end(), [&](std::size_t i) { return sheet.codes[i].contains(at); });
        if (hit != black.end())
            reported.insert(*hit);
        else
            ++tally.reportedElse;
    }
    tally.reported += reported.size();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: read_sheets MODELS_LABELS SEED [SHEET...]\n";
        return 1;
    }
    cv::setNumThreads(1);
    Dice dice(static_cast<unsigned>(std::stoul(argv[2])));
    cv::theRNG().state = dice();
    base::SeededRandom random(dice());
    const auto folder = fs::temp_directory_path() / ("daiban-read-sheets-" + std::to_string(getpid()));
    fs::remove_all(folder);
    const auto keys = codes::TokenKeys::openOrCreate(folder, random);
    const auto designs = printing::loadLabelDesigns(argv[1]);
    const auto sheets = printing::loadLabelSheets(fs::path(argv[1]) / "sheets");
    const std::vector<std::string> names = argc > 3 ? std::vector<std::string>(argv + 3, argv + argc) : std::vector<std::string>{"3x8", "4x10", "5x13"};
    for (const auto& name : names) {
        const auto& sheet = sheets.at(name);
        const auto& design = designs.at(sheet.designs.at(codes::TokenKind::Folder));
        for (const double dpi : {150.0, 200.0, 300.0, 600.0, 0.0}) {
            Tally whole, soiled;
            Sheet print = printed(sheet, design, keys, random);
            const auto pictureOf = [&] { return dpi > 0 ? scanned(print.dots, dpi, dice) : photographed(print.dots, dice); };
            judge(pictureOf(), print, {}, whole);
            std::set<std::size_t> black;
            while (black.size() < blackened) black.insert(dice() % print.codes.size());
            for (const std::size_t i : black) print.dots(print.codes[i]).setTo(0);
            judge(pictureOf(), print, black, soiled);
            std::cout << name << (dpi > 0 ? " scan " + std::to_string(static_cast<int>(dpi)) : std::string(" photo"))
                      << " read " << whole.read << "/" << whole.labels << " wrong " << whole.wrong << " reported "
                      << whole.reportedElse << ", with three blackened: read " << soiled.read << "/" << soiled.labels
                      << " wrong " << soiled.wrong << " reported " << soiled.reported << "/" << soiled.black
                      << " and elsewhere " << soiled.reportedElse << ", slowest s "
                      << std::max(whole.slowest, soiled.slowest) << std::endl;
        }
    }
    fs::remove_all(folder);
    return 0;
}
