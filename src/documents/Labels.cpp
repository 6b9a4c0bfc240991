#include "documents/Labels.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/Text.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

/// Half a label's cell is seldom longer: 何时由何地迁来 / 本市（县）.
constexpr std::size_t longestHalf = 10;

void setBox(LabelHit& hit, const LayoutLine& line) {
    hit.left = line.glyphs[hit.begin].left;
    hit.right = line.glyphs[hit.end - 1].right;
    hit.top = line.top;
    hit.bottom = line.bottom;
}

bool isColon(char32_t c) {
    return c == U':' || c == U';';
}

/// A short word inside Chinese text is a label only when something sets it apart.
bool standsAlone(const LayoutLine& line, std::size_t begin, std::size_t end) {
    if (begin == 0 || line.glyphs[begin].gapBefore || !base::isHan(line.glyphs[begin - 1].folded)) return true;
    return end < line.glyphs.size() && isColon(line.glyphs[end].folded);
}

/// A label ends with a Chinese character or a bracket: figures that a misread one took in belong to the value.
std::size_t endWithoutFigures(const LayoutLine& line, const NearMatch& match) {
    std::size_t end = match.end;
    while (match.distance > 0 && end > match.begin + 1 && !base::isHan(line.text[end - 1]) &&
           line.text[end - 1] != U')')
        --end;
    return end;
}

std::vector<LabelHit> hitsOnLine(const LayoutLine& line, int index, const std::vector<std::u32string>& vocabulary) {
    std::vector<LabelHit> hits;
    for (const auto& label : vocabulary)
        for (const auto& match : findNear(label, line.text, allowedErrors(label.size()))) {
            const std::size_t end = endWithoutFigures(line, match);
            LabelHit hit{label, index, -1, match.begin, end, match.distance, false, 0, 0, 0, 0};
            hit.clean = standsAlone(line, match.begin, end);
            setBox(hit, line);
            hits.push_back(std::move(hit));
        }
    return hits;
}

/// Right characters, less the wrong ones.
std::ptrdiff_t worthOf(const LabelHit& hit) {
    return static_cast<std::ptrdiff_t>(hit.label.size()) - static_cast<std::ptrdiff_t>(hit.distance);
}

bool overlap(const LabelHit& a, const LabelHit& b) {
    return a.begin < b.end && b.begin < a.end;
}

/// Of hits that overlap the worthiest. A misread word that is as near to two labels (母亲姓名, 父亲姓名) is neither: it
/// keeps its place as a label without a name.
std::vector<LabelHit> settled(std::vector<LabelHit> hits) {
    std::stable_sort(hits.begin(), hits.end(), [](const LabelHit& a, const LabelHit& b) {
        return worthOf(a) != worthOf(b) ? worthOf(a) > worthOf(b) : a.distance < b.distance;
    });
    std::vector<LabelHit> out;
    for (auto& hit : hits) {
        const auto taken =
            std::find_if(out.begin(), out.end(), [&](const LabelHit& other) { return overlap(hit, other); });
        if (taken == out.end())
            out.push_back(std::move(hit));
        else if (hit.distance > 0 && taken->distance == hit.distance && taken->label.size() == hit.label.size() &&
                 taken->begin == hit.begin)
            taken->label.clear();
    }
    std::sort(out.begin(), out.end(), [](const LabelHit& a, const LabelHit& b) { return a.begin < b.begin; });
    return out;
}

/// Two short lines, one under the other in the same cell.
bool isStacked(const LayoutLine& upper, const LayoutLine& lower) {
    if (upper.vertical || lower.vertical || lower.text.size() > longestHalf) return false;
    const double height = std::max(upper.height(), lower.height());
    const double hole = lower.top - upper.bottom;
    if (hole > 0.9 * height || hole < -0.5 * height || lower.middle() - upper.middle() < 0.5 * height) return false;
    const double centres = std::abs((upper.left + upper.right) - (lower.left + lower.right)) / 2;
    return centres < 0.8 * height || std::abs(upper.left - lower.left) < 0.6 * height;
}

/// The label that two stacked lines make together, if they make one and none by themselves.
void addStacked(const Layout& layout, int upper, int lower, const std::vector<std::u32string>& vocabulary,
                std::vector<LabelHit>& hits) {
    const auto& a = layout.line(upper);
    const auto& b = layout.line(lower);
    const std::u32string both = a.text + b.text;
    const LabelHit* best = nullptr;
    LabelHit found;
    for (const auto& label : vocabulary) {
        if (label.size() < a.text.size() || label.size() + 1 < both.size() || label.size() > both.size() + 1) continue;
        const std::size_t distance = base::editDistance(label, both);
        if (distance > allowedErrors(label.size()) || (best != nullptr && best->distance <= distance)) continue;
        found = {label, upper, lower, 0, a.glyphs.size(), distance, true, 0, 0, 0, 0};
        best = &found;
    }
    if (best == nullptr) return;
    found.left = std::min(a.left, b.left);
    found.right = std::max(a.right, b.right);
    found.top = a.top;
    found.bottom = b.bottom;
    hits.push_back(found);
}

std::vector<LabelHit> stackedHits(const Layout& layout, const std::vector<std::u32string>& vocabulary) {
    std::vector<int> shortLines;
    for (int i = 0; i < layout.size(); ++i)
        if (layout.line(i).text.size() <= longestHalf && !layout.line(i).vertical) shortLines.push_back(i);
    std::vector<LabelHit> hits;
    for (const int upper : shortLines)
        for (const int lower : shortLines)
            if (upper != lower && isStacked(layout.line(upper), layout.line(lower)))
                addStacked(layout, upper, lower, vocabulary, hits);
    return hits;
}

}  // namespace

Labels::Labels(const Layout& layout, const std::vector<std::u32string>& vocabulary)
    : byLine_(static_cast<std::size_t>(layout.size())) {
    std::set<int> inStack;
    for (auto& hit : stackedHits(layout, vocabulary)) {
        const bool exactAlone = std::any_of(vocabulary.begin(), vocabulary.end(), [&](const std::u32string& label) {
            return label == layout.line(hit.secondLine).text;
        });
        if ((exactAlone && hit.distance > 0) || inStack.count(hit.line) > 0 || inStack.count(hit.secondLine) > 0)
            continue;
        inStack.insert({hit.line, hit.secondLine});
        hits_.push_back(std::move(hit));
    }
    for (int line = 0; line < layout.size(); ++line) {
        if (layout.line(line).vertical || inStack.count(line) > 0) continue;
        for (auto& hit : settled(hitsOnLine(layout.line(line), line, vocabulary))) hits_.push_back(std::move(hit));
    }
    for (std::size_t i = 0; i < hits_.size(); ++i) {
        byLine_[static_cast<std::size_t>(hits_[i].line)].push_back(static_cast<int>(i));
        if (hits_[i].secondLine >= 0)
            byLine_[static_cast<std::size_t>(hits_[i].secondLine)].push_back(static_cast<int>(i));
    }
}

bool Labels::startsLine(int line) const {
    const auto& here = ofLine(line);
    return std::any_of(here.begin(), here.end(),
                       [&](int index) { return hit(index).secondLine >= 0 || hit(index).begin == 0; });
}

std::vector<std::u32string> vocabularyOf(const DocumentType& type) {
    std::set<std::u32string> words;
    const auto add = [&](const std::vector<std::string>& labels) {
        for (const auto& label : labels) words.insert(comparable(label));
    };
    for (const auto* list : {&type.fields, &type.extraFields})
        for (const auto& field : *list) {
            add(field.labels);
            if (field.section) add(field.section->from), add(field.section->until);
        }
    add(type.otherLabels);
    add(type.commonLabels);
    words.erase(std::u32string{});
    return {words.begin(), words.end()};
}

}  // namespace daiban::documents
