#include "imaging/ChooseDocuments.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "imaging/KnownShapes.h"

namespace daiban::imaging {

namespace {

/// Outlines are believed from here on.
constexpr double believed = 0.62;
/// and further ones beside the first from here on.
constexpr double furtherBelieved = 0.75;
/// when the paper changes on at least this share of their sides.
constexpr double furtherPaperEdges = 0.75;
/// What covers more of the page than this is the page: a camera's vignette, a copier's rim.
constexpr double wholePageShare = 0.97;
/// Cards copied onto a sheet have a known size; that lets them be believed earlier.
constexpr double cardBelieved = 0.6;
/// Of two quads that overlap, the one with more of the page's content in it, and the larger one, wins even if its
/// outline is seen less well: a sheet's edge is fainter than the table printed on it.
constexpr double contentWeight = 0.4;
/// Of two sets of documents, the one that holds more of what is on the page wins over the one whose outlines are seen
/// better: a sheet is more than the table and the photo on it, and two cards are no less than one quad around both.
constexpr double heldWeight = 0.7;
/// Sets are tried from so many of the best quads on.
constexpr std::size_t mostBeginnings = 24;

/// What a quad holds counts in full from this share of paper's edge on: the squares of a desk mat hold much, too.
constexpr double wholePaperEdge = 0.6;

constexpr double areaWeight = 0.15;
/// A frame printed on a sheet has the same paper on both sides.
constexpr double paperWeight = 0.5;
/// A side that is the image's own is worth so much less than one that is seen.
constexpr double imageSidePenalty = 0.12;
/// A document that runs out of the image is only believed when it is most of what there is to see.
constexpr double leastCutOffShare = 0.6;
/// and when there is no complete outline this certain with at least this share of the content in it.
constexpr double believedComplete = 0.85;
constexpr double leastContent = 0.1;
constexpr double sheetsPaperEdges = 0.75;
constexpr double whollyInside = 0.97;
/// A quad with the paper's edge on no more than this share of its sides is printed on the paper.
constexpr double printedFrame = 0.45;
/// Two parts of one paper meet within so many pixels of the look at it; areas of two cards of one kind differ by less.
constexpr double bandReach = 6, oneSize = 0.1;
constexpr double overlapping = 0.1;  ///< of the smaller one's area
/// A sheet is only a carrier of cards if they hold at least this much of what is on it (watermarks run across): the
/// first when their outlines are certain, the second when they are hardly believed, between them in between. The boxes
/// of a form are seen well, but their rules run on, which takes from the score.
constexpr double cardsShare = 0.42, fittedCardsShare = 0.55;
constexpr double cardCertain = 0.9;
/// Of what is on a sheet, that on this much of its width and height: the rest is its edge and a copier's dark rim.
constexpr double withoutRim = 0.9;

/// What the worst side says counts as much as all sides together: a quad with three good sides is a wrong one.
double beliefIn(const QuadCandidate& quad) {
    return (quad.score + quad.weakest) / 2;
}

struct Ranked {
    QuadCandidate quad;
    double quality = 0;  ///< how well its outline is that of a sheet
    double content = 0;  ///< share of what is on the page
    double rank = 0;
};

struct Set {
    std::vector<QuadCandidate> documents;
    double worth = 0;
};

bool overlap(const QuadCandidate& a, const QuadCandidate& b) {
    return shareInside(a.corners, b.corners) > overlapping || shareInside(b.corners, a.corners) > overlapping;
}

bool overlapsAny(const QuadCandidate& quad, const std::vector<QuadCandidate>& others) {
    return std::any_of(others.begin(), others.end(), [&](const QuadCandidate& other) { return overlap(quad, other); });
}

/// A quad inside another whose outline is more of a paper's edge is printed on that paper.
bool isPrintedOn(const QuadCandidate& quad, const Ranked& sheet) {
    return sheet.quad.imageSides == 0 && sheet.quad.paperEdges >= sheetsPaperEdges &&
           quad.paperEdges < sheetsPaperEdges && shareInside(quad.corners, sheet.quad.corners) > whollyInside;
}

std::vector<Ranked> ranked(const std::vector<QuadCandidate>& candidates, const ContentMap& content, double pageArea) {
    const bool surelyComplete = std::any_of(candidates.begin(), candidates.end(), [&](const QuadCandidate& quad) {
        return quad.imageSides == 0 && !quad.ofCardSize && beliefIn(quad) > believedComplete &&
               content.shareInside(quad.corners) > leastContent;
    });
    std::vector<Ranked> out;
    for (const QuadCandidate& quad : candidates) {
        if (quad.ofCardSize || beliefIn(quad) < believed ||
            (quad.imageSides == 0 && quad.area > wholePageShare * pageArea))
            continue;
        if (quad.imageSides > 0 && (surelyComplete || quad.area < leastCutOffShare * pageArea)) continue;
        Ranked one{quad, beliefIn(quad) + paperWeight * quad.paperEdges - imageSidePenalty * quad.imageSides,
                   content.shareWithOutline(quad.corners)};
        one.rank = one.quality + contentWeight * one.content + areaWeight * std::sqrt(quad.area / pageArea);
        out.push_back(std::move(one));
    }
    std::stable_sort(out.begin(), out.end(), [](const Ranked& a, const Ranked& b) { return a.rank > b.rank; });
    std::vector<Ranked> sheets;
    for (const Ranked& one : out)
        if (std::none_of(out.begin(), out.end(), [&](const Ranked& other) { return isPrintedOn(one.quad, other); }))
            sheets.push_back(one);
    return sheets;
}

/// Share of what is on the page that a sheet holds; a frame on whose outline the paper does not change holds less.
double heldBy(const Ranked& one) {
    return one.content * std::clamp(one.quad.paperEdges / wholePaperEdge, 0.0, 1.0);
}

/// The documents beside one that is taken to be there, best first.
Set setFrom(const Ranked& first, const std::vector<Ranked>& all) {
    Set set{{first.quad}};
    double quality = first.quality, content = heldBy(first);
    if (first.quad.imageSides == 0)
        for (const Ranked& one : all) {
            if (one.quad.imageSides > 0 || beliefIn(one.quad) < furtherBelieved ||
                one.quad.paperEdges < furtherPaperEdges || overlapsAny(one.quad, set.documents))
                continue;
            set.documents.push_back(one.quad);
            quality += one.quality;
            content += heldBy(one);
        }
    set.worth = quality / static_cast<double>(set.documents.size()) + heldWeight * content;
    return set;
}

double side(const Corners& c, std::size_t i) {
    return cv::norm(c[(i + 1) % 4] - c[i]);
}

/// Whether a side of the first quad is a side of the second, to within `reach`, on its other end.
bool shareASide(const Corners& a, const Corners& b, double reach) {
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j)
            if (cv::norm(a[i] - b[(j + 1) % 4]) < reach && cv::norm(a[(i + 1) % 4] - b[j]) < reach) return true;
    return false;
}

bool areOfOneSize(const Corners& a, const Corners& b) {
    const double ratio = areaOf(a) / std::max(1.0, areaOf(b));
    return std::max(ratio, 1 / ratio) < 1 + oneSize;
}

/// A heading printed on a band to the paper's edge looks like a document of its own that lies against the rest: two
/// quads that part a third between them along one and the same line are that third. Cards laid against each other are
/// of one size, and a gap shows between them.
std::optional<Ranked> partedBy(const Set& set, const std::vector<Ranked>& all) {
    if (set.documents.size() != 2) return std::nullopt;
    const QuadCandidate &a = set.documents[0], &b = set.documents[1];
    const double reach = bandReach * std::max(a.pixel, b.pixel);
    if (areOfOneSize(a.corners, b.corners) || !shareASide(a.corners, b.corners, reach)) return std::nullopt;
    for (const Ranked& whole : all)
        if (whole.quad.imageSides == 0 && beliefIn(whole.quad) > furtherBelieved &&
            whole.quad.paperEdges >= sheetsPaperEdges && shareInside(a.corners, whole.quad.corners) > whollyInside &&
            shareInside(b.corners, whole.quad.corners) > whollyInside &&
            areaOf(a.corners) + areaOf(b.corners) > whollyInside * areaOf(whole.quad.corners))
            return whole;
    return std::nullopt;
}

Set bestSet(const std::vector<Ranked>& all) {
    Set best;
    for (std::size_t i = 0; i < std::min(all.size(), mostBeginnings); ++i)
        if (Set set = setFrom(all[i], all); best.documents.empty() || set.worth > best.worth) best = std::move(set);
    if (const auto whole = partedBy(best, all)) return setFrom(*whole, all);
    return best;
}

/// The corners in millimetres on a sheet of A4 that fills the quad `sheet`.
Corners onA4(const Corners& corners, const Corners& sheet) {
    const bool lying = side(sheet, 0) + side(sheet, 2) > side(sheet, 1) + side(sheet, 3);
    const float w = lying ? 297 : 210, h = lying ? 210 : 297;
    std::vector<cv::Point2f> from(sheet.begin(), sheet.end()), points(corners.begin(), corners.end()), mapped;
    const std::vector<cv::Point2f> to{{0, 0}, {w, 0}, {w, h}, {0, h}};
    cv::perspectiveTransform(points, mapped, cv::getPerspectiveTransform(from, to));
    Corners out;
    std::copy(mapped.begin(), mapped.end(), out.begin());
    return out;
}

bool isCard(const QuadCandidate& quad, const Corners& sheet, double dpi) {
    Corners c = quad.corners;
    if (dpi > 0)
        for (cv::Point2d& p : c) p *= 25.4 / dpi;
    else
        c = onA4(c, sheet);
    return isCardSize((side(c, 0) + side(c, 2)) / 2, (side(c, 1) + side(c, 3)) / 2);
}

/// Share of what is on a sheet that this card and those beside it must hold.
double shareToHold(const QuadCandidate& card) {
    if (card.ofCardSize) return fittedCardsShare;
    const double sure = std::clamp((card.score - cardBelieved) / (cardCertain - cardBelieved), 0.0, 1.0);
    return fittedCardsShare + sure * (cardsShare - fittedCardsShare);
}

/// The copies of cards on a sheet that carries nothing else; empty when it is a document itself.
std::vector<QuadCandidate> cardsOn(const Corners& sheet, std::vector<QuadCandidate> candidates,
                                   const ContentMap& content, double dpi) {
    std::erase_if(candidates, [&](const QuadCandidate& quad) {
        return quad.imageSides > 0 || (!quad.ofCardSize && beliefIn(quad) < cardBelieved) ||
               shareInside(quad.corners, sheet) < 0.97 || areaOf(quad.corners) > 0.5 * areaOf(sheet) ||
               (!quad.ofCardSize && !isCard(quad, sheet, dpi));
    });
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const QuadCandidate& a, const QuadCandidate& b) { return beliefIn(a) > beliefIn(b); });
    std::vector<QuadCandidate> cards;
    double held = 0;
    for (const QuadCandidate& quad : candidates) {
        if (overlapsAny(quad, cards)) continue;
        cards.push_back(quad);
        held += content.shareInside(quad.corners);
    }
    Corners inner = sheet;  // without the sheet's own edge
    const cv::Point2d middle = (sheet[0] + sheet[1] + sheet[2] + sheet[3]) / 4;
    for (cv::Point2d& p : inner) p = middle + withoutRim * (p - middle);
    double wanted = 0;
    for (const QuadCandidate& card : cards) wanted = std::max(wanted, shareToHold(card));
    if (held < wanted * content.shareInside(inner)) return {};
    return cards;
}

Corners wholeOf(cv::Size page) {
    const double w = page.width, h = page.height;
    return {cv::Point2d{0, 0}, {w, 0}, {w, h}, {0, h}};
}

/// What covers more of a sheet than that is the sheet.
constexpr double largestOnSheet = 0.6;

/// Whether the documents may be print on a sheet: no paper ends where they do.
bool areOnSheet(const Choice& choice, double sheetArea) {
    const auto mayBePrint = [&](const QuadCandidate& quad) {
        return quad.ofCardSize || (quad.imageSides == 0 && quad.paperEdges <= printedFrame);
    };
    return !choice.documents.empty() && std::all_of(choice.documents.begin(), choice.documents.end(), mayBePrint) &&
           std::all_of(choice.documents.begin(), choice.documents.end(),
                       [&](const QuadCandidate& quad) { return quad.area < largestOnSheet * sheetArea; });
}

}  // namespace

bool anyPaperEdges(const Choice& choice) {
    return std::any_of(choice.documents.begin(), choice.documents.end(),
                       [](const QuadCandidate& quad) { return quad.paperEdges > printedFrame; });
}

Choice chooseDocuments(std::vector<QuadCandidate> candidates, const ContentMap& content, cv::Size page, double dpi) {
    Choice choice;
    choice.documents = bestSet(ranked(candidates, content, static_cast<double>(page.area()))).documents;
    Corners under = wholeOf(page);
    if (choice.documents.size() <= 1 || !anyPaperEdges(choice)) {
        const Corners sheet = choice.documents.size() == 1 ? choice.documents.front().corners : wholeOf(page);
        auto cards = cardsOn(sheet, candidates, content, dpi);
        if (!cards.empty()) under = sheet;
        if (cards.empty()) cards = cardsOn(wholeOf(page), candidates, content, dpi);
        if (!cards.empty()) {
            choice.documents = std::move(cards);
            choice.onlyCards = true;
        }
    }
    if (dpi > 0 && !choice.documents.empty())
        choice.onlyCards = std::all_of(choice.documents.begin(), choice.documents.end(),
                                       [&](const QuadCandidate& quad) { return isCard(quad, wholeOf(page), dpi); });
    if (!choice.documents.empty()) choice.belief = beliefIn(choice.documents.front());
    if (areOnSheet(choice, areaOf(under))) choice.sheet = under;
    return choice;
}

}  // namespace daiban::imaging
