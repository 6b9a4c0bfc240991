#pragma once

#include "intake/CopiedDocuments.h"
#include "samples/draw/DrawSamples.h"
#include "text/TextReader.h"

namespace daiban::support {

inline base::Quad quadOf(const nlohmann::ordered_json& corners) {
    base::Quad quad;
    for (std::size_t i = 0; i < 4; ++i) quad[i] = {corners[i][0].get<double>(), corners[i][1].get<double>()};
    return quad;
}

/// The lines of a drawn page as they were drawn, in its pixels.
inline text::PageText linesOf(const samples::DrawnPage& drawn) {
    text::PageText text{{}, "truth", "1"};
    for (const auto& document : drawn.truth["documents"])
        for (const auto& line : document["lines"])
            text.lines.push_back({line["text"].get<std::string>(), quadOf(line["quad"]), base::Confidence(0.97), {}});
    return text;
}

/// Reads on every document of a drawn page what was drawn there, wherever it is thought to lie.
class ReadsTheTruth final : public text::TextReader {
  public:
    explicit ReadsTheTruth(const samples::DrawnPage& drawn)
        : lines_(linesOf(drawn)), turn_(base::turnOf(drawn.truth.value("rotation", 0))) {}

    [[nodiscard]] text::Orientation orientation(const page::CleanPage&) const override {
        return {turn_, base::Confidence(1), {}};
    }
    [[nodiscard]] text::PageText read(const page::CleanPage& document) const override {
        return intake::textWithin(document.quad, document.pixels.size(), lines_);
    }

  private:
    text::PageText lines_;
    base::Turn turn_;
};

}  // namespace daiban::support
