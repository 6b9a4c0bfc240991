#include "printing/slips/Slip.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "base/Error.h"
#include "base/Text.h"
#include "codes/Code.h"
#include "codes/label/LabelToken.h"
#include "printing/slips/SlipSample.h"
#include "support/TemporaryFolder.h"

namespace daiban::printing {
namespace {

std::size_t countOf(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++count;
    return count;
}

std::string repeated(const std::string& text, int times) {
    std::string out;
    for (int n = 0; n < times; ++n) out += text;
    return out;
}

class Slips : public testing::Test {
  protected:
    Slips()
        : keys_(codes::TokenKeys::openOrCreate(folder_.path(), random_)), designs_(loadSlipDesigns("models/slips")) {}

    SlipContent content(const SlipDesign& design) {
        SlipContent content = sampleSlipContent(design.subject);
        content.number = slipNumber(design, content.number);
        content.qr = keys_.issue(codes::TokenKind::Folder, random_).text;
        return content;
    }

    std::filesystem::path written(const SlipPdf& slip) {
        const auto file = folder_.path() / "slip.pdf";
        std::ofstream(file, std::ios::binary) << slip.bytes;
        return file;
    }
    /// What a reader of the page finds, without blanks.
    std::string textOf(const SlipPdf& slip, int page = 0) {
        const std::string pages = page == 0 ? "" : fmt::format("-f {} -l {} ", page, page);
        const auto out = folder_.path() / "slip.txt";
        const std::string command = "pdftotext -raw " + pages + written(slip).string() + " " + out.string();
        EXPECT_EQ(std::system(command.c_str()), 0) << "poppler-utils is needed";
        std::ostringstream text;
        text << std::ifstream(out).rdbuf();
        return base::squeezed(text.str());
    }
    cv::Mat drawn(const SlipPdf& slip, int dpi, int page = 1) {
        const std::string command = fmt::format("pdftoppm -gray -singlefile -f {} -r {} {} {}", page, dpi,
                                                written(slip).string(), (folder_.path() / "page").string());
        EXPECT_EQ(std::system(command.c_str()), 0) << "poppler-utils is needed";
        return cv::imread((folder_.path() / "page.pgm").string(), cv::IMREAD_GRAYSCALE);
    }
    /// Where there is ink, in millimetres from the page's edges: left, top, right, bottom.
    static std::array<double, 4> marginsOf(const cv::Mat& page, int dpi) {
        constexpr int paper = 200;  // a dotted circle is gray
        const cv::Rect ink = cv::boundingRect(page < paper);
        const double millimetres = 25.4 / dpi;
        return {ink.x * millimetres, ink.y * millimetres, (page.cols - ink.br().x) * millimetres,
                (page.rows - ink.br().y) * millimetres};
    }
    void expectInsideMargins(const SlipDesign& design, const SlipPdf& slip) {
        constexpr int dpi = 100;
        constexpr double tolerance = 0.4;  // mm: half a line's width and a dot
        for (int page = 1; page <= slip.pages; ++page) {
            SCOPED_TRACE(fmt::format("{} page {} of {}", design.name, page, slip.pages));
            const auto [left, top, right, bottom] = marginsOf(drawn(slip, dpi, page), dpi);
            EXPECT_GE(left, design.margins.left - tolerance);
            EXPECT_GE(right, design.margins.right - tolerance);
            EXPECT_GE(top, design.margins.top - tolerance);
            EXPECT_GE(bottom, (design.isRoll() ? design.margins.bottom : 8.5) - tolerance);  // number and page
        }
    }

    static SlipDesign designOf(const std::string& yaml) {
        return slipDesignFrom(base::YamlNode::parse(yaml, "try.yaml"));
    }

    support::TemporaryFolder folder_;
    base::SeededRandom random_{7};
    codes::TokenKeys keys_;
    std::map<std::string, SlipDesign> designs_;
};

constexpr const char* head =
    "title: 试\n"
    "of: case\n"
    "number: SJ\n"
    "paper: a5\n"
    "blocks:\n"
    "  - heading: {title: 试, qr: 23}\n"
    "  - paragraph: \"{number}\"\n";

TEST_F(Slips, OfEveryDesignShowNumberOfficeDateAndACodeThatReadsBack) {
    ASSERT_GE(designs_.size(), 9U);
    for (const auto& [name, design] : designs_) {
        SCOPED_TRACE(name);
        const auto printed = content(design);
        const SlipPdf slip = slipPdf(design, printed);
        const std::string text = textOf(slip);
        for (const std::string& part :
             {printed.number, design.title, std::string("晴川街道"), std::string("2026年3月")})
            EXPECT_NE(text.find(base::squeezed(part)), std::string::npos) << part << " in " << text;
        for (const int dpi : {150, 300}) {
            const auto codes = codes::readCodes(drawn(slip, dpi)).read;
            ASSERT_EQ(codes.size(), 1U) << dpi;
            EXPECT_EQ(codes[0].text, printed.qr) << dpi;
        }
    }
}

TEST_F(Slips, OfEveryDesignStayInsideTheirMargins) {
    for (const auto& [name, design] : designs_) expectInsideMargins(design, slipPdf(design, content(design)));
}

TEST_F(Slips, HaveTheirPapersSize) {
    const std::map<std::string, cv::Size2d> sizes{
        {"receipt", {148, 210}}, {"delivery", {148, 210}}, {"notice", {210, 297}}, {"handover", {210, 297}}};
    for (const auto& [name, size] : sizes) {
        const cv::Mat page = drawn(slipPdf(designs_.at(name), content(designs_.at(name))), 127);
        EXPECT_NEAR(page.cols, size.width * 5, 1) << name;
        EXPECT_NEAR(page.rows, size.height * 5, 1) << name;
    }
}

TEST_F(Slips, NameEveryMaterialAndTheirCount) {
    for (const char* name : {"receipt", "receipt-roll-80"}) {
        const SlipDesign& design = designs_.at(name);
        auto printed = content(design);
        printed.lists["received"].clear();
        for (int n = 1; n <= 9; ++n)
            printed.lists["received"].push_back({{"name", fmt::format("材料{}号", n)},
                                                 {"form", "收原件"},
                                                 {"copies", std::to_string(n)},
                                                 {"state", "已收"}});
        const std::string text = textOf(slipPdf(design, printed));
        for (int n = 1; n <= 9; ++n) EXPECT_EQ(countOf(text, fmt::format("材料{}号", n)), 1U) << name << text;
    }
}

TEST_F(Slips, OfAnOrdinaryCaseTakeOneSheetOfA5) {
    const SlipDesign& design = designs_.at("receipt");
    auto printed = content(design);
    for (const std::size_t rows : {1U, 3U, 5U, 6U, 7U}) {
        printed.lists["received"].assign(rows, {{"name", "基本养老保险待遇申领表（本人签字）"},
                                                {"form", "验原件收复印件"},
                                                {"copies", "1"},
                                                {"state", "已收"}});
        const SlipPdf slip = slipPdf(design, printed);
        EXPECT_EQ(slip.pages, 1) << rows << " rows";
        expectInsideMargins(design, slip);
        const auto codes = codes::readCodes(drawn(slip, 200)).read;
        ASSERT_EQ(codes.size(), 1U) << rows << " rows";
    }
}

TEST_F(Slips, OfAReceiptSayWhoCarriesTheCaseAndWhereToAsk) {
    for (const char* name : {"receipt", "receipt-roll-80"}) {
        auto printed = content(designs_.at(name));
        printed.values["worker"] = "李晓雯";
        printed.values["phone"] = "022-66110000";
        const std::string text = textOf(slipPdf(designs_.at(name), printed));
        EXPECT_NE(text.find("李晓雯"), std::string::npos) << name << text;
        EXPECT_NE(text.find("022-66110000"), std::string::npos) << name << text;
    }
}

TEST_F(Slips, WithSixtyRowsGoOnWithTheTablesHeadOnEveryPage) {
    const SlipDesign& design = designs_.at("handover");
    auto printed = content(design);
    const SlipRow one = printed.lists["things"].front();
    printed.lists["things"].clear();
    for (int n = 0; n < 60; ++n) {
        printed.lists["things"].push_back(one);
        printed.lists["things"].back()["case_number"] = fmt::format("2026-1{:03}", n);
        printed.lists["things"].back()["item"] = fmt::format("始{:03}居民基本养老保险关系转移接续申请终{:03}", n, n);
    }
    const SlipPdf slip = slipPdf(design, printed);
    ASSERT_GE(slip.pages, 3);
    std::string all;
    for (int page = 1; page <= slip.pages; ++page) {
        const std::string text = textOf(slip, page);
        EXPECT_NE(text.find("标签编号"), std::string::npos) << page;
        EXPECT_NE(text.find(fmt::format("第{}页共{}页", page, slip.pages)), std::string::npos) << text;
        EXPECT_NE(text.find(printed.number), std::string::npos) << page;
        // A row is on one page from its first line to its last.
        for (int n = 0; n < 60; ++n)
            EXPECT_EQ(countOf(text, fmt::format("始{:03}", n)), countOf(text, fmt::format("终{:03}", n))) << n;
        all += text;
    }
    for (int n = 0; n < 60; ++n) EXPECT_EQ(countOf(all, fmt::format("2026-1{:03}", n)), 1U) << n;
    expectInsideMargins(design, slip);
}

TEST_F(Slips, WithValuesFarTooLongWrapAndLoseNothing) {
    const std::string longText = repeated("长长的名称", 30);
    const std::string longWord = repeated("W1234567", 30);
    for (const auto& [name, design] : designs_) {
        SCOPED_TRACE(name);
        auto printed = content(design);
        for (const char* value : {"applicant", "item", "from", "courier"})
            if (printed.values.contains(value)) printed.values[value] = longText + longWord;
        for (auto& [list, rows] : printed.lists)
            for (auto& row : rows) row["name"] = longText + longWord;
        const SlipPdf slip = slipPdf(design, printed);
        expectInsideMargins(design, slip);
        const std::string text = textOf(slip);
        EXPECT_EQ(countOf(text, "长") % 30, 0U) << "every copy of the text is whole";
        EXPECT_GE(countOf(text, "长"), 60U);
    }
}

TEST_F(Slips, WithARowHigherThanThePageGoOnWithinTheRow) {
    const SlipDesign& design = designs_.at("notice");
    auto printed = content(design);
    printed.lists["told"] = {{{"kind", "尚缺"}, {"name", "材料"}, {"demand", repeated("鼎鼐", 1500)}}};
    const SlipPdf slip = slipPdf(design, printed);
    EXPECT_GE(slip.pages, 3);
    EXPECT_EQ(countOf(textOf(slip), "鼎"), 1500U);
    EXPECT_EQ(countOf(textOf(slip), "鼐"), 1500U);
    expectInsideMargins(design, slip);
}

TEST_F(Slips, NeverLeaveTheSignaturesAlone) {
    const SlipDesign& design = designs_.at("notice");
    for (int rows = 1; rows <= 31; rows += 2) {
        auto printed = content(design);
        printed.lists["told"].clear();
        for (int n = 0; n < rows; ++n)
            printed.lists["told"].push_back({{"kind", "尚缺"}, {"name", "材料"}, {"demand", "交原件"}});
        const SlipPdf slip = slipPdf(design, printed);
        for (int page = 1; page <= slip.pages; ++page) {
            const std::string text = textOf(slip, page);
            if (text.find("申请人(签收)") == std::string::npos && text.find("申请人（签收）") == std::string::npos)
                continue;
            EXPECT_NE(text.find("其他材料"), std::string::npos) << rows << " rows, page " << page;
        }
    }
}

TEST_F(Slips, HoldTheFullCitizenNumberOnlyWhereSomebodyIsEntrusted) {
    for (const auto& [name, design] : designs_) {
        const std::string text = textOf(slipPdf(design, content(design)));
        EXPECT_EQ(text.find("12011619701016382X") != std::string::npos, name == "mandate") << name;
    }
}

TEST_F(Slips, NameNobodyInTheFilesMetadata) {
    const SlipPdf slip = slipPdf(designs_.at("receipt"), content(designs_.at("receipt")));
    const auto out = folder_.path() / "info.txt";
    ASSERT_EQ(std::system(("pdfinfo " + written(slip).string() + " > " + out.string()).c_str()), 0);
    std::ostringstream info;
    info << std::ifstream(out).rdbuf();
    EXPECT_NE(info.str().find("收件凭证 SJ-2026-000123-X"), std::string::npos) << info.str();
    EXPECT_EQ(info.str().find("王秀兰"), std::string::npos);
}

TEST_F(Slips, OnARollAreAsLongAsWhatStandsOnThem) {
    const SlipDesign& design = designs_.at("receipt-roll-80");
    auto printed = content(design);
    const cv::Mat shorter = drawn(slipPdf(design, printed), 203);
    EXPECT_NEAR(shorter.cols, 80 * 203 / 25.4, 1);
    const SlipRow row = printed.lists["received"].front();
    for (int n = 0; n < 40; ++n) printed.lists["received"].push_back(row);
    const SlipPdf longer = slipPdf(design, printed);
    EXPECT_EQ(longer.pages, 1);
    EXPECT_GT(drawn(longer, 203).rows, shorter.rows + 40 * 20);  // a line of 9 points has 25 dots at 203 dpi
    EXPECT_EQ(codes::readCodes(drawn(longer, 203)).read.at(0).text, printed.qr);
}

TEST_F(Slips, LeaveALineToWriteOnWhereAValueIsMissing) {
    const SlipDesign design = designOf(std::string(head) + "  - paragraph: \"在{until:9}前\"\n");
    auto printed = content(design);
    const auto longestLine = [&] {
        const cv::Mat page = drawn(slipPdf(design, printed), 300);
        int longest = 0;
        for (int y = 0; y < page.rows; ++y)
            for (int x = 0, run = 0; x < page.cols; ++x) {
                run = page.at<std::uint8_t>(y, x) < 160 ? run + 1 : 0;
                longest = std::max(longest, run);
            }
        return longest;
    };
    printed.values["until"] = "";
    EXPECT_GT(longestLine(), 7 * 12 * 300 / 72);  // of nine characters of 12 points
    printed.values["until"] = "周";
    EXPECT_LT(longestLine(), 3 * 12 * 300 / 72);
}

TEST_F(Slips, LeaveOutABlockThatHasNothingToSay) {
    const SlipDesign design = designOf(std::string(head) + "  - paragraph: {text: \"电话{phone}\", when: phone}\n" +
                                       "  - paragraph: {text: 容缺如下, when: later}\n");
    auto printed = content(design);
    EXPECT_NE(textOf(slipPdf(design, printed)).find("电话022"), std::string::npos);
    EXPECT_NE(textOf(slipPdf(design, printed)).find("容缺如下"), std::string::npos);
    printed.values["phone"] = "";
    printed.lists["later"].clear();
    EXPECT_EQ(textOf(slipPdf(design, printed)).find("电话"), std::string::npos);
    EXPECT_EQ(textOf(slipPdf(design, printed)).find("容缺如下"), std::string::npos);
}

TEST_F(Slips, TakeTextThatLooksLikeMarkupAndBytesThatAreNoText) {
    const SlipDesign design = designOf(std::string(head) + "  - paragraph: \"{applicant}\"\n");
    auto printed = content(design);
    printed.values["applicant"] = "<b>甲&乙</b>\xff{item}";
    EXPECT_NE(textOf(slipPdf(design, printed)).find("<b>甲&乙</b>"), std::string::npos);
    EXPECT_NE(textOf(slipPdf(design, printed)).find("{item}"), std::string::npos) << "values are not filled again";
}

void expectFailure(const std::function<void()>& work, const std::vector<std::string>& parts) {
    try {
        work();
        ADD_FAILURE() << "should have failed";
    } catch (const base::Error& error) {
        for (const auto& part : parts)
            EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << part << " in: " << error.what();
    }
}

TEST_F(Slips, SayWhichPlaceholderNobodyGaveAndWhereItStands) {
    const SlipDesign design = designOf(std::string(head) + "  - paragraph: \"由{applicnt}领取\"\n");
    expectFailure([&] { (void)slipPdf(design, content(design)); },
                  {"try.yaml:8: ", "{applicnt}", "did you mean {applicant}?"});
    const SlipDesign list = designOf(std::string(head) + "  - list: {rows: materiels, item: \"{name}\"}\n");
    expectFailure([&] { (void)slipPdf(list, content(list)); }, {"try.yaml:8: ", "'materiels'", "materials"});
}

TEST_F(Slips, PutWhatWasSignedOnAScreenOnItsPartysLineAndInkNoOther) {
    constexpr int dpi = 100;
    for (const char* name : {"handover", "return-handover"}) {
        const SlipDesign& design = designs_.at(name);
        SlipContent plain = content(design), inked = plain;
        cv::Mat picture(300, 900, CV_8UC3, cv::Scalar::all(255));
        cv::rectangle(picture, {100, 60, 500, 200}, cv::Scalar::all(0), cv::FILLED);
        inked.pictures["receiver_signature"] = picture;
        const cv::Mat before = drawn(slipPdf(design, plain), dpi), after = drawn(slipPdf(design, inked), dpi);
        ASSERT_EQ(before.size(), after.size());
        const cv::Rect ink = cv::boundingRect(before != after);
        const double millimetres = 25.4 / dpi;
        EXPECT_GT(ink.width * millimetres, 8) << name;
        EXPECT_LT(ink.height * millimetres, 13) << name;                      // two lines of the form at most
        EXPECT_GT(ink.x * millimetres, 20 + 2 * (210 - 20 - 18) / 3.0) << name;  // in the third party's column
        EXPECT_LT(ink.br().x * millimetres, 210 - 18) << name;
        EXPECT_EQ(slipPdf(design, inked).pages, slipPdf(design, plain).pages);
    }
}

TEST_F(Slips, SayOfAPictureWithoutInkThatItIsEmpty) {
    const SlipDesign& design = designs_.at("handover");
    SlipContent blank = content(design);
    blank.pictures["giver_signature"] = cv::Mat(30, 90, CV_8UC1, cv::Scalar(255));
    expectFailure([&] { (void)slipPdf(design, blank); }, {"empty"});
}

TEST_F(Slips, RefuseABlockNoPageCanHold) {
    const SlipDesign design = designOf(std::string(head) + "  - signatures: {height: 200, parties: [{text: 签名}]}\n");
    expectFailure([&] { (void)slipPdf(design, content(design)); }, {"try.yaml:8: ", "higher than the page"});
}

TEST(SlipDesigns, ThatAreWrongSayWhereAndHow) {
    const auto refused = [](const std::string& yaml, const std::vector<std::string>& parts) {
        expectFailure([&] { (void)slipDesignFrom(base::YamlNode::parse(yaml, "try.yaml")); }, parts);
    };
    const std::string start = head;
    refused(start + "  - paragraph: {text: 甲, colour: red}\n", {"try.yaml:8: ", "colour"});
    refused(start + "  - paragraf: 甲\n", {"try.yaml:8: ", "'paragraf' is no block", "paragraph"});
    refused(start + "  - paragraph: \"甲{item\"\n", {"try.yaml:8: ", "not closed"});
    refused(start + "  - paragraph: \"甲{Item}\"\n", {"try.yaml:8: ", "{Item}"});
    refused(start + "  - paragraph: \"甲{item:}\"\n", {"try.yaml:8: ", "{item:}"});
    refused(start + "  - table: {rows: received, columns: []}\n", {"try.yaml:8: ", "no column"});
    refused(start + "  - qr: {size: 28}\n", {"try.yaml:6: ", "one QR code"});
    refused(
        "title: 试\nof: case\nnumber: SJ\npaper: a5\nblocks:\n  - heading: {title: 试}\n  - paragraph: \"{number}\"\n",
        {"try.yaml:6: ", "one QR code"});
    refused("title: 试\nof: case\nnumber: SJ\npaper: a5\nblocks:\n  - heading: {title: 试, qr: 23}\n",
            {"try.yaml:6: ", "does not show its number"});
    refused("title: \"\"\n", {"try.yaml:1: ", "1 to 24 characters"});
    refused("title: 试\nof: case\nnumber: sj\npaper: a5\nblocks: []\n", {"try.yaml:3: ", "capital letters"});
    refused("title: 试\nof: case\nnumber: SJ\npaper: a3\nblocks: []\n", {"try.yaml:4: ", "'a3'", "a5-landscape"});
    refused("title: 试\nof: case\nnumber: SJ\npaper: a4\nmargins: {left: 1}\nblocks: []\n", {"try.yaml:5: ", "from 4"});
}

TEST(SlipDesigns, OfTheProductAreInOrder) {
    for (const auto& problem : slipProblemsIn("models/slips")) ADD_FAILURE() << problem.text();
}

TEST(SlipDesigns, AreValidatedDownToTheirPlaceholders) {
    const support::TemporaryFolder folder;
    std::ofstream(folder.path() / "mine.yaml") << head << "  - paragraph: \"{applicnt}\"\n";
    const auto problems = slipProblemsIn(folder.path());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].file, folder.path() / "mine.yaml");
    EXPECT_EQ(problems[0].line, 8);
    EXPECT_EQ(problems[0].sentence.text().find("mine.yaml"), std::string::npos) << problems[0].sentence;
    EXPECT_NE(problems[0].sentence.text().find("{applicant}"), std::string::npos);
    const support::TemporaryFolder empty;
    EXPECT_THROW((void)slipProblemsIn(empty.path()), base::Error);
}

TEST(SlipNumbers, ComeFromTheCasesOrTheHandoffs) {
    SlipDesign design;
    design.prefix = "JJ";
    EXPECT_EQ(slipNumber(design, "2026-000123-X"), "JJ-2026-000123-X");
    EXPECT_EQ(slipNumber(design, "H-2026-000012-K"), "JJ-2026-000012-K");
}

}  // namespace
}  // namespace daiban::printing
