#include "page/FaxCode.h"

#include <tiffio.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/Error.h"

namespace daiban::page {

namespace {

/// A file in memory, as libtiff asks for one.
struct MemoryFile {
    std::string bytes;
    std::size_t at = 0;
};

MemoryFile& fileOf(thandle_t handle) {
    return *static_cast<MemoryFile*>(handle);
}

tmsize_t readBytes(thandle_t handle, void* to, tmsize_t count) {
    MemoryFile& file = fileOf(handle);
    const std::size_t given =
        file.at < file.bytes.size() ? std::min(static_cast<std::size_t>(count), file.bytes.size() - file.at) : 0;
    std::copy_n(file.bytes.data() + file.at, given, static_cast<char*>(to));
    file.at += given;
    return static_cast<tmsize_t>(given);
}

tmsize_t writeBytes(thandle_t handle, void* from, tmsize_t count) {
    MemoryFile& file = fileOf(handle);
    const auto size = static_cast<std::size_t>(count);
    if (file.bytes.size() < file.at + size) file.bytes.resize(file.at + size);
    std::copy_n(static_cast<const char*>(from), size, file.bytes.data() + file.at);
    file.at += size;
    return count;
}

toff_t seekTo(thandle_t handle, toff_t offset, int from) {
    MemoryFile& file = fileOf(handle);
    const std::size_t start = from == SEEK_SET ? 0 : from == SEEK_CUR ? file.at : file.bytes.size();
    file.at = start + static_cast<std::size_t>(offset);
    return static_cast<toff_t>(file.at);
}

int closeNothing(thandle_t) {
    return 0;
}

toff_t sizeOf(thandle_t handle) {
    return static_cast<toff_t>(fileOf(handle).bytes.size());
}

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

/// One row, a bit a pixel, the leftmost in the highest bit.
void packRow(const std::uint8_t* row, int columns, std::vector<std::uint8_t>& bits) {
    std::fill(bits.begin(), bits.end(), std::uint8_t{0});
    for (int x = 0; x < columns; ++x)
        if (row[x] != 0) bits[static_cast<std::size_t>(x / 8)] |= static_cast<std::uint8_t>(0x80 >> (x % 8));
}

void describe(TIFF* tiff, const cv::Mat& shape) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(shape.cols));
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(shape.rows));
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, static_cast<std::uint32_t>(shape.rows));
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
    TIFFSetField(tiff, TIFFTAG_FILLORDER, FILLORDER_MSB2LSB);
}

}  // namespace

std::string faxCode(const cv::Mat& shape) {
    const base::Error failed(base::ErrorKind::Other,
                             base::Sentence("A page's strokes could not be coded as fax group 4."));
    MemoryFile file;
    std::string code;
    {
        const std::unique_ptr<TIFF, CloseTiff> tiff(
            TIFFClientOpen("shape", "w", &file, readBytes, writeBytes, seekTo, closeNothing, sizeOf, nullptr, nullptr));
        if (!tiff) throw failed;
        describe(tiff.get(), shape);
        std::vector<std::uint8_t> bits(static_cast<std::size_t>(shape.cols + 7) / 8);
        for (int y = 0; y < shape.rows; ++y) {
            packRow(shape.ptr<std::uint8_t>(y), shape.cols, bits);
            if (TIFFWriteScanline(tiff.get(), bits.data(), static_cast<std::uint32_t>(y), 0) != 1) throw failed;
        }
        TIFFWriteDirectory(tiff.get());
    }
    file.at = 0;
    const std::unique_ptr<TIFF, CloseTiff> tiff(
        TIFFClientOpen("shape", "r", &file, readBytes, writeBytes, seekTo, closeNothing, sizeOf, nullptr, nullptr));
    if (!tiff) throw failed;
    const tmsize_t size = TIFFRawStripSize(tiff.get(), 0);
    if (size <= 0) throw failed;
    code.resize(static_cast<std::size_t>(size));
    if (TIFFReadRawStrip(tiff.get(), 0, code.data(), size) != size) throw failed;
    return code;
}

}  // namespace daiban::page
