#pragma once

#include <map>
#include <opencv2/core/mat.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "printing/slips/SlipDesign.h"

namespace daiban::printing {

using SlipRow = std::map<std::string, std::string, std::less<>>;

/// What is printed. Placeholders without a value are written by hand on the paper: their texts are empty.
struct SlipContent {
    std::string number;  ///< {number}
    std::string qr;      ///< what the QR code says: a label's token, never anything about a person
    std::map<std::string, std::string, std::less<>> values;
    std::map<std::string, std::vector<SlipRow>, std::less<>> lists;
    std::map<std::string, cv::Mat, std::less<>> pictures{};  ///< dark ink on a light ground
};

/// Stands in a value where nobody knows the day yet: room for year, month and day.
inline constexpr const char* dayToWriteIn = "　　　年　　月　　日";

struct SlipPdf {
    std::string bytes;
    int pages = 0;
};

/// The slip as a PDF of its paper's size; a roll's page is as long as what stands on it. Text wraps and tables go on,
/// with their heads again, on the next page; nothing is cut off and nothing lies in the margins but, on sheets, number
/// and page at the foot. Throws Error{Unreadable} "file:line: sentence" for a placeholder or list the content does not
/// have and for a block that fits no page, Error{DependencyMissing} when no font has Chinese characters.
[[nodiscard]] SlipPdf slipPdf(const SlipDesign& design, const SlipContent& content);

/// "SJ-2026-000123-X" for the receipt of case 2026-000123-X, "JJ-2026-000012-K" for handoff H-2026-000012-K.
[[nodiscard]] std::string slipNumber(const SlipDesign& design, std::string_view of);


}  // namespace daiban::printing
