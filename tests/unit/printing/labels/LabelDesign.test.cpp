#include "printing/labels/LabelDesign.h"

#include <gtest/gtest.h>

#include "base/Error.h"
#include "support/TemporaryFolder.h"

namespace daiban::printing {
namespace {

constexpr const char* good = R"(title: 案卷袋
kind: folder
width: 60
height: 40
dpi: 203
qr: {x: 1, y: 1, width: 28}
texts:
  - {what: short-number, x: 2, y: 30, width: 56, height: 8, size: 20}
)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::string errorOf(const std::string& yaml) {
    try {
        (void)labelDesignFrom(base::YamlNode::parse(yaml, "labels/mine.yaml"));
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
        return error.what();
    }
    return "no error";
}

void expectError(const std::string& yaml, const std::string& place, const std::string& about) {
    const std::string sentence = errorOf(yaml);
    EXPECT_EQ(sentence.rfind("labels/mine.yaml:" + place + ":", 0), 0U) << sentence;
    EXPECT_NE(sentence.find(about), std::string::npos) << sentence;
    EXPECT_EQ(sentence.find('\n'), std::string::npos) << sentence;
}

TEST(LabelDesigns, OfTheProjectAreAllGood) {
    const auto designs = loadLabelDesigns("models/labels");
    for (const char* name : {"folder-25x25", "folder-40x30", "folder-60x40", "certificate-25x25", "certificate-40x30",
                             "certificate-60x40", "sheet-40x30", "sheet-60x40", "desk-60x40"})
        EXPECT_TRUE(designs.contains(name)) << name;
    EXPECT_EQ(designs.at("folder-60x40").width, 60);
    EXPECT_EQ(designs.at("folder-60x40").height, 40);
    EXPECT_EQ(designs.at("folder-60x40").title, "案卷袋");
    EXPECT_EQ(designs.at("certificate-40x30").kind, codes::TokenKind::Certificate);
    EXPECT_EQ(designs.at("sheet-60x40").kind, codes::TokenKind::Sheet);
}

TEST(LabelDesigns, SetNoChineseTooSmallForTheirPrinter) {
    constexpr double least203 = 5.5;  // points: 16 dots a character
    constexpr double leastLaser = 4.5;
    for (const auto& [name, design] : loadLabelDesigns("models/labels"))
        for (const auto& text : design.texts) {
            if (text.what == LabelText::ShortNumber || text.what == LabelText::Date) continue;
            EXPECT_GE(text.smallest, design.dpi < 300 ? least203 : leastLaser) << name;
        }
}

TEST(LabelDesigns, HaveSensibleValuesWhereNothingIsSaid) {
    const auto design = labelDesignFrom(base::YamlNode::parse(good, "labels/mine.yaml"));
    EXPECT_EQ(design.name, "mine");
    ASSERT_EQ(design.texts.size(), 1U);
    EXPECT_EQ(design.texts[0].what, LabelText::ShortNumber);
    EXPECT_EQ(design.texts[0].lines, 1);
    EXPECT_EQ(design.texts[0].align, TextAlign::Left);
    EXPECT_EQ(design.texts[0].frame, TextFrame::None);
    EXPECT_TRUE(design.rules.empty());
}

TEST(LabelDesigns, SayWhereAKeyIsMissingOrUnknown) {
    expectError(replaced(good, "dpi: 203\n", ""), "1", "'dpi' is missing");
    expectError(replaced(good, "height: 40", "hight: 40"), "4", "did you mean 'height'?");
    expectError(replaced(good, "size: 20", "sise: 20"), "8", "did you mean 'size'?");
}

TEST(LabelDesigns, SayWhereAWordIsNotKnownAndWhichAre) {
    expectError(replaced(good, "what: short-number", "what: name"), "8",
                "short-number, title, item, office, date, fixed");
    expectError(replaced(good, "kind: folder", "kind: envelope"), "2", "folder, certificate, sheet or desk");
    expectError(replaced(good, "size: 20}", "size: 20, align: middle}"), "8", "left, centre, right");
}

TEST(LabelDesigns, HaveNoWayToPrintAPersonsName) {
    for (const char* what : {"name", "person", "applicant", "resident", "姓名"})
        EXPECT_NE(errorOf(replaced(good, "short-number", what)), "no error") << what;
}

TEST(LabelDesigns, SayWhereABoxLeavesTheLabelOrCoversTheCode) {
    expectError(replaced(good, "y: 30, width: 56", "y: 33, width: 56"), "8", "leaves the label of 60 x 40 mm");
    expectError(replaced(good, "x: 2, y: 30", "x: -1, y: 30"), "8", "leaves the label");
    expectError(replaced(good, "y: 30, width", "y: 20, width"), "8", "covers the QR code");
    expectError(replaced(good, "x: 1, y: 1, width: 28", "x: 40, y: 1, width: 28"), "6", "leaves the label");
}

TEST(LabelDesigns, SayWhenTheQrCodeWouldHaveTooFewDots) {
    expectError(replaced(good, "width: 28}", "width: 18}"), "6", "4 dots a module needs 18.52 mm at 203 dpi");
    EXPECT_EQ(errorOf(replaced(good, "width: 28}", "width: 18.6}")), "no error");
}

TEST(LabelDesigns, MustShowTheShortNumber) {
    expectError(replaced(good, "short-number", "item"), "8", "short number is missing");
}

TEST(LabelDesigns, RefuseNumbersThatAreNone) {
    expectError(replaced(good, "width: 60", "width: wide"), "3", "expected a number");
    expectError(replaced(good, "width: 60", "width: -60"), "3", "expected a number above 0");
    expectError(replaced(good, "size: 20}", "size: 20, lines: 0}"), "8", "1 to 20 lines");
}

TEST(LabelDesigns, InAnEmptyFolderAreMissedWithASentence) {
    const support::TemporaryFolder folder;
    EXPECT_THROW((void)loadLabelDesigns(folder.path()), base::Error);
    EXPECT_THROW((void)loadLabelDesigns(folder.path() / "none"), base::Error);
}

}  // namespace
}  // namespace daiban::printing
