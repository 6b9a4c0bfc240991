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
#include "documents/Titles.h"
#include "documents/Understand.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

// Points are natural logarithms of odds, set by hand from what the forms have in common and held against truth text,
// against text with characters exchanged, and against pages of no known type.
/// A title by itself in a line, large, near the top, without a wrong character decides, however the labels are worded:
/// with 5.5 for it, as it was, half of 222 pages of other layouts whose title was read without a fault were unknown.
constexpr double titlePoints = 11;
/// ... and a worth of that says nothing: half the papers there are share a word.
constexpr double noTitle = 0.25;
constexpr double leastMissingCuePoints = -0.8;
constexpr double mostCuePoints = 6.5;
constexpr double pointsPerCue = 1.3;  ///< for a word that no other type has
constexpr double missingCuePoints = 0.06;
constexpr double numberPoints = 1.6;
constexpr double codePoints = 2.5;
constexpr double sizePoints = 0.7;
constexpr double wrongSizePoints = -1.2;
constexpr double againstPoints = -7;
constexpr double againstCuePoints = -3.5;
/// For a page that is headed as some other paper: before it 10 of 280 foreign pages were taken for business licences.
constexpr double nameOfAnotherPoints = -5;
constexpr double leastOwnTitle = 0.45;  ///< a title worth less than that does not speak against the other name
/// A title worth more than that is believed, whatever other paper is named beside it.
constexpr double clearTitle = 0.8;
/// For a title with not one of the type's words or numbers beside it, where the page has nothing else (a cover, a
/// divider) or the title is only like the type's. A clear title over a body is believed: its labels are worded
/// otherwise (28 of 540 drawn layouts).
constexpr double titleAlonePoints = -6.2;
constexpr int fewLines = 4;
constexpr double likelyTitle = 0.65;
constexpr double untitledPoints = 4.5;  ///< in the place of a title, when nearly all labels are there
constexpr double tooManyLinesPoints = -3;
constexpr double unknownPoints = 4.2;      ///< what "something else" has before anything is read
constexpr double nothingToTellItBy = -10;  ///< a page without text, or one with text for a portrait
constexpr double leastProbability = 0.5;
/// What a type that an item asks for has before others (of a case's papers nine in ten are of the item's list, which
/// has a tenth of all types: a ratio of 80, of which half is kept, for stations mix papers up), and from how many
/// points of its own on it has all of that: a page that says nothing of the type is not made one by being awaited.
constexpr double expectedPoints = 2.2;
constexpr double pointsForAllOfThat = 3.5;
/// A person is asked wherever the item decided: less than base::certainEnough.
constexpr double mostByBeingAwaited = 0.78;
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
    std::vector<TitleParts> readings{};  ///< what it may be as a title
    bool namesPaper = false;             ///< large, at the top, and ends as the names of papers do
};

struct PageFacts {
    const Evidence& evidence;
    const Layout& layout;
    std::vector<TitlePlace> titlePlaces;
    bool namesPaper = false;               ///< some title place does
    std::vector<CharacterSet> characters;  ///< of each line
    std::vector<std::string> utf8Lines;    ///< each line for regular expressions
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

/// Alone in its row and in the middle of the sheet.
bool standsAsHeading(const LayoutLine& line, const Layout& layout, double pageWidth) {
    const double width = std::max(pageWidth, layout.right());
    if (std::abs(line.left + line.right - width) / 2 > 0.1 * width) return false;
    return std::none_of(layout.lines().begin(), layout.lines().end(), [&](const LayoutLine& other) {
        return &other != &line && std::abs(other.middle() - line.middle()) < 0.5 * line.height();
    });
}

/// How much a line looks like a title by its place and size: 1 for large and near the top, less for small or low ones.
double prominenceOf(const LayoutLine& line, const Layout& layout, cv::Size page) {
    const double bigger = line.height() / std::max(1.0, layout.medianHeight());
    const double fromTop = line.middle() / std::max({1.0, layout.bottom(), static_cast<double>(page.height)});
    double prominence = bigger > 1.2 ? 1 : bigger > 0.8 ? 0.75 : 0.45;
    if (bigger > 0.8 && bigger <= 1.2 && fromTop < 0.3 && standsAsHeading(line, layout, page.width)) prominence = 0.95;
    if (fromTop > 0.5)
        prominence *= bigger > 1.5 ? 0.7 : 0.4;
    else if (fromTop > 0.35)
        prominence *= 0.8;
    return prominence;
}

/// Two pieces of one title: above one another, or beside one another in letters set wide apart.
bool goesOn(const LayoutLine& line, const LayoutLine& next) {
    const double height = std::max(line.height(), next.height());
    const double off = std::abs(line.left + line.right - next.left - next.right) / 2;
    const double down = next.middle() - line.middle();
    if (down > 0.6 * height && down < 2.6 * height) return off < 2 * height;
    const bool alike = std::min(line.height(), next.height()) > 0.7 * height;
    return alike && std::abs(down) < 0.4 * height && next.left > line.right - 0.5 * height &&
           next.left - line.right < 4 * height;
}

/// What stands in the brackets that a whole line is set in: （退役军人证书）.
std::u32string_view insideBrackets(std::u32string_view text) {
    const bool isSet =
        text.size() > 4 && text.front() == U'(' && text.back() == U')' && text.find(U'(', 1) == text.npos;
    return isSet ? text.substr(1, text.size() - 2) : std::u32string_view{};
}

/// Lines that may be a title: no sentences, no items of a list, no labels with their value; and pairs of lines.
std::vector<TitlePlace> titlePlacesOf(const Layout& layout, cv::Size page) {
    constexpr std::size_t longest = 40;
    const auto mayBe = [](const LayoutLine& line) {
        return !line.vertical && line.text.size() <= longest && !isSentence(line.text) &&
               line.text.find(U':') == std::u32string::npos;
    };
    std::vector<TitlePlace> places;
    for (int i = 0; i < layout.size(); ++i) {
        const auto& line = layout.line(i);
        if (!mayBe(line)) continue;
        const double prominence = prominenceOf(line, layout, page) * (isListItem(line.text) ? 0.3 : 1);
        places.push_back({line.text, prominence, CharacterSet(line.text)});
        for (int j = i + 1; j < std::min(i + 4, layout.size()); ++j) {
            const auto& next = layout.line(j);
            if (!mayBe(next) || !goesOn(line, next)) continue;
            // Another name of the same paper under the first is as much its name.
            if (const std::u32string other(insideBrackets(next.text)); !other.empty())
                places.push_back({other, prominence, CharacterSet(other)});
            const auto both = line.text + next.text;
            places.push_back({both, std::max(prominence, prominenceOf(next, layout, page)), CharacterSet(both)});
        }
    }
    return places;
}

/// A title place that names a paper, whatever paper it is: 献血证, 装修申请表, 车位租赁合同.
bool namesPaper(const TitlePlace& place) {
    static constexpr std::u32string_view ends = U"证书表单同议票据卡册簿告函条状明案笺牌";
    const auto& text = place.text;
    return place.prominence >= 0.95 && text.size() >= 2 && text.size() <= 20 &&
           ends.find(text.back()) != std::u32string_view::npos && std::all_of(text.begin(), text.end(), base::isHan);
}

/// How much of a place is the very title, with characters misread: 1 for its very words.
double spellingLikeness(const TitleRule& rule, const std::u32string& text) {
    const auto& wanted = rule.comparable;
    double best = 0;
    // Two wrong characters together are another word: 食品生产许可证 is no 食品经营许可证.
    const std::size_t allowed = std::min<std::size_t>(allowedErrors(wanted.size()), wanted.size() < 9 ? 1 : 2);
    for (const auto& match : findNear(wanted, text, allowed)) {
        if ((match.begin > 0 && !rule.anyBefore) || (match.end < text.size() && !rule.anyAfter)) continue;
        // A wrong character weighs more in a short title: 毕业证书 and 结业证书 are two papers.
        const double wrong = static_cast<double>(match.distance) / static_cast<double>(wanted.size());
        const double around = static_cast<double>(match.begin + text.size() - match.end);
        // 委托书 with four characters before it may be a paper of another name, 证件办理一本通 is no passbook.
        const double perCharacter = rule.parts.core.empty() ? 0.07 : 0.11;
        best = std::max(best, std::max(0.0, 1 - 2.4 * wrong) * (1 - std::min(0.45, perCharacter * around)));
    }
    return best;
}

struct TitleFound {
    double worth = 0;  ///< 1: its very words where a title stands
    std::string title;
    double ofName = 0;  ///< how much of that is in a place that names some paper
};

TitleFound scoreTitle(const DocumentType& type, const PageFacts& page, const TitleWeights& weights) {
    TitleFound best;
    for (const auto& rule : type.titles) {
        // Longer titles say more: 申请表 is a title of half the forms there are.
        const auto& core = rule.parts.core;
        const double length =
            std::min(core.empty() ? 0.88 : 1.0, 0.62 + 0.13 * static_cast<double>(rule.comparable.size()));
        for (const auto& place : page.titlePlaces) {
            if (place.prominence * length <= (place.namesPaper ? best.ofName : best.worth) ||
                !place.characters.mayHold(core, core.size() / 2))
                continue;
            double likeness = spellingLikeness(rule, place.text);
            for (const auto& reading : place.readings)
                likeness = std::max(likeness, titleLikeness(rule.parts, reading, rule.anyBefore, weights));
            const double worth = place.prominence * length * likeness;
            best.ofName = std::max(best.ofName, place.namesPaper ? worth : 0);
            if (worth > best.worth) best.worth = worth, best.title = rule.text;
        }
    }
    return best;
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
    double missed = 0;
    std::vector<std::pair<double, std::string>> found;
    for (const auto& cue : type.cues) {
        const double weight = cue.weight * (0.15 + 0.85 * cue.rarity);
        all += cue.weight;
        if (!hasCue(cue.comparable, page, known)) {
            missed -= missingCuePoints * cue.weight;
            continue;
        }
        here += cue.weight;
        score.points += pointsPerCue * weight;
        found.emplace_back(weight, cue.text);
    }
    score.points = std::min(std::max(missed, leastMissingCuePoints) + score.points, mostCuePoints);
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

double pointsOfTitle(double worth) {
    return titlePoints * std::max(0.0, worth - noTitle) / (1 - noTitle);
}

Score scoreText(const DocumentType& type, const PageFacts& page, const TitleWeights& weights,
                std::map<std::u32string, bool>& knownCues) {
    Score score{&type, page.glyphs == 0 ? nothingToTellItBy : 0, {}};
    if (page.glyphs == 0) return score;
    const auto [titleWorth, title, ofName] = scoreTitle(type, page, weights);
    const auto cues = scoreCues(type, page, knownCues);
    score.points = pointsOfTitle(titleWorth) + cues.points;
    if (titleWorth > noTitle) score.reasons.push_back("标题：" + title);
    if (!cues.found.empty()) score.reasons.push_back("字段：" + base::joined(cues.found, "，"));
    const double numbers = scoreNumbers(type, page, score.reasons);
    score.points += numbers;
    const bool isAlone = page.layout.size() < fewLines || titleWorth < likelyTitle;
    if (titleWorth > noTitle && cues.found.empty() && numbers == 0 && isAlone) score.points += titleAlonePoints;
    // Without a title the labels must nearly all be there, or the number be one that only such a card bears.
    if (type.untitled) score.points += untitledPoints * std::clamp((cues.share - 0.4) / 0.45, 0.0, 1.0);
    if (type.untitled && type.bankCardNumber && numbers > 0) score.points += untitledPoints / 2;
    if (titleWorth > 0 || cues.points > 0 || numbers > 0)
        score.points += scoreSize(type, page.evidence.clean, score.reasons);
    if (type.mostLines > 0 && page.layout.size() > type.mostLines) score.points += tooManyLinesPoints;
    if (hasAgainstTitle(type, page)) score.points += againstPoints;
    if (page.namesPaper && ofName < leastOwnTitle && titleWorth < clearTitle) score.points += nameOfAnotherPoints;
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

/// The scores with what is awaited weighing more.
void favour(const ExpectedTypes& expected, std::vector<Score>& scores) {
    for (auto& score : scores) {
        if (score.points <= 0 || std::find(expected.begin(), expected.end(), score.type->code) == expected.end())
            continue;
        score.points += expectedPoints * std::min(1.0, score.points / pointsForAllOfThat);
        score.reasons.emplace_back("事项：要求此类材料");
    }
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

/// The answer where something is awaited: that alone makes none certain, so no other paper ticks a box for its being
/// near one on the list.
Classification asAwaited(const Classification& alone, Classification awaited) {
    const double most =
        alone.type == awaited.type ? std::max(alone.confidence.value(), mostByBeingAwaited) : mostByBeingAwaited;
    if (awaited.type != unknownType) awaited.confidence = base::Confidence(std::min(awaited.confidence.value(), most));
    return awaited;
}

}  // namespace

Classification classify(const Evidence& evidence, const DocumentTypes& types, const LearnedTypes* learned,
                        const ExpectedTypes& expected) {
    const Layout layout(evidence.text);
    PageFacts page{evidence, layout, titlePlacesOf(layout, evidence.clean.pixels.size()), false, {}, {}, 0};
    for (auto& place : page.titlePlaces) {
        for (const auto& reading : titleReadings(place.text))
            place.readings.push_back(types.titleWords().partsOf(reading));
        place.namesPaper = namesPaper(place);
        page.namesPaper = page.namesPaper || place.namesPaper;
    }
    for (const auto& line : layout.lines()) {
        page.characters.emplace_back(line.text);
        page.utf8Lines.push_back(base::toUtf8(line.text));
        page.glyphs += line.glyphs.size();
    }
    std::map<std::u32string, bool> knownCues;
    std::vector<Score> scores;
    for (const auto& type : types.all())
        scores.push_back(type.look == Look::Portrait ? scorePortrait(type, page)
                                                     : scoreText(type, page, types.titleWeights(), knownCues));
    auto byRules = decide(scores, types.calibration(), page.glyphs > 0);
    if (!expected.empty()) {
        favour(expected, scores);
        byRules = asAwaited(byRules, decide(scores, types.calibration(), page.glyphs > 0));
    }
    if (learned == nullptr) return byRules;
    return withLearned(std::move(byRules), featuresOf(layout, evidence.clean), *learned, types);
}

}  // namespace daiban::documents
