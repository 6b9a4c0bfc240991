#include "text/hybrid/SecondReader.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/Text.h"
#include "text/EvenPaper.h"
#include "text/glyphs/GlyphFeatures.h"

namespace daiban::text::hybrid {

namespace {

using glyphs::GlyphCell;
using glyphs::GlyphMatch;
using glyphs::LineInk;
using ppocr::ReadCharacter;

/// A line is looked at in no more than this height, pixels: glyphs are described by 32 x 32 of them.
constexpr int mostHigh = 72;
/// Of so many characters that look alike a person chooses.
constexpr std::size_t mostCandidates = 5;

char32_t hanOf(const ReadCharacter& c) {
    const std::u32string points = base::toCodePoints(c.text);
    return points.size() == 1 && base::isHan(points.front()) ? points.front() : U'\0';
}

}  // namespace

std::vector<GlyphOpinion> SecondReader::opinions(
    const std::vector<ReadCharacter>& characters, const ppocr::Strip& strip, const cv::Mat& bgr,
    const std::function<bool(const std::vector<std::size_t>&)>& ask) const {
    const LineInk line = glyphs::inkOfLine(grayOf(ppocr::lineAt(bgr, strip.box, mostHigh)));
    std::vector<glyphs::SeenCharacter> seen;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (characters[i].text == " ") continue;
        seen.push_back({strip.share(characters[i].at) * line.gray.cols, hanOf(characters[i]) != 0});
        places.push_back(i);
    }
    std::vector<GlyphOpinion> opinions;
    std::size_t before = 0;
    for (GlyphCell& cell : glyphs::cutLine(line, seen)) {
        for (std::size_t& i : cell.seen) i = places[i];
        // What the box cuts through is no whole glyph.
        const bool isCut = cell.box.x < 1 || cell.box.br().x >= line.gray.cols;
        if (isCut && cell.seen.empty()) continue;
        GlyphOpinion opinion{std::move(cell), {}};
        const double middle = opinion.cell.box.x + opinion.cell.box.width / 2.0;
        opinion.at = strip.at(middle / line.gray.cols);
        while (before < characters.size() && characters[before].at < opinion.at) ++before;
        opinion.before = before;
        if (ask(opinion.cell.seen)) {
            const cv::Mat features = glyphs::featuresOf(glyphs::glyphOf(line, opinion.cell.box));
            if (!features.empty()) {
                opinion.matches = prototypes_.nearest(features, mostCandidates);
                const char32_t read =
                    opinion.cell.seen.size() == 1 ? hanOf(characters[opinion.cell.seen.front()]) : U'\0';
                if (read != 0 && opinion.matches.front().character == read)
                    opinion.distance = opinion.matches.front().distance;
                else if (read != 0)
                    opinion.distance = prototypes_.distanceTo(features, read);
            }
        }
        opinions.push_back(std::move(opinion));
    }
    return opinions;
}

namespace {

/// Distances within which a glyph is the character, or may be it: of 398 holes in drawn names 397 were read right, 99%
/// of them below 2.1 in fonts like the prototypes'. Boxes to tick, emblems and signatures were 4.04 and farther.
constexpr double likeIt = 2.0;
constexpr double mayBeIt = 3.9;
/// The second nearest must be so much farther away, else the two are too much alike to be told apart.
constexpr double clearly = 1.12;
/// A look-alike (江 and 冮) that is not farther by more is held possible.
constexpr double twinsApart = 0.3;
/// Glyphs so near to their prototype were never nearer to another character's by `littleFarther`.
constexpr double plainly = 1.5;
/// The recogniser's character must be so much farther away than the nearest, which it does not know, ...
constexpr double farther = 0.5;
/// ... or not so much, and the nearest is no more than likelier, ...
constexpr double littleFarther = 0.25;
/// ... or which it knows and has not chosen, though it is not sure of its choice, ...
constexpr double fartherThanDoubtful = 0.7;
/// ... or is. Of what it gives `surely` nothing was nearer to another by more than 0.96 where it was right.
constexpr double muchFarther = 1.2;
constexpr double surely = 0.98;
constexpr double likely = 0.9;
/// What the second reader put in is believed so much, and what the two disagree about.
constexpr double believed = 0.9;
constexpr double doubted = 0.5;

bool isClear(const std::vector<GlyphMatch>& matches) {
    return matches.size() < 2 || matches[1].distance > clearly * matches[0].distance;
}

/// What a person may choose from: those nearly as near as the nearest, and what was read.
std::vector<std::string> candidatesOf(const std::vector<GlyphMatch>& matches, const std::string& read) {
    constexpr double nearly = 1.0;  // farther
    constexpr std::size_t most = 3;
    std::vector<std::string> candidates;
    if (!read.empty()) candidates.push_back(read);
    for (const GlyphMatch& match : matches) {
        if (match.distance > matches.front().distance + nearly || candidates.size() > most) break;
        std::string character = base::toUtf8(match.character);
        if (character != read) candidates.push_back(std::move(character));
    }
    return candidates;
}

void doubt(ReadCharacter& c, const std::vector<GlyphMatch>& matches, const std::string& chosen) {
    c.candidates = candidatesOf(matches, c.text);
    c.text = chosen;
    c.confidence = std::min(c.confidence, doubted);
    c.others.clear();
    const auto first = std::find(c.candidates.begin(), c.candidates.end(), chosen);
    if (first != c.candidates.end()) std::rotate(c.candidates.begin(), first, first + 1);
}

/// What looks nearly as much like the glyph as what was read is possible, too.
void addLookAlikes(ReadCharacter& c, const std::vector<GlyphMatch>& matches) {
    for (const std::string& text : candidatesOf(matches, c.text)) {
        const bool known = std::any_of(c.others.begin(), c.others.end(), [&](const auto& o) { return o.text == text; });
        if (text != c.text && !known) c.others.push_back({text, 0});
    }
}

void put(ReadCharacter& c, const std::string& text) {
    c.text = text;
    c.confidence = believed;
    c.others.clear();
}

}  // namespace

namespace {

constexpr std::string_view tickedBox = "☑";

/// Characters that were found in holes, and before which of the others each stands.
using Holes = std::vector<std::pair<std::size_t, ReadCharacter>>;

bool isSurely(const GlyphOpinion& opinion) {
    return opinion.matches.front().distance < likeIt && isClear(opinion.matches);
}

/// What the recogniser makes of characters that it does not know, other than Chinese ones: 冁 is read as a dot. Some
/// (圌, 埕) were taken for boxes to tick.
bool mayBeHan(const ReadCharacter& c) {
    constexpr double unsure = 0.8;
    return c.text == tickedBox || c.confidence < unsure;
}

/// Where two characters or more were read in the room of one, as 龙 and 天 of 䶮, or a box to tick in 薛.
void decideBetween(std::vector<ReadCharacter>& characters, const GlyphOpinion& opinion) {
    const std::vector<std::size_t>& seen = opinion.cell.seen;
    if (!isSurely(opinion)) return;
    const std::string best = base::toUtf8(opinion.matches.front().character);
    auto kept = std::find_if(seen.begin(), seen.end(), [&](std::size_t i) { return characters[i].text == best; });
    const bool unsure =
        std::all_of(seen.begin(), seen.end(), [&](std::size_t i) { return characters[i].confidence < surely; });
    if (kept == seen.end() && !unsure) return;
    if (kept == seen.end()) {
        kept = seen.begin();
        characters[*kept].at = opinion.at;
        put(characters[*kept], best);
    }
    for (const std::size_t i : seen) {
        const ReadCharacter& c = characters[i];
        const bool mayBePart = c.text == tickedBox || (hanOf(c) != 0 && c.confidence < surely);
        if (i != *kept && mayBePart) characters[i].text.clear();  // a full stop or 一 may stand close
    }
}

/// The sign that printers set for a character they do not have.
constexpr std::string_view unknownCharacter = "〓";

/// A hole that holds no character of the list: its neighbour is no longer sure.
void doubtBeside(std::vector<ReadCharacter>& characters, const GlyphOpinion& opinion) {
    const double room = 1.5 * ppocr::stripHeight;
    for (const std::size_t i : {opinion.before - 1, opinion.before}) {
        if (i >= characters.size() || hanOf(characters[i]) == 0) continue;
        ReadCharacter& c = characters[i];
        if (std::abs(c.at - opinion.at) > room) continue;
        const bool isBehind = i == opinion.before;
        c.candidates = {c.text, (isBehind ? std::string(unknownCharacter) : "") + c.text +
                                    (isBehind ? "" : std::string(unknownCharacter))};
        c.confidence = std::min(c.confidence, doubted);
        return;
    }
}

void fillHole(std::vector<ReadCharacter>& characters, const GlyphOpinion& opinion, Holes& holes) {
    const GlyphMatch& nearest = opinion.matches.front();
    if (nearest.distance > mayBeIt) return doubtBeside(characters, opinion);
    ReadCharacter c{base::toUtf8(nearest.character), opinion.at, believed, {}};
    if (!isSurely(opinion)) doubt(c, opinion.matches, c.text);
    holes.emplace_back(opinion.before, std::move(c));
}

}  // namespace

/// Whom to believe about one character that the recogniser read.
void SecondReader::decide(ReadCharacter& c, const GlyphOpinion& opinion) const {
    const GlyphMatch& nearest = opinion.matches.front();
    const std::string best = base::toUtf8(nearest.character);
    const bool clear = isClear(opinion.matches);
    if (best == c.text) {
        // A look-alike that the recogniser does not know may be meant.
        const bool twin = opinion.matches.size() > 1 && opinion.matches[1].distance - nearest.distance < twinsApart &&
                          !first_.knows(base::toUtf8(opinion.matches[1].character));
        if (twin)
            doubt(c, opinion.matches, c.text);
        else if (isSurely(opinion))
            c.confidence = std::max(c.confidence, believed);
        if (!twin && !isSurely(opinion)) addLookAlikes(c, opinion.matches);
        return;
    }
    addLookAlikes(c, opinion.matches);
    if (nearest.distance > mayBeIt) return;
    // Other forms of a character (traditional ones) the second reader does not know.
    if (!opinion.distance) {
        if (c.confidence >= likely) return;
        if (isSurely(opinion)) return put(c, best);
        return doubt(c, opinion.matches, c.text);
    }
    const double more = *opinion.distance - nearest.distance;
    const bool couldHaveSaid = first_.knows(best);
    // Of 386 characters that it did not know the recogniser read 15 as others that it was sure of: rarer than that worn
    // print resembles another character.
    if (c.confidence >= surely) {
        const bool plain = nearest.distance < plainly && more > littleFarther;
        const bool instead = !couldHaveSaid && plain && more > muchFarther;
        if (clear && (plain || more > muchFarther)) doubt(c, opinion.matches, instead ? best : c.text);
        return;
    }
    if (couldHaveSaid) {
        const double enough = c.confidence < likely ? fartherThanDoubtful : muchFarther;
        if (clear && nearest.distance < plainly && more > enough) return put(c, best);
        return doubt(c, opinion.matches, c.text);
    }
    if (isSurely(opinion) && more > farther) return put(c, best);
    doubt(c, opinion.matches, nearest.distance < likeIt && more > littleFarther ? best : c.text);
}

/// The same where it read no Chinese character.
void SecondReader::decideOnSign(ReadCharacter& c, const GlyphOpinion& opinion) const {
    const GlyphMatch& nearest = opinion.matches.front();
    const std::string best = base::toUtf8(nearest.character);
    const bool isBox = c.text == tickedBox;
    if (nearest.distance > mayBeIt || (!isBox && (first_.knows(best) || !isSurely(opinion)))) return;
    c.at = opinion.at;
    if (isSurely(opinion)) return put(c, best);
    doubt(c, opinion.matches, best);
}

std::vector<ReadCharacter> SecondReader::reviewed(std::vector<ReadCharacter> characters, const ppocr::Strip& strip,
                                                  const cv::Mat& bgr, const Lexicon& lexicon) const {
    const bool anyHan =
        std::any_of(characters.begin(), characters.end(), [](const ReadCharacter& c) { return hanOf(c) != 0; });
    if (!anyHan || strip.stacked > 1) return characters;
    std::u32string text;
    for (const ReadCharacter& c : characters) {
        const std::u32string points = base::toCodePoints(c.text);
        text += points.size() == 1 ? points.front() : U' ';
    }
    const auto ask = [&](const std::vector<std::size_t>& seen) {
        if (seen.size() != 1) return true;
        const ReadCharacter& c = characters[seen.front()];
        if (hanOf(c) == 0) return mayBeHan(c);
        return c.confidence < likely || lexicon.longestWordAt(text, seen.front()) == 0;
    };
    Holes holes;
    for (const GlyphOpinion& opinion : opinions(characters, strip, bgr, ask)) {
        if (opinion.matches.empty()) continue;
        if (opinion.cell.seen.empty())
            fillHole(characters, opinion, holes);
        else if (opinion.cell.seen.size() > 1)
            decideBetween(characters, opinion);
        else if (ReadCharacter& c = characters[opinion.cell.seen.front()]; hanOf(c) != 0)
            decide(c, opinion);
        else
            decideOnSign(c, opinion);
    }
    for (auto hole = holes.rbegin(); hole != holes.rend(); ++hole)
        characters.insert(characters.begin() + static_cast<std::ptrdiff_t>(hole->first), std::move(hole->second));
    std::erase_if(characters, [](const ReadCharacter& c) { return c.text.empty(); });
    return characters;
}

}  // namespace daiban::text::hybrid
