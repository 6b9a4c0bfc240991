#include "documents/DoubtedNames.h"

#include <algorithm>

#include "documents/Surnames.h"

namespace daiban::documents {

namespace {

/// A character read less surely may be another one that its reader held possible.
constexpr double unsure = 0.9;
constexpr std::size_t shortestName = 2, longestName = 4;

void put(Glyph& glyph, char32_t character) {
    glyph.shown = glyph.folded = character;
    glyph.doubtful = true;
}

bool mayBe(const Glyph& glyph, char32_t character) {
    return glyph.maybe.find(character) != std::u32string::npos;
}

/// With the first surname that the first character may be, where it is none.
std::optional<Glyphs> withSurname(const Glyphs& used) {
    if (surnameAt(foldedText(used)) > 0) return std::nullopt;
    for (const char32_t other : used.front().maybe) {
        Glyphs name = used;
        put(name.front(), other);
        if (surnameAt(foldedText(name)) > 0) return name;
    }
    return std::nullopt;
}

/// The name as it stands from a place of a line on, where each character there is the name's or one that it may be, and
/// was read better than the name's.
std::optional<Glyphs> asStandsAt(const Glyphs& used, const LayoutLine& line, std::size_t at) {
    Glyphs name = used;
    std::size_t other = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const Glyph& there = line.glyphs[at + i];
        if (there.folded == name[i].folded) continue;
        const bool better = !there.doubtful && there.confidence > name[i].confidence;
        if (!better || !mayBe(name[i], there.folded)) return std::nullopt;
        put(name[i], there.folded);
        ++other;
    }
    return other == 0 || other == name.size() ? std::nullopt : std::optional(name);
}

bool isDoubted(const Glyph& glyph) {
    return glyph.doubtful || (glyph.confidence < unsure && !glyph.maybe.empty());
}

std::optional<Glyphs> asStandsElsewhere(const Glyphs& used, const Layout& layout) {
    if (std::none_of(used.begin(), used.end(), isDoubted)) return std::nullopt;
    for (const LayoutLine& line : layout.lines())
        for (std::size_t at = 0; at + used.size() <= line.glyphs.size(); ++at)
            if (auto name = asStandsAt(used, line, at)) return name;
    return std::nullopt;
}

}  // namespace

std::optional<Glyphs> nameAsMeant(const Glyphs& used, const Layout& layout) {
    if (used.size() < shortestName || used.size() > longestName) return std::nullopt;
    if (auto name = asStandsElsewhere(used, layout)) return name;
    return withSurname(used);
}

void distrustDoubtedName(const FieldRule& rule, const Glyphs& used, Field& field) {
    constexpr double most = 0.5;  // as of every value that fails its check
    if (rule.kind != FieldKind::PersonName && rule.kind != FieldKind::Party && rule.kind != FieldKind::CitizenNumber)
        return;
    if (std::none_of(used.begin(), used.end(), [](const Glyph& glyph) { return glyph.doubtful; })) return;
    field.valid = false;
    field.confidence = base::Confidence(std::min(field.confidence.value(), most));
}

}  // namespace daiban::documents
