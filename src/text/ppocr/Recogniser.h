#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <opencv2/core.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/ppocr/Network.h"

namespace daiban::text::ppocr {

/// Another character the network holds possible at the same place.
struct OtherCharacter {
    std::string text;  ///< UTF-8
    double probability = 0;
};

/// One character and where it stands along its strip.
struct ReadCharacter {
    std::string text;                    ///< UTF-8; may be a blank
    double at = 0;                       ///< its middle, pixels of the strip
    double confidence = 0;               ///< probability the network gives it
    std::vector<OtherCharacter> others;  ///< the likeliest first; empty where the network is sure
    /// What a person has to choose from where two readers disagree; empty: there is no doubt.
    std::vector<std::string> candidates{};
};

/// Height of the strips that the recogniser and the classifier were trained on, pixels.
constexpr int stripHeight = 48;

/// What the network holds of a strip's time steps where nothing but a number stands: of the ten digits, of X, and of
/// anything else; letters that look like a digit count half for it.
struct DigitScores {
    std::vector<std::array<double, 12>> steps;
    double stepWidth = 0;  ///< pixels of the strip
};

/// PP-OCR's recogniser of single lines (SVTR-LCNet with CTC).
class Recogniser {
  public:
    /// Throws Error{DependencyMissing} when a file cannot be loaded.
    Recogniser(const std::filesystem::path& file, const std::filesystem::path& keys);
    /// The strip is BGR, stripHeight high.
    [[nodiscard]] std::vector<ReadCharacter> read(const cv::Mat& strip) const;
    [[nodiscard]] DigitScores digits(const cv::Mat& strip) const;
    /// Whether the character is one of the network's classes.
    [[nodiscard]] bool knows(std::string_view character) const { return known_.contains(character); }

  private:
    Network network_;
    std::vector<std::string> keys_;  ///< by class; class 0 is CTC's blank
    std::set<std::string, std::less<>> known_;
    std::vector<std::pair<std::size_t, std::size_t>> digits_;   ///< classes that are a digit, and which
    std::vector<std::pair<std::size_t, std::size_t>> letters_;  ///< classes that look like one

    [[nodiscard]] Tensor scoresOf(const cv::Mat& strip) const;
};

/// Mean confidence; 0 when nothing was read.
[[nodiscard]] double meanConfidence(const std::vector<ReadCharacter>& characters);

}  // namespace daiban::text::ppocr
