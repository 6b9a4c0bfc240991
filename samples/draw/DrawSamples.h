#pragma once

#include "samples/draw/Invented.h"

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Specimen pages of people who do not exist, drawn with their truth beside them. The tests draw the pages
// they test with this; daiban-draw-samples writes the bundled set. Everything is a function of its arguments:
// the same seed gives the same pixels and the same truth.

namespace daiban::samples {

/// A picture and what is on it. The truth has the keys of the specimens' truth: documents with type, quad,
/// fields and lines; quads clockwise from the document's own top-left, in pixels of `image`.
struct DrawnPage {
    cv::Mat image;  // 8-bit BGR, or one channel where it was scanned grey
    double dpi = 300;
    nlohmann::ordered_json truth;
    double cornerRadius = 0;  // of the document's own corners, in millimetres
};

/// The names drawClean takes: document type codes, then "leaflet" and "blank-page", whose type is "unknown".
std::vector<std::string> sampleTypes();

/// The document alone, flat and true to size: its edges are the picture's edges.
/// Throws std::invalid_argument for a type that cannot be drawn.
DrawnPage drawClean(std::string_view typeCode, std::uint32_t seed, double dpi = 300);
/// The same for a subject of the caller's: several papers of one person.
DrawnPage drawClean(std::string_view typeCode, const Subject& subject, double dpi = 300);
/// The same for a type that is in no table.
struct SampleType;
DrawnPage drawClean(const SampleType& type, const Subject& subject, double dpi = 300);

enum class ScanMode { Colour, Grey, Photocopy };

struct ScanLook {
    ScanMode mode = ScanMode::Colour;
    double skewDegrees = 1.2;  // clockwise
    double margin = 9;         // millimetres of platen around the document
    double platen = 214;       // grey level of the lid behind it
    int turnClockwise = 0;     // 0, 90, 180 or 270: how the whole picture came out of the scanner
    double blurSigma = 0.55;   // pixels
    double noiseSigma = 1.1;   // grey levels
    std::uint32_t noiseSeed = 1;
};

/// The page as a flatbed gives it, at the page's own dpi.
DrawnPage asScan(const DrawnPage& page, const ScanLook& look = {});

/// A document on the glass: where its centre lies (millimetres from the glass's corner) and how it is turned.
struct PlacedPage {
    DrawnPage page;
    double x = 0, y = 0;
    double degreesClockwise = 0;
};
/// Several documents in one scan; all pages must have the same dpi. The look's skew and margin are not used.
DrawnPage scanTogether(std::span<const PlacedPage> pages, double glassWidth, double glassHeight,
                       const ScanLook& look = {});

/// The file's bytes, with the dpi in them.
std::vector<unsigned char> encodePng(const DrawnPage& page);
std::vector<unsigned char> encodeJpeg(const DrawnPage& page, int quality = 80);

}  // namespace daiban::samples
