#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/Geometry.h"
#include "printing/pdf/SearchablePdf.h"
#include "support/TemporaryFolder.h"

namespace daiban::printing_test {

inline std::string outputOf(const std::string& command) {
    std::FILE* pipe = popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error(command);
    std::string out;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) out.append(buffer.data(), n);
    if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
    return out;
}

/// A PDF in a folder of its own, looked at with poppler's tools.
class PdfOnDisk {
  public:
    explicit PdfOnDisk(const std::string& bytes) { std::ofstream(file(), std::ios::binary) << bytes; }

    [[nodiscard]] std::string file() const { return (folder_.path() / "made.pdf").string(); }
    [[nodiscard]] std::string text(const std::string& options = "") const {
        return outputOf("pdftotext " + options + " " + file() + " -");
    }
    [[nodiscard]] cv::Mat rendered(int dpi) const {
        const std::string stem = (folder_.path() / "page").string();
        outputOf("pdftoppm -singlefile -png -r " + std::to_string(dpi) + " " + file() + " " + stem);
        return cv::imread(stem + ".png", cv::IMREAD_COLOR);
    }

  private:
    support::TemporaryFolder folder_;
};

inline printing::PdfMetadata metadata() {
    return {.title = "办件 <2026> & 材料",
            .creator = "daiban test",
            .created = base::Instant{std::chrono::milliseconds{1'795'311'000'123}}};
}

inline std::string pdfOf(const std::vector<printing::PdfPage>& pages, const printing::PdfPictureOptions& options = {}) {
    printing::SearchablePdf pdf(metadata(), options);
    for (const auto& page : pages) pdf.add(page);
    std::ostringstream out;
    pdf.write(out);
    return out.str();
}

/// A sheet of white paper, 210 x 148 mm at 150 dpi.
inline cv::Mat paper() {
    return cv::Mat(874, 1240, CV_8UC3, cv::Scalar(250, 250, 250));
}

inline text::TextLine line(const std::string& text, const base::Quad& quad) {
    return {.text = text, .quad = quad, .confidence = base::Confidence(0.9), .symbols = {}};
}

/// The quad of a box turned clockwise around its top-left corner.
inline base::Quad turnedBox(double left, double top, double width, double height, double degrees) {
    const double c = std::cos(degrees * CV_PI / 180), s = std::sin(degrees * CV_PI / 180);
    const auto at = [&](double x, double y) { return base::Point{left + x * c - y * s, top + x * s + y * c}; };
    return {at(0, 0), at(width, 0), at(width, height), at(0, height)};
}

}  // namespace daiban::printing_test
