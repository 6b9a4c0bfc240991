#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "page/Page.h"
#include "text/PageText.h"

namespace daiban::text {

/// How upright a text stands: the clockwise turn that makes it upright.
struct Orientation {
    base::Turn turn = base::Turn::None;
    base::Confidence confidence;  ///< 0: there is no text to tell by
};

/// Reads text. const and safe to call from several threads at once.
class TextReader {
  public:
    virtual ~TextReader() = default;
    /// Of a flat document in any of the four directions.
    [[nodiscard]] virtual Orientation orientation(const page::CleanPage& document) const = 0;
    /// Of an upright document.
    [[nodiscard]] virtual PageText read(const page::CleanPage& document) const = 0;
};

/// "ppocr", "tesseract", or "auto": ppocr where it is built in and its weights are installed, else tesseract.
/// Throws Error{BadArguments} for another name, Error{DependencyMissing} when what the engine needs is not installed.
[[nodiscard]] std::unique_ptr<TextReader> openTextReader(std::string_view engine = "auto");

}  // namespace daiban::text
