#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <set>

#include "codes/QrCode.h"
#include "codes/qr/DecodeQr.h"
#include "codes/qr/QrMessage.h"
#include "codes/qr/QrSymbol.h"

namespace daiban::codes {
namespace {

/// 0 dark and 255 light as 1 and -1.
cv::Mat seenAs(const cv::Mat& modules) {
    cv::Mat seen;
    modules.convertTo(seen, CV_32F, -2.0 / 255, 1);
    return seen;
}

TEST(Qr, DecodesEveryVersionAtEveryLevelAsAnotherMakerWritesIt) {
    std::set<std::pair<int, int>> met;
    for (const auto level : {QrLevel::L, QrLevel::M, QrLevel::Q, QrLevel::H})
        for (std::size_t length = 4; length < 1200; length += length / 8 + 3) {
            std::string text;
            while (text.size() < length) text += "daiban " + std::to_string(text.size() * 7919) + "; ";
            text.resize(length);
            const cv::Mat modules = makeQrCode(text, level);
            const int version = (modules.cols - 17) / 4;
            met.insert({version, static_cast<int>(level)});
            EXPECT_EQ(decodeQr(seenAs(modules), version), text) << version << " " << static_cast<int>(level);
        }
    EXPECT_GT(met.size(), 90U);
}

TEST(Qr, CorrectsHiddenModulesTwiceAsManyAsWrongOnes) {
    const std::string text = "HTTPS://EXAMPLE.ORG/0123456789";
    const cv::Mat modules = makeQrCode(text, QrLevel::H);
    cv::Mat seen = seenAs(modules);
    const int side = seen.cols;
    seen(cv::Rect(side / 2 - 1, 9, side / 2 - 7, side / 3)).setTo(0.0F);  // under glare: nothing is seen
    EXPECT_EQ(decodeQr(seen, (side - 17) / 4), text);
}

TEST(Qr, MakesNoTextOfNoise) {
    cv::RNG random(3);
    for (int i = 0; i < 300; ++i) {
        const int version = 1 + i % 6;
        cv::Mat seen(qrSide(version), qrSide(version), CV_32F);
        random.fill(seen, cv::RNG::UNIFORM, -1.0F, 1.0F);
        EXPECT_FALSE(decodeQr(seen, version));
    }
}

TEST(Qr, TheFrameAgreesWithItselfAndNotWithItsNegative) {
    const cv::Mat seen = seenAs(makeQrCode("0123456789", QrLevel::M));
    const auto agreement = frameAgreement(seen, (seen.cols - 17) / 4);
    EXPECT_NEAR(agreement.timing, 1, 1e-6);
    EXPECT_NEAR(agreement.patterns, 1, 1e-6);
    EXPECT_NEAR(agreement.format, 1, 1e-6);
    EXPECT_NEAR(frameAgreement(-seen, (seen.cols - 17) / 4).patterns, -1, 1e-6);
}

TEST(QrMessage, ReadsACharacterSetByItsNumber) {
    // ECI 32, four bytes of GB 18030, end, padding.
    const std::vector<std::uint8_t> words{0x72, 0x04, 0x04, 0xB2, 0xE2, 0xCA, 0xD4, 0x00, 0xEC, 0x11, 0xEC, 0x11};
    EXPECT_EQ(qrMessage(words, 1), "\u6d4b\u8bd5");
}

TEST(QrMessage, RefusesWordsThatEndInTheMiddleOfASegment) {
    EXPECT_FALSE(qrMessage({0x41, 0xF4, 0x30}, 1));  // 31 bytes, of which one is there
}

}  // namespace
}  // namespace daiban::codes
