#include "documents/LearnExample.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/Crypto.h"
#include "base/Sentence.h"
#include "base/Text.h"
#include "documents/Understand.h"

namespace daiban::documents {

namespace {

/// Behind these stands somebody's name, home or number.
constexpr std::array<std::string_view, 34> personalLabels{
    "姓名", "名字",   "户主",   "申请人", "委托人", "受托人",   "代理人",  "代办人", "联系人",
    "经办", "持证人", "权利人", "负责人", "代表人", "监护人",   "配偶",    "父亲",   "母亲",
    "签字", "签名",   "领取人", "车主",   "业主",   "教练",     "住址",    "地址",   "坐落",
    "住所", "户籍地", "籍贯",   "电话",   "邮箱",   "单位名称", "工作单位"};
constexpr double like = 0.6;     ///< cosine from which a page is like another: as where corrections overrule the rules
constexpr int manyExamples = 3;  ///< fewer may have been slips
constexpr std::size_t shortestTaken = 2;  // characters: one character occurs everywhere

bool saysWhoOrWhere(FieldKind kind) {
    switch (kind) {
        case FieldKind::PersonName:
        case FieldKind::Organisation:
        case FieldKind::Party:
        case FieldKind::Address:
        case FieldKind::CitizenNumber:
        case FieldKind::CreditCode:
        case FieldKind::BankCardNumber:
        case FieldKind::AccountNumber:
        case FieldKind::DisabilityNumber:
        case FieldKind::PassportNumber:
        case FieldKind::Number:
        case FieldKind::Text:
            return true;
        default:
            return false;
    }
}

/// Every character but blanks becomes a 0.
std::string blotted(std::string_view text) {
    std::u32string all = base::toCodePoints(text);
    for (char32_t& c : all)
        if (c != U' ') c = U'0';
    return base::toUtf8(all);
}

void blotAll(std::string& line, const std::string& value) {
    if (base::countCodePoints(value) < shortestTaken) return;
    const std::string blot = blotted(value);
    for (auto at = line.find(value); at != std::string::npos; at = line.find(value, at + blot.size()))
        line.replace(at, value.size(), blot);
}

struct Box {
    double left, top, right, bottom;
    [[nodiscard]] double height() const { return bottom - top; }
};

Box boxOf(const base::Quad& quad) {
    const auto [left, right] = std::ranges::minmax({quad[0].x, quad[1].x, quad[2].x, quad[3].x});
    const auto [top, bottom] = std::ranges::minmax({quad[0].y, quad[1].y, quad[2].y, quad[3].y});
    return {left, top, right, bottom};
}

/// Where what a personal label speaks of begins in its line; npos: there is no such label. The label's line may go on
/// behind it, or end with it.
std::size_t behindLabel(const std::string& line) {
    std::size_t behind = std::string::npos;
    for (const std::string_view label : personalLabels)
        if (const auto at = line.find(label); at != std::string::npos) behind = std::min(behind, at + label.size());
    return behind;
}

bool hasLetters(std::string_view text) {
    return std::ranges::any_of(base::toCodePoints(text), [](char32_t c) {
        return base::isHan(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    });
}

/// The nearest line that begins right of that one on the same height; null: there is none.
text::TextLine* rightOf(const text::TextLine& label, std::vector<text::TextLine>& lines) {
    const Box box = boxOf(label.quad);
    text::TextLine* nearest = nullptr;
    double nearestLeft = 0;
    for (text::TextLine& line : lines) {
        const Box other = boxOf(line.quad);
        const double overlap = std::min(box.bottom, other.bottom) - std::max(box.top, other.top);
        if (other.left < box.right - box.height() || overlap < 0.5 * std::min(box.height(), other.height())) continue;
        if (nearest != nullptr && other.left >= nearestLeft) continue;
        nearest = &line;
        nearestLeft = other.left;
    }
    return nearest;
}

std::vector<std::string> personalValues(const text::PageText& text, const std::vector<const DocumentType*>& types) {
    constexpr base::Date late{std::chrono::year{2100}, std::chrono::month{1}, std::chrono::day{1}};  // no day is wrong
    const page::CleanPage noPixels;
    const std::vector<codes::Code> noCodes;
    std::vector<std::string> values;
    for (const DocumentType* type : types) {
        const Fields fields = extractFields({noPixels, text, noCodes}, *type, late);
        for (const FieldRule& rule : type->fields)
            if (const auto found = fields.find(rule.name); found != fields.end() && saysWhoOrWhere(rule.kind))
                values.push_back(found->second.value);
    }
    return values;
}

page::CleanPage sheetOf(const Example& example) {
    page::CleanPage clean;
    constexpr double longest = 20000;
    clean.pixels = cv::Mat(static_cast<int>(std::clamp(example.height, 1.0, longest)),
                           static_cast<int>(std::clamp(example.width, 1.0, longest)), CV_8UC1);
    clean.dpi = example.dpi;
    return clean;
}

/// What was taught, whoever taught it: the same page twice has one id.
std::string idOf(const FeatureVector& features) {
    std::string bytes;
    for (const Feature& feature : features)
        bytes += fmt::format("{}:{:.4f} ", feature.index, static_cast<double>(feature.value));
    constexpr std::size_t enough = 12;  // hex digits: a station teaches hundreds of pages
    return base::sha256Hex(bytes).substr(0, enough);
}

}  // namespace

text::PageText withoutPersons(const text::PageText& text, const std::vector<const DocumentType*>& types) {
    text::PageText out = text;
    std::set<std::string> values;
    for (const std::string& value : personalValues(text, types)) values.insert(value);
    for (auto& line : out.lines) {
        const std::size_t behind = behindLabel(line.text);
        if (behind == std::string::npos) continue;
        std::string rest = base::trimmed(line.text.substr(behind));
        while (!rest.empty() && (rest.front() == ':' || rest.front() == ' ')) rest.erase(0, 1);
        for (const std::string_view colon : {"：", "（", "）"})
            if (base::startsWith(rest, colon)) rest.erase(0, colon.size());
        if (hasLetters(rest))
            values.insert(rest);
        else if (const auto* value = rightOf(line, out.lines);
                 value != nullptr && behindLabel(value->text) == std::string::npos)
            values.insert(value->text);
    }
    // Longest first, so that no shorter one leaves a part of it.
    std::vector<std::string> ordered(values.begin(), values.end());
    std::ranges::sort(ordered, std::greater{}, [](const std::string& value) { return value.size(); });
    for (auto& line : out.lines) {
        for (const std::string& value : ordered) blotAll(line.text, value);
        for (char& c : line.text)
            if (c >= '0' && c <= '9') c = '0';
        line.symbols.clear();
    }
    return out;
}

Example kept(const Example& example, const DocumentTypes& types) {
    if (!example.id.empty()) return example;
    const page::CleanPage sheet = sheetOf(example);
    const std::vector<codes::Code> noCodes;
    const Classification rules = classify({sheet, example.text, noCodes}, types);
    std::vector<const DocumentType*> known;
    for (const std::string& code : {example.type, rules.type})
        if (const auto* type = types.find(code); type != nullptr && std::ranges::find(known, type) == known.end())
            known.push_back(type);
    Example out = example;
    out.characters = static_cast<int>(charactersOf(example.text));
    out.features = featuresOf(Layout(withoutPersons(example.text, known)), sheet);
    out.rulesSaid = rules.type;
    out.rulesChance = rules.confidence.value();
    out.rulesReasons = rules.reasons;
    out.id = idOf(out.features);
    out.text = {};
    return out;
}

base::Sentence whyNotTeach(const Example& example, const std::vector<Example>& earlier, const DocumentTypes& types) {
    const Example page = kept(example, types);
    const auto nameOf = [&](const std::string& code) {
        const auto* type = types.find(code);
        return type == nullptr ? code : code + " (" + type->name + ")";
    };
    const bool bearsProof = std::ranges::any_of(page.rulesReasons, [](const std::string& reason) {
        return base::startsWith(reason, "标题") || base::startsWith(reason, "号码");
    });
    if (page.rulesSaid != page.type && page.rulesSaid != unknownType &&
        (bearsProof || page.rulesChance >= base::certainEnough.value()))
        return base::Sentence(
            "The page bears what only {} bears ({}), so it is not taught as {}.", nameOf(page.rulesSaid),
            page.rulesReasons.empty() ? base::Sentence("by its words")
                                      : base::Sentence::verbatim(base::joined(page.rulesReasons, ", ")),
            page.type);
    std::map<std::string, int> said;
    for (const Example& other : earlier)
        if (other.id == page.id || cosineOf(page.features, other.features) >= like) said[other.type] += other.times;
    const auto most = std::ranges::max_element(said, {}, &std::pair<const std::string, int>::second);
    if (most == said.end() || most->first == page.type || most->second < manyExamples ||
        said[page.type] >= most->second)
        return {};
    return base::Sentence(
        "{} pages like it were taught as {}; if those are wrong, see daiban types taught and forget them first.",
        most->second, nameOf(most->first));
}

}  // namespace daiban::documents
