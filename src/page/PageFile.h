#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "page/Page.h"
#include "page/PageBytes.h"

namespace daiban::page {

/// An image or PDF file opened as pages. JPEG, PNG, TIFF (many pages), WebP, BMP, PDF; EXIF orientation applied,
/// dpi from the file (JFIF, EXIF, pHYs, TIFF tags, BMP header) where it can be believed: not of a camera's photograph,
/// not the 72 and 96 that software writes when nobody measured. Where a file has more dots one way than the other
/// (fax), the pixels are stretched to be square. What is transparent becomes white paper.
///
/// All errors are Error{Unreadable} (NotFound for a missing file or no permission, DependencyMissing when poppler-utils
/// is not installed) with one sentence that names the file and says what to do. What the file is, is told from its
/// bytes, never from its name. open() and fromBytes() read headers only; a picture that is cut short or too damaged is
/// refused by page(). Const and safe to use from several threads at once.
class PageFile {
  public:
    [[nodiscard]] static PageFile open(const std::filesystem::path& file, const DecodeLimits& limits = {});
    [[nodiscard]] static PageFile from(const PageBytes& bytes, const DecodeLimits& limits = {});
    /// `bytes` as they came over the wire; `name` is used in messages and provenance only.
    [[nodiscard]] static PageFile fromBytes(std::string bytes, const std::string& name,
                                            const DecodeLimits& limits = {});

    [[nodiscard]] int pageCount() const;
    [[nodiscard]] Page page(int number) const;       ///< from 1
    [[nodiscard]] const std::string& bytes() const;  ///< as they came
    [[nodiscard]] std::string mediaType() const;     ///< "image/jpeg", "application/pdf", ...

    /// The media type by the first kilobyte of a file; empty when it is none that can be opened.
    [[nodiscard]] static std::string mediaTypeOf(std::string_view firstBytes);

    class Format;  ///< one per kind of file

  private:
    explicit PageFile(std::shared_ptr<const Format> format) : format_(std::move(format)) {}
    std::shared_ptr<const Format> format_;
};

/// A page as a PNG or JPEG with its dpi written in it.
enum class ImageFormat {
    Png,
    Jpeg,
    SmallJpeg,  ///< progressive and with Huffman tables of its own: 8% smaller on specimens, and slower to make
};
[[nodiscard]] std::string encodeImage(const cv::Mat& pixels, double dpi, ImageFormat format, int jpegQuality = 85);

}  // namespace daiban::page
