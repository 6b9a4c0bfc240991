#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <vector>

#include "base/Geometry.h"
#include "codes/qr/FinderFrame.h"
#include "codes/qr/QrTriple.h"

namespace daiban::codes {

/// A symbol laid flat by a perspective, with the light evened out, and how what is seen is bent against that.
///
/// Bent paper is followed by its alignment patterns (a thin plate through them: Bookstein, "Principal warps", 1989) and
/// by a surface of third degree that makes the modules that are known fit and the others clear.
class QrView {
  public:
    /// `toPixels`: modules to pixels of the image. Nothing when it lies too far outside or is turned inside out.
    /// `glareRank`: glare covers less than this part of the paper, wherever one looks.
    static std::optional<QrView> of(Pyramid& pyramid, const cv::Matx33d& toPixels, int version, bool isInverted,
                                    double glareRank = 0.5);

    /// Pixels that are laid flat for a symbol of the version: what a view costs goes with them.
    static double workOf(int version);

    [[nodiscard]] int version() const { return version_; }
    /// CV_32F, -1 light to 1 dark, by the middles of the modules.
    [[nodiscard]] cv::Mat modules() const;
    /// The same by the dark and the light modules around each, as far as they are known or were seen as such: for uneven
    /// light, glare and dirt, where the darkest and the lightest spot nearby mislead.
    [[nodiscard]] cv::Mat modulesByNeighbours() const;
    /// The same with the modules' smearing into one another undone for a blur of `sigma` modules.
    [[nodiscard]] cv::Mat modulesUnsmeared(double sigma) const;

    /// Follows the alignment patterns, from those near known places on to others; how many were found.
    std::size_t followAlignment();
    /// Bends the surface so that what is known fits; `far`: also looks for the corner without a pattern farther away.
    void bend(bool far);
    /// The finder patterns exactly where they were seen: bent paper has them where no perspective does.
    void holdFinders(const QrTriple& triple);
    /// Follows the lines between the modules wherever they are seen (see GridLines.h), instead of all that was bent
    /// before; false where there is nothing to follow.
    bool followLines();
    /// Where a finder pattern is seen at `corner` (0 top left, 1 top right, 2 bottom left) or some modules beside it, in
    /// pixels of the image.
    [[nodiscard]] std::optional<cv::Point2d> finderNear(int corner) const;
    /// The symbol's corners in the image.
    [[nodiscard]] base::Quad quad() const;

  private:
    static constexpr double margin = 5;  // modules around the symbol
    using Surface = std::array<cv::Point2d, 10>;  // coefficients of 1, x, y, xy, x2, y2, x2y, xy2, x3, y3
    QrView(cv::Matx33d toPixels, int version, double scale, cv::Mat seen, cv::Mat shades, cv::Mat glare);
    /// What lies under glare says nothing, neither dark nor light.
    [[nodiscard]] cv::Mat withoutGlare(cv::Mat modules) const;
    [[nodiscard]] cv::Point2d shiftAt(cv::Point2d module) const;
    [[nodiscard]] cv::Point2d fieldAt(cv::Point2d module) const;
    /// Where the middles of all modules lie, row by row; kept until the surface changes.
    [[nodiscard]] const std::vector<cv::Point2d>& middles() const;
    [[nodiscard]] float seenAt(cv::Point2d module) const { return sampled(seen_, module); }
    [[nodiscard]] float sampled(const cv::Mat& picture, cv::Point2d module) const;
    [[nodiscard]] cv::Mat modulesOf(const cv::Mat& picture) const;
    void makeBase();
    void fitPlate();
    [[nodiscard]] double clearness(const Surface& surface) const;

    cv::Matx33d toPixels_;
    int version_;
    double scale_;   // pixels of `seen_` a module
    cv::Mat seen_;   // CV_32F, with a margin
    cv::Mat shades_; // the same before the light was evened out: 0 dark to 255
    cv::Mat glare_;  // CV_32F, 1 where it is; empty where there is none
    std::vector<cv::Point2d> controls_;  // modules
    std::vector<cv::Point2d> shifts_;
    cv::Mat field_;    // CV_32FC2, shifts of the modules' middles; empty before the lines were followed
    cv::Mat plate_;    // CV_64F, weights of the controls and an affine part, two columns
    Surface surface_{};
    mutable std::vector<cv::Point2d> middles_;
    struct Sample {
        cv::Point2d at;                   // modules, plate included
        std::array<float, 10> terms{};
        float sign = 0;                   // 1 dark, -1 light, 0 either
        float weight = 1;
    };
    std::vector<Sample> samples_;
};

}  // namespace daiban::codes
