#include "text/FindLines.h"

#include <gtest/gtest.h>

#include "unit/text/DrawText.h"

namespace daiban::text {
namespace {

using testing::paper;
using testing::write;

/// Two rows and two columns of cells with a number in each.
cv::Mat table() {
    cv::Mat page = paper(900, 400);
    for (const int x : {50, 450, 850}) cv::line(page, {x, 60}, {x, 340}, {0, 0, 0}, 3);
    for (const int y : {60, 200, 340}) cv::line(page, {50, y}, {850, y}, {0, 0, 0}, 3);
    write(page, "1234567", {120, 150});
    write(page, "8901234", {520, 150});
    write(page, "5678901", {120, 290});
    write(page, "2345678", {520, 290});
    return page;
}

TEST(FindLines, FindsNothingOnABlankPage) {
    const TextLines lines = findLines(paper(600, 800));
    EXPECT_TRUE(lines.boxes.empty());
    EXPECT_EQ(lines.characterHeight, 0);
}

TEST(FindLines, FindsEachPrintedLineOnce) {
    cv::Mat page = paper(900, 500);
    for (const int y : {100, 220, 340, 460}) write(page, "13802145567", {100, y});
    EXPECT_EQ(findLines(page).boxes.size(), 4U);
}

TEST(FindLines, BoxesHoldTheirInk) {
    cv::Mat page = paper(900, 300);
    write(page, "13802145567", {100, 150});
    const TextLines lines = findLines(page);
    ASSERT_EQ(lines.boxes.size(), 1U);
    cv::Mat ink;
    cv::inRange(page, cv::Scalar(0, 0, 0), cv::Scalar(128, 128, 128), ink);
    const cv::Rect drawn = cv::boundingRect(ink);
    EXPECT_EQ(lines.boxes.front() & drawn, drawn);
    EXPECT_LT(lines.boxes.front().area(), 2 * drawn.area());
}

TEST(FindLines, TableCellsAreLinesOfTheirOwn) {
    EXPECT_EQ(findLines(table()).boxes.size(), 4U);
}

TEST(FindLines, NoBoxCrossesAColumnRule) {
    for (const cv::Rect& box : findLines(table()).boxes) EXPECT_TRUE(box.br().x < 460 || box.x > 440) << box;
}

TEST(FindLines, TakesRuledLinesOutOfThePaper) {
    const TextLines lines = findLines(table());
    for (const int y : {60, 200, 340}) EXPECT_GT(lines.paper.at<uchar>(y, 300), 230) << y;
}

TEST(FindLines, ReadsRowsFromLeftToRight) {
    const TextLines lines = findLines(table());
    ASSERT_EQ(lines.boxes.size(), 4U);
    EXPECT_LT(lines.boxes[0].x, lines.boxes[1].x);
    EXPECT_LT(lines.boxes[1].y, lines.boxes[2].y);
    EXPECT_LT(lines.boxes[2].x, lines.boxes[3].x);
}

TEST(FindLines, MeasuresTheHeightOfCharacters) {
    cv::Mat page = paper(900, 300);
    write(page, "13802145567", {100, 150});
    EXPECT_NEAR(findLines(page).characterHeight, 33, 8);  // what OpenCV draws at scale 1.5
}

TEST(FindLines, SeesThroughAShadow) {
    cv::Mat page = paper(900, 500);
    for (const int y : {100, 220, 340, 460}) write(page, "13802145567", {100, y});
    cv::Mat shaded = page.clone();
    for (int x = 0; x < page.cols; ++x) shaded.col(x).convertTo(shaded.col(x), -1, 1 - 0.5 * x / page.cols);
    EXPECT_EQ(findLines(shaded).boxes.size(), 4U);
}

TEST(FindLines, GrayAndColourGiveTheSameLines) {
    cv::Mat gray;
    cv::cvtColor(table(), gray, cv::COLOR_BGR2GRAY);
    EXPECT_EQ(findLines(gray).boxes, findLines(table()).boxes);
}

}  // namespace
}  // namespace daiban::text
