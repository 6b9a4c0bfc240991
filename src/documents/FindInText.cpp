#include <algorithm>

#include "base/Text.h"
#include "documents/FindValues.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

constexpr double phraseTrust = 0.96;
constexpr double anywhereTrust = 0.82;
constexpr double perWrongCharacter = 0.05;

/// Of a page's text as one string; a page of paper has at most about 4,000 characters.
constexpr std::size_t mostGlyphs = 12000;

/// The longest thing a phrase may have between its words.
std::size_t longestValue(FieldKind kind) {
    switch (kind) {
        case FieldKind::PersonName:
            return 20;
        case FieldKind::Date:
        case FieldKind::RangeFrom:
        case FieldKind::RangeUntil:
            return 24;
        case FieldKind::Address:
        case FieldKind::Organisation:
        case FieldKind::Party:
        case FieldKind::Amount:
            return 60;
        case FieldKind::Text:
            return 200;
        default:
            return 40;
    }
}

struct Phrase {
    std::u32string before;
    std::u32string behind;
};

Phrase phraseOf(const std::string& source) {
    const auto at = source.find("{}");
    return {comparable(std::string_view(source).substr(0, at)), comparable(std::string_view(source).substr(at + 2))};
}

/// The lines of a part of the page as one stretch of glyphs.
Glyphs runningText(const PageView& page, const Span& span) {
    Glyphs all;
    for (const auto& line : page.layout.lines())
        if (!line.vertical && span.holds(line.top) && all.size() < mostGlyphs)
            all.insert(all.end(), line.glyphs.begin(), line.glyphs.end());
    return all;
}

struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t wrong = 0;
};

/// From the line's start (the line above when the words begin a line) up to the words behind the value.
Stretch fromLineStart(const Glyphs& all, const NearMatch& behind) {
    std::size_t begin = behind.begin;
    if (begin == 0) return {0, 0, 0};
    const int line = all[begin - 1].line;
    while (begin > 0 && all[begin - 1].line == line) --begin;
    return {begin, behind.begin, behind.distance};
}

std::size_t endOfLine(const Glyphs& all, std::size_t at) {
    std::size_t end = at;
    while (end < all.size() && all[end].line == all[at].line) ++end;
    return end;
}

std::vector<Stretch> stretchesOf(const Phrase& phrase, const Glyphs& all, const std::u32string& text,
                                 std::size_t longest) {
    const auto behind = findNear(phrase.behind, text, allowedErrors(phrase.behind.size()));
    std::vector<Stretch> out;
    if (phrase.before.empty()) {
        for (const auto& match : behind) out.push_back(fromLineStart(all, match));
        return out;
    }
    for (const auto& match : findNear(phrase.before, text, allowedErrors(phrase.before.size()))) {
        if (phrase.behind.empty()) {
            if (match.end < all.size()) out.push_back({match.end, endOfLine(all, match.end), match.distance});
            continue;
        }
        const auto next =
            std::find_if(behind.begin(), behind.end(), [&](const NearMatch& b) { return b.begin > match.end; });
        if (next != behind.end() && next->begin - match.end <= longest)
            out.push_back({match.end, next->begin, match.distance + next->distance});
    }
    return out;
}

/// Values that look right on some line, each once.
std::vector<Candidate> distinctValues(const FieldRule& rule, const PageView& page, const Span& span) {
    std::vector<Candidate> out;
    for (int i = 0; i < page.layout.size(); ++i) {
        const auto& line = page.layout.line(i);
        if (line.vertical || !span.holds(line.top)) continue;
        auto reading = readValue(rule, line.glyphs, page.today);
        if (!reading || !reading->valid) continue;
        // A day among other text is some other day; one that fills its line is the paper's own.
        const bool fills = reading->used.size() + 3 >= line.glyphs.size();
        if (!fills &&
            (rule.kind == FieldKind::Date || rule.kind == FieldKind::Organisation || rule.kind == FieldKind::Amount))
            continue;
        const bool seen =
            std::any_of(out.begin(), out.end(), [&](const Candidate& c) { return c.reading.value == reading->value; });
        if (!seen || rule.last) out.push_back({std::move(*reading), anywhereTrust, line.top});
    }
    std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.top < b.top; });
    return out;
}

}  // namespace

std::vector<Candidate> findByPhrase(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> candidates;
    const auto span = spanOf(rule, page);
    if (rule.phrases.empty() || !span) return candidates;
    const Glyphs all = runningText(page, *span);
    const std::u32string text = foldedText(all);
    double rank = 0;
    for (const auto& source : rule.phrases) {
        for (const auto& stretch : stretchesOf(phraseOf(source), all, text, longestValue(rule.kind))) {
            if (stretch.begin >= stretch.end) continue;
            auto reading = readValue(rule, part(all, stretch.begin, stretch.end), page.today);
            if (!reading) continue;
            const double trust = phraseTrust - perWrongCharacter * static_cast<double>(stretch.wrong) - 0.01 * rank;
            candidates.push_back({std::move(*reading), trust, page.layout.line(all[stretch.begin].line).top});
        }
        ++rank;
    }
    return candidates;
}

std::vector<Candidate> findAnywhere(const FieldRule& rule, const PageView& page) {
    const auto span = spanOf(rule, page);
    if (!rule.anywhere || (!span && rule.occurrence == 0)) return {};
    const bool inSection = rule.section && span;
    auto found = distinctValues(rule, page, span.value_or(wholePage()));
    if (found.empty()) return {};
    if (rule.last) return {found.back()};
    if (rule.occurrence > 0 && !inSection) {
        const int expected = occurrencesExpected(rule, page.type);
        if (static_cast<int>(found.size()) != expected) return {};
        return {found[static_cast<std::size_t>(rule.occurrence - 1)]};
    }
    if (found.size() != 1) return {};
    return found;
}

}  // namespace daiban::documents
