#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/Json.h"
#include "imaging/PictureHash.h"

namespace daiban::intake {

/// What a document looked like and said when it was read: enough to know it again.
struct Seen {
    imaging::PictureHash picture;
    std::string text;
    std::string type{};                          ///< "unknown" or empty: not recognised
    std::map<std::string, std::string> tells{};  ///< fields that tell papers of one type apart, read for certain:
                                                 ///< names, numbers, days; comparable
};

/// Whether two documents are the same paper scanned twice: the pictures agree cell for cell, or they look alike and say
/// the same, digits above all. Two persons' papers on one form look alike and differ in what they say: papers of
/// different types, with another name, number or day are never the same, however alike they look. Only a warning:
/// nothing is dropped for it.
[[nodiscard]] bool likelyDuplicate(const Seen& a, const Seen& b);

/// A document of one page that is likely another page's once more. Pages and documents count from 0.
struct LikelyDuplicate {
    std::size_t page = 0, document = 0;  ///< the later one
    std::size_t earlierPage = 0, earlierDocument = 0;
};

/// Among readings as they are stored, in the order the pages came. Those without a picture's hash are passed over.
/// Where there are more backs of identity cards, by their terms, than persons with fronts, somebody has a renewed card:
/// then two of his fronts, which say the same, are the same only when the pictures agree cell for cell.
[[nodiscard]] std::vector<LikelyDuplicate> likelyDuplicates(const std::vector<base::Json>& readings);

}  // namespace daiban::intake
