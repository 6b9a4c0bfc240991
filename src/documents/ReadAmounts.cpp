#include <algorithm>

#include "base/Text.h"
#include "documents/ReadValue.h"

namespace daiban::documents {

namespace {

/// Capital characters and the common ones written in their place.
int capitalDigit(char32_t c) {
    switch (c) {
        case U'零':
        case U'〇':
            return 0;
        case U'壹':
        case U'一':
            return 1;
        case U'贰':
        case U'二':
        case U'貳':
            return 2;
        case U'叁':
        case U'三':
        case U'叄':
            return 3;
        case U'肆':
        case U'四':
            return 4;
        case U'伍':
        case U'五':
            return 5;
        case U'陆':
        case U'六':
        case U'陸':
            return 6;
        case U'柒':
        case U'七':
            return 7;
        case U'捌':
        case U'八':
            return 8;
        case U'玖':
        case U'九':
            return 9;
        default:
            return -1;
    }
}

long long smallUnit(char32_t c) {
    if (c == U'拾' || c == U'十') return 10;
    if (c == U'佰' || c == U'百') return 100;
    if (c == U'仟' || c == U'千') return 1000;
    return 0;
}

bool isCapitalPart(char32_t c) {
    static constexpr std::u32string_view units = U"万亿元圆角分整正";
    return capitalDigit(c) >= 0 || smallUnit(c) > 0 || units.find(c) != std::u32string_view::npos;
}

/// The longest row of capital characters with an 元 in it.
std::u32string_view capitalPart(const std::u32string& text) {
    std::u32string_view best;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::size_t end = at;
        while (end < text.size() && isCapitalPart(text[end])) ++end;
        const std::u32string_view here = std::u32string_view(text).substr(at, end - at);
        if (here.size() > best.size() && here.size() >= 3) best = here;
        at = std::max(at, end);
    }
    return best;
}

/// Sum of figures and units up to the next 元, 角 or 分.
struct Sum {
    long long whole = 0;    ///< closed by 万 or 亿
    long long section = 0;  ///< within the current four places
    long long digit = 0;

    void unit(long long factor) {
        section += (digit == 0 ? (factor == 10 && section == 0 ? 1 : 0) : digit) * factor;
        digit = 0;
    }
    void big(long long factor) {
        whole = (whole + section + digit) * factor;
        section = digit = 0;
    }
    long long take() {
        const long long all = whole + section + digit;
        *this = {};
        return all;
    }
};

struct Figures {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool afterSign = false;  ///< behind ￥
    bool decimals = false;
    long long fen = 0;
};

/// 2,835.68 at `at`. Letters are not mended: with money a person had better look.
Figures figuresAt(const std::u32string& text, std::size_t at) {
    Figures found{at, at, at > 0 && text[at - 1] == U'¥', false, 0};
    while (found.end < text.size() && (base::isDigit(text[found.end]) || (text[found.end] == U',' && found.end > at))) {
        if (base::isDigit(text[found.end]))
            found.fen = std::min(found.fen * 10 + static_cast<long long>(text[found.end] - U'0'), 1'000'000'000'000LL);
        ++found.end;
    }
    while (found.end > at && text[found.end - 1] == U',') --found.end;
    found.fen *= 100;
    if (found.end + 1 < text.size() && text[found.end] == U'.' && base::isDigit(text[found.end + 1])) {
        found.fen += static_cast<long long>(text[found.end + 1] - U'0') * 10;
        found.end += 2;
        if (found.end < text.size() && base::isDigit(text[found.end]))
            found.fen += static_cast<long long>(text[found.end++] - U'0');
        found.decimals = true;
    }
    return found;
}

std::vector<Figures> allFigures(const std::u32string& text) {
    std::vector<Figures> out;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (base::isDigit(text[at])) {
            out.push_back(figuresAt(text, at));
            at = out.back().end;
        }
    return out;
}

/// The one behind ￥, else the first with decimals, else the first.
const Figures* bestFigures(const std::vector<Figures>& all) {
    const Figures* best = nullptr;
    const auto rank = [](const Figures& f) { return (f.afterSign ? 2 : 0) + (f.decimals ? 1 : 0); };
    for (const auto& figures : all)
        if (best == nullptr || rank(figures) > rank(*best)) best = &figures;
    return best;
}

std::string plainAmount(long long fen) {
    std::string cents = std::to_string(fen % 100);
    if (cents.size() < 2) cents = "0" + cents;
    return std::to_string(fen / 100) + "." + cents;
}

}  // namespace

std::optional<long long> capitalAmount(const std::u32string& folded) {
    const auto text = capitalPart(folded);
    if (text.find_first_of(U"元圆角分") == std::u32string_view::npos) return std::nullopt;
    long long fen = 0;
    Sum sum;
    for (const char32_t c : text) {
        if (const int digit = capitalDigit(c); digit >= 0)
            sum.digit = digit;
        else if (const long long factor = smallUnit(c); factor > 0)
            sum.unit(factor);
        else if (c == U'万')
            sum.big(10'000);
        else if (c == U'亿')
            sum.big(100'000'000);
        else if (c == U'元' || c == U'圆')
            fen += sum.take() * 100;
        else if (c == U'角')
            fen += sum.take() * 10;
        else if (c == U'分')
            fen += sum.take();
        if (fen > 1'000'000'000'000'000LL || sum.whole > 10'000'000'000'000LL) return std::nullopt;
    }
    return fen;
}

std::optional<ReadValue> readAmount(const Glyphs& glyphs) {
    const std::u32string text = foldedText(glyphs);
    const auto figures = allFigures(text);
    const auto* best = bestFigures(figures);
    const auto capital = capitalAmount(text);
    ReadValue reading;
    if (best == nullptr) {
        if (!capital || *capital == 0) return std::nullopt;
        reading.used = glyphs;
        reading.value = plainAmount(*capital);
        reading.valid = true;
        reading.quality = 0.85;  // one witness only, and the harder to read
        return reading;
    }
    reading.used = part(glyphs, best->begin, best->end);
    reading.value = base::toUtf8(foldedText(reading.used));
    reading.valid = (best->decimals || best->afterSign || figures.size() == 1) && (!capital || *capital == best->fen);
    return reading;
}

std::optional<ReadValue> readCount(const Glyphs& glyphs) {
    const std::u32string text = foldedText(glyphs);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!base::isDigit(text[at])) continue;
        std::size_t end = at;
        while (end < text.size() && base::isDigit(text[end])) ++end;
        ReadValue reading;
        reading.used = part(glyphs, at, end);
        reading.value = shownText(reading.used);
        // No letter, point or year may stand at it: 23年8个月 is no count of months, 17O no 17.
        const bool wrongBefore = at > 0 && (text[at - 1] == U'.' || digitFor(text[at - 1]) != 0);
        const bool wrongBehind =
            end < text.size() && (text[end] == U'.' || text[end] == U'年' || digitFor(text[end]) != 0);
        reading.valid = end - at <= 6 && !wrongBefore && !wrongBehind;
        return reading;
    }
    return std::nullopt;
}

}  // namespace daiban::documents
