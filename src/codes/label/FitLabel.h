#pragma once

#include <opencv2/core.hpp>

#include "codes/label/LabelGrid.h"
#include "codes/label/SampleLabel.h"

namespace daiban::codes {

/// How a symbol is seen.
struct LabelLook {
    LabelGrid grid;
    double blur = 0;  ///< sigma in mean modules, sampling included
    double ink = 0;   ///< part of a module by which dark is wider, where it meets light; below 0 it is narrower
};

/// Finds out how dark each module of a symbol is together with how the symbol is seen.
///
/// What is seen is taken as c G (M + I) H': M the modules, I what ink took off or added where dark meets light, G and H
/// how a column and a row of modules are smeared along the samples, c the contrast. For one look, of all M between
/// light and dark that has the known modules as they are the one is taken that would be seen most nearly so
/// (accelerated projected gradient: Beck and Teboulle, "A fast iterative shrinkage-thresholding algorithm", 2009). Of
/// the looks the one is taken that leaves least unexplained; a corner of the grid that is off by a third of a module,
/// where nothing is known of the symbol, is found by that, and costs half of all wrong modules if it is not.
class LabelFit {
  public:
    /// With the most fitting of a few blurs. `gray` is CV_8UC1.
    LabelFit(const cv::Mat& gray, const LabelGrid& start);

    /// Moves each anchor by `step` modules (0.05 to 0.2) as long as that helps, and blur and ink a little as well.
    void improve(double step);
    /// Modules are known from now on: CV_8UC1, 29 x 29; 0 light, 1 dark, 2 to be found.
    void learn(const cv::Mat& known);

    /// Finds the modules once more with less weight on what they do not explain, as at the edges of dirt; each time it
    /// is asked goes a little farther.
    void weigh();

    /// CV_32F, 29 x 29, 0 light to 1 dark: each module with its neighbours thought away, nearer to 0.5 the less it is
    /// to be believed. Empty when the symbol lies outside of the image.
    [[nodiscard]] cv::Mat darkness() const;
    /// What part of all that is seen is not explained: right grids have below 0.01, with dirt 0.05.
    [[nodiscard]] double residue() const { return state_.residue; }
    [[nodiscard]] const LabelGrid& grid() const { return state_.look.grid; }

  private:
    struct State {
        LabelLook look;
        SampledSymbol symbol;
        cv::Mat modules;  // CV_64F, 29 x 29, 0 to 1
        double contrast = 1;
        double residue = 1;
    };
    [[nodiscard]] State solved(const LabelLook& look, int iterations) const;
    bool takeIfBetter(const LabelLook& look);

    LabelPicture picture_;
    cv::Mat known_;
    State state_;
};

}  // namespace daiban::codes
