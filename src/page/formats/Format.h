#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <string_view>

#include "base/Sentence.h"
#include "page/PageFile.h"

namespace daiban::page {

/// What was given to be opened.
struct Input {
    std::string bytes;
    std::string source;  ///< as given, for provenance
    std::string name;    ///< base name without control characters, for messages
    std::string hash;    ///< SHA-256 (hex) of `bytes`
    DecodeLimits limits;
};

/// One kind of file. Constructed from an input whose first bytes are of that kind; the constructor reads the header
/// and refuses what is beyond the limits, before anything is decoded.
class PageFile::Format {
  public:
    struct Image {
        cv::Mat pixels;  ///< upright, 8-bit BGR or gray
        double dpi = 0;
    };

    explicit Format(Input input) : input_(std::move(input)) {}
    virtual ~Format() = default;
    Format(const Format&) = delete;
    Format& operator=(const Format&) = delete;

    [[nodiscard]] virtual std::string mediaType() const = 0;
    [[nodiscard]] virtual int pageCount() const { return 1; }
    [[nodiscard]] virtual Image image(int number) const = 0;

    [[nodiscard]] const Input& input() const { return input_; }
    [[nodiscard]] std::string_view bytes() const { return input_.bytes; }

    /// Throws Error{Unreadable} "<name> <what>".
    [[noreturn]] void refuse(const base::Sentence& what) const;
    [[noreturn]] void refuseCutShort() const;
    [[noreturn]] void refuseDamaged(const base::Sentence& detail) const;
    /// Throws unless both are positive and the picture is within the limits.
    void checkSize(std::int64_t width, std::int64_t height) const;
    void checkSize(cv::Size size) const { checkSize(size.width, size.height); }
    void checkPages(std::int64_t pages) const;

  private:
    Input input_;
};

}  // namespace daiban::page
