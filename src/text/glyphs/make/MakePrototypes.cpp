// Makes the file of prototypes that GlyphPrototypes reads: draws every character of the 通用规范汉字表 (Unicode's kTGH,
// read from standard input as Unihan_OtherMappings.txt has it) in the fonts given, worn in several ways, and finds the
// linear discriminants (Fisher 1936, Rao 1948) that tell them apart.
//   daiban_make_glyph_prototypes OUT FONT[:INDEX]... < Unihan_OtherMappings.txt
// Does nothing when OUT was made from the same fonts in the same way. Takes about a minute.
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "base/Error.h"
#include "text/glyphs/GlyphFeatures.h"
#include "text/glyphs/GlyphPrototypes.h"
#include "text/glyphs/make/FontFace.h"

namespace {

using namespace daiban;
using namespace daiban::text::glyphs;

/// Grows with every change to how prototypes are made.
constexpr int recipe = 1;
constexpr int drawingsAFont = 3;
constexpr int discriminants = 160;

struct FontName {
    std::filesystem::path file;
    int index = 0;
};

FontName fontNamed(const std::string& word) {
    const auto colon = word.rfind(':');
    if (colon == std::string::npos) return {word, 0};
    return {word.substr(0, colon), std::stoi(word.substr(colon + 1))};
}

/// What the result depends on, on one line.
std::string keyOf(const std::vector<FontName>& fonts) {
    std::ostringstream key;
    key << "recipe " << recipe << ", " << drawingsAFont << " drawings, " << discriminants << " discriminants";
    for (const FontName& font : fonts)
        key << "; " << font.file.filename().string() << ':' << font.index << ' '
            << std::filesystem::file_size(font.file);
    return key.str();
}

std::vector<char32_t> charactersIn(std::istream& unihan) {
    std::vector<char32_t> characters;
    for (std::string line; std::getline(unihan, line);)
        if (line.starts_with("U+") && line.find("\tkTGH\t") != std::string::npos)
            characters.push_back(static_cast<char32_t>(std::stoul(line.substr(2), nullptr, 16)));
    return characters;
}

/// Ink on paper with room around it.
cv::Mat onPaper(const cv::Mat& coverage) {
    constexpr int margin = 6;
    cv::Mat paper;
    cv::copyMakeBorder(coverage, paper, margin, margin, margin, margin, cv::BORDER_CONSTANT, cv::Scalar(0));
    return 255 - paper;
}

/// A little turned, sheared and stretched.
cv::Mat bent(const cv::Mat& gray, cv::RNG& random) {
    const double angle = random.uniform(-0.03, 0.03);
    const double shear = random.uniform(-0.03, 0.03);
    const double stretch = random.uniform(0.94, 1.06);
    const double cx = gray.cols / 2.0;
    const double cy = gray.rows / 2.0;
    const cv::Matx22d turn(stretch * std::cos(angle), -std::sin(angle) + shear, std::sin(angle), std::cos(angle));
    const cv::Matx23d place(turn(0, 0), turn(0, 1), cx - turn(0, 0) * cx - turn(0, 1) * cy, turn(1, 0), turn(1, 1),
                            cy - turn(1, 0) * cx - turn(1, 1) * cy);
    cv::Mat out;
    cv::warpAffine(gray, out, place, gray.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(255));
    return out;
}

/// As scanners, copiers and printers leave it: out of focus, thinner or thicker, noisy, in black and white.
cv::Mat worn(cv::Mat gray, int way, cv::RNG& random) {
    gray = bent(gray, random);
    const double size = std::max(gray.cols, gray.rows);
    const double blur = size * (way == 0 ? random.uniform(0.004, 0.014) : random.uniform(0.012, 0.030));
    cv::GaussianBlur(gray, gray, {}, blur);
    if (way == 1) {
        // Contrast around a threshold of its own: strokes grow or shrink.
        const double threshold = random.uniform(95.0, 195.0);
        const double slope = random.uniform(1.5, 5.0);
        gray.convertTo(gray, CV_8U, slope, 127 - slope * threshold);
    }
    cv::Mat noise(gray.size(), CV_16S);
    random.fill(noise, cv::RNG::NORMAL, 0, random.uniform(2.0, way == 2 ? 22.0 : 10.0));
    cv::Mat out;
    cv::add(gray, noise, out, cv::noArray(), CV_8U);
    if (way == 2) cv::GaussianBlur(out, out, {}, 0.7);
    return out;
}

/// What is summed over all drawings of the characters from `first` to `last`.
struct Sums {
    cv::Mat products = cv::Mat::zeros(featureCount, featureCount, CV_64F);
    cv::Mat means;            ///< a row for each character, of the features' sum
    std::vector<int> counts;  ///< of drawings
};

void addBatch(std::vector<cv::Mat>& batch, cv::Mat& products) {
    if (batch.empty()) return;
    cv::Mat rows;
    cv::vconcat(batch, rows);
    cv::Mat product;
    cv::mulTransposed(rows, product, true, cv::noArray(), 1, CV_32F);
    cv::Mat wide;
    product.convertTo(wide, CV_64F);
    products += wide;
    batch.clear();
}

void drawAll(const std::vector<FontName>& fonts, const std::vector<char32_t>& characters, std::size_t first,
             std::size_t last, Sums& sums) {
    std::vector<FontFace> faces;
    for (const FontName& font : fonts) faces.emplace_back(font.file, font.index);
    std::vector<cv::Mat> batch;
    for (std::size_t i = first; i < last; ++i) {
        cv::RNG random(characters[i] * 2654435761U + 1);
        for (const FontFace& face : faces)
            for (int way = 0; way < drawingsAFont; ++way) {
                const auto glyph = face.draw(characters[i], random.uniform(30.0, 60.0));
                if (!glyph || glyph->coverage.empty()) continue;
                const cv::Mat features = featuresOf(worn(onPaper(glyph->coverage), way, random));
                if (features.empty()) continue;
                sums.means.row(static_cast<int>(i)) += features;
                ++sums.counts[i];
                batch.push_back(features);
            }
        constexpr std::size_t large = 2048;
        if (batch.size() >= large) addBatch(batch, sums.products);
    }
    addBatch(batch, sums.products);
}

/// The directions (rows of `vectors`) in which symmetric `matrix` varies, the most first.
void directionsOf(const cv::Mat& matrix, cv::Mat& values, cv::Mat& vectors) {
    cv::eigen(matrix, values, vectors);
}

/// Discriminants as columns: within a character the features vary by 1 along each.
cv::Mat discriminantsOf(const Sums& sums, const cv::Mat& means) {
    double drawings = 0;
    cv::Mat weighted = means.clone();
    for (int i = 0; i < means.rows; ++i) {
        const double count = sums.counts[static_cast<std::size_t>(i)];
        weighted.row(i) *= std::sqrt(count);
        drawings += count;
    }
    cv::Mat between;
    cv::mulTransposed(weighted, between, true, cv::noArray(), 1, CV_64F);
    cv::Mat within = (sums.products - between) / drawings;
    // Directions in which the drawings hardly vary are not to be trusted without limit.
    constexpr double floor = 0.02;
    within += cv::Mat::eye(within.size(), CV_64F) * (floor * cv::trace(within)[0] / within.rows);
    cv::Mat values;
    cv::Mat vectors;
    directionsOf(within, values, vectors);
    cv::Mat whitening = vectors.clone();
    for (int i = 0; i < whitening.rows; ++i) whitening.row(i) /= std::sqrt(values.at<double>(i));
    whitening = whitening.t();

    cv::Mat wide;
    means.convertTo(wide, CV_64F);
    cv::Mat centred = wide * whitening;
    cv::Mat middle;
    cv::reduce(centred, middle, 0, cv::REDUCE_AVG);
    for (int i = 0; i < centred.rows; ++i) centred.row(i) -= middle;
    cv::Mat spread;
    cv::mulTransposed(centred, spread, true, cv::noArray(), 1.0 / centred.rows);
    directionsOf(spread, values, vectors);
    return whitening * vectors.rowRange(0, discriminants).t();
}

GlyphTable made(const std::vector<FontName>& fonts, const std::vector<char32_t>& characters) {
    const std::size_t threads = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    Sums all;
    all.means = cv::Mat::zeros(static_cast<int>(characters.size()), featureCount, CV_32F);
    all.counts.resize(characters.size());
    std::vector<Sums> parts(threads);
    {
        std::vector<std::jthread> workers;
        for (std::size_t t = 0; t < threads; ++t) {
            parts[t].means = all.means.clone();
            parts[t].counts.resize(characters.size());
            workers.emplace_back([&, t] {
                drawAll(fonts, characters, characters.size() * t / threads, characters.size() * (t + 1) / threads,
                        parts[t]);
            });
        }
    }
    for (const Sums& part : parts) {
        all.products += part.products;
        all.means += part.means;
        for (std::size_t i = 0; i < all.counts.size(); ++i) all.counts[i] += part.counts[i];
    }
    // Those that no font has are left out.
    Sums kept{all.products, {}, {}};
    GlyphTable table{keyOf(fonts), {}, {}, {}};
    std::vector<cv::Mat> rows;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (all.counts[i] == 0) continue;
        table.characters.push_back(characters[i]);
        kept.counts.push_back(all.counts[i]);
        rows.push_back(all.means.row(static_cast<int>(i)) / all.counts[i]);
    }
    cv::Mat means;
    cv::vconcat(rows, means);
    const cv::Mat columns = discriminantsOf(kept, means);
    columns.convertTo(table.discriminants, CV_32F);
    table.prototypes = means * table.discriminants;
    return table;
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 3) {
        std::cerr << "daiban_make_glyph_prototypes OUT FONT[:INDEX]... < Unihan_OtherMappings.txt\n";
        return static_cast<int>(base::ErrorKind::BadArguments);
    }
    const std::filesystem::path out = argv[1];
    std::vector<FontName> fonts;
    for (int i = 2; i < argc; ++i) fonts.push_back(fontNamed(argv[i]));
    cv::setNumThreads(1);
    if (madeFrom(out) != keyOf(fonts)) {
        const std::vector<char32_t> characters = charactersIn(std::cin);
        constexpr std::size_t listed = 8105;
        if (characters.size() != listed)
            throw base::Error(base::ErrorKind::Unreadable,
                              base::Sentence("Unihan_OtherMappings.txt names {} characters as kTGH, not 8105; is it "
                                             "the file of the package unicode-data?",
                                             characters.size()));
        std::filesystem::create_directories(out.parent_path());
        writeGlyphTable(made(fonts, characters), out);
    }
    return 0;
} catch (const base::Error& e) {
    std::cerr << "daiban_make_glyph_prototypes: " << e.what() << '\n';
    return e.exitCode();
}
