#pragma once

#include <cstddef>
#include <vector>

#include "base/Json.h"
#include "base/Sentence.h"
#include "cases/bundles/BundleRules.h"
#include "imaging/ArchiveDefects.h"
#include "intake/CasePapers.h"
#include "intake/PageWorkers.h"

namespace daiban::intake {

/// A page as an archive's inspector sees it, in `workers` or, without any, in this process. Throws Error as PageWorkers
/// does.
[[nodiscard]] imaging::ArchiveLook lookForArchive(const page::PageBytes& bytes, const PageRequest& request,
                                                  PageWorkers* workers);
/// The same of a page that is open. Throws Error{Unreadable} for a damaged picture, std::bad_alloc.
[[nodiscard]] imaging::ArchiveLook lookOrSay(const page::Page& page);

/// As it is stored: {"version", "dpi", "skew_deg", "edge_px", "contrast", "defects": [{"defect", "measured", "quad"}]}.
[[nodiscard]] base::Json toJson(const imaging::ArchiveLook& look);
/// Throws base::Json::exception for what is none.
[[nodiscard]] imaging::ArchiveLook archiveLookFrom(const base::Json& json);

/// A defect that is seen by what was read: of one page, or among a case's pages.
struct ReadDefect {
    std::size_t page = 0;  ///< by its place in what was given
    imaging::ArchiveDefect defect{};
    base::Sentence what;  ///< "共3页，缺第2页。"
};

/// Turned, Missing, Doubled and Disordered, page by page. Which pages are one document, what is printed on them of
/// their number, and which are the same paper twice is told as the checklist tells it (bundlesOf, likelyDuplicates). An
/// identity card's front without a back is a missing page. Nothing is said of pages that were not read.
[[nodiscard]] std::vector<ReadDefect> readDefects(const store::Store& store,
                                                  const std::vector<store::StoredPage>& pages,
                                                  const documents::DocumentTypes& types,
                                                  const cases::BundleRules& rules, base::Date today);

}  // namespace daiban::intake
