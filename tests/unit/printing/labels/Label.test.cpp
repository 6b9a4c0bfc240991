#include "printing/labels/Label.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "codes/Code.h"
#include "codes/QrCode.h"
#include "printing/labels/LabelForTerminal.h"
#include "support/TemporaryFolder.h"

namespace daiban::printing {
namespace {

constexpr const char* longItem =
    "个体工商户设立登记并办理食品经营许可证（含2026年度小餐饮备案第12345678号）及公共场所卫生许可告知承诺一件事联办服务"
    "事项"
    "（滨海新区全程代办试点，含社会保险登记、公章刻制备案、住房公积金缴存登记）";

class Labels : public testing::Test {
  protected:
    Labels()
        : keys_(codes::TokenKeys::openOrCreate(folder_.path(), random_)), designs_(loadLabelDesigns("models/labels")) {}

    LabelContent content(codes::TokenKind kind = codes::TokenKind::Folder) {
        LabelContent content{.token = keys_.issue(kind, random_),
                             .shortNumber = {},
                             .title = {},
                             .item = "城乡居民基本养老保险参保登记",
                             .office = "向阳里社区",
                             .date = "2026年11月22日"};
        content.shortNumber = codes::shortNumberOf(content.token);
        return content;
    }

    /// The label's pages as pdftoppm draws them.
    cv::Mat rasterized(const std::string& pdf, int dpi, int page = 1) {
        const auto file = folder_.path() / "label.pdf";
        std::ofstream(file, std::ios::binary) << pdf;
        const std::string command = "pdftoppm -gray -png -singlefile -f " + std::to_string(page) + " -r " +
                                    std::to_string(dpi) + " " + file.string() + " " + (folder_.path() / "p").string();
        EXPECT_EQ(std::system(command.c_str()), 0) << "poppler-utils is needed";
        return cv::imread((folder_.path() / "p.png").string(), cv::IMREAD_GRAYSCALE);
    }

    support::TemporaryFolder folder_;
    base::SeededRandom random_{11};
    codes::TokenKeys keys_;
    std::map<std::string, LabelDesign> designs_;
};

cv::Rect dotsOf(const MillimetreBox& box, double dpi) {
    const double scale = dpi / 25.4;
    return {cv::Point(cvRound(box.x * scale), cvRound(box.y * scale)),
            cv::Point(cvRound((box.x + box.width) * scale), cvRound((box.y + box.height) * scale))};
}

const LabelTextBox& boxOf(const LabelDesign& design, LabelText what) {
    for (const auto& text : design.texts)
        if (text.what == what) return text;
    throw std::runtime_error("the design has no such box");
}

/// The dots that differ between two labels.
cv::Rect difference(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat differs;
    cv::absdiff(a, b, differs);
    return cv::boundingRect(differs);
}

cv::Rect widened(const cv::Rect& r, int by) {
    return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

bool isInside(const cv::Rect& inner, const cv::Rect& outer) {
    return (inner & outer) == inner;
}

void expectReads(const cv::Mat& image, const std::string& text) {
    const auto codes = codes::readCodes(image).read;
    ASSERT_EQ(codes.size(), 1U);
    EXPECT_EQ(codes[0].text, text);
}

TEST_F(Labels, OfEveryDesignAreReadBackAtEveryPrintersResolution) {
    for (const auto& [name, design] : designs_)
        for (const double dpi : {203.0, 300.0, 600.0}) {
            SCOPED_TRACE(name + " " + std::to_string(dpi));
            const auto printed = content(design.kind);
            const cv::Mat label = renderLabel(design, printed, dpi);
            expectReads(label, printed.token.text);
            EXPECT_EQ(keys_.check(codes::readCodes(label).read.at(0).text)->kind, design.kind);
        }
}

TEST_F(Labels, AreBlackAndWhiteAndOfTheirSizeInDots) {
    const cv::Mat label = renderLabel(designs_.at("folder-60x40"), content(), 203);
    EXPECT_EQ(label.type(), CV_8UC1);
    EXPECT_EQ(label.size(), cv::Size(480, 320));  // 60 x 40 mm at 203 dpi: 479.5 x 319.7
    EXPECT_EQ(cv::countNonZero(label == 0) + cv::countNonZero(label == 255), 480 * 320);
}

TEST_F(Labels, HaveQrModulesOfWholeDotsAtLeastFour) {
    for (const auto& [name, design] : designs_) {
        const auto printed = content(design.kind);
        const cv::Mat modules = codes::makeQrCode(printed.token.text);
        ASSERT_EQ(modules.cols, tokenQrModules);
        const cv::Mat label = renderLabel(design, printed, 203);
        const cv::Mat piece = label(dotsOf(design.qr, 203));
        const cv::Rect ink = cv::boundingRect(255 - piece);
        ASSERT_EQ(ink.width % 29, 0) << name;
        ASSERT_EQ(ink.width, ink.height) << name;
        const int dots = ink.width / 29;
        EXPECT_GE(dots, 4) << name;
        cv::Mat large;
        cv::resize(modules, large, {}, dots, dots, cv::INTER_NEAREST);
        EXPECT_EQ(cv::countNonZero(large != piece(ink)), 0) << name << ": every dot of every module";
    }
}

TEST_F(Labels, KeepFourModulesOfQuietZone) {
    for (const auto& [name, design] : designs_)
        for (const double dpi : {203.0, 300.0, 600.0}) {
            SCOPED_TRACE(name + " " + std::to_string(dpi));
            auto printed = content(design.kind);
            printed.item = longItem;  // fills its box
            printed.office = "样例区人力资源和社会保障局 → 晴川街道柳岸社区";
            const cv::Mat label = renderLabel(design, printed, dpi);
            const cv::Rect qr = dotsOf(design.qr, dpi);
            const cv::Rect ink = cv::boundingRect(255 - label(qr)) + qr.tl();
            const int quiet = 4 * ink.width / 29;
            const cv::Rect zone = widened(ink, quiet) & cv::Rect({}, label.size());
            EXPECT_EQ(zone.area(), widened(ink, quiet).area()) << "the zone is on the label";
            EXPECT_EQ(cv::countNonZero(label(zone) == 0), cv::countNonZero(label(ink) == 0));
        }
}

TEST_F(Labels, FromThePdfAreReadBack) {
    for (const auto& [name, design] : designs_)
        for (const int dpi : {203, 300, 600}) {
            SCOPED_TRACE(name + " " + std::to_string(dpi));
            const auto printed = content(design.kind);
            expectReads(rasterized(labelPdf(design, printed), dpi), printed.token.text);
        }
}

TEST_F(Labels, InThePdfHaveExactlyTheirMillimetres) {
    const std::string pdf = labelPdf(designs_.at("folder-60x40"), content());
    EXPECT_EQ(pdf.rfind("%PDF-", 0), 0U);
    const cv::Mat page = rasterized(pdf, 2540);  // 100 dots a millimetre
    EXPECT_NEAR(page.cols, 6000, 1);
    EXPECT_NEAR(page.rows, 4000, 1);
}

TEST_F(Labels, InThePdfLookAsInThePicture) {
    const auto printed = content();
    const auto& design = designs_.at("folder-60x40");
    const cv::Mat drawn = renderLabel(design, printed, 300);
    cv::Mat fromPdf;
    cv::resize(rasterized(labelPdf(design, printed), 300), fromPdf, drawn.size());
    // Half-covered dots at the edges of characters differ, and the QR code is set on 203 dpi dots in one of them.
    cv::Mat left;
    cv::Mat right;
    cv::resize(drawn, left, {}, 0.1, 0.1, cv::INTER_AREA);
    cv::resize(fromPdf, right, {}, 0.1, 0.1, cv::INTER_AREA);
    const cv::Rect texts(left.cols / 2, 0, left.cols / 2, left.rows);
    EXPECT_LT(cv::norm(left(texts), right(texts), cv::NORM_L1) / texts.area(), 12) << "gray values";
}

TEST_F(Labels, OfACaseComeInOnePdfPageAfterPage) {
    const auto first = content();
    const auto second = content();
    const std::string pdf = labelPdf(designs_.at("folder-40x30"), {first, second});
    expectReads(rasterized(pdf, 203, 1), first.token.text);
    expectReads(rasterized(pdf, 203, 2), second.token.text);
    EXPECT_THROW((void)labelPdf(designs_.at("folder-40x30"), std::vector<LabelContent>{}), base::Error);
}

TEST_F(Labels, AsPngSayTheirResolution) {
    const auto printed = content();
    const std::string png = labelPng(designs_.at("folder-40x30"), printed, 203);
    const auto at = png.find("pHYs");
    ASSERT_NE(at, std::string::npos);
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(png[at + 4 + i]); };
    EXPECT_EQ(byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3), 7992);  // 203 dpi in dots a metre
    EXPECT_EQ(byte(8), 1);
    const cv::Mat bytes(1, static_cast<int>(png.size()), CV_8UC1, const_cast<char*>(png.data()));
    expectReads(cv::imdecode(bytes, cv::IMREAD_GRAYSCALE), printed.token.text);
}

TEST_F(Labels, ScannedOnAPageTiltedAndBlurredAreReadBack) {
    for (const auto& [name, design] : designs_)
        for (const double degrees : {-20.0, -3.0, 5.0, 90.0, 173.0}) {
            SCOPED_TRACE(name + " " + std::to_string(degrees));
            const auto printed = content(design.kind);
            cv::Mat page(2339, 1654, CV_8UC1, cv::Scalar(245));  // A4 at 200 dpi
            cv::Mat label;
            cv::resize(renderLabel(design, printed, 203), label, {}, 200.0 / 203, 200.0 / 203, cv::INTER_AREA);
            label.copyTo(page(cv::Rect({600, 900}, label.size())));
            const cv::Mat turn = cv::getRotationMatrix2D({827, 1170}, degrees, 1);
            cv::warpAffine(page, page, turn, page.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(245));
            cv::GaussianBlur(page, page, {}, 1.2);
            expectReads(page, printed.token.text);
        }
}

TEST_F(Labels, ThreeOnOnePageAreAllReadBack) {
    cv::Mat page(3508, 2480, CV_8UC1, cv::Scalar(245));
    std::vector<std::string> texts;
    for (int i = 0; i < 3; ++i) {
        const auto printed = content();
        texts.push_back(printed.token.text);
        const cv::Mat label = renderLabel(designs_.at("folder-40x30"), printed, 300);
        label.copyTo(page(cv::Rect({300 + 500 * i, 400 + 900 * i}, label.size())));
    }
    const auto codes = codes::readCodes(page).read;
    ASSERT_EQ(codes.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(codes[i].text, texts[i]);
}

bool shows(const LabelDesign& design, LabelText what) {
    return std::ranges::any_of(design.texts, [what](const auto& text) { return text.what == what; });
}

TEST_F(Labels, WithALongItemNameKeepItInItsBox) {
    std::size_t looked = 0;
    for (const auto& [name, design] : designs_) {
        const bool isOfACase = design.kind == codes::TokenKind::Folder || design.kind == codes::TokenKind::Certificate;
        if (!isOfACase || !shows(design, LabelText::Item)) continue;  // the smallest roll shows no item
        ++looked;
        auto empty = content(design.kind);
        empty.item.clear();
        auto full = empty;
        full.item = longItem;
        const cv::Rect changed = difference(renderLabel(design, empty, 300), renderLabel(design, full, 300));
        const cv::Rect box = dotsOf(boxOf(design, LabelText::Item).box, 300);
        EXPECT_TRUE(isInside(changed, widened(box, 1))) << name << changed << " outside " << box;
        EXPECT_GT(changed.width, box.width * 0.8) << name;
        EXPECT_GT(changed.height, box.height * 0.7) << name;
    }
    EXPECT_GE(looked, 10U);
}

TEST_F(Labels, PrintAShortItemNameLargerThanALongOne) {
    const auto& design = designs_.at("folder-60x40");
    auto empty = content();
    empty.item.clear();
    const auto heightOf = [&](const std::string& item) {
        auto one = empty;
        one.item = item;
        return difference(renderLabel(design, empty, 300), renderLabel(design, one, 300)).height;
    };
    const int single = heightOf("失业登记");
    EXPECT_NEAR(single * 72 / 300.0, 10, 1.5) << "points: the design's size";
    EXPECT_GT(heightOf("城乡居民基本养老保险参保登记（首次参保）"), 1.5 * single) << "two lines";
}

TEST_F(Labels, NeverCutANumberHoweverLittleRoomThereIs) {
    LabelDesign design = designs_.at("folder-60x40");
    for (auto& text : design.texts)
        if (text.what == LabelText::ShortNumber || text.what == LabelText::Date) text.box.width = 9;
    const auto printed = content();
    for (const auto what : {LabelText::ShortNumber, LabelText::Date}) {
        auto shorter = printed;  // with the last character changed: where that changes ink, the number is whole
        auto& last = what == LabelText::Date ? shorter.date : shorter.shortNumber;
        last = what == LabelText::Date ? "2026年11月22年" : last.substr(0, 10) + (last.back() == '8' ? "7" : "8");
        const cv::Rect changed = difference(renderLabel(design, printed, 600), renderLabel(design, shorter, 600));
        const cv::Rect box = dotsOf(boxOf(design, what).box, 600);
        EXPECT_GT(changed.area(), 0);
        EXPECT_TRUE(isInside(changed, widened(box, 1))) << changed << box;
    }
}

/// The rows of ink in a box, from their first dot to their last.
std::vector<cv::Range> inkLines(const cv::Mat& label, const cv::Rect& box) {
    std::vector<cv::Range> lines;
    bool wasInk = false;
    for (int y = box.y; y < box.y + box.height; ++y) {
        const cv::Rect row = cv::boundingRect(label(cv::Rect(box.x, y, box.width, 1)) == 0);
        const bool isInk = row.width > 0;
        if (isInk && !wasInk)
            lines.emplace_back(row.x, row.x + row.width);
        else if (isInk)
            lines.back() = {std::min(lines.back().start, row.x), std::max(lines.back().end, row.x + row.width)};
        wasInk = isInk;
    }
    return lines;
}

TEST_F(Labels, LeaveNoCharacterOfAnOfficeAloneOnALine) {
    for (const auto& [name, design] : designs_) {
        if (std::ranges::find(design.texts, LabelText::Office, &LabelTextBox::what) == design.texts.end()) continue;
        for (const char* office :
             {"晴川街道柳岸社区", "样例区人力资源和社会保障局", "晴川街道柳岸社区 → 晴川街道办事处"}) {
            SCOPED_TRACE(name + " " + office);
            auto printed = content(design.kind);
            printed.office = office;
            constexpr double dpi = 600;
            const auto lines =
                inkLines(renderLabel(design, printed, dpi), dotsOf(boxOf(design, LabelText::Office).box, dpi));
            ASSERT_FALSE(lines.empty());
            int longest = 0;
            for (const auto& line : lines) longest = std::max(longest, line.size());
            for (const auto& line : lines) EXPECT_GT(2 * line.size(), longest);
        }
    }
}

TEST_F(Labels, PrintTheTitleOfTheDesignUnlessGivenOne) {
    const auto& design = designs_.at("certificate-40x30");
    auto own = content(codes::TokenKind::Certificate);
    auto same = own;
    same.title = "证照袋";
    auto other = own;
    other.title = "营业执照";
    EXPECT_TRUE(difference(renderLabel(design, own, 203), renderLabel(design, same, 203)).empty());
    EXPECT_FALSE(difference(renderLabel(design, own, 203), renderLabel(design, other, 203)).empty());
}

TEST_F(Labels, LookTheSameEveryTime) {
    const auto printed = content();
    const auto& design = designs_.at("folder-60x40");
    EXPECT_EQ(labelPng(design, printed, 203), labelPng(design, printed, 203));
}

TEST_F(Labels, OfAbsurdResolutionAreRefused) {
    EXPECT_THROW((void)renderLabel(designs_.at("folder-60x40"), content(), 0), base::Error);
    EXPECT_THROW((void)renderLabel(designs_.at("folder-60x40"), content(), 1e9), base::Error);
}

/// What a terminal with black letters on white paper shows: the first 37 columns, two rows of modules a line.
cv::Mat screenOf(const std::string& text) {
    cv::Mat modules;
    cv::Mat lines[2] = {cv::Mat(0, 37, CV_8UC1), {}};
    std::size_t at = 0;
    while (at < text.size()) {
        cv::Mat two(2, 37, CV_8UC1, cv::Scalar(255));
        for (int column = 0; text[at] != '\n';) {
            if (text[at] == '\x1b') {
                at = text.find('m', at) + 1;
                continue;
            }
            const std::string cell = text.substr(at, static_cast<unsigned char>(text[at]) >= 0xE0 ? 3 : 1);
            if (column < 37) {
                two.at<std::uint8_t>(0, column) = cell == "█" || cell == "▀" ? 0 : 255;
                two.at<std::uint8_t>(1, column) = cell == "█" || cell == "▄" ? 0 : 255;
            }
            ++column;
            at += cell.size();
        }
        ++at;
        lines[0].push_back(two);
    }
    cv::resize(lines[0], modules, {}, 6, 6, cv::INTER_NEAREST);
    return modules;
}

TEST_F(Labels, OnATerminalAreReadByAPhone) {
    const auto printed = content();
    expectReads(screenOf(labelForTerminal(printed, TerminalInk::Ansi)), printed.token.text);
    expectReads(screenOf(labelForTerminal(printed, TerminalInk::LightTerminal)), printed.token.text);
    expectReads(255 - screenOf(labelForTerminal(printed, TerminalInk::DarkTerminal)), printed.token.text);
}

TEST_F(Labels, OnATerminalSayWhatTheyAre) {
    const auto printed = content();
    const std::string text = labelForTerminal(printed, TerminalInk::LightTerminal);
    for (const auto& part : {printed.shortNumber, printed.item, printed.office, printed.date})
        EXPECT_NE(text.find(part), std::string::npos) << part;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 19);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_NE(labelForTerminal(printed).find("\x1b[30;107m"), std::string::npos);
}

}  // namespace
}  // namespace daiban::printing
