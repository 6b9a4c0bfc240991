// Writes small pictures of every kind into the folder given, for the fuzzer to begin with.

#include <filesystem>
#include <iostream>

#include "unit/page/HandMade.h"

int main(int argc, char** argv) {
    using namespace daiban::handmade;
    if (argc != 2) {
        std::cerr << "usage: fuzz_seeds FOLDER\n";
        return 1;
    }
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder);
    const auto put = [&](const std::string& name, const std::string& bytes) { write(folder / name, bytes); };

    const cv::Mat colour = drawnPage(24, 16);
    cv::Mat gray, alpha;
    cv::cvtColor(colour, gray, cv::COLOR_BGR2GRAY);
    cv::cvtColor(colour, alpha, cv::COLOR_BGR2BGRA);
    const auto jpeg = encoded(colour, ".jpg");
    put("plain.jpg", jpeg);
    put("gray.jpg", encoded(gray, ".jpg"));
    put("progressive.jpg", encoded(colour, ".jpg", {cv::IMWRITE_JPEG_PROGRESSIVE, 1}));
    put("jfif.jpg", withJfif(jpeg, 2, 118, 118));
    put("scanner.jpg", withExif(jpeg, exif(6, 300)));
    put("camera.jpg", withExif(jpeg, exif(8, 72, Taken::ByCamera)));
    put("plain.png", encoded(colour, ".png"));
    put("alpha.png", encoded(alpha, ".png"));
    put("bits.png", png(10, 1, 1, 0, {"\xAA\x80"}));
    put("deep.png", png(2, 1, 16, 0, {big16(0xFFFF) + big16(0x8080)}));
    put("palette.png",
        png(2, 1, 8, 3, {std::string("\0\1", 2)}, pngChunk("PLTE", std::string(6, '\x20')) + pngChunk("tRNS", "\x40")));
    put("turned.png", withChunks(encoded(gray, ".png"),
                                 pngChunk("eXIf", exif(5)) + pngChunk("pHYs", big32(7874) + big32(3937) + '\1')));
    put("plain.tif", encoded(colour, ".tif"));
    for (const int compression : {1, 5, 7, 8, 32773})
        put("compressed" + std::to_string(compression) + ".tif",
            encoded(colour, ".tif", {cv::IMWRITE_TIFF_COMPRESSION, compression}));
    put("bits.tif", tiff(8, 2, std::string("\xF0\0", 2),
                         {whole(258, 1), whole(262, 0), ratio(282, 204), ratio(283, 98), whole(296, 2)}));
    put("fax.tif",
        tiff(16, 2, std::string("\xC0\x04\0\x40", 4), {whole(258, 1), whole(259, 4), whole(262, 0), whole(274, 6)}));
    put("lossy.webp", encoded(colour, ".webp"));
    put("alpha.webp", encoded(alpha, ".webp", {cv::IMWRITE_WEBP_QUALITY, 101}));
    put("exif.webp", webpWithExif(encoded(colour, ".webp"), 24, 16, exif(3, 200)));
    put("plain.bmp", encoded(colour, ".bmp"));
    const std::string palette = std::string("\xFF\xFF\xFF\0\0\0\xFF\0", 8) + std::string(254 * 4, '\0');
    put("runs.bmp", bmp(3, 2, 8, 1, palette, std::string("\3\1\0\0\1\0\2\1\0\0\0\1", 12)));
    put("runs4.bmp", bmp(3, 2, 4, 2, palette.substr(0, 64), std::string("\3\1\0\0\0\3\1\0\0\0\0\1", 12)));
    put("masks.bmp",
        bmp(2, 1, 16, 3, little32(0xF800) + little32(0x07E0) + little32(0x1F), little16(0xF800) + little16(7)));
    put("four.bmp", bmp(2, 1, 4, 0, palette.substr(0, 64), std::string("\1\0\0\0", 4), 11811));
    return 0;
}
