#include "documents/WideText.h"

#include <algorithm>

#include "base/Text.h"

namespace daiban::documents {

namespace {

bool isBlank(char32_t c) {
    return c <= 0x20 || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF;
}

/// Exact places: what nearly every search of a printed word ends with.
std::vector<NearMatch> findExact(std::u32string_view pattern, std::u32string_view text) {
    std::vector<NearMatch> out;
    for (std::size_t at = text.find(pattern); at != std::u32string_view::npos;
         at = text.find(pattern, at + pattern.size()))
        out.push_back({at, at + pattern.size(), 0});
    return out;
}

/// Best match ending at every place of the text (Sellers 1980), where it is good enough.
std::vector<NearMatch> matchesByEnd(std::u32string_view pattern, std::u32string_view text, std::size_t allowed) {
    struct Cell {
        std::size_t distance;
        std::size_t begin;
    };
    std::vector<Cell> column(pattern.size() + 1);
    for (std::size_t i = 0; i <= pattern.size(); ++i) column[i] = {i, 0};
    std::vector<NearMatch> out;
    for (std::size_t j = 1; j <= text.size(); ++j) {
        Cell diagonal = column[0];
        column[0] = {0, j};
        for (std::size_t i = 1; i <= pattern.size(); ++i) {
            const Cell left = column[i];
            Cell best{diagonal.distance + (pattern[i - 1] == text[j - 1] ? 0U : 1U), diagonal.begin};
            if (left.distance + 1 < best.distance) best = {left.distance + 1, left.begin};
            if (column[i - 1].distance + 1 < best.distance) best = {column[i - 1].distance + 1, column[i - 1].begin};
            diagonal = left;
            column[i] = best;
        }
        const Cell& whole = column[pattern.size()];
        if (whole.distance <= allowed) out.push_back({whole.begin, j, whole.distance});
    }
    return out;
}

}  // namespace

char32_t foldedPoint(char32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    switch (c) {
        case U'〔':
        case U'【':
        case U'﹙':
            return U'(';
        case U'〕':
        case U'】':
        case U'﹚':
            return U')';
        case U'—':
        case U'–':
        case U'―':
        case U'‐':
        case U'‑':
        case U'−':
            return U'-';
        case U'•':
        case U'・':
        case U'‧':
        case U'●':
        case U'∙':
            return U'·';
        case U'￥':
            return U'¥';
        case U'○':
            return U'〇';
        case U'∶':
        case U'︰':
            return U':';
        case U'”':
        case U'“':
        case U'„':
            return U'"';
        // Pairs that engines take for one another and that tell no two printed words apart.
        case U'入':
            return U'人';
        case U'曰':
            return U'日';
        case U'末':
            return U'未';
        case U'土':
            return U'士';
        case U'己':
        case U'巳':
            return U'已';
        case U'毋':
            return U'母';
        case U'囗':
            return U'口';
        default:
            return c;
    }
}

std::u32string comparable(std::string_view utf8) {
    std::u32string out;
    for (const char32_t c : base::toCodePoints(utf8))
        if (!isBlank(c)) out += foldedPoint(c);
    return out;
}

std::size_t allowedErrors(std::size_t length) {
    return length < 4 ? 0 : length < 7 ? 1 : length < 11 ? 2 : 3;
}

std::vector<NearMatch> findNear(std::u32string_view pattern, std::u32string_view text, std::size_t allowed) {
    if (pattern.empty() || pattern.size() > text.size() + allowed) return {};
    auto exact = findExact(pattern, text);
    if (allowed == 0 || !exact.empty()) return exact;
    auto near = matchesByEnd(pattern, text, allowed);
    const auto lengthOff = [&](const NearMatch& m) {
        const std::size_t length = m.end - m.begin;
        return length > pattern.size() ? length - pattern.size() : pattern.size() - length;
    };
    std::stable_sort(near.begin(), near.end(), [&](const NearMatch& a, const NearMatch& b) {
        return a.distance != b.distance ? a.distance < b.distance : lengthOff(a) < lengthOff(b);
    });
    std::vector<NearMatch> out;
    for (const auto& match : near) {
        const bool overlaps = std::any_of(out.begin(), out.end(), [&](const NearMatch& taken) {
            return match.begin < taken.end && taken.begin < match.end;
        });
        if (!overlaps && match.begin < match.end) out.push_back(match);
    }
    std::sort(out.begin(), out.end(), [](const NearMatch& a, const NearMatch& b) { return a.begin < b.begin; });
    return out;
}

}  // namespace daiban::documents
