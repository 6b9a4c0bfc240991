#include "codes/label/DecodeLabelSymbol.h"

#include <gtest/gtest.h>

#include <random>

#include "base/Validators.h"
#include "codes/QrCode.h"

namespace daiban::codes {
namespace {

std::string tokenFrom(std::mt19937& dice) {
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text = "1";
    text += "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[dice() % 36];
    for (int i = 0; i < 32; ++i) text += digits[dice() % 32];
    return text + base::mod3736CheckCharacter(text).value();
}

cv::Mat darknessOf(const cv::Mat& modules) {
    cv::Mat darkness;
    modules.convertTo(darkness, CV_32F, -1.0 / 255, 1);
    return darkness;
}

TEST(LabelSymbols, HaveTheFrameOfEveryTokensQrCode) {
    std::mt19937 dice(1);
    for (int round = 0; round < 40; ++round) {
        const cv::Mat modules = makeQrCode(tokenFrom(dice));
        const cv::Mat& frame = labelSymbolFrame();
        ASSERT_EQ(frame.size(), modules.size());
        EXPECT_EQ(cv::countNonZero((frame == 1) & (modules != 0)), 0);
        EXPECT_EQ(cv::countNonZero((frame == 0) & (modules != 255)), 0);
        EXPECT_GT(cv::countNonZero(frame != 2), 240) << "three finders of 64, two timings, an alignment pattern";
    }
}

TEST(LabelSymbols, AreReadInEveryMask) {
    std::mt19937 dice(2);
    for (int round = 0; round < 100; ++round) {
        const std::string token = tokenFrom(dice);
        const auto reading = decodeLabelSymbol(darknessOf(makeQrCode(token)));
        EXPECT_EQ(reading.text, token);
        EXPECT_LE(cv::countNonZero(reading.known == 2), 7) << "all but the remainder bits";
    }
}

TEST(LabelSymbols, AreReadWithAThirdOfTheirAreaUnseen) {
    std::mt19937 dice(3);
    for (int round = 0; round < 20; ++round) {
        const std::string token = tokenFrom(dice);
        cv::Mat darkness = darknessOf(makeQrCode(token));
        const int left = static_cast<int>(dice() % 16);
        darkness(cv::Rect(left, 10, 13, 19)).setTo(0.5);
        EXPECT_EQ(decodeLabelSymbol(darkness).text, token);
    }
}

TEST(LabelSymbols, AreReadWithThreeInAHundredModulesWrong) {
    std::mt19937 dice(4);
    int read = 0;
    for (int round = 0; round < 50; ++round) {
        const std::string token = tokenFrom(dice);
        cv::Mat darkness = darknessOf(makeQrCode(token));
        for (int i = 0; i < 25; ++i) {
            float& module = darkness.at<float>(static_cast<int>(dice() % 29), static_cast<int>(dice() % 29));
            module = 1 - module;
        }
        const auto reading = decodeLabelSymbol(darkness);
        if (reading.text == token) ++read;
        EXPECT_TRUE(!reading.text || reading.text == token);
    }
    EXPECT_GE(read, 45);
}

TEST(LabelSymbols, OfNoiseOrOfAnotherTextAreRefused) {
    std::mt19937 dice(5);
    for (int round = 0; round < 30; ++round) {
        cv::Mat darkness(29, 29, CV_32F);
        for (auto& module : cv::Mat_<float>(darkness)) module = static_cast<float>(dice() % 2);
        EXPECT_FALSE(decodeLabelSymbol(darkness).text);
    }
    // 35 characters of the same mode, but no token: the check character is wrong, or a character is none of base32's.
    std::string other = tokenFrom(dice);
    other.back() = other.back() == 'A' ? 'B' : 'A';
    EXPECT_FALSE(decodeLabelSymbol(darknessOf(makeQrCode(other))).text);
    EXPECT_FALSE(decodeLabelSymbol(darknessOf(makeQrCode("HTTPS://EXAMPLE.ORG/0123456789/ABCD"))).text);
}

TEST(LabelSymbols, HalfReadTellWhatIsKnown) {
    std::mt19937 dice(6);
    const cv::Mat modules = makeQrCode(tokenFrom(dice));
    cv::Mat darkness = darknessOf(modules);
    darkness(cv::Rect(9, 9, 20, 11)).setTo(0.5);
    darkness(cv::Rect(9, 0, 12, 9)).setTo(0.5);
    darkness(cv::Rect(0, 9, 9, 12)).setTo(0.5);
    const auto reading = decodeLabelSymbol(darkness);
    EXPECT_FALSE(reading.text);
    EXPECT_GT(cv::countNonZero(reading.known != 2), cv::countNonZero(labelSymbolFrame() != 2));
    EXPECT_EQ(cv::countNonZero((reading.known == 1) & (modules != 0)), 0);
    EXPECT_EQ(cv::countNonZero((reading.known == 0) & (modules != 255)), 0);
}

TEST(LabelSymbols, AreToldFromOtherCodesOfTheirSizeByWhatAllTokensShare) {
    std::mt19937 dice(6);
    for (int round = 0; round < 40; ++round) {
        EXPECT_GT(labelLikeness(darknessOf(makeQrCode(tokenFrom(dice)))), 0.99);
        std::string other = "https://example.org/";  // bytes: version 3 at level Q as well
        for (int i = 0; i < 11; ++i) other += static_cast<char>('a' + dice() % 26);
        const cv::Mat modules = makeQrCode(other);
        ASSERT_EQ(modules.cols, labelSymbolModules);
        EXPECT_LT(labelLikeness(darknessOf(modules)), 0.5) << other;
    }
}

}  // namespace
}  // namespace daiban::codes
