#include <gtest/gtest.h>

#include "printing/pdf/PdfPicture.h"
#include "unit/printing/PdfTools.h"

namespace {

using namespace daiban;
using namespace daiban::printing_test;
using printing::PdfLayers;

constexpr double dpi = 300;

/// Part of a form at 300 dpi: rules, black marks as small as print, a red ring across them, faint pencil.
cv::Mat form() {
    cv::Mat page(1200, 1600, CV_8UC3, cv::Scalar(245, 248, 250));
    for (int y = 100; y < 800; y += 60)
        for (int x = 100; x < 1500; x += 40) {
            cv::line(page, {x, y}, {x + 24, y}, {30, 30, 30}, 4);
            cv::line(page, {x + 12, y - 14}, {x + 12, y + 20}, {30, 30, 30}, 5);
        }
    cv::circle(page, {1100, 500}, 220, {60, 50, 205}, 14, cv::LINE_AA);
    cv::line(page, {150, 1000}, {1200, 1030}, {205, 205, 205}, 4, cv::LINE_AA);  // pencil
    cv::GaussianBlur(page, page, {3, 3}, 0.7);
    return page;
}

cv::Mat withGrain(cv::Mat page, double sigma) {
    cv::Mat grain(page.size(), CV_16SC3);
    cv::theRNG().state = 11;
    cv::randn(grain, 0, sigma);
    cv::add(page, grain, page, cv::noArray(), CV_8U);
    return page;
}

cv::Mat shown(const cv::Mat& page, PdfLayers layers) {
    const text::PageText nothing;
    return PdfOnDisk(pdfOf({{.pixels = page, .dpi = dpi, .text = nothing}}, {.layers = layers})).rendered(300);
}

cv::Vec3b middleOf(const cv::Mat& page, cv::Point at, int reach = 2) {
    const cv::Scalar mean = cv::mean(page(cv::Rect(at.x - reach, at.y - reach, 2 * reach + 1, 2 * reach + 1)));
    return {cv::saturate_cast<uchar>(mean[0]), cv::saturate_cast<uchar>(mean[1]), cv::saturate_cast<uchar>(mean[2])};
}

class BothWays : public testing::TestWithParam<PdfLayers> {};

TEST_P(BothWays, PrintStaysBlackSealsRedAndPencilVisible) {
    const cv::Mat page = form();
    const cv::Mat seen = shown(page, GetParam());
    ASSERT_EQ(seen.size(), page.size());
    const cv::Vec3b print = middleOf(seen, {112, 112}, 1);
    EXPECT_LT(print[2], 90);
    const cv::Vec3b seal = middleOf(seen, {1100, 280});
    EXPECT_GT(seal[2], 180);
    EXPECT_LT(seal[0], 110);
    EXPECT_LT(seal[1], 110);
    const cv::Vec3b pencil = middleOf(seen, {675, 1015}, 1), besides = middleOf(seen, {675, 1060});
    EXPECT_GT(besides[1] - pencil[1], 25) << "of 43 gray levels that the pencil has";
}

TEST_P(BothWays, WhatIsShownIsNearWhatWasScanned) {
    const cv::Mat page = form(), seen = shown(page, GetParam());
    cv::Mat difference;
    cv::absdiff(page, seen, difference);
    EXPECT_LT(cv::mean(difference.reshape(1))[0], 4.0);
}

TEST_P(BothWays, APhotoKeepsItsTones) {
    cv::Mat page(900, 900, CV_8UC3, cv::Scalar(250, 250, 250));
    for (int y = 200; y < 700; ++y)
        for (int x = 200; x < 600; ++x)
            page.at<cv::Vec3b>(y, x) = {static_cast<uchar>(60 + 60 * std::sin(x / 17.0)),
                                        static_cast<uchar>(90 + (x + y) / 16),
                                        static_cast<uchar>(110 + 90 * std::cos(y / 23.0))};
    const cv::Mat seen = shown(page, GetParam());
    cv::Mat difference;
    const cv::Rect photo(210, 210, 380, 480);
    cv::absdiff(page(photo), seen(photo), difference);
    EXPECT_LT(cv::mean(difference.reshape(1))[0], 4.0);
}

INSTANTIATE_TEST_SUITE_P(Layers, BothWays, testing::Values(PdfLayers::One, PdfLayers::Three),
                         [](const auto& each) { return each.param == PdfLayers::One ? "One" : "Three"; });

TEST(PdfPicture, AnEasyPageIsOneLayerAndAGrainyOneIsThree) {
    cv::Mat letter(1200, 1600, CV_8UC3, cv::Scalar(245, 248, 250));
    for (int y = 100; y < 400; y += 60)
        cv::putText(letter, "A LETTER", {100, y}, cv::FONT_HERSHEY_SIMPLEX, 1.5, {30, 30, 30}, 3);
    const auto easy = printing::pdfPicture(letter, dpi);
    EXPECT_FALSE(easy.strokeShape);
    EXPECT_EQ(easy.ground.width, 1600);
    const cv::Mat grainy = withGrain(form(), 12);
    const auto hard = printing::pdfPicture(grainy, dpi);
    ASSERT_TRUE(hard.strokeShape);
    EXPECT_LT(hard.ground.width, 1600);
    EXPECT_EQ(hard.strokeShape->width, hard.strokeColours->width * hard.colourStep);
    EXPECT_LT(hard.size(), printing::pdfPicture(grainy, dpi, {.layers = PdfLayers::One}).size() / 2);
}

TEST(PdfPicture, APageWithoutColourIsGrayAndOneWithASmallSealIsNot) {
    cv::Mat page(3508, 2480, CV_8UC3, cv::Scalar(240, 241, 243));
    cv::line(page, {200, 200}, {2000, 200}, {20, 20, 20}, 5);
    EXPECT_EQ(printing::pdfPicture(withGrain(page.clone(), 3), dpi).ground.channels, 1);
    cv::circle(page, {1800, 3000}, 110, {60, 50, 205}, 12, cv::LINE_AA);  // 19 mm across
    EXPECT_EQ(printing::pdfPicture(withGrain(page.clone(), 3), dpi).ground.channels, 3);
}

TEST(PdfPicture, ABlankPageAndATinyOneAreNoTrouble) {
    for (const cv::Size size : {cv::Size(1, 1), cv::Size(3, 700), cv::Size(640, 480)}) {
        const cv::Mat page(size, CV_8UC1, cv::Scalar(255));
        const auto picture = printing::pdfPicture(page, 0, {.layers = PdfLayers::Three});
        EXPECT_FALSE(picture.strokeShape);
        EXPECT_GT(picture.size(), 0U);
    }
}

}  // namespace
