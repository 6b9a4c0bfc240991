#include "printing/labels/LabelLanguages.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "base/Error.h"
#include "codes/Code.h"
#include "printing/labels/Label.h"
#include "support/TemporaryFolder.h"

namespace daiban::printing {
namespace {

/// What a ZPL printer would have on its label: the commands of labelZpl read by somebody who has only the manual.
struct ZplLabel {
    int width = 0;
    int height = 0;
    int copies = 0;
    cv::Mat picture;  ///< 0 ink, 255 paper
};

int numberAfter(const std::string& zpl, const std::string& command) {
    const auto at = zpl.find(command);
    if (at == std::string::npos) throw std::runtime_error("no " + command);
    return std::stoi(zpl.substr(at + command.size()));
}

void expandRow(std::string& hex, std::size_t rowDigits, char fill) {
    do hex += fill;
    while (hex.size() % rowDigits != 0);
}

/// The digits behind ^GFA's fourth comma, with Zebra's counts taken apart.
std::string digitsOf(const std::string& data, std::size_t rowDigits) {
    std::string hex;
    std::size_t count = 0;
    for (const char c : data) {
        if (c >= 'g' && c <= 'z')
            count += 20 * static_cast<std::size_t>(c - 'f');
        else if (c >= 'G' && c <= 'Y')
            count += static_cast<std::size_t>(c - 'F');
        else if (c == ',')
            expandRow(hex, rowDigits, '0');
        else if (c == '!')
            expandRow(hex, rowDigits, 'F');
        else if (c == ':')
            hex += hex.substr(hex.size() - rowDigits);
        else {
            hex.append(count == 0 ? 1 : count, c);
            count = 0;
        }
    }
    return hex;
}

ZplLabel zplLabelFrom(const std::string& zpl) {
    EXPECT_EQ(zpl.rfind("^XA", 0), 0U);
    EXPECT_NE(zpl.find("^LH0,0"), std::string::npos);
    EXPECT_NE(zpl.find("^XZ"), std::string::npos);
    ZplLabel label{.width = numberAfter(zpl, "^PW"),
                   .height = numberAfter(zpl, "^LL"),
                   .copies = numberAfter(zpl, "^PQ"),
                   .picture = {}};
    // ^GFA,bytes,bytes,bytes a row,digits
    const auto begin = zpl.find("^FO0,0^GFA,");
    const auto end = zpl.find("^FS");
    if (begin == std::string::npos || end == std::string::npos) throw std::runtime_error("no graphic field");
    std::istringstream field(zpl.substr(begin + 11, end - begin - 11));
    std::size_t sent = 0, bytes = 0, rowBytes = 0;
    char comma = 0;
    std::string data;
    field >> sent >> comma >> bytes >> comma >> rowBytes >> comma >> data;
    EXPECT_EQ(sent, bytes);
    const std::string hex = digitsOf(data, 2 * rowBytes);
    EXPECT_EQ(hex.size(), 2 * bytes);
    EXPECT_EQ(bytes, rowBytes * static_cast<std::size_t>(label.height));
    label.picture = cv::Mat(label.height, label.width, CV_8UC1, cv::Scalar(255));
    for (int y = 0; y < label.height; ++y)
        for (int x = 0; x < label.width; ++x) {
            const auto digit = static_cast<std::size_t>(y) * 2 * rowBytes + static_cast<std::size_t>(x) / 4;
            const int value = std::stoi(hex.substr(digit, 1), nullptr, 16);
            if ((value >> (3 - x % 4) & 1) != 0) label.picture.at<std::uint8_t>(y, x) = 0;
        }
    return label;
}

/// What a TSPL printer would have on its label.
struct TsplLabel {
    double width = 0;  ///< millimetres
    double height = 0;
    double gap = -1;
    int prints = 0;
    cv::Mat picture;
};

TsplLabel tsplLabelFrom(const std::string& tspl) {
    TsplLabel label;
    std::size_t at = 0;
    while (at < tspl.size()) {
        const auto lineEnd = tspl.find("\r\n", at);
        const std::string line = tspl.substr(at, lineEnd - at);
        const auto blank = line.find(' ');
        const std::string word = line.substr(0, blank);
        std::istringstream rest(blank == std::string::npos ? "" : line.substr(blank));
        std::string unit;
        char comma = 0;
        at = lineEnd + 2;
        if (word == "SIZE") {
            rest >> label.width >> unit;
            EXPECT_EQ(unit.rfind("mm,", 0), 0U) << line;
            label.height = std::stod(unit.substr(3));
        } else if (word == "GAP") {
            rest >> label.gap;
        } else if (word == "CLS" || word == "REFERENCE") {
            continue;
        } else if (word == "PRINT") {
            int sets = 0;
            int copies = 0;
            rest >> sets >> comma >> copies;
            label.prints += sets * copies;
        } else if (word == "BITMAP") {
            int x = -1, y = -1, rowBytes = 0, rows = 0, mode = -1;
            rest >> x >> comma >> y >> comma >> rowBytes >> comma >> rows >> comma >> mode >> comma;
            EXPECT_EQ(x + y + mode, 0) << line;
            // The picture's bytes may hold line ends: they are counted, not looked for.
            std::size_t data = at - 2 - line.size();
            for (int commas = 0; commas < 5; ++data) commas += tspl[data] == ',' ? 1 : 0;
            label.picture = cv::Mat(rows, rowBytes * 8, CV_8UC1);
            for (int row = 0; row < rows; ++row)
                for (int column = 0; column < rowBytes * 8; ++column) {
                    const auto byte = static_cast<unsigned char>(
                        tspl.at(data + static_cast<std::size_t>(row * rowBytes + column / 8)));
                    label.picture.at<std::uint8_t>(row, column) = (byte >> (7 - column % 8) & 1) != 0 ? 255 : 0;
                }
            at = data + static_cast<std::size_t>(rowBytes * rows);
            EXPECT_EQ(tspl.substr(at, 2), "\r\n");
            at += 2;
        } else {
            throw std::runtime_error("unknown command " + word);
        }
    }
    return label;
}

class LabelLanguages : public testing::Test {
  protected:
    LabelLanguages()
        : keys_(codes::TokenKeys::openOrCreate(folder_.path(), random_)), designs_(loadLabelDesigns("models/labels")) {}

    LabelContent content(codes::TokenKind kind) {
        LabelContent content{.token = keys_.issue(kind, random_),
                             .shortNumber = {},
                             .title = {},
                             .item = "城乡居民基本养老保险参保登记",
                             .office = "向阳里社区",
                             .date = "2026-11-22"};
        content.shortNumber = codes::shortNumberOf(content.token);
        return content;
    }

    static void expectReads(const cv::Mat& picture, const LabelContent& printed) {
        const auto codes = codes::readCodes(picture).read;
        ASSERT_EQ(codes.size(), 1U);
        EXPECT_EQ(codes[0].text, printed.token.text);
    }

    support::TemporaryFolder folder_;
    base::SeededRandom random_{12};
    codes::TokenKeys keys_;
    std::map<std::string, LabelDesign> designs_;
};

TEST_F(LabelLanguages, CarryEveryDotOfEveryDesignInZpl) {
    for (const auto& [name, design] : designs_)
        for (const double dpi : {203.0, 300.0, 600.0}) {
            SCOPED_TRACE(name + " " + std::to_string(dpi));
            const auto printed = content(design.kind);
            const cv::Mat drawn = renderLabel(design, printed, dpi);
            const ZplLabel label = zplLabelFrom(labelZpl(drawn));
            EXPECT_EQ(label.copies, 1);
            ASSERT_EQ(label.picture.size(), drawn.size());
            EXPECT_EQ(cv::countNonZero(label.picture != drawn), 0);
            expectReads(label.picture, printed);
        }
}

TEST_F(LabelLanguages, CarryEveryDotOfEveryDesignInTspl) {
    for (const auto& [name, design] : designs_)
        for (const double dpi : {203.0, 300.0, 600.0}) {
            SCOPED_TRACE(name + " " + std::to_string(dpi));
            const auto printed = content(design.kind);
            const cv::Mat drawn = renderLabel(design, printed, dpi);
            const TsplLabel label =
                tsplLabelFrom(labelTspl(drawn, {.width = design.width, .height = design.height, .gap = 3}));
            EXPECT_EQ(label.prints, 1);
            EXPECT_EQ(label.width, design.width);
            EXPECT_EQ(label.height, design.height);
            EXPECT_EQ(label.gap, 3);
            ASSERT_EQ(label.picture.rows, drawn.rows);
            const cv::Mat within = label.picture.colRange(0, drawn.cols);
            EXPECT_EQ(cv::countNonZero(within != drawn), 0);
            if (label.picture.cols > drawn.cols) {
                EXPECT_EQ(cv::countNonZero(label.picture.colRange(drawn.cols, label.picture.cols) == 0), 0)
                    << "no ink where the last byte of a row is filled up";
            }
            expectReads(label.picture, printed);
        }
}

/// Every way a row can be compressed: whole rows of ink, of paper, repeated, and runs of every length.
TEST_F(LabelLanguages, CompressRunsOfEveryLengthInZpl) {
    cv::Mat label(1000, 4003, CV_8UC1, cv::Scalar(255));
    for (int y = 0; y < label.rows; ++y) label(cv::Rect(y % 5, y, std::min(4 * y, 3990), 1)) = 0;
    label.rowRange(100, 103) = 0;
    label.rowRange(200, 203) = 255;
    const std::string zpl = labelZpl(label);
    EXPECT_EQ(cv::countNonZero(zplLabelFrom(zpl).picture != label), 0);
    EXPECT_LT(zpl.size(), 30000U) << "a million digits uncompressed";
}

TEST_F(LabelLanguages, RefuseAnEmptyPicture) {
    EXPECT_THROW((void)labelZpl({}), base::Error);
    EXPECT_THROW((void)labelTspl({}, {.width = 60, .height = 40}), base::Error);
}

/// What is given to zpl-renderer-js, which is nobody's here; scripts/fetch-zpl-renderer installs it.
struct ZplJob {
    std::string design;
    LabelContent printed;
    cv::Mat drawn;
    std::filesystem::path zpl;
    std::filesystem::path png;
};

TEST_F(LabelLanguages, AreReadInZplByAnIndependentRendererToo) {
    const std::filesystem::path renderer = "build/deps/zpl-renderer";
    ASSERT_TRUE(std::filesystem::exists(renderer / "node_modules/zpl-renderer-js/package.json"))
        << "zpl-renderer-js is missing; run scripts/fetch-zpl-renderer";
    struct Head {
        double dpi;
        int dotsAMillimetre;  // what the renderer's paper is counted in: as many as the head has, or a few more
    };
    std::vector<ZplJob> jobs;
    std::string command = "node tests/zpl/render.mjs " + renderer.string();
    for (const auto& [name, design] : designs_)
        for (const auto& [dpi, dots] : {Head{203, 8}, Head{300, 12}, Head{600, 24}}) {
            const std::string stem = name + "-" + std::to_string(dots);
            auto printed = content(design.kind);
            cv::Mat drawn = renderLabel(design, printed, dpi);
            jobs.push_back({stem, std::move(printed), std::move(drawn), folder_.path() / (stem + ".zpl"),
                            folder_.path() / (stem + ".png")});
            std::ofstream(jobs.back().zpl, std::ios::binary) << labelZpl(jobs.back().drawn);
            command += " " + jobs.back().zpl.string() + " " + jobs.back().png.string() + " " +
                       std::to_string(design.width) + " " + std::to_string(design.height) + " " + std::to_string(dots);
        }
    // Node shows the line that failed, and the renderer is one line of megabytes.
    const std::string log = (folder_.path() / "node.log").string();
    ASSERT_EQ(std::system((command + " >" + log + " 2>&1 || { cut -c -300 " + log + "; exit 1; }").c_str()), 0);
    for (const auto& job : jobs) {
        SCOPED_TRACE(job.design);
        const cv::Mat rendered = cv::imread(job.png.string(), cv::IMREAD_GRAYSCALE);
        ASSERT_GE(rendered.cols, job.drawn.cols);
        ASSERT_GE(rendered.rows, job.drawn.rows);
        expectReads(rendered, job.printed);
        // The renderer puts a label narrower than its paper in the middle, so the ink is compared wherever it is.
        const cv::Mat ink = rendered(cv::boundingRect(rendered < 128)) < 128;
        const cv::Mat drawn = job.drawn(cv::boundingRect(job.drawn < 128)) < 128;
        ASSERT_EQ(ink.size(), drawn.size());
        EXPECT_EQ(cv::countNonZero(ink != drawn), 0) << "every dot";
    }
}

}  // namespace
}  // namespace daiban::printing
