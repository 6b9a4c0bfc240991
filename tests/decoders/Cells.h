#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <string>
#include <vector>

namespace daiban::decoders {

/// One way of writing a picture down. `name` says what is special: "tiff rgb 16 planes lzw big-endian turned 6".
struct Cell {
    std::string name;
    std::string ending;  ///< ".tif"
    std::function<void(const std::filesystem::path&)> write;
    std::function<cv::Mat()> seen;  ///< what everybody must see in it, BGR
    /// Mean difference a channel that rounding, subsampling or lossy coding may make, of 255.
    double tolerance = 0.6;
};

/// What is drawn into every file: smooth colours, sharp edges and thin lines, on odd sides so that rounding shows. BGR.
[[nodiscard]] cv::Mat picture();

/// How it is seen when the file says that it is turned (EXIF, 1 to 8).
[[nodiscard]] cv::Mat turned(const cv::Mat& picture, int orientation);
/// In grays of so many levels.
[[nodiscard]] cv::Mat inGrays(const cv::Mat& picture, int levels);
/// In the colours of a palette of 3 bits red, 3 green, 2 blue.
[[nodiscard]] cv::Mat inPalette(const cv::Mat& picture);
/// Half transparent on white paper where blue is bright.
[[nodiscard]] cv::Mat onPaper(const cv::Mat& picture, const cv::Mat& judged);

[[nodiscard]] std::vector<Cell> tiffCells();
[[nodiscard]] std::vector<Cell> jpegCells();
[[nodiscard]] std::vector<Cell> pngCells();
[[nodiscard]] std::vector<Cell> webpCells();
[[nodiscard]] std::vector<Cell> bmpCells();
[[nodiscard]] std::vector<Cell> heifCells();

}  // namespace daiban::decoders
