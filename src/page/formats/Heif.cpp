#include <libheif/heif.h>

#include <memory>
#include <vector>

#include "base/Sentence.h"
#include "page/formats/Formats.h"
#include "page/formats/Resolution.h"

namespace daiban::page {
namespace {

struct Free {
    void operator()(heif_context* context) const { heif_context_free(context); }
    void operator()(heif_image_handle* handle) const { heif_image_handle_release(handle); }
    void operator()(heif_image* image) const { heif_image_release(image); }
};
using Context = std::unique_ptr<heif_context, Free>;
using Handle = std::unique_ptr<heif_image_handle, Free>;

/// Rows of RGB or RGBA on white paper.
cv::Mat onPaper(const std::uint8_t* rows, int stride, cv::Size size, bool hasAlpha) {
    cv::Mat pixels(size, CV_8UC3);
    const int channels = hasAlpha ? 4 : 3;
    for (int y = 0; y < size.height; ++y) {
        const auto* from = rows + static_cast<std::ptrdiff_t>(y) * stride;
        auto* to = pixels.ptr<cv::Vec3b>(y);
        for (int x = 0; x < size.width; ++x, from += channels) {
            const int alpha = hasAlpha ? from[3] : 255;
            for (int c = 0; c < 3; ++c)
                to[x][c] = static_cast<uchar>((from[2 - c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
    return pixels;
}

/// Photographs of phones. Every picture of a burst is a page, the one the phone shows first. libheif applies the turns
/// and crops that the file asks for, so that the orientation in its Exif must not be applied again.
class HeifFormat final : public PageFile::Format {
  public:
    explicit HeifFormat(Input given) : Format(std::move(given)), context_(opened()) {
        const int count = heif_context_get_number_of_top_level_images(context_.get());
        if (count < 1) refuseUndecoded(base::Sentence("it holds no picture"));
        checkPages(count);
        heif_item_id first = 0;
        if (heif_context_get_primary_image_ID(context_.get(), &first).code == heif_error_Ok) ids_.push_back(first);
        std::vector<heif_item_id> all(static_cast<std::size_t>(count));
        all.resize(static_cast<std::size_t>(
            heif_context_get_list_of_top_level_image_IDs(context_.get(), all.data(), count)));
        for (const auto id : all)
            if (ids_.empty() || id != ids_.front()) ids_.push_back(id);
        for (const auto id : ids_) {
            const Handle handle = handleOf(context_, id);
            checkSize(heif_image_handle_get_width(handle.get()), heif_image_handle_get_height(handle.get()));
        }
    }

    [[nodiscard]] std::string mediaType() const override { return "image/heic"; }
    [[nodiscard]] int pageCount() const override { return static_cast<int>(ids_.size()); }

    [[nodiscard]] Image image(int number) const override {
        const Context context = opened();  // pages are decoded side by side, and a context is not for that
        const Handle handle = handleOf(context, ids_.at(static_cast<std::size_t>(number - 1)));
        const bool hasAlpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
        heif_image* decoded = nullptr;
        const auto error = heif_decode_image(handle.get(), &decoded, heif_colorspace_RGB,
                                             hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
                                             nullptr);
        const std::unique_ptr<heif_image, Free> image(decoded);
        if (error.code != heif_error_Ok) refuseUndecoded(base::Sentence::verbatim(error.message));
        int stride = 0;
        const auto* rows = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
        const cv::Size size(heif_image_get_width(image.get(), heif_channel_interleaved),
                            heif_image_get_height(image.get(), heif_channel_interleaved));
        if (rows == nullptr) refuseUndecoded(base::Sentence("it has no pixels"));
        checkSize(size);
        return finished(onPaper(rows, stride, size, hasAlpha), {}, 1);
    }

  private:
    [[nodiscard]] Context opened() const {
        Context context(heif_context_alloc());
        heif_context_set_maximum_image_size_limit(context.get(), 32'766);
        const auto error =
            heif_context_read_from_memory_without_copy(context.get(), bytes().data(), bytes().size(), nullptr);
        if (error.code != heif_error_Ok) refuseUndecoded(base::Sentence::verbatim(error.message));
        return context;
    }
    [[nodiscard]] Handle handleOf(const Context& context, heif_item_id id) const {
        heif_image_handle* handle = nullptr;
        const auto error = heif_context_get_image_handle(context.get(), id, &handle);
        if (error.code != heif_error_Ok) refuseUndecoded(base::Sentence::verbatim(error.message));
        return Handle(handle);
    }
    [[noreturn]] void refuseUndecoded(const base::Sentence& why) const {
        refuse(
            base::Sentence("is a HEIF photograph (HEIC) that cannot be decoded ({}); set the phone's camera to JPEG "
                           "(\"most compatible\") and take it again.",
                           why));
    }

    Context context_;
    std::vector<heif_item_id> ids_;
};

}  // namespace

FormatPointer openHeif(Input input) {
    return std::make_shared<HeifFormat>(std::move(input));
}

}  // namespace daiban::page
