#include <algorithm>
#include <array>

#include "base/Text.h"
#include "documents/FindValues.h"
#include "documents/Surnames.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

constexpr double mentionTrust = 0.95;
constexpr double rangeTrust = 0.88;
constexpr double closingTrust = 0.8;
/// Of a page's text as one string; a page of paper has at most about 4,000 characters.
constexpr std::size_t mostGlyphs = 6000;
/// Between a name and the number that belongs to it: （公民身份号码：, ，男，汉族，1960年3月1日出生，身份证号
constexpr std::size_t farthestNumber = 45;

/// What stands right behind a person's name in running text.
bool followsName(std::u32string_view text) {
    static const auto words = [] {
        std::vector<std::u32string> all;
        for (const char* word :
             {"(身份证", "(公民身份", "(居民身份", "(社会保障号", "(证件号",     "(性别",    "(男",     "(女",
              ",身份证", ",公民身份", ",居民身份", ",证件号",     ",社会保障号", ",男",      ",女",     ",性别",
              "同志",    "性别男",    "性别女",    "身份证号",    ",系我",       "、身份证", ".身份证", "(以下简称",
              "的遗体",  "(工号",     "(电话",     "(联系电话",   ",联系电话",   ",电话",    ",住"})
            all.push_back(comparable(word));
        return all;
    }();
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return text.substr(0, word.size()) == word; });
}

bool isBoundary(char32_t c) {
    return !base::isHan(c) && c != U'·';
}

struct Mention {
    std::size_t begin = 0, end = 0;  ///< glyphs of the name
    Whose whose = 0;
    bool first = false;  ///< of all on the page
};

/// Running text goes on over the end of a line that is long or reaches the right margin, and with a mark behind a word
/// that was filled in on a row; what stands in other cells is no sentence.
bool goesOn(const LayoutLine& line, const LayoutLine& next, const Layout& layout) {
    constexpr std::size_t longLine = 14;
    constexpr double margin = 0.85, widestBlank = 2.5;
    const double hole = holeBetween(line, next);
    if (hole > -line.height() && beginsLevelWith(line, next))
        return !next.glyphs.empty() && (isBoundary(next.glyphs.front().folded) || followsName(next.text)) &&
               hole < widestBlank * line.height();
    return line.glyphs.size() >= longLine || line.right > margin * layout.right();
}

bool isOneSentence(const Glyphs& all, std::size_t begin, std::size_t end, const Layout& layout) {
    for (std::size_t i = begin + 1; i <= end && i < all.size(); ++i) {
        if (all[i].line == all[i - 1].line) {
            if (all[i].gapBefore && base::isHan(all[i].folded)) return false;
            continue;
        }
        if (!goesOn(layout.line(all[i - 1].line), layout.line(all[i].line), layout)) return false;
    }
    return true;
}

/// 魏广厦（父）: the people a bracket behind a name says he is of; 0: there is none, or something else is in it.
Whose saidBehind(std::u32string_view text, const Meanings& meanings) {
    constexpr std::size_t longest = 5;
    if (text.empty() || text[0] != U'(') return 0;
    const auto close = text.substr(0, longest + 2).find(U')');
    if (close == std::u32string_view::npos || close < 2) return 0;
    const auto meaning = meanings.labelAt(text.substr(1, close - 1));
    return meaning.length == close - 1 ? meaning.whose : 0;
}

/// The name that ends at `end`, with what stands before it; of several readings the one that explains most.
std::optional<Mention> nameBefore(const Glyphs& glyphs, const std::u32string& text, std::size_t end,
                                  const Meanings& meanings) {
    std::optional<Mention> best;
    double most = 1.2;
    const std::u32string_view all = text;
    for (std::size_t length = 2; length <= 4 && length <= end; ++length) {
        const std::size_t begin = end - length;
        if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                         text.begin() + static_cast<std::ptrdiff_t>(end), base::isHan))
            break;
        const auto word = meanings.wordBefore(all.substr(0, begin));
        const bool bounded = begin == 0 || isBoundary(text[begin - 1]) || glyphs[begin].gapBefore ||
                             glyphs[begin].line != glyphs[begin - 1].line;
        const auto surname = surnameAt(all.substr(begin, length));
        const bool usual = surname > 0 && length > surname && length - surname <= 2;
        const double points = (usual ? 1.5 : 0) + (word.length > 0 ? 1.0 + 0.1 * static_cast<double>(word.length) : 0) +
                              (bounded ? 1.0 : 0) + (length == 3 ? 0.2 : 0) + (surname == 2 ? 0.6 : 0);
        if (points <= most || (word.length == 0 && !bounded)) continue;
        most = points;
        // 委托人：张三 names whose it is in front of the colon.
        const auto led =
            bounded && begin > 1 && text[begin - 1] == U':' ? meanings.wordBefore(all.substr(0, begin - 1)) : word;
        best = {begin, end, led.whose, false};
    }
    return best;
}

std::vector<Mention> mentionsIn(const Glyphs& all, const std::u32string& text, const PageView& page) {
    const Meanings& meanings = *page.meanings;
    std::vector<Mention> mentions;
    for (std::size_t at = 2; at < text.size(); ++at) {
        const auto rest = std::u32string_view(text).substr(at);
        const Whose behind = saidBehind(rest, meanings);
        if (behind == 0 && !followsName(rest)) continue;
        auto mention = nameBefore(all, text, at, meanings);
        if (!mention || (!mentions.empty() && mention->begin < mentions.back().end)) continue;
        if (!isOneSentence(all, mention->begin, at, page.layout)) continue;
        // 劳动者（乙方）: a word for somebody is no name.
        const auto name = std::u32string_view(text).substr(mention->begin, mention->end - mention->begin);
        if (meanings.labelAt(name).length > 0) continue;
        if (behind != 0) mention->whose = behind;
        mention->first = mentions.empty();
        mentions.push_back(*mention);
    }
    return mentions;
}

/// Whether a mention may be of the people the rule is about: the first that nobody is named for is the paper's subject.
bool isOf(const Mention& mention, const FieldRule& rule, const Meanings& meanings) {
    if (mention.whose != 0) return (mention.whose & rule.whose) != 0;
    return mention.first && (rule.whose & (meanings.group("subject") | meanings.group("principal"))) != 0;
}

Glyphs allGlyphs(const PageView& page) {
    Glyphs all;
    for (const int index : page.layout.inRunningOrder()) {
        const auto& line = page.layout.line(index);
        if (!line.vertical && all.size() < mostGlyphs) all.insert(all.end(), line.glyphs.begin(), line.glyphs.end());
    }
    return all;
}

/// What may stand between the two days of a range: 起至, 到, -; 起 alone where 止 is behind the second.
bool joinsDays(std::u32string_view between, std::u32string_view behind) {
    if (between == U"起" && !behind.empty() && behind[0] == U'止') return true;
    if (between.empty() || between.size() > 4) return false;
    const auto of = [&](std::u32string_view set) { return between.find_first_of(set) != std::u32string_view::npos; };
    return of(U"至到-~止") && !of(U"。,;(");
}

/// 自2021年3月1日起至2024年2月29日止, wherever it stands, where only one range does.
std::vector<Candidate> rangesIn(const FieldRule& rule, const PageView& page) {
    const Glyphs all = allGlyphs(page);
    const std::u32string text = foldedText(all);
    const auto days = findDays(text);
    std::vector<Candidate> out;
    for (std::size_t i = 0; i + 1 < days.size(); ++i) {
        const auto& from = days[i];
        const auto& until = days[i + 1];
        if (!from.day || !until.day || !(*from.day < *until.day)) continue;
        const std::u32string_view whole = text;
        if (!joinsDays(whole.substr(from.end, until.begin - from.end), whole.substr(until.end))) continue;
        const auto& day = rule.kind == FieldKind::RangeFrom ? from : until;
        FieldRule date;
        auto reading = readDate(date, part(all, day.begin, day.end), page.today);
        if (reading) out.push_back({std::move(*reading), rangeTrust, page.layout.line(all[day.begin].line).top});
    }
    return out.size() == 1 ? out : std::vector<Candidate>{};
}

/// The day a paper closes with: alone in its line, the lowest, in the lower part of the text.
std::vector<Candidate> closingDay(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> out;
    for (const auto& line : page.layout.lines()) {
        if (line.vertical || line.middle() < 0.4 * page.layout.bottom()) continue;
        const auto days = findDays(line.text);
        const bool labelled = std::any_of(page.labels.all().begin(), page.labels.all().end(), [&](const LabelHit& hit) {
            return hit.clean && hit.left < line.left && hit.top < line.bottom && hit.bottom > line.top;
        });
        if (labelled || days.size() != 1 || days[0].end - days[0].begin + 1 < line.glyphs.size()) continue;
        auto reading = readDate(rule, line.glyphs, page.today);
        if (reading && reading->valid && (out.empty() || line.top > out.front().top))
            out = {{std::move(*reading), closingTrust, line.top}};
    }
    return out;
}

}  // namespace

std::vector<Candidate> findDaysWithoutLabel(const FieldRule& rule, const PageView& page) {
    if (rule.kind == FieldKind::RangeFrom || rule.kind == FieldKind::RangeUntil) return rangesIn(rule, page);
    if (rule.kind == FieldKind::Date && rule.name == page.type.dateField) return closingDay(rule, page);
    return {};
}

std::vector<Candidate> findInProse(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> out;
    if (rule.asks == Asks::Nothing || rule.whose == 0 || page.meanings == nullptr) return out;
    const Glyphs all = allGlyphs(page);
    const std::u32string text = foldedText(all);
    const auto mentions = mentionsIn(all, text, page);
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const auto& mention = mentions[i];
        if (!isOf(mention, rule, *page.meanings)) continue;
        const double trust = mention.whose != 0 ? mentionTrust : mentionTrust - 0.05;
        std::size_t begin = mention.begin, end = mention.end;
        if (rule.asks == Asks::CitizenNumber) {
            begin = mention.end;
            end = std::min({all.size(), mention.end + farthestNumber + 18,
                            i + 1 < mentions.size() ? mentions[i + 1].begin : all.size()});
        }
        if (begin >= end) continue;
        auto reading = readValue(rule, part(all, begin, end), page.today);
        if (!reading) continue;
        const double top = page.layout.line(all[begin].line).top;
        out.push_back({std::move(*reading), trust, top});
    }
    return out;
}

}  // namespace daiban::documents
