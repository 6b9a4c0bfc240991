#pragma once

#include <string>
#include <vector>

#include "base/Confidence.h"
#include "base/Geometry.h"

namespace daiban::text {

/// One character or unbroken Latin/digit symbol where the engine saw it.
struct TextSymbol {
    std::string text;  ///< UTF-8
    base::Quad quad;   ///< pixels of the cleaned document
    base::Confidence confidence;
    /// What it may be, the likeliest (`text`) first, where two readers disagree or it is hardly to be read: a person has
    /// to look at the place. Empty: no doubt.
    std::vector<std::string> candidates{};
    /// What else the engine held possible there, the likeliest first; no doubt by itself.
    std::vector<std::string> alternatives{};
};

/// A line or table cell. Text has no blanks between Chinese characters.
struct TextLine {
    std::string text;
    base::Quad quad;  ///< pixels of the cleaned document, clockwise from the line's own top-left
    base::Confidence confidence;
    std::vector<TextSymbol> symbols;  ///< may be empty
};

/// What was read on one document, in reading order.
struct PageText {
    std::vector<TextLine> lines;
    std::string engine;   ///< "tesseract", ...
    std::string version;  ///< "5.3.0 chi_sim+eng"

    [[nodiscard]] std::string all() const {  ///< lines joined by line feeds
        std::string out;
        for (const auto& line : lines) out += (out.empty() ? "" : "\n") + line.text;
        return out;
    }
};

}  // namespace daiban::text
