#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Geometry.h"
#include "page/Page.h"

namespace daiban::imaging {

/// What makes a page unfit to be kept in an archive. The clause behind each is that of DA/T 31-2017 which asks for it,
/// as public tables of its clauses have it; the figures are ours. The first eight are seen on the page alone
/// (lookForArchive; of Turned, by reading it), the last three among the pages of a case (intake/PageSequence).
enum class ArchiveDefect {
    LowResolution,  ///< 9.4: fewer than 200 dots per inch of paper
    Skewed,         ///< 10.2: leans by more than 1 degree
    Turned,         ///< 10.2: lies on a side or upside down
    CutOff,         ///< 10.3, 10.5.1: paper or print goes on beyond the picture
    Blank,          ///< 10.5.2: nothing but paper
    Unsharp,        ///< 10.5.1: edges wider than 3.6 pixels
    BadLight,       ///< 10.5.1: paper darker than gray level 140, or print less than 70 levels from its paper
    Streaks,        ///< 10.4: a line of dirty glass along the whole page, or a dark border of 1.2 mm and more
    Missing,        ///< 10.5.2: a page of the document is not there
    Doubled,        ///< 10.5.2: the same page twice
    Disordered,     ///< 10.5.3: before a page that it should follow
};

[[nodiscard]] std::string_view codeOf(ArchiveDefect defect);         ///< "low-resolution", "skewed", ...
[[nodiscard]] std::string_view chineseNameOf(ArchiveDefect defect);  ///< 分辨率不足, 倾斜, ...
[[nodiscard]] std::optional<ArchiveDefect> archiveDefectNamed(std::string_view code);
[[nodiscard]] const std::vector<ArchiveDefect>& allArchiveDefects();

struct FoundDefect {
    ArchiveDefect defect{};
    double measured =
        0;  ///< dpi, degrees, pixels, gray levels, millimetres (of CutOff, how many pieces of print); 0: none
    std::optional<base::Quad> where{};  ///< pixels of the page; none: everywhere
};

/// A page as an archive's inspector sees it, each figure measured whether it is a defect or not; 0: not known.
struct ArchiveLook {
    double dpi = 0;          ///< of the paper: the file's, else by the size of a sheet or card that was recognised
    double skewDegrees = 0;  ///< of its text, else of its largest document; clockwise positive
    double edgeWidth = 0;    ///< pixels from light to dark at the steepest edges
    double contrast = 0;     ///< gray levels between print and its paper
    std::vector<FoundDefect> defects;  ///< in the order of the enumeration, each kind once
};

/// All of the first eight but Turned. A blank page is judged for resolution, light and streaks only.
[[nodiscard]] ArchiveLook lookForArchive(const page::Page& page);

/// Of what lookForArchive says: another number means another answer.
inline constexpr int archiveLookVersion = 1;

}  // namespace daiban::imaging
