#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "imaging/EdgeMap.h"

namespace daiban::imaging {

/// A straight line right through the image and where along it there are edges.
class StraightLine {
  public:
    /// The line through `point` (pixel edges count from 0) along the unit vector `direction`.
    StraightLine(cv::Point2d point, cv::Point2d direction) : point_(point), direction_(direction) {}
    /// A side of the image itself, where no edge can be seen: the same coverage everywhere.
    [[nodiscard]] static StraightLine imageSide(cv::Point2d point, cv::Point2d direction);
    /// A faint line whose edge was seen, by its mean over some pixels, at these pixels, counted from `point`.
    [[nodiscard]] static StraightLine seenAt(cv::Point2d point, cv::Point2d direction, const std::vector<bool>& pixels);

    [[nodiscard]] cv::Point2d point() const { return point_; }
    [[nodiscard]] cv::Point2d direction() const { return direction_; }
    [[nodiscard]] cv::Point2d at(double t) const { return point_ + t * direction_; }
    [[nodiscard]] double along(cv::Point2d p) const { return (p - point_).dot(direction_); }
    /// Signed distance from the line.
    [[nodiscard]] double off(cv::Point2d p) const { return direction_.cross(p - point_); }
    [[nodiscard]] bool isImageSide() const { return imageSide_; }

    /// Share of the pixels from `from` to `to` (positions along the line) with an edge in the line's direction.
    [[nodiscard]] double coverage(double from, double to) const;
    /// The same of edges right on the line, and of the part inside the image; nothing if that is less than half.
    [[nodiscard]] std::optional<double> closeCoverage(double from, double to) const;
    [[nodiscard]] double length() const { return last_ - first_; }
    /// Positions between which the edge lies that the line was fitted to.
    [[nodiscard]] double first() const { return first_; }
    [[nodiscard]] double last() const { return last_; }
    void setSupport(double first, double last) { first_ = first, last_ = last; }
    /// `from` and `to` moved outwards for as long as there are edges, over breaks of at most `widestBreak`.
    [[nodiscard]] std::pair<double, double> supportNear(double from, double to, double widestBreak) const;

    /// Where the edge begins and ends that runs into the image from its border at the line's first end, and from there
    /// to its border at the other; begin and end are one where none does.
    [[nodiscard]] std::array<std::pair<double, double>, 2> fromBorder(double widestBreak) const;

    /// Takes edges near the line for edges on it: paper curls.
    void lookWider(const EdgeMap& edges, double reach);
    /// Looks along the line between two positions and notes where there are edges. Only edges that go on for a while
    /// count, not what crosses the line. Returns the pixels that count.
    std::vector<cv::Point> look(const EdgeMap& edges, double reach, double from = -1e9, double to = 1e9);
    /// Looks, and moves the line onto the edges it sees.
    std::vector<cv::Point> fitTo(const EdgeMap& edges, double reach, double from = -1e9, double to = 1e9);

    [[nodiscard]] bool isFaint() const { return faint_; }

    /// The edge is not straight: the line joins its ends.
    [[nodiscard]] bool isCurled() const { return curled_; }
    void setCurled() { curled_ = true; }

  private:
    [[nodiscard]] double share(const std::vector<int>& sums, double from, double to) const;

    cv::Point2d point_, direction_;
    double begin_ = 0;        ///< position of the first entry of edges_
    std::vector<int> edges_;  ///< number of pixels with an edge on the line before each position
    std::vector<int> wide_;   ///< the same, near the line
    double first_ = 0, last_ = 0;
    bool imageSide_ = false;
    bool curled_ = false;
    bool faint_ = false;
};

/// Where two lines cross; far away (1e9) when they are parallel.
[[nodiscard]] cv::Point2d crossing(const StraightLine& a, const StraightLine& b);

/// Straight lines, those with the longest unbroken edge first, none twice. `shortest`: pixels of edge they must have.
[[nodiscard]] std::vector<StraightLine> straightLines(const EdgeMap& edges, double shortest, std::size_t most);

}  // namespace daiban::imaging
