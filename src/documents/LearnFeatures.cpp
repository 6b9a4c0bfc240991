#include "documents/LearnFeatures.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/Text.h"

namespace daiban::documents {

namespace {

/// Prefixes keep apart what is counted apart.
constexpr char32_t inText = U't', inTitle = U'T', inLayout = U'L';
constexpr double titleWeight = 1.5;
/// What the layout's cues weigh together beside the text's length of 1. Set by hand: the words must decide.
constexpr double layoutLength = 0.25;
/// As in Classify: larger than that among the page's lines, and in the upper part, is a title.
constexpr double titleHeight = 1.2;
constexpr double titlesAbove = 0.4;

std::uint16_t hashed(char32_t prefix, std::u32string_view text) {
    std::uint32_t hash = 2166136261U;  // FNV-1a over code points
    const auto add = [&](char32_t c) { hash = (hash ^ static_cast<std::uint32_t>(c)) * 16777619U; };
    add(prefix);
    for (const char32_t c : text) add(c);
    return static_cast<std::uint16_t>(hash ^ (hash >> 16U));
}

/// Digits all alike and runs of them one: numbers differ from page to page.
std::u32string withoutNumbers(const std::u32string& text) {
    std::u32string out;
    for (const char32_t c : text) {
        const char32_t shown = base::isDigit(c) ? U'0' : c;
        if (shown != U'0' || out.empty() || out.back() != U'0') out += shown;
    }
    return out;
}

using Counts = std::unordered_map<std::uint16_t, double>;

void addRuns(const std::u32string& text, char32_t prefix, Counts& counts) {
    for (std::size_t i = 0; i < text.size(); ++i)
        for (std::size_t length = 1; length <= 3 && i + length <= text.size(); ++length)
            ++counts[hashed(prefix, std::u32string_view(text).substr(i, length))];
}

/// Steps of a quantity, and the next step as well, so that pages near a border share one.
void addStep(char32_t what, double value, Counts& cues) {
    const auto step = static_cast<int>(std::floor(value));
    for (const int near : {step, step + 1}) {
        const std::u32string key{what, static_cast<char32_t>(1000 + near)};
        cues[hashed(inLayout, key)] += near == step ? 1 - (value - step) : value - step;
    }
}

Counts layoutCues(const Layout& layout, const page::CleanPage& clean) {
    Counts cues;
    const double width = std::max({1.0, layout.right(), static_cast<double>(clean.pixels.cols)});
    const double height = std::max({1.0, layout.bottom(), static_cast<double>(clean.pixels.rows)});
    addStep(U'r', 6 * std::log(width / height) + 40, cues);
    addStep(U'n', 2 * std::log2(1 + layout.size()), cues);
    addStep(U'h', 4 * std::log2(1 + height / std::max(1.0, layout.medianHeight())), cues);
    const auto size = clean.sizeInMillimetres();
    if (size.x > 0) addStep(U'x', size.x / 20, cues), addStep(U'y', size.y / 20, cues);
    double glyphs = 1;
    for (const auto& line : layout.lines()) glyphs += static_cast<double>(line.glyphs.size());
    for (const auto& line : layout.lines()) {
        const auto cell = [](double share) { return std::clamp(static_cast<int>(share * 4), 0, 3); };
        const int column = cell((line.left + line.right) / 2 / width);
        const int row = cell(line.middle() / height);
        const std::u32string key{U'c', static_cast<char32_t>(row * 4 + column)};
        cues[hashed(inLayout, key)] += 4 * static_cast<double>(line.glyphs.size()) / glyphs;
    }
    return cues;
}

double lengthOf(const Counts& counts) {
    double sum = 0;
    for (const auto& [index, value] : counts) sum += value * value;
    return std::sqrt(sum);
}

}  // namespace

FeatureVector featuresOf(const Layout& layout, const page::CleanPage& clean) {
    Counts runs, titles;
    const double bottom = std::max(layout.bottom(), static_cast<double>(clean.pixels.rows));
    for (const auto& line : layout.lines()) {
        const auto text = withoutNumbers(line.text);
        addRuns(text, inText, runs);
        if (line.height() > titleHeight * layout.medianHeight() && line.middle() < titlesAbove * bottom)
            addRuns(text, inTitle, titles);
    }
    if (runs.empty()) return {};
    for (auto& [index, value] : runs) value = 1 + std::log(value);
    for (const auto& [index, value] : titles) runs[index] += titleWeight;
    Counts all = layoutCues(layout, clean);
    const double cueScale = layoutLength / std::max(1e-9, lengthOf(all));
    const double runScale = 1 / lengthOf(runs);
    for (auto& [index, value] : all) value *= cueScale;
    for (const auto& [index, value] : runs) all[index] += value * runScale;
    const double scale = 1 / lengthOf(all);
    FeatureVector features;
    for (const auto& [index, value] : all)
        if (value > 0) features.push_back({index, static_cast<float>(value * scale)});
    std::sort(features.begin(), features.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    return features;
}

double cosineOf(const FeatureVector& a, const FeatureVector& b) {
    double sum = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (x->index == y->index)
            sum += static_cast<double>(x++->value) * static_cast<double>(y++->value);
        else if (x->index < y->index)
            ++x;
        else
            ++y;
    }
    return sum;
}

}  // namespace daiban::documents
