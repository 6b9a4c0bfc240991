// Whatever bytes come from outside, the pages in them are cleaned within the limits: documents are found, made flat,
// judged, evened and straightened, and all that comes out is finite and of the kind promised. Bytes that begin with the
// drawing mark are a page drawn as they say; all others are a file as it comes.
// PDF is left out: it is decoded by a child process.

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <opencv2/core/utility.hpp>
#include <string>

#include "base/Error.h"
#include "fuzz/DrawByBytes.h"
#include "imaging/EvenLight.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "imaging/JudgeQuality.h"
#include "imaging/PictureHash.h"
#include "imaging/Uncurl.h"
#include "page/PageFile.h"

namespace {

using namespace daiban;

void require(bool condition) {
    if (!condition) std::abort();
}

bool isFinite(const base::Quad& quad) {
    return std::all_of(quad.begin(), quad.end(),
                       [](const base::Point& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
}

bool isPicture(const cv::Mat& pixels) {
    return !pixels.empty() && (pixels.type() == CV_8UC1 || pixels.type() == CV_8UC3);
}

bool isSameKind(const cv::Mat& a, const cv::Mat& b) {
    return a.size() == b.size() && a.type() == b.type();
}

void requireSound(const imaging::Quality& quality) {
    require(std::isfinite(quality.sharpness) && quality.sharpness >= 0);
    require(quality.warnings.empty() == quality.notes.empty());
    for (const auto& note : quality.notes) {
        require(!note.sentence.empty() && isFinite(note.document));
        require(!note.where || isFinite(*note.where));
    }
}

void cleanDocument(const page::Page& page, const imaging::FoundDocument& document) {
    const auto clean = imaging::flatten(page, document);
    require(isPicture(clean.pixels) && clean.pixels.type() == page.pixels.type());
    require(isFinite(clean.quad) && clean.skewDegrees > -45.001 && clean.skewDegrees < 45.001);
    require(std::isfinite(clean.dpi) && clean.dpi >= 0);
    const cv::Mat even = imaging::evenLight(clean.pixels);
    require(isSameKind(even, clean.pixels));
    const auto curl = imaging::measureCurl(even);
    require(std::isfinite(curl.largest()));
    const cv::Mat straight = imaging::straightenedBy(curl, even);
    require(isSameKind(straight, even));
    const auto hash = imaging::hashOf(straight);
    const auto again = imaging::fromText(imaging::toText(hash));
    require(again && again->cells == hash.cells);  // the shape is written with few digits
}

void clean(const page::Page& page) {
    const auto found = imaging::findDocuments(page);
    require(!found.empty());
    for (const auto& document : found) require(isFinite(document.quad));
    requireSound(imaging::judgeQuality(page, found));
    for (const auto& document : found) cleanDocument(page, document);
}

page::DecodeLimits smallLimits() {
    page::DecodeLimits limits;
    limits.pixels = fuzz::mostPixels;
    limits.pages = 3;
    return limits;
}

void cleanFile(std::string bytes) {
    if (page::PageFile::mediaTypeOf(bytes) == "application/pdf") return;
    page::Page page;
    try {
        page = page::PageFile::fromBytes(std::move(bytes), "fuzzed", smallLimits()).page(1);
    } catch (const base::Error& error) {
        require(error.kind() == base::ErrorKind::Unreadable);
        return;
    }
    require(isPicture(page.pixels));
    clean(page);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    cv::setNumThreads(1);
    std::string bytes(reinterpret_cast<const char*>(data), size);
    if (!bytes.empty() && bytes.front() == fuzz::drawingMark)
        clean(fuzz::drawn(fuzz::drawingOf(bytes)));
    else
        cleanFile(std::move(bytes));
    return 0;
}
