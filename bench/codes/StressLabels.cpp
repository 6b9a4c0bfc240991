// stress_labels LABEL_FOLDER COUNT SEED [DAMAGE...]: labels of the project's own designs, rendered at 203 dpi as a
// printer prints them, printed too heavily or too lightly, soiled and scratched, photographed at an angle, out of focus
// and in uneven light; how many of them are read, how many wrongly, by this project, by ZXing-C++ alone and by ZBar
// alone. Every figure of a label is drawn evenly from its range, see Damage; with DAMAGE (blur growth dirt tilt
// contrast light pixels) only those named, and besides, where named, a cylinder (a spine of 20 to 60 mm radius) or a
// pouch (waves, and glare over 3 to 12% of the code). Labels not read are kept in the folder $DAIBAN_UNREAD, if that is set, as
// NUMBER-TOKEN.png.

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/Random.h"
#include "codes/Code.h"
#include "codes/ReadWithZBar.h"
#include "codes/ReadWithZXing.h"
#include "codes/label/LabelToken.h"
#include "printing/labels/Label.h"
#include "printing/labels/LabelDesign.h"

namespace fs = std::filesystem;
using daiban::codes::Code;
using daiban::printing::LabelDesign;

namespace {

constexpr double printerDpi = 203;
constexpr double pi = 3.14159265358979;

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(engine_); }
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(engine_); }

  private:
    std::mt19937 engine_;
};

/// What happens to a label.
struct Damage {
    double blur = 0;           ///< sigma, in modules: 0 to 0.8
    int growth = 0;            ///< dots by which all that is dark is wider: -1, 0 or 1
    double dirt = 0;           ///< part of the code's area that spots and scratches cover: 0 to 0.1
    double tiltX = 0;          ///< degrees: -30 to 30
    double tiltY = 0;          ///< degrees: -30 to 30
    double turn = 0;           ///< degrees in the plane: any
    double contrast = 1;       ///< of what black and white have: 0.5 to 1
    double unevenness = 0;     ///< of the light from one side to the other: 0 to 0.5
    double pixelsAModule = 6;  ///< 2.5 to 12
    double radius = 0;         ///< of the cylinder it sticks on, millimetres: 20 to 60; 0 flat
    bool isInPouch = false;
    static constexpr int jpegQuality = 60;
    static constexpr double grain = 2;  ///< sigma of the sensor's noise
};

using Names = std::set<std::string>;

/// All are drawn, wanted or not, so that the same label has the same damage in every run.
Damage damageFrom(Dice& dice, const Names& wanted) {
    const Damage all{.blur = dice.between(0, 0.8),
                     .growth = dice.whole(-1, 1),
                     .dirt = dice.between(0, 0.1),
                     .tiltX = dice.between(-30, 30),
                     .tiltY = dice.between(-30, 30),
                     .turn = dice.between(0, 360),
                     .contrast = dice.between(0.5, 1),
                     .unevenness = dice.between(0, 0.5),
                     .pixelsAModule = dice.between(2.5, 12)};
    if (wanted.empty()) return all;
    Damage some;
    if (wanted.contains("blur")) some.blur = all.blur;
    if (wanted.contains("growth")) some.growth = all.growth;
    if (wanted.contains("dirt")) some.dirt = all.dirt;
    if (wanted.contains("contrast")) some.contrast = all.contrast;
    if (wanted.contains("light")) some.unevenness = all.unevenness;
    if (wanted.contains("pixels")) some.pixelsAModule = all.pixelsAModule;
    if (wanted.contains("tilt")) {
        some.tiltX = all.tiltX;
        some.tiltY = all.tiltY;
        some.turn = all.turn;
    }
    return some;
}

std::ostream& operator<<(std::ostream& out, const Damage& d) {
    return out << "blur " << d.blur << " growth " << d.growth << " dirt " << d.dirt << " tilt " << d.tiltX << " "
               << d.tiltY << " turn " << d.turn << " contrast " << d.contrast << " unevenness " << d.unevenness
               << " pixels " << d.pixelsAModule << " radius " << d.radius;
}

/// Not of `all`, so that the figures of flat labels stay comparable.
void bend(Damage& damage, Dice& dice, const Names& wanted) {
    if (wanted.contains("cylinder")) damage.radius = dice.between(20, 60);
    damage.isInPouch = wanted.contains("pouch");
}

/// A label as printed and where its code is, in dots.
struct Print {
    cv::Mat dots;
    cv::Rect code;
};

/// The dark modules' box within the design's QR box.
cv::Rect codeBoxOf(const cv::Mat& dots, const LabelDesign& design) {
    const double scale = printerDpi / 25.4;
    const cv::Rect box = cv::Rect(cvRound(design.qr.x * scale), cvRound(design.qr.y * scale),
                                  cvRound(design.qr.width * scale), cvRound(design.qr.height * scale)) &
                         cv::Rect({}, dots.size());
    std::vector<cv::Point> dark;
    cv::findNonZero(dots(box) == 0, dark);
    return cv::boundingRect(dark) + box.tl();
}

/// Every dark run one dot longer, or shorter.
void grow(cv::Mat& dots, int growth) {
    if (growth == 0) return;
    const cv::Mat kernel = cv::Mat::ones(2, 2, CV_8UC1);
    growth > 0 ? cv::erode(dots, dots, kernel) : cv::dilate(dots, dots, kernel);
}

/// Spots and scratches, dark and light, until they cover `part` of the code.
void soil(Print& print, double part, Dice& dice) {
    cv::Mat code = print.dots(print.code);
    cv::Mat covered = cv::Mat::zeros(code.size(), CV_8UC1);
    const double side = code.cols;
    while (cv::countNonZero(covered) < part * static_cast<double>(covered.total())) {
        const cv::Point at(dice.whole(0, code.cols - 1), dice.whole(0, code.rows - 1));
        const cv::Scalar shade(dice.whole(0, 1) == 0 ? dice.between(0, 70) : dice.between(180, 255));
        cv::Mat mark = cv::Mat::zeros(code.size(), CV_8UC1);
        if (dice.whole(0, 1) == 0) {
            const cv::Size axes(cvRound(side * dice.between(0.01, 0.06)), cvRound(side * dice.between(0.01, 0.06)));
            cv::ellipse(mark, at, axes, dice.between(0, 180), 0, 360, cv::Scalar(255), cv::FILLED);
        } else {
            const double angle = dice.between(0, 2 * pi);
            const double length = side * dice.between(0.1, 0.6);
            const cv::Point to(at.x + cvRound(length * std::cos(angle)), at.y + cvRound(length * std::sin(angle)));
            cv::line(mark, at, to, cv::Scalar(255), dice.whole(1, 3));
        }
        code.setTo(shade, mark);
        covered |= mark;
    }
}

/// On a cylinder with its axis along either side of the label, the code within a quarter of its side from the crown.
void wrap(Print& print, double radius, Dice& dice) {
    const double dots = radius * printerDpi / 25.4;
    const bool isUpright = dice.whole(0, 1) == 0;
    const double crown = (isUpright ? print.code.x : print.code.y) +
                         print.code.width * (0.5 + dice.between(-0.25, 0.25));
    const auto onLabel = [&](double seen) {
        return crown + dots * std::asin(std::clamp((seen - crown) / dots, -1.0, 1.0));
    };
    cv::Mat x(print.dots.size(), CV_32F);
    cv::Mat y(print.dots.size(), CV_32F);
    for (int row = 0; row < x.rows; ++row)
        for (int column = 0; column < x.cols; ++column) {
            x.at<float>(row, column) = static_cast<float>(isUpright ? onLabel(column) : column);
            y.at<float>(row, column) = static_cast<float>(isUpright ? row : onLabel(row));
        }
    cv::remap(print.dots.clone(), print.dots, x, y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(120));
}

/// Two waves of the film and the paper over one to two sides of the code, of up to one module and of half of that: paper
/// 2 mm higher, seen at 20 degrees, lies 0.7 mm beside its place.
void wave(Print& print, Dice& dice) {
    const double side = print.code.width;
    struct Wave {
        double length, angle, phase, high, way;
    };
    std::vector<Wave> waves;
    for (int i = 0; i < 2; ++i)
        waves.push_back({.length = side * dice.between(1, 2),
                         .angle = dice.between(0, 2 * pi),
                         .phase = dice.between(0, 2 * pi),
                         .high = side / daiban::printing::tokenQrModules * dice.between(0.3, 1) / (i + 1),
                         .way = dice.between(0, 2 * pi)});
    cv::Mat x(print.dots.size(), CV_32F);
    cv::Mat y(print.dots.size(), CV_32F);
    for (int row = 0; row < x.rows; ++row)
        for (int column = 0; column < x.cols; ++column) {
            double toX = column;
            double toY = row;
            for (const auto& w : waves) {
                const double along = column * std::cos(w.angle) + row * std::sin(w.angle);
                const double shift = w.high * std::sin(2 * pi * along / w.length + w.phase);
                toX += shift * std::cos(w.way);
                toY += shift * std::sin(w.way);
            }
            x.at<float>(row, column) = static_cast<float>(toX);
            y.at<float>(row, column) = static_cast<float>(toY);
        }
    cv::remap(print.dots.clone(), print.dots, x, y, cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
}

/// Lamps in the film: white streaks that fade, over 3 to 12% of the code (where they are whiter than half).
void addGlare(cv::Mat& picture, const cv::Point2d& middle, double side, Dice& dice) {
    const int streaks = dice.whole(1, 3);
    const double part = dice.between(0.03, 0.12) / streaks;
    cv::Mat glare = cv::Mat::zeros(picture.size(), CV_8UC1);
    for (int i = 0; i < streaks; ++i) {
        const double longer = side * dice.between(0.15, 0.45);
        const double shorter = part * side * side / (pi * longer);
        const cv::Point at(cvRound(middle.x + side * dice.between(-0.4, 0.4)),
                           cvRound(middle.y + side * dice.between(-0.4, 0.4)));
        cv::ellipse(glare, at, cv::Size(cvRound(longer), std::max(1, cvRound(shorter))), dice.between(0, 180), 0, 360,
                    cv::Scalar(255), cv::FILLED);
    }
    cv::GaussianBlur(glare, glare, {}, std::max(0.8, 0.02 * side));
    cv::add(picture, glare, picture);
}

/// Where the corners of a plane of `size` are seen by a camera three widths away, around the origin.
std::vector<cv::Point2f> seenCorners(cv::Size2d size, const Damage& damage) {
    const double a = damage.tiltX * pi / 180;
    const double b = damage.tiltY * pi / 180;
    const double c = damage.turn * pi / 180;
    const double away = 3 * std::max(size.width, size.height);
    std::vector<cv::Point2f> seen;
    for (const auto& [x, y] : {std::pair{-0.5, -0.5}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}) {
        const double px = x * size.width;
        const double py = y * size.height;
        const double qx = px * std::cos(c) - py * std::sin(c);
        const double qy = px * std::sin(c) + py * std::cos(c);
        const double ry = qy * std::cos(a);
        const double rz = qy * std::sin(a);
        const double sx = qx * std::cos(b) + rz * std::sin(b);
        const double sz = -qx * std::sin(b) + rz * std::cos(b);
        const double scale = away / (away + sz);
        seen.emplace_back(static_cast<float>(sx * scale), static_cast<float>(ry * scale));
    }
    return seen;
}

/// `middle`: where the code's is seen.
cv::Mat photographed(const Print& print, const Damage& damage, cv::Point2d& middle) {
    const double dotsAModule = static_cast<double>(print.code.width) / daiban::printing::tokenQrModules;
    const double scale = damage.pixelsAModule / dotsAModule;
    auto seen = seenCorners(cv::Size2d(print.dots.cols * scale, print.dots.rows * scale), damage);
    const cv::Rect box = cv::boundingRect(seen);
    const int margin = 20;
    for (auto& p : seen) p += cv::Point2f(static_cast<float>(margin - box.x), static_cast<float>(margin - box.y));
    const auto w = static_cast<float>(print.dots.cols);
    const auto h = static_cast<float>(print.dots.rows);
    const std::vector<cv::Point2f> corners{{0, 0}, {w, 0}, {w, h}, {0, h}};
    cv::Mat dots = print.dots;
    const cv::Mat toPicture = cv::getPerspectiveTransform(corners, seen);
    std::vector<cv::Point2d> code{(cv::Point2d(print.code.tl()) + cv::Point2d(print.code.br())) / 2};
    cv::perspectiveTransform(code, code, toPicture);
    middle = code.front();
    // Averaged over a pixel as a sensor does: warpPerspective takes points.
    const int finer = 2;
    for (auto& p : seen) p *= finer;
    cv::Mat out;
    if (scale * finer < 1) cv::GaussianBlur(dots, dots, {}, 0.5 / (scale * finer));
    cv::warpPerspective(dots, out, cv::getPerspectiveTransform(corners, seen),
                        cv::Size(box.width + 2 * margin, box.height + 2 * margin) * finer, cv::INTER_LINEAR,
                        cv::BORDER_CONSTANT, cv::Scalar(120));
    cv::resize(out, out, out.size() / finer, 0, 0, cv::INTER_AREA);
    return out;
}

void light(cv::Mat& picture, const Damage& damage, Dice& dice) {
    const double angle = dice.between(0, 2 * pi);
    const double white = dice.between(200, 250);
    picture.convertTo(picture, CV_32F, damage.contrast / 255, (1 - damage.contrast) / 2);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x) {
            const double along = std::cos(angle) * x / picture.cols + std::sin(angle) * y / picture.rows;
            picture.at<float>(y, x) *= static_cast<float>(white * (1 - damage.unevenness * std::abs(along)));
        }
    cv::Mat grain(picture.size(), CV_32F);
    cv::randn(grain, 0, Damage::grain);
    picture += grain;
    picture.convertTo(picture, CV_8U);
}

cv::Mat damaged(Print print, const Damage& damage, Dice& dice) {
    grow(print.dots, damage.growth);
    soil(print, damage.dirt, dice);
    if (damage.radius > 0) wrap(print, damage.radius, dice);
    if (damage.isInPouch) wave(print, dice);
    cv::Point2d middle;
    cv::Mat picture = photographed(print, damage, middle);
    const double sigma = damage.blur * damage.pixelsAModule;
    if (sigma > 0.1) cv::GaussianBlur(picture, picture, {}, sigma);
    light(picture, damage, dice);
    if (damage.isInPouch) addGlare(picture, middle, damage.pixelsAModule * daiban::printing::tokenQrModules, dice);
    std::vector<std::uint8_t> jpeg;
    cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, Damage::jpegQuality});
    return cv::imdecode(jpeg, cv::IMREAD_GRAYSCALE);
}

struct Tally {
    int read = 0;
    int wrong = 0;
    double milliseconds = 0;
};

struct Reader {
    std::string name;
    std::function<std::vector<Code>(const cv::Mat&)> read;
};

/// True when the token was read.
bool judge(const Reader& reader, const cv::Mat& picture, const std::string& token, Tally& tally) {
    const std::clock_t start = std::clock();
    const auto codes = reader.read(picture);
    tally.milliseconds += 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    const bool read = std::any_of(codes.begin(), codes.end(), [&](const Code& c) { return c.text == token; });
    tally.read += read;
    const auto other = std::find_if(codes.begin(), codes.end(), [&](const Code& c) { return c.text != token; });
    if (other != codes.end()) {
        ++tally.wrong;
        std::cerr << reader.name << " read " << other->format << " " << other->text << " for " << token << "\n";
    }
    return read;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "usage: stress_labels LABEL_FOLDER COUNT SEED [DAMAGE...]\n";
        return 1;
    }
    const int count = std::stoi(argv[2]);
    Dice dice(static_cast<unsigned>(std::stoul(argv[3])));
    const Names wanted(argv + 4, argv + argc);
    const char* keep = std::getenv("DAIBAN_UNREAD");
    cv::setNumThreads(1);
    cv::theRNG().state = 1;
    std::vector<LabelDesign> designs;
    for (const auto& [name, design] : daiban::printing::loadLabelDesigns(argv[1])) designs.push_back(design);
    daiban::base::SeededRandom random(1);
    const auto folder = fs::temp_directory_path() / ("daiban-stress-labels-" + std::to_string(getpid()));
    fs::remove_all(folder);  // keys that were there would make other labels
    const auto keys = daiban::codes::TokenKeys::openOrCreate(folder, random);
    const std::vector<Reader> readers{{"daiban", [](const cv::Mat& gray) { return daiban::codes::readCodes(gray).read; }},
                                      {"ZXing", [](const cv::Mat& gray) { return daiban::codes::readWithZXing(gray); }},
                                      {"ZBar", [](const cv::Mat& gray) { return daiban::codes::readWithZBar(gray); }}};
    std::map<std::string, Tally> tallies;
    for (int i = 0; i < count; ++i) {
        const auto& design = designs[static_cast<std::size_t>(i) % designs.size()];
        const auto token = keys.issue(design.kind, random);
        Print print{.dots = renderLabel(design,
                                        {.token = token,
                                         .shortNumber = shortNumberOf(token),
                                         .title = {},
                                         .item = "城镇职工基本养老保险参保登记",
                                         .office = "向阳里社区",
                                         .date = "2026年11月22日"},
                                        printerDpi),
                    .code = {}};
        print.code = codeBoxOf(print.dots, design);
        Damage damage = damageFrom(dice, wanted);
        bend(damage, dice, wanted);
        const cv::Mat picture = damaged(print, damage, dice);
        for (const auto& reader : readers) {
            const bool read = judge(reader, picture, token.text, tallies[reader.name]);
            if (read || reader.name != "daiban") continue;
            std::cerr << i << " " << design.name << " not read: " << damage << "\n";
            if (keep != nullptr)
                cv::imwrite(std::string(keep) + "/" + std::to_string(i) + "-" + token.text + ".png", picture);
        }
    }
    fs::remove_all(folder);
    for (const auto& [name, tally] : tallies)
        std::cout << name << " labels=" << count << " read=" << tally.read << " wrong=" << tally.wrong
                  << " ms=" << tally.milliseconds / count << "\n";
    return 0;
}
