#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/Sentence.h"
#include "page/Page.h"
#include "text/PageText.h"

namespace daiban::text {

/// How upright a text stands: the clockwise turn that makes it upright.
struct Orientation {
    base::Turn turn = base::Turn::None;
    base::Confidence confidence;  ///< 0: there is no text to tell by
    /// Lines seen on the way, pixels of the document as it lies; empty when the engine saw none. A first look reads
    /// them.
    std::vector<base::Quad> lines{};
};

/// Asked with what was read so far, in reading order: true ends a first look.
using IsEnough = std::function<bool(const PageText&)>;

/// Reads text. const and safe to call from several threads at once.
class TextReader {
  public:
    virtual ~TextReader() = default;
    /// Of a flat document in any of the four directions.
    [[nodiscard]] virtual Orientation orientation(const page::CleanPage& document) const = 0;
    /// Of an upright document.
    [[nodiscard]] virtual PageText read(const page::CleanPage& document) const = 0;
    /// A first look at an upright document: the lines that tell most, until `isEnough` says so or the share of the
    /// work that a first look may take is done. `seen` are the lines that orientation() saw, on the document as it
    /// stands now (linesAfterTurn); without any the engine looks for them. An engine that knows no shorter way reads
    /// everything.
    [[nodiscard]] virtual PageText glance(const page::CleanPage& document, const std::vector<base::Quad>& seen,
                                          const IsEnough& isEnough) const;
};

/// The lines an orientation saw, on the document after that turn, each from its own top-left; `width` and `height` are
/// those of the document before.
[[nodiscard]] std::vector<base::Quad> linesAfterTurn(const Orientation& orientation, base::Turn turn, double width,
                                                     double height);

/// "hybrid", "ppocr", "tesseract", or "auto": hybrid where PP-OCR is built in and its weights are installed, else
/// tesseract. `wordsFolder` has lists of words that help hybrid to decide between characters; empty: none.
/// Throws Error{BadArguments} for another name, Error{DependencyMissing} when what the engine needs is not installed.
[[nodiscard]] std::unique_ptr<TextReader> openTextReader(std::string_view engine = "auto",
                                                         const std::filesystem::path& wordsFolder = {});

/// What an engine that can be opened does without, as a sentence for the operator; empty: nothing.
[[nodiscard]] base::Sentence whatIsMissing(std::string_view engine);

}  // namespace daiban::text
