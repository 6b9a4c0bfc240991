#pragma once

#include <array>
#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace daiban::imaging {

/// What a flat, upright document looks like, small enough to keep with it: how dark each cell of a square grid is that
/// is stretched over the document whatever its shape. Independent of resolution, brightness, colour and a little blur.
struct PictureHash {
    static constexpr int side = 104;
    static constexpr int darkest = 3;

    std::array<std::uint8_t, side * side> cells{};  ///< row by row, 0 (paper) to `darkest`
    double shape = 1;                               ///< width over height of the document

    /// 64 bits for looking up: which of 8 x 8 parts have more ink than the middle one. Differs in few bits between two
    /// pictures of the same document.
    [[nodiscard]] std::uint64_t coarse() const;
    bool operator==(const PictureHash&) const = default;
};

/// `upright`: 8-bit BGR or gray, the document from edge to edge.
[[nodiscard]] PictureHash hashOf(const cv::Mat& upright);
/// 0 (nothing in common, or nothing on one of them) to 1 (the same picture), whichever quarter turn fits best. Parts of
/// the documents are compared each with its own small shift, and those that fit worst count most.
[[nodiscard]] double similarity(const PictureHash& a, const PictureHash& b);
/// The same picture again, or one hardly different: safe to say without looking further. Says no to most re-scans: on
/// a grid this small two persons' papers on one form can look more alike than two scans of one paper.
[[nodiscard]] bool likelySame(const PictureHash& a, const PictureHash& b);
/// The same document scanned or photographed once more, or another one on the same form: compare what they say. Two
/// blank pages are not worth comparing.
[[nodiscard]] bool worthComparing(const PictureHash& a, const PictureHash& b);

/// "p1:" with shape and grid in base64, under 4 KB.
[[nodiscard]] std::string toText(const PictureHash& hash);
/// None when the text is of another version or damaged.
[[nodiscard]] std::optional<PictureHash> fromText(std::string_view text);

}  // namespace daiban::imaging
