// In this order: jpeglib.h needs <cstdio> before it, jerror.h needs jpeglib.h.
// clang-format off
#include <csetjmp>
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include "base/Sentence.h"
#include "page/formats/Exif.h"
#include "page/formats/Formats.h"

namespace daiban::page {
namespace {

/// A progressive JPEG has about ten scans; thousands of them over few bytes are made to keep a decoder busy.
constexpr int mostScans = 100;

/// What became of a decoder's run. Plain data: libjpeg leaves by longjmp, past every destructor.
struct Trouble {
    jpeg_error_mgr manager;
    jpeg_progress_mgr progress;
    std::jmp_buf escape;
    bool cutShort;
    bool lossOfData;
    char message[JMSG_LENGTH_MAX];
};

Trouble& troubleOf(j_common_ptr decoder) {
    return *static_cast<Trouble*>(decoder->client_data);
}

[[noreturn]] void giveUp(j_common_ptr decoder) {
    (*decoder->err->format_message)(decoder, troubleOf(decoder).message);
    std::longjmp(troubleOf(decoder).escape, 1);
}

/// From this part of the height on, a page may lack fine detail: a margin of 15 mm on A4.
constexpr double footFrom = 0.95;

/// True when what is lost only sharpens what earlier scans of a progressive JPEG gave of the whole page: its lowest
/// bits, or at the very foot any detail. Some encoders end their scans too early; refusing those would refuse pages
/// on which no eye sees a fault.
bool isMinorLoss(j_common_ptr decoder) {
    const auto& scan = *reinterpret_cast<j_decompress_ptr>(decoder);
    if (scan.progressive_mode == FALSE || scan.Ss == 0) return false;
    return scan.Ah > 0 || scan.input_iMCU_row >= footFrom * scan.total_iMCU_rows;
}

/// Warnings that mean pixels were made up; libjpeg would go on and fill them with gray.
void noteWarning(j_common_ptr decoder, int level) {
    if (level >= 0) return;
    switch (decoder->err->msg_code) {
        case JWRN_JPEG_EOF:
            troubleOf(decoder).cutShort = true;
            break;
        case JWRN_HIT_MARKER:
        case JWRN_HUFF_BAD_CODE:
        case JWRN_ARITH_BAD_CODE:
        case JWRN_MUST_RESYNC:
            troubleOf(decoder).lossOfData |= !isMinorLoss(decoder);
            break;
        default:
            break;
    }
}

void countScans(j_common_ptr decoder) {
    if (reinterpret_cast<j_decompress_ptr>(decoder)->input_scan_number <= mostScans) return;
    std::snprintf(troubleOf(decoder).message, JMSG_LENGTH_MAX, "it has more than %d scans", mostScans);
    std::longjmp(troubleOf(decoder).escape, 1);
}

/// A decoder on bytes in memory, taken down at the end of the scope whichever way it is left.
class Decoder {
  public:
    explicit Decoder(std::string_view bytes) {
        decoder_.err = jpeg_std_error(&trouble_.manager);
        trouble_.manager.error_exit = giveUp;
        trouble_.manager.emit_message = noteWarning;
        trouble_.progress.progress_monitor = countScans;
        decoder_.client_data = &trouble_;
        bytes_ = bytes;
    }
    ~Decoder() { jpeg_destroy_decompress(&decoder_); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    [[nodiscard]] bool readHeader() {
        if (setjmp(trouble_.escape) != 0) return false;
        jpeg_create_decompress(&decoder_);
        decoder_.client_data = &trouble_;
        decoder_.progress = &trouble_.progress;
        jpeg_mem_src(&decoder_, reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
        jpeg_save_markers(&decoder_, JPEG_APP0 + 1, 0xFFFF);
        return jpeg_read_header(&decoder_, TRUE) == JPEG_HEADER_OK;
    }

    /// Decodes into `pixels`, whose size and channels fit outputChannels().
    [[nodiscard]] bool decode(cv::Mat& pixels) {
        if (setjmp(trouble_.escape) != 0) return false;
        decoder_.out_color_space = outputSpace();
        jpeg_start_decompress(&decoder_);
        while (decoder_.output_scanline < decoder_.output_height) {
            JSAMPROW row = pixels.ptr(static_cast<int>(decoder_.output_scanline));
            jpeg_read_scanlines(&decoder_, &row, 1);
        }
        // What follows the last row is not looked at: some phones write their own data where the end mark belongs, and
        // some programs no end mark at all.
        return true;
    }

    /// True when all of the picture came, even if the file ended where an end mark belongs. Bits that were missing are
    /// a loss of data, which is told otherwise; whole scans that were missing are seen by bits nobody sent.
    [[nodiscard]] bool isWhole() const {
        if (!trouble_.cutShort) return true;
        if (trouble_.lossOfData) return false;
        if (decoder_.progressive_mode == FALSE) return decoder_.output_scanline == decoder_.output_height;
        if (decoder_.coef_bits == nullptr) return false;
        for (int component = 0; component < decoder_.num_components; ++component)
            for (int coefficient = 0; coefficient < DCTSIZE2; ++coefficient)
                if (decoder_.coef_bits[component][coefficient] != 0) return false;
        return true;
    }

    [[nodiscard]] const jpeg_decompress_struct& header() const { return decoder_; }
    [[nodiscard]] const Trouble& trouble() const { return trouble_; }
    [[nodiscard]] bool isInk() const {
        return decoder_.jpeg_color_space == JCS_CMYK || decoder_.jpeg_color_space == JCS_YCCK;
    }
    [[nodiscard]] int outputType() const {
        if (isInk()) return CV_8UC4;
        return decoder_.jpeg_color_space == JCS_GRAYSCALE ? CV_8UC1 : CV_8UC3;
    }

  private:
    [[nodiscard]] J_COLOR_SPACE outputSpace() const {
        if (isInk()) return JCS_CMYK;
        return decoder_.jpeg_color_space == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_EXT_BGR;
    }

    std::string_view bytes_;
    jpeg_decompress_struct decoder_{};
    Trouble trouble_{};
};

/// Adobe's programs write inks inverted (255: no ink) and mark the file; without the mark 0 is no ink.
cv::Mat inksToBgr(const cv::Mat& inks, bool inverted) {
    cv::Mat out(inks.size(), CV_8UC3);
    for (int y = 0; y < inks.rows; ++y) {
        const auto* from = inks.ptr<cv::Vec4b>(y);
        auto* to = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < inks.cols; ++x) {
            const int light = inverted ? from[x][3] : 255 - from[x][3];
            for (int c = 0; c < 3; ++c) {
                const int paper = inverted ? from[x][2 - c] : 255 - from[x][2 - c];
                to[x][c] = static_cast<uchar>((paper * light + 127) / 255);
            }
        }
    }
    return out;
}

/// Some programs write inks inverted and no mark. Papers are mostly bare: the way that leaves more of it so is right.
bool looksInverted(const cv::Mat& inks) {
    const cv::Scalar mean = cv::mean(inks);
    return mean[0] + mean[1] + mean[2] + 3 * mean[3] > 3 * 255;
}

Exif exifOf(const jpeg_decompress_struct& header) {
    for (auto marker = header.marker_list; marker != nullptr; marker = marker->next) {
        const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
        if (data.substr(0, 4) == "Exif") return readExif(data);
    }
    return {};
}

Resolution jfifResolution(const jpeg_decompress_struct& header) {
    constexpr int centimetres = 2;
    if (header.saw_JFIF_marker == FALSE) return {};
    const double perInch = header.density_unit == centimetres ? centimetresPerInch : 1;
    return {header.X_density * perInch, header.Y_density * perInch};
}

class JpegFormat final : public PageFile::Format {
  public:
    explicit JpegFormat(Input given) : Format(std::move(given)) {
        Decoder decoder(bytes());
        if (!decoder.readHeader()) refuseTrouble(decoder.trouble());
        const auto& header = decoder.header();
        const cv::Size size(static_cast<int>(header.image_width), static_cast<int>(header.image_height));
        checkSize(size.width, size.height);
        const Exif exif = exifOf(header);
        orientation_ = exif.orientation;
        if (!exif.photograph)
            resolution_ = isBelievable(exif.resolution, size) ? exif.resolution : jfifResolution(header);
        checkSize(squareSize(size, resolution_));
    }

    [[nodiscard]] std::string mediaType() const override { return "image/jpeg"; }

    [[nodiscard]] Image image(int) const override {
        Decoder decoder(bytes());
        if (!decoder.readHeader()) refuseTrouble(decoder.trouble());
        const auto& header = decoder.header();
        cv::Mat pixels(static_cast<int>(header.image_height), static_cast<int>(header.image_width),
                       decoder.outputType());
        if (!decoder.decode(pixels) || !decoder.isWhole() || decoder.trouble().lossOfData)
            refuseTrouble(decoder.trouble());
        if (decoder.isInk()) pixels = inksToBgr(pixels, header.saw_Adobe_marker != FALSE || looksInverted(pixels));
        return finished(pixels, resolution_, orientation_);
    }

  private:
    [[noreturn]] void refuseTrouble(const Trouble& trouble) const {
        if (trouble.cutShort) refuseCutShort();
        if (trouble.lossOfData) refuseDamaged(base::Sentence("parts of the picture cannot be decoded"));
        refuseDamaged(base::Sentence::verbatim(trouble.message));
    }

    Resolution resolution_;
    int orientation_ = 1;
};

}  // namespace

FormatPointer openJpeg(Input input) {
    return std::make_shared<JpegFormat>(std::move(input));
}

}  // namespace daiban::page
