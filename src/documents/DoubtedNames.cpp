#include "documents/DoubtedNames.h"

#include <algorithm>

namespace daiban::documents {

void distrustDoubtedName(const FieldRule& rule, const Glyphs& used, Field& field) {
    constexpr double most = 0.5;  // as of every value that fails its check
    if (rule.kind != FieldKind::PersonName && rule.kind != FieldKind::Party && rule.kind != FieldKind::CitizenNumber)
        return;
    if (std::none_of(used.begin(), used.end(), [](const Glyph& glyph) { return glyph.doubtful; })) return;
    field.valid = false;
    field.confidence = base::Confidence(std::min(field.confidence.value(), most));
}

}  // namespace daiban::documents
