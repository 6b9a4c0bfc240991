// How large pages get in a PDF and how near they stay to what was scanned: the documents on each image as found and
// made flat, one line each, and mean, median and most.
//
//     score_pdf [--layers page|one|three] [--noise SIGMA] [--write OUT.pdf] [--only-a4] IMAGE...
//
// PSNR is over luminance, of the whole page ("page") and of the surroundings of its strokes ("text"), between the
// cleaned page and the PDF's page rendered at the same size by the images' own decoders, strokes painted on the ground.
// "edge" is the mean gradient at the strokes' borders against that of the cleaned page: 1 is as sharp.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string>
#include <vector>

#include "imaging/EvenLight.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "page/PageFile.h"
#include "printing/pdf/SearchablePdf.h"
#include "printing/pdf/StrokeLayers.h"

using namespace daiban;

namespace {

struct Arguments {
    printing::PdfPictureOptions picture;
    double noise = 0;
    bool onlyA4 = false;
    std::string write;
    std::vector<std::string> files;
};

struct Score {
    double kilobytes = 0, kilobytesOneLayer = 0, seconds = 0;
    double pagePsnr = 0, textPsnr = 0, edge = 0;
};

cv::Mat decoded(const printing::PdfImage& image) {
    return cv::imdecode(std::vector<std::uint8_t>(image.bytes.begin(), image.bytes.end()), cv::IMREAD_COLOR);
}

/// As a viewer shows it.
cv::Mat shown(const printing::PdfPicture& picture, const cv::Mat& shape) {
    cv::Mat out = decoded(picture.ground);
    const cv::Rect page({}, shape.size());
    if (picture.groundStep > 1) cv::resize(out, out, {}, picture.groundStep, picture.groundStep, cv::INTER_LINEAR);
    out = out(page).clone();
    if (!picture.strokeColours) return out;
    cv::Mat colours = decoded(*picture.strokeColours);
    cv::resize(colours, colours, {}, picture.colourStep, picture.colourStep, cv::INTER_NEAREST);
    colours(page).copyTo(out, shape);
    return out;
}

cv::Mat grayOf(const cv::Mat& pixels) {
    cv::Mat gray = pixels;
    if (pixels.channels() == 3) cv::cvtColor(pixels, gray, cv::COLOR_BGR2GRAY);
    return gray;
}

double psnr(const cv::Mat& a, const cv::Mat& b, const cv::Mat& where) {
    cv::Mat difference;
    cv::absdiff(a, b, difference);
    difference.convertTo(difference, CV_32F);
    const double mean = cv::mean(difference.mul(difference), where)[0];
    return mean > 0 ? 10 * std::log10(255 * 255 / mean) : 99;
}

double meanGradient(const cv::Mat& gray, const cv::Mat& where) {
    cv::Mat x, y, size;
    cv::Sobel(gray, x, CV_32F, 1, 0);
    cv::Sobel(gray, y, CV_32F, 0, 1);
    cv::magnitude(x, y, size);
    return cv::mean(size, where)[0];
}

Score scored(const cv::Mat& pixels, double dpi, const printing::PdfPictureOptions& options) {
    Score score;
    const auto start = std::chrono::steady_clock::now();
    const auto picture = printing::pdfPicture(pixels, dpi, options);
    score.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    score.kilobytes = static_cast<double>(picture.size()) / 1000;
    auto one = options;
    one.layers = printing::PdfLayers::One;
    score.kilobytesOneLayer = static_cast<double>(printing::pdfPicture(pixels, dpi, one).size()) / 1000;

    const double used = dpi > 0 ? dpi : 300;
    const cv::Mat shape = printing::strokeLayers(pixels, used, options.groundDpi, options.strokeDpi).shape;
    const cv::Mat before = grayOf(pixels), after = grayOf(shown(picture, shape));
    cv::Mat around, inside;
    cv::dilate(shape, around, cv::Mat::ones(5, 5, CV_8U));
    cv::erode(shape, inside, cv::Mat::ones(3, 3, CV_8U));
    const cv::Mat border = shape & ~inside;
    score.pagePsnr = psnr(before, after, {});
    score.textPsnr = cv::countNonZero(around) > 0 ? psnr(before, after, around) : 99;
    score.edge = cv::countNonZero(border) > 0 ? meanGradient(after, border) / meanGradient(before, border) : 1;
    return score;
}

Arguments argumentsFrom(int argc, char** argv) {
    Arguments arguments;
    for (int i = 1; i < argc; ++i) {
        const std::string given = argv[i];
        const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
        if (given == "--layers") {
            const std::string word = value();
            arguments.picture.layers = word == "one"     ? printing::PdfLayers::One
                                       : word == "three" ? printing::PdfLayers::Three
                                                         : printing::PdfLayers::ByPage;
        } else if (given == "--quality") {
            arguments.picture.quality = std::atoi(value().c_str());
        } else if (given == "--noise") {
            arguments.noise = std::atof(value().c_str());
        } else if (given == "--write") {
            arguments.write = value();
        } else if (given == "--only-a4") {
            arguments.onlyA4 = true;
        } else {
            arguments.files.push_back(given);
        }
    }
    return arguments;
}

bool isA4(const page::CleanPage& clean) {
    const base::Point size = clean.sizeInMillimetres();
    return std::min(size.x, size.y) > 195 && std::max(size.x, size.y) > 280;
}

void addNoise(cv::Mat& pixels, double sigma) {
    cv::Mat noise(pixels.size(), CV_MAKETYPE(CV_16S, pixels.channels()));
    cv::theRNG().state = 1;
    cv::randn(noise, 0, sigma);
    cv::add(pixels, noise, pixels, cv::noArray(), CV_8U);
}

void printSums(std::vector<Score> scores) {
    if (scores.empty()) return;
    const auto column = [&](const char* name, auto member) {
        std::sort(scores.begin(), scores.end(), [&](auto& a, auto& b) { return a.*member < b.*member; });
        double sum = 0;
        for (const Score& score : scores) sum += score.*member;
        std::printf("%-14s mean %7.2f  median %7.2f  least %7.2f  most %7.2f\n", name,
                    sum / static_cast<double>(scores.size()), scores[scores.size() / 2].*member, scores.front().*member,
                    scores.back().*member);
    };
    std::printf("%zu pages\n", scores.size());
    column("kB", &Score::kilobytes);
    column("kB one layer", &Score::kilobytesOneLayer);
    column("PSNR page", &Score::pagePsnr);
    column("PSNR text", &Score::textPsnr);
    column("edge", &Score::edge);
    column("seconds", &Score::seconds);
}

}  // namespace

int main(int argc, char** argv) {
    cv::setNumThreads(1);
    const Arguments arguments = argumentsFrom(argc, argv);
    printing::SearchablePdf pdf({.title = "score_pdf", .creator = "score_pdf"}, arguments.picture);
    std::vector<Score> scores;
    std::printf("%-12s %11s %7s %7s %6s %6s %5s %5s\n", "document", "pixels", "kB", "1 layer", "page", "text", "edge",
                "s");
    for (const std::string& file : arguments.files) {
        const auto page = page::PageFile::open(file).page(1);
        for (const auto& found : imaging::findDocuments(page)) {
            page::CleanPage clean = imaging::flatten(page, found);
            if (arguments.onlyA4 && !isA4(clean)) continue;
            clean.pixels = imaging::evenLight(clean.pixels).clone();
            if (arguments.noise > 0) addNoise(clean.pixels, arguments.noise);
            const Score s = scored(clean.pixels, clean.dpi, arguments.picture);
            const std::string pixels = std::to_string(clean.pixels.cols) + "x" + std::to_string(clean.pixels.rows);
            std::printf("%-12s %11s %7.0f %7.0f %6.1f %6.1f %5.2f %5.2f\n",
                        std::filesystem::path(file).stem().string().c_str(), pixels.c_str(), s.kilobytes,
                        s.kilobytesOneLayer, s.pagePsnr, s.textPsnr, s.edge, s.seconds);
            scores.push_back(s);
            pdf.add({.pixels = clean.pixels, .dpi = clean.dpi, .text = {}});
        }
    }
    printSums(scores);
    if (!arguments.write.empty() && pdf.pageCount() > 0) {
        std::ofstream out(arguments.write, std::ios::binary);
        pdf.write(out);
    }
}
