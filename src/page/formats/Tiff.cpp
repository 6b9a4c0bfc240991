#include <tiffio.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <vector>

#include "base/Sentence.h"
#include "page/formats/Formats.h"
#include "page/formats/Resolution.h"
#include "page/formats/TiffSamples.h"

namespace daiban::page {
namespace {

/// A TIFF in memory, opened for reading; the first error's text is kept.
class Reader {
  public:
    Reader(std::string_view bytes, std::int64_t mostPixels) : bytes_(bytes) {
        const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                       TIFFOpenOptionsFree);
        // The largest thing libtiff has a reason to hold is a strip of 16-bit CMYK.
        TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), std::max<tmsize_t>(mostPixels * 8, 1 << 20));
        TIFFOpenOptionsSetErrorHandlerExtR(options.get(), keepError, this);
        TIFFOpenOptionsSetWarningHandlerExtR(options.get(), passOver, this);
        tiff_.reset(
            TIFFClientOpenExt("page", "rm", this, read, write, seek, close, size, nullptr, nullptr, options.get()));
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    [[nodiscard]] TIFF* get() const { return tiff_.get(); }
    [[nodiscard]] const std::string& error() const { return error_; }
    /// True when libtiff asked for bytes behind the end.
    [[nodiscard]] bool ranOut() const { return ranOut_; }

  private:
    static Reader& self(thandle_t handle) { return *static_cast<Reader*>(handle); }
    static int keepError(TIFF*, void* user, const char*, const char* format, va_list arguments) {
        char text[200];
        std::vsnprintf(text, sizeof text, format, arguments);
        auto& error = static_cast<Reader*>(user)->error_;
        if (error.empty()) error = text;
        return 1;
    }
    static int passOver(TIFF*, void*, const char*, const char*, va_list) { return 1; }
    static tmsize_t read(thandle_t handle, void* to, tmsize_t count) {
        auto& reader = self(handle);
        const auto left = static_cast<tmsize_t>(reader.bytes_.size()) - static_cast<tmsize_t>(reader.at_);
        const auto given = std::clamp<tmsize_t>(count, 0, std::max<tmsize_t>(left, 0));
        if (given < count) reader.ranOut_ = true;
        if (given > 0) std::memcpy(to, reader.bytes_.data() + reader.at_, static_cast<std::size_t>(given));
        reader.at_ += static_cast<toff_t>(given);
        return given;
    }
    static tmsize_t write(thandle_t, void*, tmsize_t) { return 0; }
    static toff_t seek(thandle_t handle, toff_t offset, int whence) {
        auto& reader = self(handle);
        const toff_t end = reader.bytes_.size();
        const toff_t from = whence == SEEK_CUR ? reader.at_ : whence == SEEK_END ? end : 0;
        reader.at_ = std::min<toff_t>(from + offset, end + 1);
        return reader.at_;
    }
    static int close(thandle_t) { return 0; }
    static toff_t size(thandle_t handle) { return self(handle).bytes_.size(); }

    std::string_view bytes_;
    toff_t at_ = 0;
    std::string error_;
    bool ranOut_ = false;
    std::unique_ptr<TIFF, decltype(&TIFFClose)> tiff_{nullptr, TIFFClose};
};

/// libtiff's conversion of the current page to RGBA, row by row.
class RgbaConversion {
  public:
    explicit RgbaConversion(TIFF* tiff) : declaresAlpha_(declaresAlpha(tiff)) {
        begun_ = TIFFRGBAImageBegin(&image_, tiff, 1, why_) != 0;
        if (!begun_) return;
        // Rows as they are stored: the orientation is ours to apply, once.
        image_.orientation = ORIENTATION_TOPLEFT;
        image_.req_orientation = ORIENTATION_TOPLEFT;
    }
    ~RgbaConversion() {
        if (begun_) TIFFRGBAImageEnd(&image_);
    }
    RgbaConversion(const RgbaConversion&) = delete;
    RgbaConversion& operator=(const RgbaConversion&) = delete;

    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] const char* why() const { return why_; }
    [[nodiscard]] bool hasAlpha() const { return image_.alpha != 0 && declaresAlpha_; }
    [[nodiscard]] bool isGray() const {
        return !hasAlpha() &&
               (image_.photometric == PHOTOMETRIC_MINISBLACK || image_.photometric == PHOTOMETRIC_MINISWHITE);
    }
    [[nodiscard]] bool read(int firstRow, int rows, std::vector<std::uint32_t>& raster) {
        image_.row_offset = firstRow;
        image_.col_offset = 0;
        return TIFFRGBAImageGet(&image_, raster.data(), image_.width, static_cast<std::uint32_t>(rows)) != 0;
    }

  private:
    /// libtiff takes a fourth sample for alpha even where the file does not call it so, or calls it something else.
    static bool declaresAlpha(TIFF* tiff) {
        std::uint16_t count = 0;
        const std::uint16_t* kinds = nullptr;
        if (TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) == 0) return false;
        return std::any_of(kinds, kinds + count, [](std::uint16_t kind) {
            return kind == EXTRASAMPLE_ASSOCALPHA || kind == EXTRASAMPLE_UNASSALPHA;
        });
    }

    bool declaresAlpha_;
    TIFFRGBAImage image_{};
    char why_[1024] = "";
    bool begun_ = false;
};

/// Puts one row of premultiplied ABGR on white paper, or one without alpha as it is.
void putRow(const std::uint32_t* from, cv::Mat to, bool hasAlpha) {
    for (int x = 0; x < to.cols; ++x) {
        const std::uint32_t pixel = from[x];
        if (to.channels() == 1) {
            to.at<uchar>(x) = static_cast<uchar>(TIFFGetR(pixel));
            continue;
        }
        const std::uint32_t paper = hasAlpha ? 255 - TIFFGetA(pixel) : 0;
        to.at<cv::Vec3b>(x) = {cv::saturate_cast<uchar>(TIFFGetB(pixel) + paper),
                               cv::saturate_cast<uchar>(TIFFGetG(pixel) + paper),
                               cv::saturate_cast<uchar>(TIFFGetR(pixel) + paper)};
    }
}

struct TiffPage {
    toff_t offset = 0;  ///< of its directory
    cv::Size size;
    Resolution resolution;
    int orientation = 1;
    bool thumbnail = false;
};

class TiffFormat final : public PageFile::Format {
  public:
    explicit TiffFormat(Input given) : Format(std::move(given)) {
        Reader reader(bytes(), input().limits.pixels);
        if (reader.get() == nullptr) refuseTrouble(reader);
        do {
            pages_.push_back(readPage(reader.get()));
            checkPages(static_cast<std::int64_t>(pages_.size()));
        } while (TIFFReadDirectory(reader.get()) != 0);
        if (!reader.error().empty()) refuseTrouble(reader);
        dropThumbnails();
    }

    [[nodiscard]] std::string mediaType() const override { return "image/tiff"; }
    [[nodiscard]] int pageCount() const override { return static_cast<int>(pages_.size()); }

    [[nodiscard]] Image image(int number) const override {
        const TiffPage& page = pages_.at(static_cast<std::size_t>(number - 1));
        Reader reader(bytes(), input().limits.pixels);
        if (reader.get() == nullptr || TIFFSetSubDirectory(reader.get(), page.offset) == 0) refuseTrouble(reader);
        return finished(decode(reader, page), page.resolution, page.orientation);
    }

  private:
    [[nodiscard]] TiffPage readPage(TIFF* tiff) const {
        std::uint32_t width = 0, height = 0, kind = 0;
        TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
        TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
        TIFFGetField(tiff, TIFFTAG_SUBFILETYPE, &kind);
        checkSize(width, height);

        TiffPage page;
        page.offset = TIFFCurrentDirOffset(tiff);
        page.size = {static_cast<int>(width), static_cast<int>(height)};
        page.thumbnail = (kind & FILETYPE_REDUCEDIMAGE) != 0;
        page.resolution = readResolution(tiff);
        std::uint16_t orientation = 1;
        if (TIFFGetField(tiff, TIFFTAG_ORIENTATION, &orientation) != 0 && orientation <= 8)
            page.orientation = orientation;
        checkSize(squareSize(page.size, page.resolution));
        return page;
    }

    [[nodiscard]] static Resolution readResolution(TIFF* tiff) {
        float x = 0, y = 0;
        std::uint16_t unit = RESUNIT_INCH;
        if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &x) == 0 || TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &y) == 0)
            return {};
        TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
        const double perInch = unit == RESUNIT_CENTIMETER ? centimetresPerInch : 1;
        return {static_cast<double>(x) * perInch, static_cast<double>(y) * perInch};
    }

    /// A reduced copy of a page is not a page, unless there is nothing else.
    void dropThumbnails() {
        if (std::all_of(pages_.begin(), pages_.end(), [](const TiffPage& page) { return page.thumbnail; })) return;
        std::erase_if(pages_, [](const TiffPage& page) { return page.thumbnail; });
    }

    /// Rows that libtiff decodes together: a strip, or a row of tiles.
    [[nodiscard]] static int bandHeight(TIFF* tiff, int rows) {
        std::uint32_t band = 0;
        if (TIFFIsTiled(tiff) != 0)
            TIFFGetField(tiff, TIFFTAG_TILELENGTH, &band);
        else
            TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &band);
        return band == 0 || band > static_cast<std::uint32_t>(rows) ? rows : static_cast<int>(band);
    }

    [[nodiscard]] cv::Mat decode(Reader& reader, const TiffPage& page) const {
        if (hasPlainTiffSamples(reader.get())) {
            auto pixels = decodeTiffSamples(reader.get(), page.size);
            if (!pixels || !reader.error().empty()) refuseTrouble(reader);
            return std::move(*pixels);
        }
        RgbaConversion conversion(reader.get());
        if (!conversion.begun())
            refuse(base::Sentence("is a TIFF of a kind that cannot be read ({}); save it as PNG.", conversion.why()));
        const int band = bandHeight(reader.get(), page.size.height);
        std::vector<std::uint32_t> raster(static_cast<std::size_t>(page.size.width) * static_cast<std::size_t>(band));
        cv::Mat pixels(page.size, conversion.isGray() ? CV_8UC1 : CV_8UC3);
        for (int y = 0; y < pixels.rows; y += band) {
            const int rows = std::min(band, pixels.rows - y);
            if (!conversion.read(y, rows, raster) || !reader.error().empty()) refuseTrouble(reader);
            for (int row = 0; row < rows; ++row)
                putRow(raster.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(pixels.cols),
                       pixels.row(y + row), conversion.hasAlpha());
        }
        return pixels;
    }

    [[noreturn]] void refuseTrouble(const Reader& reader) const {
        if (reader.ranOut()) refuseCutShort();
        refuseDamaged(reader.error().empty() ? base::Sentence("its TIFF directory makes no sense")
                                             : base::Sentence::verbatim(reader.error()));
    }

    std::vector<TiffPage> pages_;
};

}  // namespace

FormatPointer openTiff(Input input) {
    return std::make_shared<TiffFormat>(std::move(input));
}

}  // namespace daiban::page
