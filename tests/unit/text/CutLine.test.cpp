#include "text/glyphs/CutLine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

namespace daiban::text::glyphs {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int size = 40;   // of a character
constexpr int pitch = 44;  // from one to the next
constexpr int top = 10;

/// A line of print whose characters are frames with a cross in them, and where they were read.
class Line {
  public:
    /// Something as wide and high as a character.
    Line& glyph(bool read = true) { return part({right_, top, size, size}, read); }
    /// A character of two halves with white between them.
    Line& halves(bool read = true) {
        draw({right_, top, size * 2 / 5, size});
        draw({right_ + size / 2 + 1, top, size / 2 - 1, size});
        return put({right_, top, size, size}, read, true);
    }
    Line& comma() {
        draw({right_, top + size - 9, 7, 9});
        return put({right_, top, size, size}, false, false);
    }
    Line& digit() {
        draw({right_, top + 4, size / 2, size - 8});
        seen_.push_back({right_ + size / 4.0, false});
        right_ += pitch / 2 + 3;
        return *this;
    }
    /// The next character touches the last.
    Line& touching() { return right_ -= pitch - size + 1, *this; }
    Line& underlined() {
        cv::line(gray_, {0, top + size + 6}, {gray_.cols - 1, top + size + 6}, cv::Scalar(30), 2);
        return *this;
    }
    Line& dot(int x, int y) {
        cv::rectangle(gray_, {x, y, 2, 2}, cv::Scalar(30), cv::FILLED);
        return *this;
    }

    [[nodiscard]] LineInk ink() const { return inkOfLine(gray_); }
    [[nodiscard]] std::vector<GlyphCell> cells() const { return cutLine(ink(), seen_); }
    /// How many characters were read in each place.
    [[nodiscard]] std::vector<std::size_t> readIn() const {
        std::vector<std::size_t> counts;
        for (const GlyphCell& cell : cells()) counts.push_back(cell.seen.size());
        return counts;
    }

  private:
    cv::Mat gray_ = cv::Mat(size + 2 * top, 420, CV_8U, cv::Scalar(245));
    int right_ = 12;
    std::vector<SeenCharacter> seen_;

    void draw(const cv::Rect& box) {
        const cv::Rect inner(box.x + 1, box.y + 1, box.width - 2, box.height - 2);  // strokes are 3 pixels wide
        cv::rectangle(gray_, inner, cv::Scalar(30), 3);
        cv::line(gray_, inner.tl(), inner.br() - cv::Point(1, 1), cv::Scalar(30), 3);
    }
    Line& part(const cv::Rect& box, bool read) {
        draw(box);
        return put(box, read, true);
    }
    Line& put(const cv::Rect& box, bool read, bool isHan) {
        if (read) seen_.push_back({box.x + box.width / 2.0, isHan});
        right_ += pitch;
        return *this;
    }
};

TEST(CutLine, EveryCharacterHasAPlaceOfItsOwn) {
    EXPECT_THAT(Line().glyph().glyph().glyph().readIn(), ElementsAre(1, 1, 1));
}

TEST(CutLine, InkOfACharactersSizeThatNothingWasReadOfIsAHole) {
    EXPECT_THAT(Line().glyph().glyph(false).glyph().readIn(), ElementsAre(1, 0, 1));
    EXPECT_THAT(Line().glyph(false).glyph().glyph().readIn(), ElementsAre(0, 1, 1));
    EXPECT_THAT(Line().glyph().glyph().glyph(false).readIn(), ElementsAre(1, 1, 0));
}

TEST(CutLine, TwoHolesSideBySideAreTwo) {
    EXPECT_THAT(Line().glyph().glyph(false).glyph(false).readIn(), ElementsAre(1, 0, 0));
}

TEST(CutLine, TheHalvesOfACharacterAreOneGlyphWhetherItWasReadOrNot) {
    EXPECT_THAT(Line().glyph().halves().glyph().readIn(), ElementsAre(1, 1, 1));
    EXPECT_THAT(Line().halves(false).glyph().readIn(), ElementsAre(0, 1));
}

TEST(CutLine, ACommaThatWasNotReadIsNoHole) {
    EXPECT_THAT(Line().glyph().comma().glyph().readIn(), ElementsAre(1, 1));
}

TEST(CutLine, DigitsStandInNarrowerPlaces) {
    EXPECT_THAT(Line().glyph().digit().digit().digit().glyph().readIn(), ElementsAre(1, 1, 1, 1, 1));
}

TEST(CutLine, CharactersThatTouchAreParted) {
    EXPECT_THAT(Line().glyph().touching().glyph(false).glyph().readIn(), ElementsAre(1, 0, 1));
}

TEST(CutLine, ARuleUnderTheLineAndSpecksOfTonerAreNoInk) {
    const auto cells = Line().glyph().glyph(false).underlined().dot(103, 14).readIn();
    EXPECT_THAT(cells, ElementsAre(1, 0));
    EXPECT_NEAR(Line().glyph().underlined().dot(103, 14).ink().size, size, 2);
}

TEST(CutLine, PaperHoldsNoGlyph) {
    EXPECT_THAT(Line().cells(), IsEmpty());
    EXPECT_TRUE(inkOfLine(cv::Mat(60, 200, CV_8U, cv::Scalar(200))).isEmpty());
}

}  // namespace
}  // namespace daiban::text::glyphs
