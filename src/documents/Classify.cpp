#include <algorithm>
#include <bitset>
#include <cmath>
#include <map>
#include <set>

#include "base/Text.h"
#include "documents/Labels.h"
#include "documents/LearnedTypes.h"
#include "documents/Portrait.h"
#include "documents/ReadValue.h"
#include "documents/Understand.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

// Points are natural logarithms of odds, set by hand from what the forms have in common and held against truth text,
// against text with characters exchanged, and against pages of no known type.
constexpr double titlePoints = 5.5;  ///< a title by itself in a line, large, near the top, without a wrong character
constexpr double mostCuePoints = 6.5;
constexpr double pointsPerCue = 1.3;  ///< for a word that no other type has
constexpr double missingCuePoints = 0.12;
constexpr double numberPoints = 1.6;
constexpr double codePoints = 2.5;
constexpr double sizePoints = 0.7;
constexpr double wrongSizePoints = -1.2;
constexpr double againstPoints = -7;
constexpr double againstCuePoints = -3.5;
/// For a page that is headed as some other paper: before it 10 of 280 foreign pages were taken for business licences.
constexpr double nameOfAnotherPoints = -4;
constexpr double leastOwnTitle = 0.3;   ///< a title worth less than that does not speak against the other name
constexpr double untitledPoints = 4.5;  ///< in the place of a title, when nearly all labels are there
constexpr double tooManyLinesPoints = -3;
constexpr double unknownPoints = 4.2;      ///< what "something else" has before anything is read
constexpr double nothingToTellItBy = -10;  ///< a page without text, or one with text for a portrait
constexpr double leastProbability = 0.5;
constexpr double sizeTolerance = 0.12;
/// A portrait has no text; an engine may see a character or two in a pattern.
constexpr std::size_t mostPortraitGlyphs = 6;

/// Which characters a text has, for passing over texts that cannot hold a pattern: one bit for all characters that are
/// the same modulo 256.
class CharacterSet {
  public:
    explicit CharacterSet(std::u32string_view text) {
        for (const char32_t c : text) bits_.set(c % bits_.size());
    }
    /// False when more than `allowed` characters of the pattern are not there: findNear finds nothing then.
    [[nodiscard]] bool mayHold(std::u32string_view pattern, std::size_t allowed) const {
        return missing(pattern, allowed) <= allowed;
    }
    /// How many characters of the pattern are not there, counted up to one more than `most`.
    [[nodiscard]] std::size_t missing(std::u32string_view pattern, std::size_t most) const {
        std::size_t count = 0;
        for (const char32_t c : pattern)
            if (!bits_[c % bits_.size()] && ++count > most) break;
        return count;
    }

  private:
    std::bitset<256> bits_;
};

struct TitlePlace {
    std::u32string text;  ///< a line, or two lines that one title is broken over
    double prominence = 1;
    CharacterSet characters;
};

struct PageFacts {
    const Evidence& evidence;
    const Layout& layout;
    std::vector<TitlePlace> titlePlaces;
    std::vector<const TitlePlace*> paperNames;  ///< title places that name some paper, large and at the top
    std::vector<CharacterSet> characters;       ///< of each line
    std::vector<std::string> utf8Lines;         ///< each line for regular expressions
    std::size_t glyphs = 0;
};

struct Score {
    const DocumentType* type = nullptr;
    double points = 0;
    std::vector<std::string> reasons;
};

bool isSentence(const std::u32string& text) {
    return text.find_first_of(U"。,;、?!") != std::u32string::npos;
}

/// "2.结婚证" in a list names a paper; it is not that paper.
bool isListItem(const std::u32string& text) {
    if (text.empty()) return false;
    std::size_t at = text[0] == U'(' ? 1 : 0;
    static constexpr std::u32string_view numerals = U"一二三四五六七八九十";
    while (at < text.size() && (base::isDigit(text[at]) || numerals.find(text[at]) != std::u32string_view::npos)) ++at;
    return at > 0 && at < text.size() && (text[at] == U'.' || text[at] == U'、' || text[at] == U')');
}

/// How much a line looks like a title by its place and size: 1 for large and near the top, less for small or low ones.
double prominenceOf(const LayoutLine& line, const Layout& layout, double pageHeight) {
    const double bigger = line.height() / std::max(1.0, layout.medianHeight());
    const double fromTop = line.middle() / std::max({1.0, layout.bottom(), pageHeight});
    double prominence = bigger > 1.2 ? 1 : bigger > 0.8 ? 0.75 : 0.45;
    if (fromTop > 0.5)
        prominence *= bigger > 1.5 ? 0.7 : 0.4;
    else if (fromTop > 0.35)
        prominence *= 0.8;
    return prominence;
}

/// Lines that may be a title: no sentences, no items of a list; and pairs of lines above one another.
std::vector<TitlePlace> titlePlacesOf(const Layout& layout, double pageHeight) {
    constexpr std::size_t longest = 40;
    std::vector<TitlePlace> places;
    for (int i = 0; i < layout.size(); ++i) {
        const auto& line = layout.line(i);
        if (line.vertical || line.text.size() > longest || isSentence(line.text)) continue;
        const double prominence = prominenceOf(line, layout, pageHeight) * (isListItem(line.text) ? 0.3 : 1);
        places.push_back({line.text, prominence, CharacterSet(line.text)});
        for (int j = i + 1; j < std::min(i + 4, layout.size()); ++j) {
            const auto& next = layout.line(j);
            const double height = std::max(line.height(), next.height());
            const double off = std::abs(line.left + line.right - next.left - next.right) / 2;
            const bool under =
                next.middle() - line.middle() > 0.6 * height && next.middle() - line.middle() < 2.6 * height;
            if (under && off < 2 * height && next.text.size() <= longest && !isSentence(next.text))
                places.push_back({line.text + next.text, std::max(prominence, prominenceOf(next, layout, pageHeight)),
                                  CharacterSet(line.text + next.text)});
        }
    }
    return places;
}

/// Title places that name a paper, whatever paper it is: 献血证, 装修申请表, 车位租赁合同.
std::vector<const TitlePlace*> paperNamesAmong(const std::vector<TitlePlace>& places) {
    static constexpr std::u32string_view ends = U"证书表单同议票据卡册簿告函条状明案笺牌";
    std::vector<const TitlePlace*> names;
    for (const auto& place : places) {
        const auto& text = place.text;
        const bool named = text.size() >= 2 && text.size() <= 20 && ends.find(text.back()) != std::u32string_view::npos;
        if (place.prominence >= 1 && named && std::all_of(text.begin(), text.end(), base::isHan))
            names.push_back(&place);
    }
    return names;
}

/// The state, a province, a city or a district before a title: 中华人民共和国, 天津市滨海新区.
std::u32string_view withoutPlaceNames(std::u32string_view text, std::size_t titleLength) {
    static const std::u32string state = comparable("中华人民共和国");
    if (text.size() >= state.size() + 2 && base::editDistance(text.substr(0, state.size()), state) <= 2)
        text.remove_prefix(state.size());
    static constexpr std::u32string_view ends = U"省市区县";
    while (text.size() > titleLength) {
        const auto end = text.substr(0, 8).find_first_of(ends, 1);
        if (end == std::u32string_view::npos || end < 2 || text.size() - end - 1 + 1 < titleLength) break;
        text.remove_prefix(end + 1);
    }
    return text;
}

/// （副本）, （个人） behind a title belong to it.
std::u32string_view withoutBracketBehind(std::u32string_view text) {
    if (text.empty() || text.back() != U')') return text;
    const auto open = text.rfind(U'(');
    return open == std::u32string_view::npos || open < 2 ? text : text.substr(0, open);
}

/// How much of a place is the title: 1 for the very words, less for wrong characters and for words around it.
double titleLikeness(const TitleRule& rule, const std::u32string& wanted, const std::u32string& place) {
    const std::size_t allowed = allowedErrors(wanted.size());
    double best = 0;
    const std::u32string_view bare = withoutPlaceNames(place, wanted.size());
    for (const std::u32string_view text :
         {std::u32string_view(place), withoutBracketBehind(place), bare, withoutBracketBehind(bare)})
        for (const auto& match : findNear(wanted, text, allowed)) {
            if ((match.begin > 0 && !rule.anyBefore) || (match.end < text.size() && !rule.anyAfter)) continue;
            // A wrong character weighs more in a short title: 毕业证书 and 结业证书 are two papers.
            const double wrong = static_cast<double>(match.distance) / static_cast<double>(wanted.size());
            const double around = static_cast<double>(match.begin + text.size() - match.end);
            best = std::max(best, (1 - 1.8 * wrong) * (1 - std::min(0.25, 0.012 * around)));
        }
    return best;
}

double scoreTitle(const DocumentType& type, const PageFacts& page, std::string& title) {
    double best = 0;
    for (const auto& rule : type.titles) {
        const auto& wanted = rule.comparable;
        // Longer titles say more: 申请表 is a title of half the forms there are.
        const double length = std::min(1.0, 0.55 + 0.15 * static_cast<double>(wanted.size()));
        for (const auto& place : page.titlePlaces) {
            if (!place.characters.mayHold(wanted, allowedErrors(wanted.size()))) continue;
            const double worth = place.prominence * length * titleLikeness(rule, wanted, place.text);
            if (worth > best) best = worth, title = rule.text;
        }
    }
    return best;
}

/// The page bears the name of a paper, and no more than half of a title of the type is in it.
bool hasNameOfAnother(const DocumentType& type, const PageFacts& page) {
    if (page.paperNames.empty()) return false;
    return std::none_of(type.titles.begin(), type.titles.end(), [&](const TitleRule& rule) {
        const auto& wanted = rule.comparable;
        return std::any_of(page.paperNames.begin(), page.paperNames.end(), [&](const TitlePlace* place) {
            return place->characters.mayHold(wanted, (wanted.size() - 1) / 2);
        });
    });
}

bool hasAgainstTitle(const DocumentType& type, const PageFacts& page) {
    return std::any_of(type.againstTitles.begin(), type.againstTitles.end(), [&](const std::string& title) {
        const auto wanted = comparable(title);
        return std::any_of(page.titlePlaces.begin(), page.titlePlaces.end(), [&](const TitlePlace& place) {
            return place.prominence > 0.5 && place.text.find(wanted) != std::u32string::npos;
        });
    });
}

/// A cue of two or three characters counts only where it stands by itself.
bool standsAlone(const LayoutLine& line, std::size_t begin, std::size_t end) {
    if (begin == 0 || line.glyphs[begin].gapBefore || !base::isHan(line.glyphs[begin - 1].folded)) return true;
    return end < line.glyphs.size() && line.glyphs[end].folded == U':';
}

bool hasCue(const std::u32string& cue, const PageFacts& page, std::map<std::u32string, bool>& known) {
    const auto [at, fresh] = known.try_emplace(cue, false);
    if (!fresh) return at->second;
    const std::size_t allowed = allowedErrors(cue.size());
    for (std::size_t i = 0; i < page.characters.size(); ++i) {
        if (!page.characters[i].mayHold(cue, allowed)) continue;
        const auto& line = page.layout.lines()[i];
        for (const auto& match : findNear(cue, line.text, allowed))
            if (cue.size() > 3 || standsAlone(line, match.begin, match.end)) return at->second = true;
    }
    // Cells break words over two lines.
    for (int i = 0; i + 1 < page.layout.size() && cue.size() > 3; ++i) {
        const auto& a = page.layout.line(i).text;
        const auto& b = page.layout.line(i + 1).text;
        if (a.size() < cue.size() && a.size() + b.size() >= cue.size() && cue.compare(0, a.size(), a) == 0 &&
            (a + b).compare(0, cue.size(), cue) == 0)
            return at->second = true;
    }
    return false;
}

struct CueScore {
    double points = 0;
    double share = 0;  ///< of the weight of all cues that were found
    std::vector<std::string> found;
};

CueScore scoreCues(const DocumentType& type, const PageFacts& page, std::map<std::u32string, bool>& known) {
    CueScore score;
    double all = 0;
    double here = 0;
    std::vector<std::pair<double, std::string>> found;
    for (const auto& cue : type.cues) {
        const double weight = cue.weight * (0.15 + 0.85 * cue.rarity);
        all += cue.weight;
        if (!hasCue(cue.comparable, page, known)) {
            score.points -= missingCuePoints * cue.weight;
            continue;
        }
        here += cue.weight;
        score.points += pointsPerCue * weight;
        found.emplace_back(weight, cue.text);
    }
    score.points = std::min(score.points, mostCuePoints);
    score.share = all > 0 ? here / all : 0;
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < std::min<std::size_t>(4, found.size()); ++i) score.found.push_back(found[i].second);
    return score;
}

bool isAt(const NumberRule& rule, const LayoutLine& line, const page::CleanPage& clean) {
    if (clean.pixels.empty()) return true;
    const double x = (line.left + line.right) / 2 / clean.pixels.cols;
    const double y = line.middle() / clean.pixels.rows;
    return x >= rule.left && x <= rule.right && y >= rule.top && y <= rule.bottom;
}

/// A pattern that names digits is looked for only where there are some: on a page of prose that is most of the time.
bool namesDigits(const Pattern& pattern) {
    return pattern.source().find("\\d") != std::string::npos || pattern.source().find("0-9") != std::string::npos;
}

bool hasNumber(const NumberRule& rule, const PageFacts& page) {
    constexpr std::size_t longest = 120;
    const bool digits = namesDigits(rule.pattern);
    for (std::size_t i = 0; i < page.utf8Lines.size(); ++i) {
        const auto& text = page.utf8Lines[i];
        const LayoutLine& line = page.layout.lines()[i];
        if (digits && text.find_first_of("0123456789") == std::string::npos) continue;
        if (line.text.size() < longest && isAt(rule, line, page.evidence.clean) && rule.pattern.isIn(text)) return true;
    }
    return false;
}

bool hasBankCardNumber(const PageFacts& page) {
    return std::any_of(page.layout.lines().begin(), page.layout.lines().end(), [](const LayoutLine& line) {
        const auto reading = readBankCardNumber(line.glyphs);
        return reading && reading->valid && reading->used.size() + 2 >= line.glyphs.size();
    });
}

double scoreNumbers(const DocumentType& type, const PageFacts& page, std::vector<std::string>& reasons) {
    double points = 0;
    for (const auto& number : type.numbers)
        if (hasNumber(number, page)) points += numberPoints * number.weight;
    if (type.bankCardNumber && hasBankCardNumber(page)) points += 2 * numberPoints;
    if (points > 0) reasons.emplace_back("号码：格式相符");
    for (const auto& pattern : type.codePatterns)
        for (const auto& code : page.evidence.codes)
            if (pattern.isIn(base::toUtf8(comparable(code.text)))) {
                reasons.emplace_back("二维码：内容相符");
                return std::min(points, 3 * numberPoints) + codePoints;
            }
    return std::min(points, 3 * numberPoints);
}

double scoreSize(const DocumentType& type, const page::CleanPage& clean, std::vector<std::string>& reasons) {
    if (type.sizes.empty() || clean.pixels.empty()) return 0;
    const auto size = clean.sizeInMillimetres();
    const double shape = static_cast<double>(clean.pixels.cols) / std::max(1, clean.pixels.rows);
    bool fits = false;
    for (const auto& rule : type.sizes) {
        const bool shapeFits = std::abs(shape * rule.height / rule.width - 1) < sizeTolerance;
        const bool sidesFit =
            std::abs(size.x / rule.width - 1) < sizeTolerance && std::abs(size.y / rule.height - 1) < sizeTolerance;
        fits = fits || (size.x > 0 ? sidesFit : shapeFits);
    }
    if (!fits) return size.x > 0 && clean.edgesVisible ? wrongSizePoints : 0;
    // The shape alone says little: half the cards there are have it.
    if (size.x <= 0) return sizePoints / 2;
    reasons.emplace_back("尺寸：相符");
    return sizePoints;
}

Score scoreText(const DocumentType& type, const PageFacts& page, std::map<std::u32string, bool>& knownCues) {
    Score score{&type, page.glyphs == 0 ? nothingToTellItBy : 0, {}};
    if (page.glyphs == 0) return score;
    std::string title;
    const double titleWorth = scoreTitle(type, page, title);
    const auto cues = scoreCues(type, page, knownCues);
    score.points = titlePoints * titleWorth + cues.points;
    if (titleWorth > 0) score.reasons.push_back("标题：" + title);
    if (!cues.found.empty()) score.reasons.push_back("字段：" + base::joined(cues.found, "，"));
    const double numbers = scoreNumbers(type, page, score.reasons);
    score.points += numbers;
    // Without a title the labels must nearly all be there, or the number be one that only such a card bears.
    if (type.untitled) score.points += untitledPoints * std::clamp((cues.share - 0.4) / 0.45, 0.0, 1.0);
    if (type.untitled && type.bankCardNumber && numbers > 0) score.points += untitledPoints / 2;
    if (titleWorth > 0 || cues.points > 0 || numbers > 0)
        score.points += scoreSize(type, page.evidence.clean, score.reasons);
    if (type.mostLines > 0 && page.layout.size() > type.mostLines) score.points += tooManyLinesPoints;
    if (hasAgainstTitle(type, page)) score.points += againstPoints;
    if (titleWorth < leastOwnTitle && hasNameOfAnother(type, page)) score.points += nameOfAnotherPoints;
    for (const auto& cue : type.againstCues)
        if (hasCue(comparable(cue), page, knownCues)) score.points += againstCuePoints;
    return score;
}

Score scorePortrait(const DocumentType& type, const PageFacts& page) {
    Score score{&type, nothingToTellItBy, {}};
    if (page.glyphs > mostPortraitGlyphs) return score;
    const double likeness = portraitLikeness(page.evidence.clean, type.sizes);
    if (likeness <= 0) return score;
    score.points = unknownPoints + std::log(likeness / (1 - likeness));
    score.reasons = {"尺寸：证件照片", "画面：单色背景的人像"};
    return score;
}

/// Probabilities of the scores and, last, of something else.
std::vector<double> probabilities(const std::vector<Score>& scores) {
    double highest = unknownPoints;
    for (const auto& score : scores) highest = std::max(highest, score.points);
    double sum = std::exp(unknownPoints - highest);
    for (const auto& score : scores) sum += std::exp(score.points - highest);
    std::vector<double> out;
    for (const auto& score : scores) out.push_back(std::exp(score.points - highest) / sum);
    out.push_back(std::exp(unknownPoints - highest) / sum);
    return out;
}

/// How likely the answer is right: `chance` is its own, measured by `curve`.
base::Confidence calibrated(const CalibrationCurve& curve, double chance) {
    return base::Confidence(curve.at(logOddsOf(chance)));
}

Classification decide(const std::vector<Score>& scores, const Calibration& calibration, bool hasText) {
    Classification result;
    const auto chances = probabilities(scores);
    std::vector<std::size_t> order(scores.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return chances[a] > chances[b]; });
    const bool known = !order.empty() && chances[order[0]] >= leastProbability;
    const double chance = known ? chances[order[0]] : chances.back();
    if (known) {
        result.type = scores[order[0]].type->code;
        result.confidence = calibrated(calibration.known, chance);
        result.reasons = scores[order[0]].reasons;
    } else {
        result.confidence = calibrated(calibration.unknown, chance);
        result.reasons = {hasText ? "没有找到足以认定的标题和字段" : "页面上没有文字"};
    }
    // What the answer leaves is the others', in the proportion they had.
    const double share = chance < 1 ? (1 - result.confidence.value()) / (1 - chance) : 0;
    for (std::size_t i = known ? 1 : 0; i < order.size() && result.others.size() < 3; ++i)
        if (chances[order[i]] >= 0.02)
            result.others.emplace_back(scores[order[i]].type->code, base::Confidence(chances[order[i]] * share));
    if (!known && !result.others.empty()) result.reasons.push_back("最接近：" + scores[order[0]].type->name);
    return result;
}

}  // namespace

Classification classify(const Evidence& evidence, const DocumentTypes& types, const LearnedTypes* learned) {
    const Layout layout(evidence.text);
    PageFacts page{evidence, layout, titlePlacesOf(layout, evidence.clean.pixels.rows), {}, {}, {}, 0};
    page.paperNames = paperNamesAmong(page.titlePlaces);
    for (const auto& line : layout.lines()) {
        page.characters.emplace_back(line.text);
        page.utf8Lines.push_back(base::toUtf8(line.text));
        page.glyphs += line.glyphs.size();
    }
    std::map<std::u32string, bool> knownCues;
    std::vector<Score> scores;
    for (const auto& type : types.all())
        scores.push_back(type.look == Look::Portrait ? scorePortrait(type, page) : scoreText(type, page, knownCues));
    auto byRules = decide(scores, types.calibration(), page.glyphs > 0);
    if (learned == nullptr) return byRules;
    return withLearned(std::move(byRules), featuresOf(layout, evidence.clean), *learned, types);
}

}  // namespace daiban::documents
