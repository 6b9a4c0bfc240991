#include "printing/labels/LabelSheet.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "codes/Code.h"
#include "support/TemporaryFolder.h"

namespace daiban::printing {
namespace {

constexpr double measuringDpi = 600;
constexpr double dotsAMillimetre = measuringDpi / 25.4;
constexpr double tolerance = 0.1;  // mm

/// A printer that shifts and stretches what it prints, as they do.
struct Drift {
    double scaleX = 1;
    double scaleY = 1;
    double shiftX = 0;
    double shiftY = 0;
};

class LabelSheets : public testing::Test {
  protected:
    LabelSheets()
        : keys_(codes::TokenKeys::openOrCreate(folder_.path(), random_)),
          designs_(loadLabelDesigns("models/labels")),
          sheets_(loadLabelSheets("models/labels/sheets")) {}

    SheetLabel label(const LabelSheet& sheet, codes::TokenKind kind = codes::TokenKind::Folder) {
        SheetLabel label{.content = {.token = keys_.issue(kind, random_),
                                     .shortNumber = {},
                                     .title = {},
                                     .item = "城乡居民基本养老保险参保登记",
                                     .office = "向阳里社区",
                                     .date = "2026-11-22"},
                         .design = &designs_.at(sheet.designs.at(kind))};
        label.content.shortNumber = codes::shortNumberOf(label.content.token);
        return label;
    }
    std::vector<SheetLabel> labels(const LabelSheet& sheet, int count) {
        std::vector<SheetLabel> all;
        for (int i = 0; i < count; ++i) all.push_back(label(sheet));
        return all;
    }

    /// The page as it lies in the printer's tray, gray.
    cv::Mat printed(const std::string& pdf, const Drift& drift = {}, int page = 1, double dpi = measuringDpi) {
        const auto file = folder_.path() / "sheet.pdf";
        std::ofstream(file, std::ios::binary) << pdf;
        const std::string command = "pdftoppm -gray -singlefile -f " + std::to_string(page) + " -r " +
                                    std::to_string(dpi) + " " + file.string() + " " + (folder_.path() / "p").string();
        EXPECT_EQ(std::system(command.c_str()), 0) << "poppler-utils is needed";
        cv::Mat paper = cv::imread((folder_.path() / "p.pgm").string(), cv::IMREAD_GRAYSCALE);
        if (drift.scaleX == 1 && drift.scaleY == 1 && drift.shiftX == 0 && drift.shiftY == 0) return paper;
        const cv::Mat map = (cv::Mat_<double>(2, 3) << drift.scaleX, 0, drift.shiftX * dotsAMillimetre, 0, drift.scaleY,
                             drift.shiftY * dotsAMillimetre);
        cv::Mat moved;
        cv::warpAffine(paper, moved, map, paper.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
        return moved;
    }

    support::TemporaryFolder folder_;
    base::SeededRandom random_{13};
    codes::TokenKeys keys_;
    std::map<std::string, LabelDesign> designs_;
    std::map<std::string, LabelSheet> sheets_;
};

cv::Rect dotsOf(const MillimetreBox& box) {
    return {cvRound(box.x * dotsAMillimetre), cvRound(box.y * dotsAMillimetre), cvRound(box.width * dotsAMillimetre),
            cvRound(box.height * dotsAMillimetre)};
}

/// The QR code's ink, millimetres on the page, looked for in its box and half its quiet zone around: nothing else may
/// lie there.
MillimetreBox qrInkNear(const cv::Mat& page, const MillimetreBox& box) {
    const cv::Rect around = dotsOf(box) & cv::Rect({}, page.size());
    cv::Mat ink = page(around) < 128;
    const cv::Rect found = cv::boundingRect(ink);
    return {(around.x + found.x) / dotsAMillimetre, (around.y + found.y) / dotsAMillimetre,
            found.width / dotsAMillimetre, found.height / dotsAMillimetre};
}

/// Where the QR box of a label should be.
MillimetreBox qrBoxOf(const LabelSheet& sheet, int number, const LabelDesign& design) {
    const auto place = sheet.boxOf(number);
    return {place.x + (place.width - design.width) / 2 + design.qr.x,
            place.y + (place.height - design.height) / 2 + design.qr.y, design.qr.width, design.qr.height};
}

/// How far the middle of the label's QR code is from where it should be.
double errorAt(const cv::Mat& page, const LabelSheet& sheet, int number, const LabelDesign& design) {
    const auto box = qrBoxOf(sheet, number, design);
    const auto ink = qrInkNear(page, box);
    EXPECT_GT(ink.width, box.width / 2);
    return std::max(std::abs(ink.x + ink.width / 2 - box.x - box.width / 2),
                    std::abs(ink.y + ink.height / 2 - box.y - box.height / 2));
}

TEST_F(LabelSheets, AreThoseThatAreSold) {
    struct Sold {
        const char* name;
        int columns, rows;
        double width, height;
    };
    for (const auto& [name, columns, rows, width, height] :
         {Sold{"3x7", 3, 7, 63.5, 38.1}, Sold{"3x8", 3, 8, 70, 37}, Sold{"3x8-63x34", 3, 8, 63.5, 33.9},
          Sold{"4x10", 4, 10, 48.5, 25.4}, Sold{"5x13", 5, 13, 38.1, 21.2}}) {
        ASSERT_TRUE(sheets_.contains(name)) << name;
        const auto& sheet = sheets_.at(name);
        EXPECT_EQ(sheet.columns, columns) << name;
        EXPECT_EQ(sheet.rows, rows) << name;
        EXPECT_EQ(sheet.labelWidth, width) << name;
        EXPECT_EQ(sheet.labelHeight, height) << name;
        const auto last = sheet.boxOf(sheet.labels());
        EXPECT_NEAR(last.x + last.width + sheet.left, 210, 0.05) << name << " stands in the middle of the page";
        EXPECT_NEAR(last.y + last.height + sheet.top, 297, 0.05) << name;
        EXPECT_EQ(sheet.designs.size(), 4U) << name << " has a design for everything";
        for (const auto& [kind, design] : sheet.designs) EXPECT_EQ(designs_.at(design).kind, kind) << design;
    }
}

TEST_F(LabelSheets, PutTheLastRowWithinATenthOfAMillimetre) {
    double worst = 0;
    for (const auto& [name, sheet] : sheets_) {
        const cv::Mat page = printed(labelSheetPdf(sheet, labels(sheet, sheet.labels())));
        ASSERT_NEAR(page.cols, 210 * dotsAMillimetre, 1);
        ASSERT_NEAR(page.rows, 297 * dotsAMillimetre, 1);
        const auto& design = designs_.at(sheet.designs.at(codes::TokenKind::Folder));
        for (int column = 0; column < sheet.columns; ++column) {
            for (const int number : {1 + column, sheet.labels() - column}) {  // first row, last row
                const double error = errorAt(page, sheet, number, design);
                EXPECT_LT(error, tolerance) << name << " label " << number;
                worst = std::max(worst, error);
            }
        }
    }
    std::printf("worst: %.3f mm\n", worst);
}

/// The middle of a cross: the row and the column with the most ink around it.
cv::Point2d crossNear(const cv::Mat& page, double x, double y) {
    const MillimetreBox around{x - 7, y - 7, 14, 14};
    const cv::Rect dots = dotsOf(around);
    cv::Mat columns;
    cv::Mat rows;
    cv::reduce(255 - page(dots), columns, 0, cv::REDUCE_SUM, CV_64F);
    cv::reduce(255 - page(dots), rows, 1, cv::REDUCE_SUM, CV_64F);
    const auto middleOf = [](const cv::Mat& profile) {
        double most = 0;
        cv::minMaxLoc(profile, nullptr, &most);
        double weight = 0;
        double sum = 0;
        for (int i = 0; i < static_cast<int>(profile.total()); ++i)
            if (const double value = profile.at<double>(i); value > most / 2) {
                weight += value;
                sum += value * (i + 0.5);
            }
        return sum / weight;
    };
    return {(dots.x + middleOf(columns)) / dotsAMillimetre, (dots.y + middleOf(rows)) / dotsAMillimetre};
}

TEST_F(LabelSheets, FromAPrinterThatDriftsAreCorrectedByTwoCrosses) {
    const Drift drift{.scaleX = 0.994, .scaleY = 1.007, .shiftX = 1.3, .shiftY = -0.8};
    const cv::Mat crosses = printed(calibrationPdf(), drift);
    const auto first = crossNear(crosses, firstCrossX, firstCrossY);
    const auto second = crossNear(crosses, secondCrossX, secondCrossY);
    const auto calibration =
        calibrationFrom({.firstX = first.x, .firstY = first.y, .secondX = second.x, .secondY = second.y});
    for (const auto& [name, sheet] : sheets_) {
        const auto& design = designs_.at(sheet.designs.at(codes::TokenKind::Folder));
        const auto all = labels(sheet, sheet.labels());
        const cv::Mat before = printed(labelSheetPdf(sheet, all), drift);
        const cv::Mat after = printed(labelSheetPdf(sheet, all, {}, calibration), drift);
        double worst = 0;
        double corrected = 0;
        for (int column = 0; column < sheet.columns; ++column) {
            worst = std::max(worst, errorAt(before, sheet, sheet.labels() - column, design));
            const double error = errorAt(after, sheet, sheet.labels() - column, design);
            EXPECT_LT(error, tolerance) << name;
            corrected = std::max(corrected, error);
        }
        EXPECT_GT(worst, 5 * tolerance) << "the drift is seen without the correction";
        std::printf("%s: last row off by %.2f mm, corrected %.3f mm\n", name.c_str(), worst, corrected);
    }
}

TEST_F(LabelSheets, ShowTheirCrossesWhereTheyAreSaidToBe) {
    const cv::Mat page = printed(calibrationPdf());
    const auto first = crossNear(page, firstCrossX, firstCrossY);
    const auto second = crossNear(page, secondCrossX, secondCrossY);
    EXPECT_NEAR(first.x, firstCrossX, 0.05);
    EXPECT_NEAR(first.y, firstCrossY, 0.05);
    EXPECT_NEAR(second.x, secondCrossX, 0.05);
    EXPECT_NEAR(second.y, secondCrossY, 0.05);
}

TEST_F(LabelSheets, BeginAtTheLabelGivenAndPassOverUsedOnes) {
    const auto& sheet = sheets_.at("3x8");
    const auto three = labels(sheet, 3);
    const cv::Mat page = printed(labelSheetPdf(sheet, three, {.first = 5, .skipped = {6, 7, 9}}), {}, 1, 300);
    const double dots = 300 / 25.4;
    std::map<int, std::string> found;
    for (const auto& code : codes::readCodes(page).read) {
        const auto middle = base::centre(code.quad);
        for (int number = 1; number <= sheet.labels(); ++number) {
            const auto box = sheet.boxOf(number);
            if (middle.x > box.x * dots && middle.x < (box.x + box.width) * dots && middle.y > box.y * dots &&
                middle.y < (box.y + box.height) * dots)
                found[number] = code.text;
        }
    }
    EXPECT_EQ(found, (std::map<int, std::string>{{5, three[0].content.token.text},
                                                 {8, three[1].content.token.text},
                                                 {10, three[2].content.token.text}}));
}

TEST_F(LabelSheets, OfEveryKindOnEverySheetAreReadFromAScan) {
    for (const auto& [name, sheet] : sheets_) {
        std::vector<SheetLabel> all;
        std::set<std::string> tokens;
        for (const auto& [kind, design] : sheet.designs) {
            all.push_back(label(sheet, kind));
            tokens.insert(all.back().content.token.text);
        }
        std::set<std::string> found;
        for (const auto& code : codes::readCodes(printed(labelSheetPdf(sheet, all), {}, 1, 300)).read)
            found.insert(code.text);
        EXPECT_EQ(found, tokens) << name;
    }
}

TEST_F(LabelSheets, GoOnOnAFreshPageWithNothingSkipped) {
    const auto& sheet = sheets_.at("3x7");
    const auto places = placesOn(sheet, 5, {.first = 19, .skipped = {20}});
    std::vector<std::pair<int, int>> got;
    for (const auto& place : places) got.emplace_back(place.page, place.label);
    EXPECT_EQ(got, (std::vector<std::pair<int, int>>{{0, 19}, {0, 21}, {1, 1}, {1, 2}, {1, 3}}));
}

TEST_F(LabelSheets, WithNoSuchLabelAreRefused) {
    const auto& sheet = sheets_.at("3x7");
    EXPECT_THROW((void)placesOn(sheet, 1, {.first = 0}), base::Error);
    EXPECT_THROW((void)placesOn(sheet, 1, {.first = 22}), base::Error);
    EXPECT_THROW((void)placesOn(sheet, 1, {.skipped = {22}}), base::Error);
    EXPECT_THROW((void)labelSheetPdf(sheet, {}), base::Error);
    auto tooLarge = label(sheet);
    tooLarge.design = &designs_.at("folder-60x40");
    EXPECT_THROW((void)labelSheetPdf(sheet, {tooLarge}), base::Error);
}

TEST(Calibrations, OfAMistypedNumberAreRefused) {
    EXPECT_NO_THROW((void)calibrationFrom({.firstX = 22, .firstY = 18, .secondX = 193, .secondY = 276}));
    EXPECT_THROW((void)calibrationFrom({.firstX = 20, .firstY = 20, .secondX = 19, .secondY = 277}), base::Error);
    EXPECT_THROW((void)calibrationFrom({.firstX = 35, .firstY = 20, .secondX = 205, .secondY = 277}), base::Error);
}

TEST(Calibrations, AreKeptWithTheirPrinter) {
    const support::TemporaryFolder folder;
    auto book = PrinterBook::open(folder.path() / "data");
    book.setAddress("柜台 1", "socket://192.0.2.7:9100?language=zpl&dpi=203");
    const auto calibration = calibrationFrom({.firstX = 21.2, .firstY = 19.4, .secondX = 190.6, .secondY = 278.1});
    book.setCalibration("office_laser", calibration);
    book.setAddress("柜台 1", "socket://192.0.2.8?language=tspl&dpi=203");

    const auto reopened = PrinterBook::open(folder.path() / "data");
    EXPECT_EQ(reopened.addressOf("柜台 1"), "socket://192.0.2.8?language=tspl&dpi=203");
    EXPECT_EQ(reopened.addressOf("office_laser"), "office_laser") << "a CUPS queue";
    EXPECT_EQ(reopened.addressOf("unknown"), "unknown");
    EXPECT_NEAR(reopened.calibrationOf("office_laser")->drawnX(190.6), 190, 0.001);
    EXPECT_NEAR(reopened.calibrationOf("office_laser")->drawnY(19.4), 20, 0.001);
    EXPECT_FALSE(reopened.calibrationOf("柜台 1")) << "not measured";
    EXPECT_THROW(book.setAddress(" ", "x"), base::Error);
}

TEST(LabelSheetFiles, SayWhereTheyAreWrong) {
    const std::string good = R"(title: A4
page: {width: 210, height: 297}
columns: 3
rows: 8
label: {width: 70, height: 37}
first: {left: 0, top: 0.5}
pitch: {x: 70, y: 37}
designs: {folder: folder-63x33}
)";
    const auto errorOf = [](const std::string& yaml) {
        try {
            (void)labelSheetFrom(base::YamlNode::parse(yaml, "sheets/mine.yaml"));
        } catch (const base::Error& error) {
            return std::string(error.what());
        }
        return std::string("no error");
    };
    const auto changed = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    EXPECT_EQ(errorOf(good), "no error");
    EXPECT_NE(errorOf(changed("rows: 8", "rows: 9")).find("sheets/mine.yaml:6: the last label ends at"),
              std::string::npos);
    EXPECT_NE(errorOf(changed("pitch: {x: 70", "pitch: {x: 60")).find("mine.yaml:7: the labels overlap"),
              std::string::npos);
    EXPECT_NE(errorOf(changed("folder:", "envelope:")).find("no kind of label"), std::string::npos);
    EXPECT_NE(errorOf(changed("rows: 8", "rows: 0")).find("expected 1 to 100"), std::string::npos);
}

}  // namespace
}  // namespace daiban::printing
