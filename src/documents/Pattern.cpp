#include "documents/Pattern.h"

#include <re2/re2.h>

#include "base/Text.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

std::string foldedSource(std::string_view source) {
    static constexpr std::u32string_view special = U"()[]{}.*+?^$|\\/-";
    std::u32string folded;
    for (const char32_t c : base::toCodePoints(source)) {
        const char32_t as = c < 0x80 ? c : foldedPoint(c);
        if (as != c && special.find(as) != std::u32string_view::npos) folded += U'\\';
        folded += as;
    }
    return base::toUtf8(folded);
}

}  // namespace

std::optional<Pattern> Pattern::from(std::string source) {
    auto expression = std::make_shared<const re2::RE2>(foldedSource(source), re2::RE2::Quiet);
    if (!expression->ok()) return std::nullopt;
    Pattern pattern;
    pattern.source_ = std::move(source);
    pattern.expression_ = std::move(expression);
    return pattern;
}

bool Pattern::isIn(std::string_view comparable) const {
    return expression_ && re2::RE2::PartialMatch(re2::StringPiece(comparable.data(), comparable.size()), *expression_);
}

std::optional<Pattern::Match> Pattern::find(std::u32string_view comparable) const {
    if (!expression_) return std::nullopt;
    const std::string text = base::toUtf8(comparable);
    re2::StringPiece found;
    if (!expression_->Match(text, 0, text.size(), re2::RE2::UNANCHORED, &found, 1)) return std::nullopt;
    const std::string_view before(text.data(), static_cast<std::size_t>(found.data() - text.data()));
    const std::size_t begin = base::countCodePoints(before);
    return Match{begin, begin + base::countCodePoints({found.data(), found.size()})};
}

}  // namespace daiban::documents
