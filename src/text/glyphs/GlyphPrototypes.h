#pragma once

#include <cstddef>
#include <filesystem>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace daiban::text::glyphs {

/// A character that a glyph may be.
struct GlyphMatch {
    char32_t character = 0;
    /// How far the glyph is from the character's prototype: mean square over the discriminants, in units of what glyphs
    /// of one character differ by: 1 is usual for the fonts the prototypes were made from.
    double distance = 0;
};

/// What the file of prototypes holds: discriminants (featureCount x n, CV_32F) and a row of n numbers for every
/// character, in the space where glyphs of one character vary by 1 in every direction.
struct GlyphTable {
    std::string madeFrom;  ///< fonts and settings: who makes it anew knows by it whether there is need
    std::vector<char32_t> characters;
    cv::Mat discriminants;
    cv::Mat prototypes;
};

/// Throws Error{StorageFailed}.
void writeGlyphTable(const GlyphTable& table, const std::filesystem::path& file);
/// Throws Error{DependencyMissing} when the file is damaged.
[[nodiscard]] GlyphTable readGlyphTable(const std::filesystem::path& file);
/// GlyphTable::madeFrom alone; empty when there is no such file or it is damaged.
[[nodiscard]] std::string madeFrom(const std::filesystem::path& file);

/// Reads single printed glyphs: the 8,105 characters of the 通用规范汉字表. Safe for several threads at once.
class GlyphPrototypes {
  public:
    explicit GlyphPrototypes(GlyphTable table);

    /// The characters whose prototypes are nearest, the nearest first. `features` as featuresOf gives them.
    [[nodiscard]] std::vector<GlyphMatch> nearest(const cv::Mat& features, std::size_t count) const;
    /// How far from one character; empty for a character that has no prototype.
    [[nodiscard]] std::optional<double> distanceTo(const cv::Mat& features, char32_t character) const;
    [[nodiscard]] bool knows(char32_t character) const { return rows_.contains(character); }
    [[nodiscard]] std::size_t size() const { return table_.characters.size(); }

  private:
    [[nodiscard]] cv::Mat projected(const cv::Mat& features) const;

    [[nodiscard]] double distance(const cv::Mat& point, int row) const;

    GlyphTable table_;
    cv::Mat first_;         ///< the first discriminants of all prototypes, a row for each discriminant
    cv::Mat firstLengths_;  ///< sums of their squares
    std::unordered_map<char32_t, int> rows_;
};

}  // namespace daiban::text::glyphs
