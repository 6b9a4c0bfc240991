// Every way of writing a picture down, drawn by the test, read by daiban and by ImageMagick: the same picture, or one
// sentence.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "Cells.h"
#include "page/PageFile.h"
#include "support/TemporaryFolder.h"
#include "unit/page/Refusal.h"

namespace daiban::decoders {

cv::Mat picture() {
    cv::Mat drawn(53, 75, CV_8UC3);
    for (int y = 0; y < drawn.rows; ++y)
        for (int x = 0; x < drawn.cols; ++x)
            drawn.at<cv::Vec3b>(y, x) = {static_cast<uchar>(255 - 2 * x), static_cast<uchar>(120 + 2 * y),
                                         static_cast<uchar>(80 + x + y)};
    cv::rectangle(drawn, {4, 4, 20, 12}, {255, 255, 255}, cv::FILLED);
    cv::rectangle(drawn, {50, 30, 18, 15}, {0, 0, 0}, cv::FILLED);
    cv::rectangle(drawn, {30, 6, 12, 9}, {40, 30, 200}, cv::FILLED);
    cv::line(drawn, {0, 52}, {40, 20}, {0, 0, 0}, 1);
    return drawn;
}

cv::Mat turned(const cv::Mat& drawn, int orientation) {
    cv::Mat out = drawn.clone();
    switch (orientation) {
        case 2:
            cv::flip(drawn, out, 1);
            break;
        case 3:
            cv::rotate(drawn, out, cv::ROTATE_180);
            break;
        case 4:
            cv::flip(drawn, out, 0);
            break;
        case 5:
            cv::transpose(drawn, out);
            break;
        case 6:
            cv::rotate(drawn, out, cv::ROTATE_90_CLOCKWISE);
            break;
        case 7:
            cv::transpose(drawn, out);
            cv::rotate(out, out, cv::ROTATE_180);
            break;
        case 8:
            cv::rotate(drawn, out, cv::ROTATE_90_COUNTERCLOCKWISE);
            break;
        default:
            break;
    }
    return out;
}

cv::Mat inGrays(const cv::Mat& drawn, int levels) {
    cv::Mat out = drawn.clone();
    for (auto it = out.begin<cv::Vec3b>(); it != out.end<cv::Vec3b>(); ++it) {
        const int gray = cvRound(0.114 * (*it)[0] + 0.587 * (*it)[1] + 0.299 * (*it)[2]);
        *it = cv::Vec3b::all(static_cast<uchar>(cvRound(gray * (levels - 1) / 255.0) * 255 / (levels - 1)));
    }
    return out;
}

cv::Mat inPalette(const cv::Mat& drawn) {
    cv::Mat out = drawn.clone();
    for (auto it = out.begin<cv::Vec3b>(); it != out.end<cv::Vec3b>(); ++it)
        *it = {static_cast<uchar>(((*it)[0] >> 6) * 255 / 3), static_cast<uchar>(((*it)[1] >> 5) * 255 / 7),
               static_cast<uchar>(((*it)[2] >> 5) * 255 / 7)};
    return out;
}

cv::Mat onPaper(const cv::Mat& drawn, const cv::Mat& judged) {
    cv::Mat out = drawn.clone();
    for (int y = 0; y < out.rows; ++y)
        for (int x = 0; x < out.cols; ++x)
            if (judged.at<cv::Vec3b>(y, x)[0] >= 128)
                for (int c = 0; c < 3; ++c) {
                    auto& level = out.at<cv::Vec3b>(y, x)[c];
                    level = cv::saturate_cast<uchar>((level * 128 + 255 * 127) / 255.0);
                }
    return out;
}

namespace {

/// A colour picture of 8 bits.
cv::Mat coloured(const cv::Mat& pixels) {
    cv::Mat out = pixels;
    if (out.channels() == 1) cv::cvtColor(pixels, out, cv::COLOR_GRAY2BGR);
    return out;
}

double meanDifference(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat difference;
    cv::absdiff(a, b, difference);
    const auto mean = cv::mean(difference);
    return (mean[0] + mean[1] + mean[2]) / 3;
}

void expectReadAlike(const std::vector<Cell>& cells) {
    ASSERT_EQ(std::system("convert -version >/dev/null 2>&1"), 0) << "imagemagick is needed";
    const support::TemporaryFolder folder;
    const char* kept = std::getenv("DAIBAN_KEEP_CELLS");  // a folder for the files: seeds for the fuzzer
    std::size_t right = 0, refused = 0, agreed = 0;
    const auto fileOf = [&](std::size_t n, const std::string& ending) {
        return folder.path() / fmt::format("{:04}{}", n, ending);
    };
    for (std::size_t n = 0; n < cells.size(); ++n) cells[n].write(fileOf(n, cells[n].ending));
    if (kept != nullptr)
        std::filesystem::copy(folder.path(), std::filesystem::path(kept) / cells.front().ending.substr(1),
                              std::filesystem::copy_options::recursive);
    // All in one go: a program started for each would take longer than all the rest.
    (void)std::system(fmt::format("cd {0} && mogrify -quiet -auto-orient -background white -alpha remove -alpha off "
                                  "-colorspace sRGB -depth 8 -format ppm *{1} 2>mogrify.log",
                                  folder.path().string(), cells.front().ending)
                          .c_str());
    for (std::size_t n = 0; n < cells.size(); ++n) {
        const Cell& cell = cells[n];
        SCOPED_TRACE(cell.name);
        const cv::Mat other = cv::imread(fileOf(n, ".ppm").string(), cv::IMREAD_COLOR);
        cv::Mat ours;
        const auto refusal =
            page::refusalOf([&] { ours = coloured(page::PageFile::open(fileOf(n, cell.ending)).page(1).pixels); });
        if (!refusal.sentence.empty()) {
            EXPECT_TRUE(refusal.says(fileOf(n, cell.ending).filename().string())) << refusal.sentence;
            EXPECT_EQ(refusal.sentence.back(), '.') << refusal.sentence;
            std::cerr << "refused: " << cell.name << ": " << refusal.sentence << "\n";
            ++refused;
            continue;
        }
        const cv::Mat seen = cell.seen();
        EXPECT_EQ(ours.size(), seen.size());
        if (ours.size() != seen.size()) continue;
        const double difference = meanDifference(ours, seen);
        const bool otherSees = other.size() == seen.size() && meanDifference(other, seen) <= cell.tolerance + 0.5;
        EXPECT_LE(difference, cell.tolerance) << (otherSees ? "" : "ImageMagick sees something else too");
        // Where the other program sees what was drawn, it sees what we see.
        if (otherSees) {
            EXPECT_LE(meanDifference(ours, other), cell.tolerance + 0.5);
        }
        right += difference <= cell.tolerance ? 1 : 0;
        agreed += otherSees ? 1 : 0;
        if (!otherSees) std::cerr << "ImageMagick sees something else: " << cell.name << "\n";
    }
    std::cerr << cells.size() << " cells: " << right << " as drawn, " << agreed << " of them by ImageMagick too, "
              << refused << " refused\n";
}

TEST(Decoders, OfTiffSeeWhatAnotherProgramSees) {
    expectReadAlike(tiffCells());
}
TEST(Decoders, OfJpegSeeWhatAnotherProgramSees) {
    expectReadAlike(jpegCells());
}
TEST(Decoders, OfPngSeeWhatAnotherProgramSees) {
    expectReadAlike(pngCells());
}
TEST(Decoders, OfWebPSeeWhatAnotherProgramSees) {
    expectReadAlike(webpCells());
}
TEST(Decoders, OfBmpSeeWhatAnotherProgramSees) {
    expectReadAlike(bmpCells());
}
TEST(Decoders, OfHeicSeeWhatAnotherProgramSees) {
    expectReadAlike(heifCells());
}

}  // namespace
}  // namespace daiban::decoders
