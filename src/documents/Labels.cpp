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
            LabelHit hit{label, index, -1, match.begin, end, match.distance};
            hit.clean = standsAlone(line, match.begin, end);
            setBox(hit, line);
            hits.push_back(std::move(hit));
        }
    return hits;
}

/// Where a label made of a word for a person may end: at the end of its cell, a mark, a gap, before figures; or
/// anywhere where it says that it is a name or a number.
bool mayEndThere(const LayoutLine& line, std::size_t begin, const LabelMeaning& meaning) {
    const std::size_t end = begin + meaning.length;
    if (end == line.glyphs.size() || line.glyphs[end].gapBefore || !base::isHan(line.glyphs[end].folded)) return true;
    return meaning.asks == Asks::CitizenNumber;
}

/// 老年人姓名, 代办员身份证号, 受托人: labels of a person and what is asked of him, whatever the type's file says.
void addLabelsOfPeople(const LayoutLine& line, int index, const Meanings& meanings, std::vector<LabelHit>& hits) {
    const std::u32string_view text = line.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = at == 0 || line.glyphs[at].gapBefore || !base::isHan(line.glyphs[at - 1].folded);
        if (!begins || !base::isHan(text[at])) continue;
        const auto meaning = meanings.labelAt(text.substr(at));
        const std::size_t end = at + meaning.length;
        const bool single = meaning.length == 1 && end < text.size() && isColon(text[end]);  // 夫：张三
        if (meaning.length == 0 || (meaning.length == 1 && !single) || !mayEndThere(line, at, meaning)) continue;
        LabelHit hit{std::u32string(text.substr(at, meaning.length)), index, -1, at, at + meaning.length, 0};
        hit.meaning = meaning;
        hit.clean = true;
        setBox(hit, line);
        hits.push_back(std::move(hit));
        at += meaning.length - 1;
    }
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
        found = {label, upper, lower, 0, a.glyphs.size(), distance};
        found.clean = true;
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

Labels::Labels(const Layout& layout, const std::vector<std::u32string>& vocabulary, const Meanings* meanings)
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
        auto found = hitsOnLine(layout.line(line), line, vocabulary);
        if (meanings != nullptr) addLabelsOfPeople(layout.line(line), line, *meanings, found);
        for (auto& hit : settled(std::move(found))) hits_.push_back(std::move(hit));
    }
    if (meanings != nullptr) setContexts(layout, *meanings);
    for (std::size_t i = 0; i < hits_.size(); ++i) {
        byLine_[static_cast<std::size_t>(hits_[i].line)].push_back(static_cast<int>(i));
        if (hits_[i].secondLine >= 0)
            byLine_[static_cast<std::size_t>(hits_[i].secondLine)].push_back(static_cast<int>(i));
    }
}

namespace {

/// So many heights of a line below a label that names a person its row still speaks of him.
constexpr double reachOfPerson = 4.5;

/// 代办人信息, 委托人基本情况: a heading over what is asked of them.
Whose headingOf(const LayoutLine& line, const Meanings& meanings) {
    static const auto ends = [] {
        std::vector<std::u32string> all;
        for (const char* end : {"", "信息", "情况", "基本信息", "基本情况", "资料", "个人信息", "个人情况"})
            all.push_back(comparable(end));
        return all;
    }();
    const auto meaning = meanings.labelAt(line.text);
    if (meaning.length == 0 || meaning.whose == 0) return 0;
    const std::u32string_view rest = std::u32string_view(line.text).substr(meaning.length);
    return std::find(ends.begin(), ends.end(), rest) == ends.end() ? 0 : meaning.whose;
}

/// 姓名 with 关系, 与老人关系 behind it on its row asks for somebody else than the page is about. Whoever lives with a
/// householder (与户主关系) is the one a page of the household register is about.
bool hasRelationBehind(const LabelHit& name, const Layout& layout) {
    static const std::u32string relation = comparable("关系"), householder = comparable("户主");
    constexpr std::size_t longestLabel = 8;
    return std::any_of(layout.lines().begin(), layout.lines().end(), [&](const LayoutLine& line) {
        const auto at = line.text.find(relation);
        return !line.vertical && at != std::u32string::npos && at + relation.size() <= longestLabel &&
               line.text.find(householder) == std::u32string::npos && line.left >= name.right &&
               std::abs(line.middle() - name.middle()) < 0.6 * line.height();
    });
}

/// The last person named on the way down the page.
struct Speaking {
    Whose whose = 0;
    double top = 0;
    bool heading = false;
};

/// How far the middle of a section's first row may lie above the heading in the column beside it, in rows.
constexpr double rowAboveColumn = 1.2;

}  // namespace

void Labels::setContexts(const Layout& layout, const Meanings& meanings) {
    std::vector<std::size_t> order(hits_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const double row = std::max(1.0, layout.medianHeight());
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const double down = hits_[b].middle() - hits_[a].middle();
        return std::abs(down) < 0.6 * row ? hits_[a].left < hits_[b].left : down > 0;
    });
    Speaking now;
    for (const std::size_t i : order) {
        auto& hit = hits_[i];
        if (hit.meaning.length == 0 && !hit.label.empty())
            if (const auto meaning = meanings.labelAt(hit.label); meaning.length == hit.label.size())
                hit.meaning = meaning;
        // A heading is found by its line, whether or not the line is a label too.
        for (const auto& line : layout.lines()) {
            // One written from top to bottom beside its rows stands at their middle: the first may lie above it.
            const bool begun = line.vertical ? line.top <= hit.middle() + rowAboveColumn * row
                                             : line.middle() <= hit.middle() + 0.3 * row;
            const Whose heading = begun && line.top > now.top ? headingOf(line, meanings) : 0;
            const bool over = line.vertical ? line.bottom > hit.middle() && line.right < hit.left : true;
            if (heading != 0 && over &&
                (line.vertical || line.middle() < hit.middle() - 0.5 * row || line.right < hit.left))
                now = {heading, line.top, true};
        }
        if (hit.meaning.whose != 0) {
            // 代办人信息 is a heading though 代办人 is a label.
            const auto& line = layout.line(hit.line);
            const bool isHeading = hit.begin == 0 && line.text.size() > hit.end && headingOf(line, meanings) != 0;
            if (hit.top > now.top || now.whose == 0 || isHeading)
                now = {hit.meaning.whose, hit.top, isHeading || (now.heading && now.whose == hit.meaning.whose)};
            continue;
        }
        const bool sameRow = std::abs(hit.top - now.top) < 0.6 * row;
        // A name of nobody's on a row of its own begins another person.
        if (hit.meaning.asks == Asks::Name && !now.heading && !sameRow) now = {};
        const bool near = hit.top - now.top < reachOfPerson * row;
        if (now.whose != 0 && (now.heading || near)) hit.context = now.whose;
        const bool aboutSubject = hit.context == 0 || (hit.context & meanings.group("subject")) != 0;
        if (hit.meaning.asks == Asks::Name && aboutSubject && hasRelationBehind(hit, layout)) {
            hit.context = meanings.group("other");
            now = {hit.context, hit.top, false};
        }
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
