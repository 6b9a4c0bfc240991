#include <algorithm>
#include <cmath>
#include <limits>

#include "base/Text.h"
#include "documents/FindValues.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

// Distances in heights of the label's line, measured on forms with line pitches from 1.2 to 2.2 heights.
constexpr double sameRowShare = 0.45;  ///< least vertical overlap of two things on one row
constexpr double nextPieceGap = 3.0;   ///< pieces of one value stand nearer than that
constexpr double wrapPitch = 2.1;      ///< from one line of a value to the next
constexpr double wrapIndent = 1.6;     ///< how far the next line may begin left or right of the first
constexpr double belowGap = 1.8;       ///< from a label down to its value

// How much a place is worth beside "right behind the label".
constexpr double rightTrust = 0.98;
constexpr double belowTrust = 0.92;
constexpr double perWrongCharacter = 0.06;
constexpr double shortMisread = 0.15;
constexpr double perLabelRank = 0.015;
constexpr double gluedTrust = 0.85;
/// The first of two numbers down the page is the principal's as a rule, but words that say so are surer.
constexpr double countedTrust = 0.94;
/// A label without a word for a person, in a part of the page about him, and in none about anybody.
constexpr double contextTrust = 0.96;
constexpr double nobodysTrust = 0.9;

/// Kinds whose values cannot hold a label's words: even a label in the middle of text ends them.
bool isTight(FieldKind kind) {
    return kind != FieldKind::Text && kind != FieldKind::Address && kind != FieldKind::Organisation &&
           kind != FieldKind::Party && kind != FieldKind::Choice;
}

bool isOneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

/// Kinds that are told from any other text by themselves.
bool provesItself(FieldKind kind) {
    switch (kind) {
        case FieldKind::CitizenNumber:
        case FieldKind::CreditCode:
        case FieldKind::BankCardNumber:
        case FieldKind::DisabilityNumber:
        case FieldKind::Sex:
        case FieldKind::Date:
        case FieldKind::RangeFrom:
        case FieldKind::RangeUntil:
        case FieldKind::Number:
        case FieldKind::AccountNumber:
        case FieldKind::Ethnicity:
            return true;
        default:
            return false;
    }
}

/// Kinds whose pieces may stand apart on the row: 贰仟元 beside ￥2000, a ticked box behind an empty one.
bool takesWholeRow(FieldKind kind) {
    return kind == FieldKind::Amount || kind == FieldKind::Choice;
}

/// So much of a line's height the boxes of two lines on a row may overlap: up to a character.
constexpr double overlap = 0.9;

class ByLabel {
  public:
    ByLabel(const FieldRule& rule, const PageView& page, bool inSection = false)
        : rule_(rule), page_(page), inSection_(inSection) {}

    [[nodiscard]] std::optional<Candidate> at(const LabelHit& hit) const {
        for (const Place place : rule_.places) {
            Glyphs glyphs = glyphsAt(hit, place);
            if (glyphs.empty()) continue;
            auto reading = readValue(rule_, glyphs, page_.today);
            if (reading) return Candidate{std::move(*reading), trustOf(hit, place), hit.top};
        }
        return headsColumn(hit) ? belowHeading(hit) : std::nullopt;
    }

  private:
    const FieldRule& rule_;
    const PageView& page_;
    bool inSection_;

    /// A label of a table's head: nothing but other labels beside it, its value below.
    [[nodiscard]] bool headsColumn(const LabelHit& hit) const {
        if (std::find(rule_.places.begin(), rule_.places.end(), Place::Below) != rule_.places.end()) return false;
        if (!hit.clean || hit.secondLine >= 0 || hit.begin != 0) return false;
        if (behindLabel(hit) < page_.layout.line(hit.line).glyphs.size() && !nextLabelFollows(hit)) return false;
        const int line = nextOnRow(hit.top, hit.bottom, hit.right - overlap * hit.height());
        return line < 0 || page_.labels.startsLine(line) || !provesItself(rule_.kind);
    }

    [[nodiscard]] std::optional<Candidate> belowHeading(const LabelHit& hit) const {
        const int line = nextOnRow(hit.top, hit.bottom, hit.right - overlap * hit.height());
        const bool alone = line < 0;
        const bool amongLabels = line >= 0 && page_.labels.startsLine(line);
        if (!amongLabels && !alone && rule_.kind != FieldKind::PersonName) return std::nullopt;
        const Glyphs glyphs = below(hit);
        if (glyphs.empty()) return std::nullopt;
        auto reading = readValue(rule_, glyphs, page_.today);
        // Only what cannot be anything else: a cell left empty has another row below it.
        if (!reading || !reading->valid || reading->quality < 0.85) return std::nullopt;
        return Candidate{std::move(*reading), trustOf(hit, Place::Below), hit.top};
    }

    /// Less where the label, or the part of the page it stands in, is about other people.
    [[nodiscard]] double shareOfPeople(const LabelHit& hit) const {
        if (inSection_ || rule_.asks == Asks::Nothing || rule_.whose == 0) return 1;
        const Whose said = hit.meaning.whose != 0 ? hit.meaning.whose : hit.context;
        return said == 0 || (said & rule_.whose) != 0 ? 1 : hit.meaning.whose != 0 ? 0.3 : 0.6;
    }

    [[nodiscard]] double trustOf(const LabelHit& hit, Place place) const {
        const auto rank = std::find_if(rule_.labels.begin(), rule_.labels.end(),
                                       [&](const std::string& label) { return comparable(label) == hit.label; });
        double trust = place == Place::After ? 1 : place == Place::Right ? rightTrust : belowTrust;
        trust -= perWrongCharacter * static_cast<double>(hit.distance);
        if (hit.distance > 0 && hit.label.size() < 4) trust -= shortMisread;
        trust -= std::min(0.06, perLabelRank * static_cast<double>(rank - rule_.labels.begin()));
        trust *= shareOfPeople(hit);
        return hit.clean ? trust : trust * gluedTrust;
    }

    [[nodiscard]] Glyphs glyphsAt(const LabelHit& hit, Place place) const {
        if (place == Place::After) return rule_.flows ? flowing(hit) : after(hit);
        if (place == Place::Right) return right(hit);
        return below(hit);
    }

    /// True when the label ends a value of this kind.
    [[nodiscard]] bool ends(const LabelHit& hit) const {
        if (hit.clean) return true;
        return isTight(rule_.kind) || hit.label.size() >= 4;
    }

    /// Glyphs of a line from `begin` up to the next label.
    [[nodiscard]] Glyphs upToLabel(int line, std::size_t begin) const {
        const auto& glyphs = page_.layout.line(line).glyphs;
        std::size_t end = glyphs.size();
        for (const int index : page_.labels.ofLine(line)) {
            const auto& hit = page_.labels.hit(index);
            if (hit.begin >= begin && hit.begin < end && ends(hit)) end = hit.begin;
        }
        return begin < end ? part(glyphs, begin, end) : Glyphs{};
    }

    /// Step over ": " and the English that stands behind a Chinese label (姓名/Name).
    [[nodiscard]] std::size_t behindLabel(const LabelHit& hit) const {
        const auto& glyphs = page_.layout.line(hit.line).glyphs;
        std::size_t at = hit.end;
        const auto isMark = [](char32_t c) { return c == U':' || c == U';' || c == U'.' || c == U'_' || c == U'|'; };
        const auto isLatin = [](char32_t c) {
            return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'.';
        };
        if (at < glyphs.size() && glyphs[at].folded == U'/')
            for (++at; at < glyphs.size() && isLatin(glyphs[at].folded);) ++at;
        while (at < glyphs.size() && isMark(glyphs[at].folded)) ++at;
        return at;
    }

    [[nodiscard]] Glyphs after(const LabelHit& hit) const {
        if (hit.secondLine >= 0) return {};
        Glyphs glyphs = upToLabel(hit.line, behindLabel(hit));
        if (glyphs.empty()) return glyphs;
        const bool reachesEnd = glyphs.back().right >= page_.layout.line(hit.line).right - 1;
        if (reachesEnd) addRowPieces(glyphs, hit.line);
        if (rule_.wraps && reachesEnd) addLinesBelow(glyphs);
        return glyphs;
    }

    [[nodiscard]] bool sameRow(double top, double bottom, const LayoutLine& line) const {
        const double shared = std::min(bottom, line.bottom) - std::max(top, line.top);
        return shared >= sameRowShare * std::min(bottom - top, line.height());
    }

    /// The nearest line right of x on the row; -1: none.
    [[nodiscard]] int nextOnRow(double top, double bottom, double x) const {
        int best = -1;
        for (int i = 0; i < page_.layout.size(); ++i) {
            const auto& line = page_.layout.line(i);
            if (line.vertical || line.left < x || !sameRow(top, bottom, line)) continue;
            if (best < 0 || line.left < page_.layout.line(best).left) best = i;
        }
        return best;
    }

    /// Boxes of one row may overlap by a character, which then is read twice: 发证日期2 | 2023年7月18日.
    void dropSharedEnd(Glyphs& glyphs, double nextLeft) const {
        if (!provesItself(rule_.kind)) return;
        while (glyphs.size() > 1 && (glyphs.back().left + glyphs.back().right) / 2 > nextLeft) glyphs.pop_back();
        if (glyphs.size() == 1 && (glyphs.back().left + glyphs.back().right) / 2 > nextLeft)
            glyphs.back().folded = U' ', glyphs.back().shown = U' ';
    }

    /// A value that the engine cut into pieces along the row, or that is printed so.
    void addRowPieces(Glyphs& glyphs, int line) const {
        while (true) {
            const auto& here = page_.layout.line(line);
            const int next = nextOnRow(here.top, here.bottom, glyphs.back().right - overlap * here.height());
            if (next < 0 || next == line || page_.labels.startsLine(next)) return;
            dropSharedEnd(glyphs, page_.layout.line(next).left);
            const double hole = page_.layout.line(next).left - glyphs.back().right;
            if (!takesWholeRow(rule_.kind) && hole > nextPieceGap * here.height()) return;
            if (rule_.kind == FieldKind::PersonName || rule_.kind == FieldKind::Sex ||
                rule_.kind == FieldKind::Ethnicity)
                return;
            Glyphs more = upToLabel(next, 0);
            if (more.empty()) return;
            more.front().gapBefore = true;
            glyphs.insert(glyphs.end(), more.begin(), more.end());
            if (more.size() < page_.layout.line(next).glyphs.size()) return;
            line = next;
        }
    }

    [[nodiscard]] Glyphs right(const LabelHit& hit) const {
        if (hit.secondLine < 0 && behindLabel(hit) < page_.layout.line(hit.line).glyphs.size()) {
            // Something stands behind the label in its own line: that was its value, or it has none.
            if (!upToLabel(hit.line, behindLabel(hit)).empty() || nextLabelFollows(hit)) return {};
        }
        int line = nextOnRow(hit.top, hit.bottom, hit.right - overlap * hit.height());
        if (line >= 0 && isLabelHere(line)) line = -1;
        if (line < 0) return rule_.wraps ? besideInColumn(hit) : dayOfTwoLines(hit);
        Glyphs glyphs = upToLabel(line, 0);
        if (glyphs.empty()) glyphs = page_.layout.line(line).glyphs;
        addRowPieces(glyphs, line);
        if (rule_.wraps) return withWraps(hit, glyphs, line);
        if (endsOpen(glyphs)) addLinesBelow(glyphs);
        addLastOfDay(glyphs);
        return glyphs;
    }

    /// A day broken over two lines beside a label in their middle, so that its first line is not on the label's row.
    [[nodiscard]] Glyphs dayOfTwoLines(const LabelHit& hit) const {
        if (rule_.kind != FieldKind::Date) return {};
        for (int i = 0; i < page_.layout.size(); ++i) {
            const auto& line = page_.layout.line(i);
            const double up = hit.middle() - line.middle();
            if (line.vertical || up < 0 || up > hit.height() || line.left < hit.right || page_.labels.startsLine(i))
                continue;
            Glyphs glyphs = line.glyphs;
            addLastOfDay(glyphs);
            if (glyphs.size() > line.glyphs.size()) return glyphs;
        }
        return {};
    }

    /// 1966年07月03 with its 日 under it in a narrow cell.
    void addLastOfDay(Glyphs& glyphs) const {
        if (rule_.kind != FieldKind::Date || glyphs.empty() || !base::isDigit(glyphs.back().folded)) return;
        if (std::none_of(glyphs.begin(), glyphs.end(), [](const Glyph& g) { return g.folded == U'月'; })) return;
        const auto& here = page_.layout.line(glyphs.back().line);
        for (const auto& line : page_.layout.lines()) {
            const double down = line.middle() - here.middle();
            if (line.text != U"日" || down < 0.6 * here.height() || down > wrapPitch * here.height()) continue;
            if (line.left < glyphs.front().left - here.height() || line.right > glyphs.back().right + here.height())
                continue;
            glyphs.push_back(line.glyphs.front());
            return;
        }
    }

    [[nodiscard]] bool nextLabelFollows(const LabelHit& hit) const {
        const auto& here = page_.labels.ofLine(hit.line);
        return std::any_of(here.begin(), here.end(), [&](int index) {
            const auto& other = page_.labels.hit(index);
            return other.begin >= hit.end && other.begin <= behindLabel(hit) + 1 && ends(other);
        });
    }

    /// A line that begins with a label is no value, unless it is one of the things to choose from (户主).
    [[nodiscard]] bool isLabelHere(int line) const {
        if (!page_.labels.startsLine(line)) return false;
        const auto& text = page_.layout.line(line).text;
        return std::none_of(rule_.options.begin(), rule_.options.end(),
                            [&](const std::string& option) { return comparable(option) == text; });
    }

    /// 2010.10.03- with the other day in the next line.
    [[nodiscard]] bool endsOpen(const Glyphs& glyphs) const {
        return (rule_.kind == FieldKind::RangeUntil || rule_.kind == FieldKind::RangeFrom) && !glyphs.empty() &&
               (glyphs.back().folded == U'-' || glyphs.back().folded == U'至' || glyphs.back().folded == U'~');
    }

    /// True when a label left of the line on its row speaks for it.
    [[nodiscard]] bool ownedByOther(const LayoutLine& line, const LabelHit& self) const {
        return std::any_of(page_.labels.all().begin(), page_.labels.all().end(), [&](const LabelHit& other) {
            const bool same = other.line == self.line && other.begin == self.begin;
            return !same && other.clean && other.right <= line.left + 0.3 * line.height() && other.right > self.left &&
                   sameRow(other.top, other.bottom, line);
        });
    }

    /// The line right under (or above) `from` that goes on with it; -1: none.
    [[nodiscard]] int adjoining(int from, double left, int direction) const {
        const auto& base = page_.layout.line(from);
        int best = -1;
        double nearest = wrapPitch * base.height();
        for (int i = 0; i < page_.layout.size(); ++i) {
            const auto& line = page_.layout.line(i);
            const double step = (line.middle() - base.middle()) * direction;
            if (i == from || line.vertical || step < 0.6 * base.height() || step > nearest) continue;
            const double ratio = line.height() / std::max(1.0, base.height());
            const double indent = std::abs(line.left - left);
            if (indent > wrapIndent * base.height() || ratio > 1.7 || ratio < 0.58 || page_.labels.startsLine(i))
                continue;
            best = i;
            nearest = step;
        }
        return best;
    }

    [[nodiscard]] bool fitsKind(int line) const {
        if (rule_.kind != FieldKind::Address) return true;
        const auto& text = page_.layout.line(line).text;
        const auto days = findDays(text);
        const bool onlyDay = !days.empty() && days.front().end - days.front().begin + 2 >= text.size();
        const bool digitsOnly = text.size() > 10 && std::none_of(text.begin(), text.end(), base::isHan);
        const bool specimen = text.find(U"样本") == 0 || text.find(U"SPECIMEN") != std::u32string::npos;
        return !onlyDay && !digitsOnly && !specimen;
    }

    /// An address that has its number or room is done, unless what follows is more of one: not 女 or 养老保险.
    [[nodiscard]] bool mayFollow(const Glyphs& glyphs, int next) const {
        if (rule_.kind != FieldKind::Address || !isOneOf(glyphs.back().folded, U"号室户")) return true;
        const auto& text = page_.layout.line(next).text;
        return std::any_of(text.begin(), text.end(),
                           [](char32_t c) { return base::isDigit(c) || isOneOf(c, U"号楼室门栋幢层单元"); });
    }

    void addLinesBelow(Glyphs& glyphs) const {
        const double left = glyphs.front().left;
        int line = glyphs.back().line;
        for (int count = 0; count < 12; ++count) {
            const int next = adjoining(line, left, 1);
            if (next < 0 || !fitsKind(next)) return;
            const Glyphs more = upToLabel(next, 0);
            if (more.empty() || (count > 0 && !isFull(line, next)) || !mayFollow(glyphs, next)) return;
            glyphs.insert(glyphs.end(), more.begin(), more.end());
            line = next;
        }
    }

    /// A line that another follows in the same value reaches about as far right as that one.
    [[nodiscard]] bool isFull(int line, int next) const {
        const auto& upper = page_.layout.line(line);
        return upper.right >= page_.layout.line(next).right - 2.5 * upper.height();
    }

    /// A value of several lines beside a label that may stand at its first line or at its middle.
    [[nodiscard]] Glyphs withWraps(const LabelHit& hit, Glyphs glyphs, int line) const {
        addLinesBelow(glyphs);
        const double left = glyphs.front().left;
        const int above = adjoining(line, left, -1);
        if (above < 0 || !fitsKind(above) || ownedByOther(page_.layout.line(above), hit)) return glyphs;
        const double first = page_.layout.line(line).middle();
        const double last = page_.layout.line(glyphs.back().line).middle();
        const double offNow = std::abs((first + last) / 2 - hit.middle());
        const double offThen = std::abs((page_.layout.line(above).middle() + last) / 2 - hit.middle());
        if (offThen >= offNow || offThen > 0.4 * hit.height()) return glyphs;
        Glyphs whole = upToLabel(above, 0);
        whole.insert(whole.end(), glyphs.begin(), glyphs.end());
        return whole;
    }

    /// An even number of lines beside a label in their middle: none is on its row.
    [[nodiscard]] Glyphs besideInColumn(const LabelHit& hit) const {
        int best = -1;
        for (int i = 0; i < page_.layout.size(); ++i) {
            const auto& line = page_.layout.line(i);
            const double up = hit.middle() - line.middle();
            if (line.vertical || up < 0 || up > 1.4 * hit.height() || line.left < hit.right - 0.3 * hit.height())
                continue;
            if (page_.labels.startsLine(i) || ownedByOther(line, hit) || !fitsKind(i)) continue;
            if (best < 0 || line.left < page_.layout.line(best).left) best = i;
        }
        if (best < 0) return {};
        Glyphs glyphs = upToLabel(best, 0);
        const int next = adjoining(best, glyphs.empty() ? hit.right : glyphs.front().left, 1);
        // Both sides of the label's middle, or it is another row's.
        if (glyphs.empty() || next < 0 || page_.layout.line(next).middle() < hit.middle()) return {};
        addLinesBelow(glyphs);
        return glyphs;
    }

    [[nodiscard]] Glyphs below(const LabelHit& hit) const {
        int best = -1;
        for (int i = 0; i < page_.layout.size(); ++i) {
            const auto& line = page_.layout.line(i);
            const double hole = line.top - hit.bottom;
            if (line.vertical || hole < -0.4 * hit.height() || hole > belowGap * hit.height()) continue;
            if (line.middle() < hit.bottom) continue;
            const bool aligned = std::abs(line.left - hit.left) < 1.5 * hit.height();
            const bool centred = std::abs(line.left + line.right - hit.left - hit.right) < 3 * hit.height();
            if ((!aligned && !centred) || page_.labels.startsLine(i)) continue;
            if (best < 0 || line.top < page_.layout.line(best).top) best = i;
        }
        if (best < 0) return {};
        Glyphs glyphs = upToLabel(best, 0);
        if (rule_.wraps && !glyphs.empty()) addLinesBelow(glyphs);
        return glyphs;
    }

    /// Running text behind the label, over the ends of lines, up to the full stop.
    [[nodiscard]] Glyphs flowing(const LabelHit& hit) const {
        constexpr std::size_t most = 90;
        Glyphs glyphs;
        std::size_t at = behindLabel(hit);
        for (int line = hit.line; line < page_.layout.size() && glyphs.size() < most; ++line, at = 0) {
            const auto& here = page_.layout.line(line).glyphs;
            for (; at < here.size() && glyphs.size() < most; ++at) {
                if (here[at].folded == U'。') return glyphs;
                glyphs.push_back(here[at]);
            }
        }
        return glyphs;
    }
};

bool isLabelOf(const FieldRule& rule, const LabelHit& hit) {
    return std::any_of(rule.labels.begin(), rule.labels.end(),
                       [&](const std::string& label) { return comparable(label) == hit.label; });
}

/// Labels of the rule down the page. One in the middle of text counts only for kinds that prove themselves.
std::vector<LabelHit> hitsOf(const FieldRule& rule, const PageView& page) {
    std::vector<LabelHit> hits;
    for (const auto& hit : page.labels.all())
        if (isLabelOf(rule, hit) && (hit.clean || rule.flows || provesItself(rule.kind))) hits.push_back(hit);
    return hits;
}

/// Where a misread label of two or three characters may end: its cell, a gap, a mark, or before a name's length of
/// text.
bool endsLikeLabel(const FieldRule& rule, const LayoutLine& line, std::size_t end) {
    if (end == line.glyphs.size() || line.glyphs[end].gapBefore || !base::isHan(line.glyphs[end].folded)) return true;
    if (rule.kind == FieldKind::Sex || rule.kind == FieldKind::Ethnicity) return true;
    return rule.kind == FieldKind::PersonName && end == 2 && line.glyphs.size() - end <= 3;
}

/// 名 alone in its line: the 姓 of a spread 姓　名 was not read.
bool isLastHalf(const LayoutLine& line, const std::u32string& label) {
    return line.text.size() == 1 && label.size() == 2 && label == U"姓名" && line.text[0] == label[1];
}

/// A label with one wrong character in the first `length` characters of a line.
LabelHit hitOf(const std::u32string& label, const LayoutLine& line, int index, std::size_t length) {
    LabelHit hit{label, index, -1, 0, length, 1};
    hit.clean = true;
    hit.left = line.glyphs.front().left;
    hit.right = line.glyphs[length - 1].right;
    hit.top = line.top;
    hit.bottom = line.bottom;
    return hit;
}

/// Short labels with one wrong character at the beginning of a line where no label was read at all. Too many words are
/// as near to 姓名 for this to be done wherever the label itself is on the page.
std::vector<LabelHit> misreadHitsOf(const FieldRule& rule, const PageView& page) {
    std::vector<LabelHit> hits;
    for (const auto& label : rule.labels) {
        const auto wanted = comparable(label);
        if (wanted.size() < 2 || wanted.size() > 3) continue;
        for (int i = 0; i < page.layout.size(); ++i) {
            const auto& line = page.layout.line(i);
            if (line.vertical || page.labels.startsLine(i)) continue;
            if (rule.kind == FieldKind::PersonName && isLastHalf(line, wanted))
                hits.push_back(hitOf(wanted, line, i, 1));
            if (line.text.size() < wanted.size()) continue;
            const auto begin = line.text.substr(0, wanted.size());
            std::size_t wrong = 0;
            for (std::size_t k = 0; k < wanted.size(); ++k) wrong += begin[k] == wanted[k] ? 0U : 1U;
            if (wrong != 1 || !endsLikeLabel(rule, line, wanted.size())) continue;
            hits.push_back(hitOf(wanted, line, i, wanted.size()));
        }
    }
    return hits;
}

/// The hits that count: those of the section, and of several the one the rule is about. Empty: nobody can say which.
std::vector<LabelHit> chosenHits(const FieldRule& rule, const PageView& page, const Span& span, bool inSection) {
    auto hits = hitsOf(rule, page);
    std::erase_if(hits, [&](const LabelHit& hit) { return !span.holds(hit.top); });
    const auto expected = static_cast<std::size_t>(inSection ? 0 : occurrencesExpected(rule, page.type));
    if (hits.size() < std::max<std::size_t>(1, expected))
        for (auto& hit : misreadHitsOf(rule, page))
            if (span.holds(hit.top)) hits.push_back(std::move(hit));
    std::stable_sort(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.top < b.top; });
    if (expected == 0) return hits;
    if (hits.size() < expected) return {};
    return {hits[static_cast<std::size_t>(rule.occurrence - 1)]};
}

/// The tops of the places where the section's headings stand, from the top; the two halves of one row count once.
std::vector<double> startsOf(const std::vector<std::string>& words, const PageView& page) {
    std::vector<double> tops;
    const double row = std::max(1.0, page.layout.medianHeight());
    for (const bool exactly : {true, false}) {
        for (const auto& word : words) {
            const auto wanted = comparable(word);
            for (const auto& hit : page.labels.all())
                if (hit.clean && hit.label == wanted && (hit.distance == 0) == exactly) tops.push_back(hit.top);
        }
        // A misread heading counts only where none was read well: 授权委托书 is no 授权委托人.
        if (!tops.empty()) break;
    }
    std::sort(tops.begin(), tops.end());
    tops.erase(std::unique(tops.begin(), tops.end(), [&](double a, double b) { return b - a < 0.7 * row; }),
               tops.end());
    return tops;
}

}  // namespace

int sectionsExpected(const FieldRule& rule, const DocumentType& type) {
    int most = 0;
    if (!rule.section) return 0;
    for (const auto& field : type.fields)
        if (field.section && field.section->from == rule.section->from) most = std::max(most, field.section->number);
    return most;
}

int occurrencesExpected(const FieldRule& rule, const DocumentType& type) {
    int most = 0;
    if (rule.occurrence == 0) return 0;
    for (const auto& field : type.fields)
        if (field.kind == rule.kind && field.labels == rule.labels)
            most = std::max({most, field.occurrence, field.occurrencesInAll});
    return most;
}

Span wholePage() {
    return {std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max()};
}

std::optional<Span> spanOf(const FieldRule& rule, const PageView& page) {
    Span span = wholePage();
    if (!rule.section) return span;
    const double slack = 0.4 * page.layout.medianHeight();
    const auto& section = *rule.section;
    const auto starts = startsOf(section.from, page);
    if (!section.from.empty()) {
        // With a heading missing nobody knows which of them this one is.
        if (static_cast<int>(starts.size()) < sectionsExpected(rule, page.type)) return std::nullopt;
        const auto index = static_cast<std::size_t>(section.number - 1);
        span.top = starts[index] - slack;
        if (index + 1 < starts.size()) span.bottom = starts[index + 1] - slack;
    }
    for (const double end : startsOf(section.until, page))
        if (end > span.top + 2 * slack && end < span.bottom) span.bottom = end - slack;
    return span;
}

std::vector<Candidate> findByLabel(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> candidates;
    const auto span = spanOf(rule, page);
    // Without its heading a section's fields can still be counted down the page, where the rule says how.
    if (!span && rule.occurrence == 0) return candidates;
    const bool inSection = rule.section && span;
    const ByLabel search(rule, page, inSection);
    const bool counted = !inSection && occurrencesExpected(rule, page.type) > 0;
    for (const auto& hit : chosenHits(rule, page, span.value_or(wholePage()), inSection))
        if (auto candidate = search.at(hit)) {
            if (counted) candidate->trust *= countedTrust;
            candidates.push_back(std::move(*candidate));
        }
    return candidates;
}

/// A label that another field of the type names as its own is that field's, not everybody's whom it may mean: 持证人
/// names the holder, not the first of two spouses.
bool belongsToOther(const LabelHit& hit, const FieldRule& rule, const DocumentType& type) {
    if (isLabelOf(rule, hit)) return false;
    return std::any_of(type.fields.begin(), type.fields.end(), [&](const FieldRule& other) {
        return other.kind == rule.kind && other.occurrence == 0 && isLabelOf(other, hit);
    });
}

std::vector<Candidate> findByMeaning(const FieldRule& rule, const PageView& page) {
    std::vector<Candidate> candidates;
    if (rule.asks == Asks::Nothing || rule.whose == 0) return candidates;
    const ByLabel search(rule, page);
    for (const auto& hit : page.labels.all()) {
        const Whose said = hit.meaning.whose != 0 ? hit.meaning.whose : hit.context;
        // Two people of whom nothing is said but that one stands over the other are told by that alone.
        if (rule.occurrence > 0 && !rule.section && hit.meaning.whose == 0) continue;
        if (rule.occurrence > 0 && belongsToOther(hit, rule, page.type)) continue;
        // A label that is nobody's in particular asks the paper's subject.
        // Where several people stand under one another the label has to say whose it is.
        const bool subject = said == 0 && rule.occurrence == 0 && page.meanings != nullptr &&
                             (rule.whose & page.meanings->group("subject")) != 0;
        if (hit.meaning.asks != rule.asks || ((said & rule.whose) == 0 && !subject) || !hit.clean) continue;
        if (auto candidate = search.at(hit)) {
            if (hit.meaning.whose == 0) candidate->trust *= subject ? nobodysTrust : contextTrust;
            candidates.push_back(std::move(*candidate));
        }
    }
    return candidates;
}

}  // namespace daiban::documents
