#include "documents/DoubtedNames.h"

#include <gtest/gtest.h>

#include "PrintedPage.h"
#include "documents/Understand.h"

namespace daiban::documents {
namespace {

/// A line whose characters were read with `confidence`; `maybe` says what one of them may be instead.
text::TextLine lineAt(double top, const std::string& text, double confidence, const std::string& unsure = "",
                      const std::vector<std::string>& maybe = {}) {
    text::TextLine line{text,
                        base::rectangle(100, top, 30.0 * static_cast<double>(base::countCodePoints(text)), 30),
                        base::Confidence(confidence),
                        {}};
    double left = 100;
    for (const char32_t c : base::toCodePoints(text)) {
        text::TextSymbol symbol{base::toUtf8(c), base::rectangle(left, top, 30, 30), base::Confidence(confidence)};
        if (symbol.text == unsure) symbol.alternatives = maybe;
        line.symbols.push_back(std::move(symbol));
        left += 30;
    }
    return line;
}

std::string asMeant(const std::vector<text::TextLine>& lines) {
    text::PageText page;
    page.lines = lines;
    const Layout layout(page);
    const auto name = nameAsMeant(layout.line(0).glyphs, layout);
    return name ? shownText(*name) : "";
}

TEST(DoubtedNames, ANameBeginsWithTheSurnameThatItsFirstCharacterMayBe) {
    EXPECT_EQ(asMeant({lineAt(100, "昌承志", 0.8, "昌", {"冒", "吕"})}), "吕承志");
}

TEST(DoubtedNames, ASurnameThatWasReadStaysThoughItMayBeAnother) {
    EXPECT_EQ(asMeant({lineAt(100, "王承志", 0.8, "王", {"汪"})}), "");
}

TEST(DoubtedNames, ANameIsMeantAsItStandsElsewhereOnThePageAndWasReadBetter) {
    EXPECT_EQ(asMeant({lineAt(100, "许森", 0.7, "森", {"淼"}), lineAt(300, "患者许淼系", 0.98)}), "许淼");
    EXPECT_EQ(asMeant({lineAt(100, "许森", 0.98, "森", {"淼"}), lineAt(300, "患者许淼系", 0.97)}), "");
}

TEST(DoubtedNames, AnotherPersonsNameIsNotTakenForIt) {
    EXPECT_EQ(asMeant({lineAt(100, "许森", 0.7, "森", {"淼"}), lineAt(300, "许磊", 0.98)}), "");
    EXPECT_EQ(asMeant({lineAt(100, "许森", 0.7, "森", {"淼"}), lineAt(300, "王淼", 0.98)}), "");
}

TEST(DoubtedNames, AGuessedNameIsShownAndAskedAboutButNeverValid) {
    page::CleanPage clean;
    clean.pixels = cv::Mat(1200, 900, CV_8UC1, cv::Scalar(255));
    text::PageText page;
    page.lines = {lineAt(100, "火化证明", 0.98), lineAt(300, "逝者姓名：昌承志", 0.95, "昌", {"吕"}),
                  lineAt(400, "火化日期：2024年3月5日", 0.98)};
    const auto fields = extractFields({clean, page, {}}, *projectTypes().find("cremation-certificate"), testDay());
    ASSERT_EQ(fields.count("name"), 1U);
    EXPECT_EQ(fields.at("name").value, "吕承志");
    EXPECT_FALSE(fields.at("name").valid);
    EXPECT_LE(fields.at("name").confidence.value(), 0.5);
}

}  // namespace
}  // namespace daiban::documents
