// draw_foreign FOLDER [COUNT]: some of the foreign pages as pictures of 200 dpi with their truth beside them, for
// reading them whole: score_classify then takes what `daiban read FOLDER/*.png --json` says of them.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <opencv2/imgcodecs.hpp>

#include "ForeignPages.h"
#include "base/Json.h"
#include "samples/draw/Canvas.h"

using namespace daiban;

namespace {

constexpr double dpi = 200;

/// The lines of the page where they stand, with a margin of paper around them.
cv::Mat drawn(const documents::PrintedPage& page) {
    const auto evidence = page.evidence();
    const double scale = evidence.clean.dpi / 25.4;  // its pixels to the millimetre
    samples::Canvas canvas({evidence.clean.pixels.cols / scale, evidence.clean.pixels.rows / scale}, dpi);
    for (const auto& line : evidence.text.lines) {
        const double size = (line.quad[3].y - line.quad[0].y) / scale;
        canvas.text({line.quad[0].x / scale, line.quad[0].y / scale}, line.text, {.size = size});
    }
    return canvas.image();
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::cerr << "usage: draw_foreign FOLDER [COUNT]\n";
        return 1;
    }
    const std::filesystem::path folder = arguments[1];
    std::filesystem::create_directories(folder);
    const auto pages = documents::ForeignPages().all();
    const std::size_t wanted = count > 2 ? std::stoul(arguments[2]) : 20;
    for (std::size_t i = 0; i < wanted && i < pages.size(); ++i) {
        // A stride that meets every kind.
        const auto& page = pages[i * 37 % pages.size()];
        const auto picture = drawn(page.page);
        auto file = folder / ("foreign-" + std::to_string(100 + i) + ".png");
        cv::imwrite(file.string(), picture);
        const base::Json document{{"type", documents::unknownType},
                                  {"quad", base::toJson(base::rectangle(0, 0, picture.cols, picture.rows))}};
        std::ofstream(file.replace_extension(".json")) << base::Json{{"documents", {document}}} << "\n";
        std::printf("%s  %s\n", file.stem().c_str(), page.name.c_str());
    }
    return 0;
}
