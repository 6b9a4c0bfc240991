#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/Geometry.h"
#include "base/Sentence.h"

namespace daiban::imaging {

enum class QualityWarning {
    Blurred,
    Glare,
    TooDark,
    TooBright,
    LowResolution,
    CutOff,
    Finger,  ///< a hand over the paper
    Moire,   ///< a screen was photographed, not a paper
    Shadow,  ///< light so uneven that print in the shadow is hard to read
};

/// Something the operator can do about a page.
struct QualityNote {
    QualityWarning warning{};
    std::optional<base::Quad> where;  ///< pixels of the page, original orientation; none: everywhere
    base::Quad document{};  ///< the document it is about, clockwise from the corner nearest the page's top-left
    std::string sentence;   ///< as sentenceOf(note, Turn::None) says it in Chinese
};

[[nodiscard]] std::string_view codeOf(QualityWarning warning);      ///< "blurred", ... as in the JSON
[[nodiscard]] std::string_view sentenceOf(QualityWarning warning);  ///< "画面模糊，请重扫。"
/// The sentence with the place ("右下角反光，请重拍。") on the document as it is seen once it was turned clockwise by
/// `turn`. Without a place, the general sentence.
[[nodiscard]] base::Sentence sentenceOf(const QualityNote& note, base::Turn turn);
/// "左上角", "上边", "中间", ...: where the middle of `where` lies on the document turned by `turn`. Empty when it
/// covers more than half of the document, which is no place.
[[nodiscard]] std::string_view placeOf(const base::Quad& where, const base::Quad& document, base::Turn turn);

}  // namespace daiban::imaging
