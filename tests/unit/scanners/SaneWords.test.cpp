#include "scanners/sane/SaneWords.h"

#include <gtest/gtest.h>

namespace daiban::scanners {
namespace {

TEST(SaneWords, KnowWhatDriversCallTheirSources) {
    for (const auto* name : {"Flatbed", "FlatBed", "Normal", "FB", "Platen", "Document Table"})
        EXPECT_EQ(sourceNamed(name), ScanSource::Flatbed) << name;
    for (const auto* name : {"ADF", "ADF Front", "ADF Simplex", "Automatic Document Feeder",
                             "Automatic Document Feeder(left aligned)", "Document Feeder", "Sheet Feeder"})
        EXPECT_EQ(sourceNamed(name), ScanSource::Adf) << name;
    for (const auto* name :
         {"ADF Duplex", "ADF - Both Sides", "Duplex", "Automatic Document Feeder(centrally aligned,Duplex)"})
        EXPECT_EQ(sourceNamed(name), ScanSource::AdfDuplex) << name;
    for (const auto* name : {"ADF Back", "Transparency Unit", "Negative", "Slide", "Card Front", "Auto"})
        EXPECT_EQ(sourceNamed(name), std::nullopt) << name;
}

TEST(SaneWords, ChooseThePlainestOfADriversModes) {
    const std::vector<std::string> brother{"Black & White", "Gray[Error Diffusion]", "True Gray", "24bit Color",
                                           "24bit Color[Fast]"};
    EXPECT_EQ(bestNameFor(ScanMode::BlackWhite, brother), "Black & White");
    EXPECT_EQ(bestNameFor(ScanMode::Gray, brother), "True Gray");
    EXPECT_EQ(bestNameFor(ScanMode::Color, brother), "24bit Color");

    const std::vector<std::string> fujitsu{"Lineart", "Halftone", "Gray", "Color"};
    EXPECT_EQ(bestNameFor(ScanMode::BlackWhite, fujitsu), "Lineart");
    const std::vector<std::string> deep{"48 bits color", "24 bits Color", "16 bits gray", "8 bits gray", "4-bit Gray"};
    EXPECT_EQ(bestNameFor(ScanMode::Color, deep), "24 bits Color");
    EXPECT_EQ(bestNameFor(ScanMode::Gray, deep), "8 bits gray");
    EXPECT_EQ(bestNameFor(ScanMode::BlackWhite, {"Color Lineart", "Color"}), std::nullopt);
}

}  // namespace
}  // namespace daiban::scanners
