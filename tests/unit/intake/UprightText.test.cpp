// A stored document's lines, laid flat and upright.
#include "intake/uprightText.h"

#include <gtest/gtest.h>

#include "base/Geometry.h"

namespace daiban::intake {

namespace {

base::Json documentOf(const base::Quad& corners, const base::Quad& line) {
    return {{"quad", base::toJson(corners)},
            {"lines", {{{"text", "户名：林晓舟"}, {"quad", base::toJson(line)}, {"confidence", 0.97}}}}};
}

void expectNear(const base::Quad& found, const base::Quad& expected, double pixels) {
    for (std::size_t n = 0; n < found.size(); ++n) {
        EXPECT_NEAR(found[n].x, expected[n].x, pixels) << n;
        EXPECT_NEAR(found[n].y, expected[n].y, pixels) << n;
    }
}

}  // namespace

TEST(UprightText, TurnsWhatLiesOnItsSide) {
    // Turned clockwise by a quarter: the document's own top-left is the image's top-right.
    const base::Quad sheet{{{1000, 0}, {1000, 600}, {0, 600}, {0, 0}}};
    const base::Quad line{{{900, 50}, {900, 350}, {870, 350}, {870, 50}}};
    const UprightText upright = uprightText(documentOf(sheet, line));
    EXPECT_DOUBLE_EQ(upright.width, 600);
    EXPECT_DOUBLE_EQ(upright.height, 1000);
    ASSERT_EQ(upright.text.lines.size(), 1U);
    EXPECT_EQ(upright.text.lines[0].text, "户名：林晓舟");
    EXPECT_DOUBLE_EQ(upright.text.lines[0].confidence.value(), 0.97);
    expectNear(upright.text.lines[0].quad, base::rectangle(50, 100, 300, 30), 0.01);
}

TEST(UprightText, TakesOutThePerspectiveOfAPhoto) {
    // A square whose far edge is half as long; its middle line is drawn where a camera sees it, a third of the way up
    // from the far edge, not half.
    const base::Quad photo{{{250, 0}, {750, 0}, {1000, 750}, {0, 750}}};
    const double middle = 250, left = 250 - 250 / 3.0, right = 750 + 250 / 3.0;
    const base::Quad line{{{250, 0}, {750, 0}, {right, middle}, {left, middle}}};
    const UprightText upright = uprightText(documentOf(photo, line));
    const double width = upright.width, height = upright.height;
    // Stored quads are rounded to a tenth of a pixel.
    expectNear(upright.text.lines.at(0).quad, {{{0, 0}, {width, 0}, {width, height / 2}, {0, height / 2}}}, 0.5);
}

TEST(UprightText, LeavesLinesWhereTheCornersMakeNoDocument) {
    const base::Quad nowhere{};
    const base::Quad line = base::rectangle(50, 100, 300, 30);
    expectNear(uprightText(documentOf(nowhere, line)).text.lines.at(0).quad, line, 0.01);
}

}  // namespace daiban::intake
