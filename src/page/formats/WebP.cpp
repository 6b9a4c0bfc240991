#include <webp/decode.h>

#include "base/Sentence.h"
#include "page/formats/Bytes.h"
#include "page/formats/Exif.h"
#include "page/formats/Formats.h"

namespace daiban::page {
namespace {

/// The EXIF chunk of the RIFF container; libwebp itself does not look at it.
Exif exifOf(std::string_view riff) {
    std::size_t at = 12;
    while (holds(riff, at, 8)) {
        const std::size_t size = read32(riff, at + 4, ByteOrder::LittleEndian);
        if (!holds(riff, at + 8, size)) break;
        if (riff.substr(at, 4) == "EXIF") return readExif(riff.substr(at + 8, size));
        at += 8 + size + size % 2;
    }
    return {};
}

class WebPFormat final : public PageFile::Format {
  public:
    explicit WebPFormat(Input given) : Format(std::move(given)) {
        switch (WebPGetFeatures(data(), bytes().size(), &features_)) {
            case VP8_STATUS_OK:
                break;
            case VP8_STATUS_NOT_ENOUGH_DATA:
                refuseCutShort();
            default:
                refuseDamaged(base::Sentence("its WebP header makes no sense"));
        }
        if (features_.has_animation != 0) refuse(base::Sentence("is an animation, not a page; give a still picture."));
        checkSize(features_.width, features_.height);
        exif_ = exifOf(bytes());
        if (exif_.photograph) exif_.resolution = {};
        checkSize(squareSize({features_.width, features_.height}, exif_.resolution));
    }

    [[nodiscard]] std::string mediaType() const override { return "image/webp"; }

    [[nodiscard]] Image image(int) const override {
        const bool alpha = features_.has_alpha != 0;
        cv::Mat pixels(features_.height, features_.width, alpha ? CV_8UC4 : CV_8UC3);
        const auto decode = alpha ? WebPDecodeBGRAInto : WebPDecodeBGRInto;
        const auto room = pixels.total() * pixels.elemSize();
        if (decode(data(), bytes().size(), pixels.data, room, static_cast<int>(pixels.step)) == nullptr)
            refuse(base::Sentence("is cut short or damaged; copy or scan it again."));
        return finished(alpha ? onWhite(pixels) : pixels, exif_.resolution, exif_.orientation);
    }

  private:
    [[nodiscard]] const std::uint8_t* data() const { return reinterpret_cast<const std::uint8_t*>(bytes().data()); }

    WebPBitstreamFeatures features_{};
    Exif exif_;
};

}  // namespace

FormatPointer openWebP(Input input) {
    return std::make_shared<WebPFormat>(std::move(input));
}

}  // namespace daiban::page
