#include "cases/bundles/PageMarks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include "base/Text.h"

namespace daiban::cases {

namespace {

using Text = std::u32string;
using View = std::u32string_view;

constexpr std::size_t zone = 3;            // lines at the head and at the foot in which page numbers stand
constexpr int mostPages = 300;             // more is no page number
constexpr int mostBare = 40;               // a bare figure above is an amount or a year
constexpr int mostClauses = 200;           // more is no clause
constexpr std::size_t mostWordLines = 30;  // a leaf of a booklet has fewer lines, a page of a contract has more
constexpr std::size_t longestHead = 40;    // characters; a running head is shorter

bool isOneOf(char32_t c, View set) {
    return set.find(c) != View::npos;
}

// ---- Numbers
// ---------------------------------------------------------------------------------------------------------

int figureOf(char32_t c) {
    constexpr View figures = U"〇一二三四五六七八九";
    if (base::isDigit(c)) return static_cast<int>(c - U'0');
    if (c == U'零') return 0;
    if (c == U'两') return 2;
    const auto at = figures.find(c);
    return at == View::npos ? -1 : static_cast<int>(at);
}

bool isOfNumber(char32_t c) {
    return figureOf(c) >= 0 || c == U'十' || c == U'百';
}

/// "12", "十二", "二十", "一百零三"; empty when it is no number from 1 to 999.
std::optional<int> numberOf(View text) {
    if (text.empty() || text.size() > 6) return std::nullopt;
    int whole = 0, digit = -1;
    bool units = false;
    for (const char32_t c : text) {
        const int unit = c == U'十' ? 10 : c == U'百' ? 100 : 0;
        if (unit > 0) {
            whole += (digit < 0 ? 1 : digit) * unit;
            digit = -1;
            units = true;
            continue;
        }
        const int figure = figureOf(c);
        if (figure < 0) return std::nullopt;
        digit = units || digit < 0 ? figure : digit * 10 + figure;  // 第12条, 第一二条
    }
    const int value = whole + std::max(digit, 0);
    if (value < 1 || value > 999) return std::nullopt;
    return value;
}

/// Reads along a line.
class Scanner {
  public:
    explicit Scanner(View text) : text_(text) {}

    [[nodiscard]] bool atEnd() const { return at_ >= text_.size(); }
    [[nodiscard]] char32_t next() const { return atEnd() ? U'\0' : text_[at_]; }
    bool skip(View anyOf) {
        if (atEnd() || !isOneOf(next(), anyOf)) return false;
        ++at_;
        return true;
    }
    void skipAll(View anyOf) {
        while (skip(anyOf)) {
        }
    }
    std::optional<int> number() {
        const std::size_t begin = at_;
        while (!atEnd() && isOfNumber(next())) ++at_;
        return numberOf(text_.substr(begin, at_ - begin));
    }

  private:
    View text_;
    std::size_t at_ = 0;
};

// ---- Page numbers
// ----------------------------------------------------------------------------------------------------

struct Numbering {
    int number = 0;
    int inAll = 0;
    [[nodiscard]] bool possible() const {
        return number >= 0 && inAll >= 0 && number <= mostPages && inAll <= mostPages &&
               (inAll == 0 || number <= inAll);
    }
};

constexpr View ordinal = U"第弟";  // 第 is read 弟 in small print
constexpr View sheet = U"页頁";    // as printed
constexpr View between = U",、/|.;:()-·，；：（）";

/// 第2页共3页, 第2页/共3页, 第2页(共3页), 第2/3页; from `text`'s beginning.
std::optional<Numbering> ordinalFirst(View text) {
    Scanner scan(text);
    if (!scan.skip(ordinal)) return std::nullopt;
    const auto number = scan.number();
    if (!number) return std::nullopt;
    if (scan.skip(U"/")) {
        const auto inAll = scan.number();
        return inAll && scan.skip(sheet) ? std::optional(Numbering{*number, *inAll}) : std::nullopt;
    }
    if (!scan.skip(sheet)) return std::nullopt;
    scan.skipAll(between);
    if (!scan.skip(U"共总")) return Numbering{*number, 0};
    scan.skip(U"计有");
    const auto inAll = scan.number();
    return inAll && scan.skip(sheet) ? Numbering{*number, *inAll} : Numbering{*number, 0};
}

/// 共3页第2页; from `text`'s beginning.
std::optional<Numbering> totalFirst(View text) {
    Scanner scan(text);
    if (!scan.skip(U"共总")) return std::nullopt;
    scan.skip(U"计有");
    const auto inAll = scan.number();
    if (!inAll || !scan.skip(sheet)) return std::nullopt;
    scan.skipAll(between);
    if (!scan.skip(ordinal)) return Numbering{0, *inAll};
    const auto number = scan.number();
    return number && scan.skip(sheet) ? Numbering{*number, *inAll} : Numbering{0, *inAll};
}

/// The whole line is "2/3", "(2/3)", "- 2 -" or "2".
struct LoneNumber {
    Numbering numbering;
    PageNumberForm form = PageNumberForm::Marked;
};
std::optional<LoneNumber> loneNumber(View line) {
    constexpr View dashes = U"-—–―~·_|─一";  // a dash beside a figure is read 一 too
    View text = line;
    while (!text.empty() && isOneOf(text.front(), U"(（")) text.remove_prefix(1);
    while (!text.empty() && isOneOf(text.back(), U")）")) text.remove_suffix(1);
    bool before = false, after = false;
    while (!text.empty() && isOneOf(text.front(), dashes)) text.remove_prefix(1), before = true;
    while (!text.empty() && isOneOf(text.back(), dashes)) text.remove_suffix(1), after = true;
    if (text.empty() || !std::ranges::all_of(text, [](char32_t c) { return base::isDigit(c) || c == U'/'; }))
        return std::nullopt;
    Scanner scan(text);
    const auto number = scan.number();
    if (!number) return std::nullopt;
    if (scan.skip(U"/")) {
        const auto inAll = scan.number();
        const bool whole = inAll && scan.atEnd() && *number <= *inAll && *inAll <= mostBare;
        return whole ? std::optional(LoneNumber{{*number, *inAll}}) : std::nullopt;
    }
    if (!scan.atEnd()) return std::nullopt;
    if (before && after) return LoneNumber{{*number, 0}};
    if (before || after || *number > mostBare) return std::nullopt;
    return LoneNumber{{*number, 0}, PageNumberForm::Bare};
}

/// A line that is nothing but a page number, or that has one at its end.
bool speaksOfAnotherPaper(View line) {
    return line.find(U"附件") != View::npos || line.find(U"见") != View::npos || line.find(U"附表") != View::npos;
}

/// The best page number on a line: number and total before number alone before total alone.
std::optional<Numbering> numberingOn(View line) {
    std::optional<Numbering> best;
    const auto rank = [](const Numbering& one) { return (one.number > 0 ? 2 : 0) + (one.inAll > 0 ? 1 : 0); };
    for (std::size_t at = 0; at < line.size(); ++at)
        for (const auto& found : {ordinalFirst(line.substr(at)), totalFirst(line.substr(at))}) {
            if (!found || !found->possible()) continue;
            if (!best || rank(*found) > rank(*best)) best = found;
        }
    return best;
}

bool isInZone(std::size_t line, std::size_t lines) {
    return line < zone || line + zone >= lines;
}

/// 本合同共3页: it counts wherever it stands.
bool countsThisPaper(View line) {
    const auto total = line.find(U'共');
    if (total == View::npos) return false;
    const auto self = std::min(line.find(U'本'), line.find(U"全文"));
    return self < total && total - self < 8;
}

void readPageNumber(const std::vector<Text>& lines, PageMarks& marks) {
    const auto take = [&](const Numbering& one, PageNumberForm form) {
        if (one.number > 0 && marks.form < form) marks.number = one.number, marks.form = form;
        if (one.inAll > 0 && marks.pagesInAll == 0) marks.pagesInAll = one.inAll;
    };
    // From the foot upwards: a number there is more often the page's than one at the head.
    for (std::size_t n = lines.size(); n-- > 0;) {
        const View line = lines[n];
        if (line.size() > 2 * longestHead || speaksOfAnotherPaper(line)) continue;
        const bool inZone = isInZone(n, lines.size());
        if (const auto found = numberingOn(line)) {
            // In running text 第3页 is another page; with the total behind it is this page's own wherever it stands.
            const bool own = found->number > 0 ? found->inAll > 0 || inZone : inZone || countsThisPaper(line);
            if (own) take(*found, PageNumberForm::Marked);
        } else if (inZone) {
            const auto lone = loneNumber(line);
            const bool atFoot = n + zone >= lines.size() && lines.size() > zone;
            if (lone && (lone->form == PageNumberForm::Marked || atFoot)) take(lone->numbering, lone->form);
        }
    }
    if (marks.pagesInAll > 0 && marks.number > marks.pagesInAll) marks.number = 0, marks.form = PageNumberForm::None;
}

// ---- Clauses
// ---------------------------------------------------------------------------------------------------------

/// 第八条约定的 speaks of a clause, it does not begin one.
bool refersToAClause(char32_t next) {
    return isOneOf(next, U"约规所的之款项中至和、，,及或与第条");
}

std::optional<int> articleAt(View line) {
    Scanner scan(line);
    if (!scan.skip(ordinal)) return std::nullopt;
    const auto number = scan.number();
    if (!number || *number > mostClauses || !scan.skip(U"条") || refersToAClause(scan.next())) return std::nullopt;
    return number;
}

/// 八、 with Chinese figures: lists inside a clause count in Arabic ones.
std::optional<int> sectionAt(View line) {
    if (line.empty() || base::isDigit(line.front())) return std::nullopt;
    Scanner scan(line);
    const auto number = scan.number();
    if (!number || *number > mostClauses || !scan.skip(U"、.．")) return std::nullopt;
    return number;
}

/// The longest chain in which every number is one or (a heading was not read) two more than the one before.
ClauseRun runOf(const std::vector<int>& numbers) {
    struct Chain {
        int first = 0;
        int length = 0;
    };
    std::vector<Chain> chains;
    std::size_t best = 0;
    for (std::size_t n = 0; n < numbers.size(); ++n) {
        Chain chain{numbers[n], 1};
        for (std::size_t before = 0; before < n; ++before) {
            const int step = numbers[n] - numbers[before];
            if ((step == 1 || step == 2) && chains[before].length + 1 > chain.length)
                chain = {chains[before].first, chains[before].length + 1};
        }
        chains.push_back(chain);
        if (chain.length > chains[best].length) best = n;
    }
    return chains.empty() ? ClauseRun{} : ClauseRun{chains[best].first, numbers[best]};
}

void readClauses(const std::vector<Text>& lines, PageMarks& marks) {
    std::vector<int> articles, sections;
    for (const Text& line : lines) {
        if (const auto article = articleAt(line)) articles.push_back(*article);
        if (const auto section = sectionAt(line)) sections.push_back(*section);
    }
    marks.articles = runOf(articles);
    marks.sections = runOf(sections);
}

// ---- Numbers of documents, heads, signatures
// -------------------------------------------------------------------------

bool isOfDocumentNumber(char32_t c) {
    const bool letter = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
    return letter || base::isDigit(c) || base::isHan(c) || isOneOf(c, U"-/()（）〔〕[]");
}

std::string documentNumberIn(View text) {
    std::size_t end = 0;
    while (end < text.size() && isOfDocumentNumber(text[end])) ++end;
    const View number = text.substr(0, end);
    constexpr int leastDigits = 3;  // fewer stand in "编号一" and the like
    return std::ranges::count_if(number, base::isDigit) >= leastDigits ? base::toUtf8(number) : "";
}

void readDocumentNumber(const std::vector<Text>& lines, PageMarks& marks) {
    for (const View label : {View(U"合同编号"), View(U"协议编号"), View(U"编号")})
        for (std::size_t n = 0; n < lines.size() && marks.documentNumber.empty(); ++n) {
            const auto at = lines[n].find(label);
            if (at == Text::npos || at > 8) continue;  // deeper in the line it is spoken of
            View rest = View(lines[n]).substr(at + label.size());
            while (!rest.empty() && isOneOf(rest.front(), U":：号")) rest.remove_prefix(1);
            if (rest.empty() && n + 1 < lines.size()) rest = lines[n + 1];
            marks.documentNumber = documentNumberIn(rest);
        }
}

bool isOnlyAPageNumber(View line) {
    if (loneNumber(line)) return true;
    constexpr std::size_t noise = 2;  // characters before or behind that are no words
    const auto begin = line.find_first_of(U"第弟共总");
    return begin <= noise && line.size() <= noise + View(U"第12页(共13页)").size() && numberingOn(line);
}

void readHead(const std::vector<Text>& lines, PageMarks& marks) {
    for (const Text& line : lines) {
        if (marks.headLines.size() == zone) return;
        if (line.size() <= longestHead && !isOnlyAPageNumber(line)) {
            // What is before a page number is the running head itself.
            const auto number = line.find_first_of(U"第共");
            const bool ends = number != Text::npos && number >= 4 && numberingOn(View(line).substr(number));
            marks.headLines.push_back(base::toUtf8(ends ? View(line).substr(0, number) : View(line)));
        } else if (line.size() > longestHead) {
            return;  // the text has begun
        }
    }
}

void readSignatures(const std::vector<Text>& lines, PageMarks& marks) {
    constexpr std::array signs{View(U"签字"), View(U"签名"), View(U"签章"), View(U"盖章"), View(U"签署")};
    constexpr std::array sides{View(U"甲方"),     View(U"乙方"),   View(U"丙方"),   View(U"出租"),   View(U"承租"),
                               View(U"用人单位"), View(U"劳动者"), View(U"委托人"), View(U"受托人"), View(U"股东")};
    std::set<View> signing;
    constexpr std::size_t lastLines = 8;  // where "甲方：" alone is a line to sign on, not the party's name
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const Text& line = lines[n];
        if (line.size() > longestHead) continue;
        const bool said = std::ranges::any_of(signs, [&](View word) { return line.find(word) != Text::npos; });
        const bool atEnd = n + lastLines >= lines.size() && 2 * n >= lines.size() && line.find(U':') != Text::npos;
        if (!said && !atEnd) continue;
        for (const View side : sides)
            if (line.find(side) != Text::npos) signing.insert(side);
    }
    marks.signingParties = static_cast<int>(signing.size());
}

}  // namespace

PageMarks pageMarksOf(const std::vector<std::string>& lines) {
    std::vector<Text> texts;
    for (const std::string& line : lines) {
        Text text = base::toCodePoints(base::squeezed(line));
        if (!text.empty()) texts.push_back(std::move(text));
    }
    PageMarks marks;
    marks.lineCount = static_cast<int>(texts.size());
    readPageNumber(texts, marks);
    readClauses(texts, marks);
    readDocumentNumber(texts, marks);
    readHead(texts, marks);
    readSignatures(texts, marks);
    if (texts.size() <= mostWordLines)
        for (const Text& text : texts) marks.words += base::toUtf8(text) + "\n";
    return marks;
}

PageMarks pageMarksOf(const text::PageText& text) {
    std::vector<std::string> lines;
    for (const auto& line : text.lines) lines.push_back(line.text);
    return pageMarksOf(lines);
}

}  // namespace daiban::cases
