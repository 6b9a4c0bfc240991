#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "documents/Layout.h"
#include "page/Page.h"

namespace daiban::documents {

/// One of 65,536 numbers of a page that is not zero.
struct Feature {
    std::uint16_t index = 0;
    float value = 0;
};

/// Rising indices, length 1 (or empty).
using FeatureVector = std::vector<Feature>;

/// Changes whenever featuresOf() does: a model made with other features is of no use.
inline constexpr int featureVersion = 1;

/// A page as the learned classifier sees it: runs of one to three characters of each line, digits all alike, those of
/// lines that stand out as titles counted again by themselves, and how the page is laid out (shape, size, number of
/// lines, where on the page they stand), each hashed to an index (the hashing trick: Weinberger et al., ICML 2009).
[[nodiscard]] FeatureVector featuresOf(const Layout& layout, const page::CleanPage& clean);

/// 0 to 1: how much two pages have in common.
[[nodiscard]] double cosineOf(const FeatureVector& a, const FeatureVector& b);

}  // namespace daiban::documents
