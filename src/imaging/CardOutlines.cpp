#include "imaging/CardOutlines.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "imaging/KnownShapes.h"

namespace daiban::imaging {

namespace {

/// Sides of a card on a copier's glass stand at right angles, and opposite ones are parallel, to within (sine).
constexpr double mostOff = 0.02;
constexpr double smallest = 0.9, largest = 1.07;
/// Two sizes told by two pairs of sides belong to one card when they differ by no more than this.
constexpr double sameScale = 0.03;
/// Corners are rounded.
constexpr double cornerShare = 0.07;
/// Looked for beyond a corner, of the side's length.
constexpr double beyondShare = 0.2;
/// A side counts as seen from this share on.
constexpr double sideSeen = 0.4;
/// The opposite side tells the size: a row of print covers less of its place than this.
constexpr double oppositeSeen = 0.55;
/// The two sides a card is fitted from.
constexpr double leastOfTwo = 1.05;
/// A single side is only believed beside another card, parallel to it (sine), and seen at least so far.
constexpr double sameDirection = 0.008;
constexpr double leastOfOne = 0.6;
/// Of the four sides together, share by share.
constexpr double leastEvidence = 1.5;
/// Print of the card lies inside: in a frame of this width around it there is less than this share of what is inside.
constexpr double frameShare = 0.06;
constexpr double mostInFrame = 0.15;
constexpr double leastContent = 0.1;

double sine(const StraightLine& a, const StraightLine& b) {
    return a.direction().cross(b.direction());
}

/// Share of a side seen on a line, between two points on it, less what runs on beyond them: a table's rules do.
double seenBetween(const StraightLine& line, cv::Point2d a, cv::Point2d b) {
    double from = line.along(a), to = line.along(b);
    if (from > to) std::swap(from, to);
    const double length = to - from, skip = cornerShare * length, beyond = beyondShare * length;
    const double runsOn = std::max(line.closeCoverage(from - skip / 2 - beyond, from - skip / 2).value_or(0),
                                   line.closeCoverage(to + skip / 2, to + skip / 2 + beyond).value_or(0));
    return std::min(1.0, line.coverage(from + skip, to - skip)) - runsOn;
}

struct Opposite {
    const StraightLine* line = nullptr;
    double scale = 1, seen = 0;
};

/// The line that is seen best where the opposite side of a card would be, for any size a copier makes of it.
/// `from`, `to`: the known side; `away`: unit vector to the other one; `distance`: pixels of a card of true size.
Opposite oppositeOf(const std::vector<StraightLine>& lines, const StraightLine& known, cv::Point2d from, cv::Point2d to,
                    cv::Point2d away, double distance) {
    Opposite best;
    const cv::Point2d middle = (from + to) / 2;
    for (const StraightLine& line : lines) {
        if (std::abs(sine(line, known)) > mostOff) continue;
        const double off = std::abs(line.off(middle));
        if (off < smallest * distance || off > largest * distance) continue;
        if ((line.at(line.along(middle)) - middle).dot(away) < 0) continue;
        const double seen = seenBetween(line, from + off * away, to + off * away);
        if (seen > best.seen) best = {&line, off / distance, seen};
    }
    return best.seen >= oppositeSeen ? best : Opposite{};
}

struct Corner {
    const StraightLine *first, *second;
    cv::Point2d at, alongFirst, alongSecond;  ///< unit vectors into the card
};

std::optional<QuadCandidate> cardAt(const std::vector<StraightLine>& lines, const Corner& corner, double width,
                                    double height) {
    const cv::Point2d along = corner.at + width * corner.alongFirst, down = corner.at + height * corner.alongSecond;
    const double first = seenBetween(*corner.first, corner.at, along),
                 second = seenBetween(*corner.second, corner.at, down);
    if (first + second < leastOfTwo || std::min(first, second) < sideSeen / 2) return std::nullopt;
    const Opposite below = oppositeOf(lines, *corner.first, corner.at, along, corner.alongSecond, height);
    const Opposite beside = oppositeOf(lines, *corner.second, corner.at, down, corner.alongFirst, width);
    if (below.line && beside.line && std::abs(below.scale - beside.scale) > sameScale) return std::nullopt;
    const double scale = below.seen >= beside.seen ? below.scale : beside.scale;
    const double evidence = first + second + below.seen + beside.seen;
    if (evidence < leastEvidence) return std::nullopt;
    const StraightLine bottom =
        below.line ? *below.line
                   : StraightLine(corner.at + scale * height * corner.alongSecond, corner.first->direction());
    const StraightLine side =
        beside.line ? *beside.line
                    : StraightLine(corner.at + scale * width * corner.alongFirst, corner.second->direction());
    QuadCandidate card;
    card.corners = {corner.at, crossing(*corner.first, side), crossing(bottom, side), crossing(bottom, *corner.second)};
    card.area = areaOf(card.corners);
    card.score = card.weakest = evidence / 4;
    card.ofCardSize = true;
    return inReadingOrder(card);
}

/// A card beside another of the same copy, of which one long side alone is left, on the side of the line where its
/// print is: as large as the other one.
std::optional<QuadCandidate> cardBy(const StraightLine& line, const QuadCandidate& other, double side) {
    const Corners& c = other.corners;
    const cv::Point2d first = c[1] - c[0], second = c[2] - c[1];
    const double longer = std::max(cv::norm(first), cv::norm(second)),
                 shorter = std::min(cv::norm(first), cv::norm(second));
    const double sine = std::abs(line.direction().cross(first)) / cv::norm(first);
    if (std::min(sine, std::sqrt(std::max(0.0, 1 - sine * sine))) > sameDirection) return std::nullopt;
    if (line.length() > longer || line.length() < leastOfOne * longer) return std::nullopt;
    const double middle = (line.first() + line.last()) / 2;
    const cv::Point2d from = line.at(middle - longer / 2), to = line.at(middle + longer / 2);
    const double seen = seenBetween(line, from, to);
    if (seen < leastOfOne) return std::nullopt;
    const cv::Point2d down = side * shorter * cv::Point2d(-line.direction().y, line.direction().x);
    QuadCandidate card;
    card.corners = {from, to, to + down, from + down};
    card.area = areaOf(card.corners);
    card.score = card.weakest = seen / 4;
    card.ofCardSize = true;
    return inReadingOrder(card);
}

QuadCandidate inPagePixels(QuadCandidate card, double pixel) {
    for (cv::Point2d& corner : card.corners) corner *= pixel;
    card.area *= pixel * pixel;
    card.pixel = pixel;
    return card;
}

bool holdsItsContent(const QuadCandidate& inLinePixels, double pixel, const ContentMap& content) {
    const QuadCandidate card = inPagePixels(inLinePixels, pixel);
    const double inside = content.shareInside(card.corners);
    if (inside < leastContent) return false;
    Corners around = card.corners;
    const cv::Point2d middle = (around[0] + around[1] + around[2] + around[3]) / 4;
    for (cv::Point2d& p : around) p = middle + (1 + 2 * frameShare) * (p - middle);
    return content.shareInside(around) - inside < mostInFrame * inside;
}

/// Adds those that overlap none before them, best first.
void keepBest(std::vector<QuadCandidate>& kept, std::vector<QuadCandidate> cards, double pixel,
              const ContentMap& content) {
    std::stable_sort(cards.begin(), cards.end(),
                     [](const QuadCandidate& a, const QuadCandidate& b) { return a.score > b.score; });
    for (const QuadCandidate& card : cards)
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const QuadCandidate& other) { return overlapOf(other.corners, card.corners) > 0; }) &&
            holdsItsContent(card, pixel, content))
            kept.push_back(card);
}

}  // namespace

std::vector<QuadCandidate> fitCards(const std::vector<StraightLine>& lines, double pixelsPerMm, double pixel,
                                    const ContentMap& content) {
    const double longer = cardShape.longer * pixelsPerMm, shorter = cardShape.shorter * pixelsPerMm;
    std::vector<QuadCandidate> cards;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (std::size_t j = i + 1; j < lines.size(); ++j) {
            const StraightLine &a = lines[i], &b = lines[j];
            if (a.isImageSide() || b.isImageSide() || std::abs(a.direction().dot(b.direction())) > mostOff) continue;
            const cv::Point2d at = crossing(a, b);
            for (const int alongA : {1, -1})
                for (const int alongB : {1, -1}) {
                    const Corner corner{&a, &b, at, alongA * a.direction(), alongB * b.direction()};
                    for (const bool lying : {true, false})
                        if (auto card = cardAt(lines, corner, lying ? longer : shorter, lying ? shorter : longer))
                            cards.push_back(*card);
                }
        }
    std::vector<QuadCandidate> kept;
    keepBest(kept, std::move(cards), pixel, content);
    if (kept.empty()) return kept;
    std::vector<QuadCandidate> beside;
    for (const StraightLine& line : lines)
        for (const double side : {1.0, -1.0})
            if (auto card = cardBy(line, kept.front(), side)) beside.push_back(*card);
    keepBest(kept, std::move(beside), pixel, content);
    for (QuadCandidate& card : kept) card = inPagePixels(card, pixel);
    return kept;
}

}  // namespace daiban::imaging
