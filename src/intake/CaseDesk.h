#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cases/checklist/Checklist.h"
#include "cases/items/Items.h"
#include "documents/DocumentTypes.h"
#include "intake/Duplicates.h"
#include "intake/readPages.h"
#include "store/Store.h"

namespace daiban::intake {

/// What was read on stored pages: papers as the checklist sees them, with what people corrected.
struct CasePapers {
    std::vector<cases::Paper> papers;
    std::vector<base::PageId> paperPages;                               ///< the page of each paper
    std::vector<store::StoredPage> unread;                              ///< no reading yet
    std::vector<std::pair<store::StoredPage, std::string>> unreadable;  ///< with the sentence why
    std::vector<LikelyDuplicate> duplicates;                            ///< pages by their place in what was asked for
};

/// Reads those of the pages that were not read before from the same bytes and with the same documents drawn, and saves
/// the readings as each comes. A page that cannot be read is saved as such: it stays, marked. `onPage` may be empty.
void readStoredPages(store::Store& store, const std::vector<store::StoredPage>& pages, const ReadingTools& tools,
                     const ReadPagesOptions& options, const staff::Actor& actor,
                     const std::function<void(const PageOutcome&)>& onPage);

/// The papers on these pages. A page whose name and number another page has too gets " (2)" behind its name.
[[nodiscard]] CasePapers papersOf(const store::Store& store, const std::vector<store::StoredPage>& pages);

/// A person's yes to a paper of a page, with what the person says it is.
struct PaperCorrection {
    std::string type;                           ///< empty: as read
    std::map<std::string, std::string> fields;  ///< name -> value, as printed or as YYYY-MM-DD
    std::string material;                       ///< name of the item's material it is; empty: what its type says
};
void confirmPaper(store::Store& store, const base::PageId& page, int document, const PaperCorrection& correction,
                  const staff::Actor& actor);

/// A person's word on where a document of a page lies and which way is up: corners in page pixels, clockwise from the
/// document's own top-left. `document` one past the last adds one. The page's other documents stay as they were read;
/// none is found anew. Kept apart from readings, so that every later reading keeps to it.
/// Throws Error{BadArguments} for corners that make no quad on the page, Error{NotFound} for a page that was not read.
void drawDocument(store::Store& store, const base::PageId& page, int document, const DrawnDocument& drawn,
                  const staff::Actor& actor);
/// The documents of the page as its reading has them; empty when it was not read.
[[nodiscard]] std::vector<DrawnDocument> documentsAsRead(const store::Store& store, const base::PageId& page);

/// Who the applicant is by the papers: name and number of the first identity card that is sure. Both empty: nobody
/// is sure enough.
[[nodiscard]] cases::Identity applicantOn(const std::vector<cases::Paper>& papers, base::Date today);

/// The version of its item that a case follows: the one it was opened with, whatever versions came after.
/// Throws Error{NotFound} when its file is not there any more.
[[nodiscard]] const cases::Item& itemOf(const store::CaseRecord& record, const cases::Items& items);

/// The checklist of a case on its day of intake, from its pages as read and corrected, those of one paper put together
/// by the rules; saved with the case.
[[nodiscard]] cases::Checklist checkCase(store::Store& store, const store::CaseRecord& record,
                                         const cases::Items& items, const documents::DocumentTypes& types,
                                         const staff::Actor& actor, const cases::BundleRules& bundleRules = {});

}  // namespace daiban::intake
