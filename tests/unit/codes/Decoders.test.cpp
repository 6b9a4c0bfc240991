#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string_view>
#include <vector>

#include "codes/Code.h"
#include "codes/QrCode.h"
#include "codes/ReadWithZXing.h"

namespace daiban::codes {
namespace {

/// The start and stop characters of Code 39, widely drawn over a page: a barcode that is seen at two sizes.
cv::Mat largeBarcode() {
    cv::Mat page(3500, 2480, CV_8UC1, cv::Scalar(250));
    int x = 400;
    for (const std::string_view widths : {"nwnnwnwnn", "wnnnnwnnw", "nnwnnwnnw", "nwnnwnwnn"}) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const int width = widths[i] == 'w' ? 18 : 6;
            if (i % 2 == 0) page(cv::Rect(x, 900, width, 300)).setTo(10);
            x += width;
        }
        x += 6;
    }
    return page;
}

cv::Mat pageWithQrCode() {
    cv::Mat page(1200, 900, CV_8UC1, cv::Scalar(250)), modules;
    cv::resize(makeQrCode("https://example.org/7K3Q"), modules, {}, 6, 6, cv::INTER_NEAREST);
    modules.copyTo(page(cv::Rect({300, 500}, modules.size())));
    return page;
}

TEST(Decoders, HaveNamesThatLeadBackToThem) {
    for (const auto decoder : {Decoder::ZXing, Decoder::ZBar}) EXPECT_EQ(decoderNamed(nameOf(decoder)), decoder);
    EXPECT_FALSE(decoderNamed("quirc"));
    EXPECT_FALSE(decoderNamed(""));
}

TEST(Decoders, OneReadsWhereTheOtherIsLeftOut) {
    for (const auto leftOut : {Decoder::ZXing, Decoder::ZBar}) {
        const auto codes = readCodes(pageWithQrCode(), {.leftOut = {leftOut}}).read;
        ASSERT_EQ(codes.size(), 1U) << nameOf(leftOut);
        EXPECT_EQ(codes[0].text, "https://example.org/7K3Q");
    }
}

TEST(Decoders, AreNotCalledWhenLeftOut) {
    std::vector<std::optional<Decoder>> told;
    const auto onDecoder = [&](std::optional<Decoder> decoder) { told.push_back(decoder); };
    EXPECT_TRUE(
        readCodes(pageWithQrCode(), {.tryHarder = false, .leftOut = {Decoder::ZXing}, .onDecoder = onDecoder})
            .read.empty());
    EXPECT_EQ(told, std::vector<std::optional<Decoder>>{std::nullopt});
}

TEST(Decoders, AreToldOfBeforeEachCallAndWhenAllIsDone) {
    std::vector<std::optional<Decoder>> told;
    (void)readCodes(pageWithQrCode(), {.onDecoder = [&](std::optional<Decoder> decoder) { told.push_back(decoder); }});
    ASSERT_GE(told.size(), 2U);
    EXPECT_EQ(told.front(), Decoder::ZXing);
    EXPECT_EQ(told.back(), std::nullopt);
}

// zxing-cpp issue 740: the comparison of two results of one barcode asserts that one of them has a single line. So
// barcodes are asked for one a call; what else may assert is why strangers' pages are read in workers.
TEST(Decoders, SurviveABarcodeThatIsSeenAtTwoSizes) {
    const cv::Mat page = largeBarcode();
    for (const auto layers : {Layers::AlsoSmaller, Layers::FullSizeOnly}) {
        const auto codes = readWithZXing(page, {.symbologies = Symbologies::Linear, .layers = layers});
        ASSERT_EQ(codes.size(), 1U);
        EXPECT_EQ(codes[0].text, "AB");
    }
}

}  // namespace
}  // namespace daiban::codes
