#include <png.h>

#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "base/Sentence.h"
#include "page/formats/Exif.h"
#include "page/formats/Formats.h"

namespace daiban::page {
namespace {

/// What became of a reader's run. Plain data: libpng leaves by longjmp, past every destructor.
struct Trouble {
    std::jmp_buf escape;
    bool cutShort;
    char message[128];
};

[[noreturn]] void giveUp(png_structp png, png_const_charp message) {
    auto& trouble = *static_cast<Trouble*>(png_get_error_ptr(png));
    std::snprintf(trouble.message, sizeof trouble.message, "%s", message);
    std::longjmp(trouble.escape, 1);
}

void passOver(png_structp, png_const_charp) {}

struct Bytes {
    std::string_view left;
    Trouble* trouble;
};

void take(png_structp png, png_bytep to, png_size_t count) {
    auto& bytes = *static_cast<Bytes*>(png_get_io_ptr(png));
    if (count > bytes.left.size()) {
        bytes.trouble->cutShort = true;
        png_error(png, "cut short");
    }
    std::memcpy(to, bytes.left.data(), count);
    bytes.left.remove_prefix(count);
}

/// A reader on bytes in memory, taken down at the end of the scope whichever way it is left.
/// It gives 8-bit samples: gray, gray and alpha, BGR, or BGRA.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_{bytes, &trouble_} {
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, &trouble_, giveUp, passOver);
        info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
    }
    ~Reader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    [[nodiscard]] bool readHeader() {
        if (info_ == nullptr) return false;
        if (setjmp(trouble_.escape) != 0) return false;
        png_set_read_fn(png_, &bytes_, take);
        png_read_info(png_, info_);
        return true;
    }

    /// After it, channels() is known.
    [[nodiscard]] bool prepare() {
        if (setjmp(trouble_.escape) != 0) return false;
        png_set_expand(png_);
        png_set_scale_16(png_);
        png_set_bgr(png_);
        passes_ = png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        return true;
    }

    /// Reads the next row once (or all passes of all rows when interlaced, see readAll).
    [[nodiscard]] bool readRow(png_bytep row) {
        if (setjmp(trouble_.escape) != 0) return false;
        png_read_row(png_, row, nullptr);
        return true;
    }

    [[nodiscard]] bool readAll(png_bytepp rows) {
        if (setjmp(trouble_.escape) != 0) return false;
        png_read_image(png_, rows);
        return true;
    }

    /// Reads what follows the pixels; false when the file ends before its end mark.
    [[nodiscard]] bool readEnd() {
        if (setjmp(trouble_.escape) != 0) return false;
        png_read_end(png_, info_);
        return true;
    }

    [[nodiscard]] int width() const { return static_cast<int>(png_get_image_width(png_, info_)); }
    [[nodiscard]] int height() const { return static_cast<int>(png_get_image_height(png_, info_)); }
    [[nodiscard]] int channels() const { return png_get_channels(png_, info_); }
    [[nodiscard]] bool isInterlaced() const { return passes_ > 1; }
    [[nodiscard]] const Trouble& trouble() const { return trouble_; }

    [[nodiscard]] Resolution resolution() const {
        png_uint_32 x = 0, y = 0;
        int unit = PNG_RESOLUTION_UNKNOWN;
        if (png_get_pHYs(png_, info_, &x, &y, &unit) == 0) return {};
        const double perInch = unit == PNG_RESOLUTION_METER ? metresPerInch : 1;
        return {x * perInch, y * perInch};
    }

    [[nodiscard]] Exif exif() {
        png_uint_32 size = 0;
        png_bytep data = nullptr;
        if (png_get_eXIf_1(png_, info_, &size, &data) == 0) return {};
        return readExif({reinterpret_cast<const char*>(data), size});
    }

  private:
    Trouble trouble_{};
    Bytes bytes_;
    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    int passes_ = 1;
};

/// Lays rows of 1 to 4 channels on white paper.
void layOnWhite(const cv::Mat& row, cv::Mat out) {
    switch (row.channels()) {
        case 2:
            for (int x = 0; x < row.cols; ++x) {
                const auto pixel = row.at<cv::Vec2b>(x);
                out.at<uchar>(x) = static_cast<uchar>((pixel[0] * pixel[1] + 255 * (255 - pixel[1]) + 127) / 255);
            }
            break;
        case 4:
            onWhite(row).copyTo(out);
            break;
        default:
            row.copyTo(out);
    }
}

class PngFormat final : public PageFile::Format {
  public:
    explicit PngFormat(Input given) : Format(std::move(given)) {
        Reader reader(bytes());
        if (!reader.readHeader()) refuseTrouble(reader.trouble());
        checkSize(reader.width(), reader.height());
        checkSize(squareSize({reader.width(), reader.height()}, reader.resolution()));
    }

    [[nodiscard]] std::string mediaType() const override { return "image/png"; }

    [[nodiscard]] Image image(int) const override {
        Reader reader(bytes());
        if (!reader.readHeader() || !reader.prepare()) refuseTrouble(reader.trouble());
        const cv::Mat pixels = reader.isInterlaced() ? readInterlaced(reader) : readRows(reader);
        if (!reader.readEnd()) refuseTrouble(reader.trouble());
        const Exif exif = reader.exif();
        return finished(pixels, exif.photograph ? Resolution{} : reader.resolution(), exif.orientation);
    }

  private:
    static cv::Mat emptyPage(const Reader& reader) {
        return cv::Mat(reader.height(), reader.width(), reader.channels() < 3 ? CV_8UC1 : CV_8UC3);
    }

    [[nodiscard]] cv::Mat readRows(Reader& reader) const {
        cv::Mat pixels = emptyPage(reader);
        cv::Mat row(1, reader.width(), CV_8UC(reader.channels()));
        for (int y = 0; y < pixels.rows; ++y) {
            if (!reader.readRow(row.data)) refuseTrouble(reader.trouble());
            layOnWhite(row, pixels.row(y));
        }
        return pixels;
    }

    [[nodiscard]] cv::Mat readInterlaced(Reader& reader) const {
        cv::Mat all(reader.height(), reader.width(), CV_8UC(reader.channels()), cv::Scalar::all(0));
        std::vector<png_bytep> rows(static_cast<std::size_t>(all.rows));
        for (int y = 0; y < all.rows; ++y) rows[static_cast<std::size_t>(y)] = all.ptr(y);
        if (!reader.readAll(rows.data())) refuseTrouble(reader.trouble());
        cv::Mat pixels = emptyPage(reader);
        for (int y = 0; y < all.rows; ++y) layOnWhite(all.row(y), pixels.row(y));
        return pixels;
    }

    [[noreturn]] void refuseTrouble(const Trouble& trouble) const {
        if (trouble.cutShort) refuseCutShort();
        refuseDamaged(base::Sentence::verbatim(trouble.message));
    }
};

}  // namespace

FormatPointer openPng(Input input) {
    return std::make_shared<PngFormat>(std::move(input));
}

}  // namespace daiban::page
