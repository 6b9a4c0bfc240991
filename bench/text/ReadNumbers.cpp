// Draws citizen numbers in fonts, small and worn, has them read, and says how many came out right and how many were put
// right by their check character (marked as doubtful), of which how many are wrong after all.
//   bench_read_numbers FONT[:INDEX]... [--numbers N] [--seed N] [--scale S]
// FONT: a file, or a name of pango's for samples. S: of 300 dpi, what a copy or a photo leaves of the scale (0.22).
#include <array>
#include <iostream>
#include <opencv2/imgproc.hpp>

#include "DrawnNames.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "text/TextReader.h"

namespace {

using namespace daiban;
using namespace daiban::bench;

constexpr int rows = 16;
constexpr int rowHeight = 110;

std::string anyNumber(cv::RNG& random) {
    constexpr std::array<const char*, 8> areas{"120101", "120116", "150404", "341202",
                                               "410323", "513224", "652101", "440103"};
    std::string digits = areas.at(static_cast<std::size_t>(random.uniform(0, 8)));
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    digits += std::to_string(random.uniform(1935, 2020)) + two(random.uniform(1, 13)) + two(random.uniform(1, 29));
    for (int i = 0; i < 3; ++i) digits += std::to_string(random.uniform(0, 10));
    return digits + base::citizenCheckCharacter(digits).value();
}

/// As a copy or a photo is.
cv::Mat coarse(const cv::Mat& pixels, double scale, cv::RNG& random) {
    cv::Mat small, out;
    scale *= random.uniform(0.8, 1.2);
    cv::resize(pixels, small, {}, scale, scale, cv::INTER_AREA);
    cv::GaussianBlur(small, small, {}, random.uniform(0.4, 0.9));
    cv::Mat noise(small.size(), CV_16S), noisy;
    random.fill(noise, cv::RNG::NORMAL, 0, 14);
    small.convertTo(noisy, CV_16S);
    cv::Mat(noisy + noise).convertTo(small, CV_8U);
    cv::resize(small, out, pixels.size(), 0, 0, cv::INTER_CUBIC);
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<FontName> fonts;
    int perFont = 160;
    std::uint64_t seed = 1;
    double scale = 0.22;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--numbers")
            perFont = std::stoi(argv[++i]);
        else if (word == "--seed")
            seed = std::stoul(argv[++i]);
        else if (word == "--scale")
            scale = std::stod(argv[++i]);
        else
            fonts.push_back(fontNamed(word));
    }
    const auto reader = text::openTextReader("hybrid", "models/words");
    const auto today = base::parseIsoDate("2026-11-22").value();
    for (const FontName& font : fonts) {
        const FontFace face(font.file, font.index);
        cv::RNG random(seed);
        int all = 0, right = 0, mended = 0, mendedRight = 0, sureAndWrong = 0;
        while (all < perFont) {
            cv::Mat pixels(rows * rowHeight + 80, 1100, CV_8U, cv::Scalar(255));
            std::vector<std::string> numbers;
            for (int row = 0; row < rows; ++row) {
                numbers.push_back(anyNumber(random));
                write(face, base::toCodePoints(numbers.back()), random.uniform(38.0, 52.0), 0,
                      {80.0, 100.0 + row * rowHeight}, pixels);
            }
            page::CleanPage clean;
            clean.pixels = coarse(pixels, scale, random);
            clean.dpi = 300;
            clean.quad = base::rectangle(0, 0, pixels.cols, pixels.rows);
            const auto read = reader->read(clean);
            for (int row = 0; row < rows; ++row, ++all) {
                std::string got;
                bool doubtful = false;
                for (const auto& line : read.lines) {
                    const double y = base::centre(line.quad).y;
                    if (y < 100 + row * rowHeight - 75 || y > 100 + row * rowHeight + 35) continue;
                    got += base::squeezed(line.text);
                    for (const auto& symbol : line.symbols) doubtful = doubtful || !symbol.candidates.empty();
                }
                const bool isRight = got == numbers[static_cast<std::size_t>(row)];
                right += isRight, mended += doubtful, mendedRight += doubtful && isRight;
                sureAndWrong += !doubtful && !isRight && base::isCitizenNumber(got, today);
            }
        }
        std::cout << font.file.substr(font.file.rfind('/') + 1) << ": " << all << " numbers, right "
                  << 100.0 * right / all << "%; put right by the check " << mended << ", of them right " << mendedRight
                  << "; wrong with a right check character and no doubt " << sureAndWrong << "\n"
                  << std::flush;
    }
}
