#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "cases/bundles/Paper.h"
#include "cases/checklist/Overrule.h"
#include "cases/items/Subject.h"
#include "documents/DocumentTypes.h"
#include "intake/Duplicates.h"
#include "intake/readPages.h"
#include "store/Store.h"

namespace daiban::intake {

/// Where a paper of stored pages lies.
struct PlacedPaper {
    base::PageId page;
    base::Quad quad{};   ///< page pixels, clockwise from the document's own top-left
    bool drawn = false;  ///< by a person
};

/// What was read on stored pages: papers as the checklist sees them, with what people corrected.
struct CasePapers {
    std::vector<cases::Paper> papers;
    std::vector<PlacedPaper> places;                                    ///< of each paper
    std::vector<store::StoredPage> unread;                              ///< no reading yet
    std::vector<std::pair<store::StoredPage, base::Sentence>> unreadable;  ///< with the sentence why
    std::vector<LikelyDuplicate> duplicates;                            ///< pages by their place in what was asked for
};

/// The file a stored page came in, not looked into. Throws Error{StorageFailed} when its blob is gone.
[[nodiscard]] page::PageBytes bytesOf(const store::Store& store, const store::StoredPage& page);

/// Reads those of the pages that were not read before from the same bytes and with the same documents drawn, and saves
/// the readings as each comes. A page that cannot be read is saved as such: it stays, marked. `onPage` may be empty.
void readStoredPages(store::Store& store, const std::vector<store::StoredPage>& pages, const ReadingPlace& place,
                     const ReadPagesOptions& options, const staff::Actor& actor,
                     const std::function<void(const PageOutcome&)>& onPage);

/// The papers on these pages. A page whose name and number another page has too gets " (2)" behind its name; one that
/// is the same page of the same file as an earlier one repeats it.
[[nodiscard]] CasePapers papersOf(const store::Store& store, const std::vector<store::StoredPage>& pages);

/// A paper by where it lies.
struct PaperOnPage {
    base::PageId page;
    int document = 0;  ///< of the page, from 0
    auto operator<=>(const PaperOnPage&) const = default;
};

/// A person's yes to a paper of a page, with what the person says it is.
struct PaperCorrection {
    std::string type;                           ///< empty: as read
    std::map<std::string, std::string> fields;  ///< name -> value, as printed or as YYYY-MM-DD
    std::string material;                       ///< name of the item's material it is; empty: what its type says
    std::vector<cases::Overrule> overrules{};   ///< what he decided otherwise than the machine says
    bool confirmed = true;                      ///< he says yes to type and fields; an overrule alone does not
    std::optional<PaperOnPage> continues{};     ///< it is a further page, or the other side, of that paper
};
/// What was said of it last; empty when nothing was.
[[nodiscard]] PaperCorrection correctionOf(const store::Store& store, const base::PageId& page, int document);
void confirmPaper(store::Store& store, const base::PageId& page, int document, const PaperCorrection& correction,
                  const staff::Actor& actor);

/// A person's word on where a document of a page lies and which way is up: corners in page pixels, clockwise from the
/// document's own top-left. `document` one past the last adds one. The page's other documents stay as they were read;
/// none is found anew. Kept apart from readings, so that every later reading keeps to it.
/// Throws Error{BadArguments} for corners that make no quad on the page, Error{NotFound} for a page that was not read.
void drawDocument(store::Store& store, const base::PageId& page, int document, const DrawnDocument& drawn,
                  const staff::Actor& actor);
/// Throws Error{BadArguments} for corners that make no document on a page of that size; a document may reach out of the
/// picture by a quarter of it.
void demandOnPage(const DrawnDocument& drawn, int width, int height);
/// The documents of the page as its reading has them; empty when it was not read.
[[nodiscard]] std::vector<DrawnDocument> documentsAsRead(const store::Store& store, const base::PageId& page);

/// Who the applicant is by the papers: name and number of the first identity card that is sure. Both empty: nobody
/// is sure enough.
[[nodiscard]] cases::Identity applicantOn(const std::vector<cases::Paper>& papers, base::Date today,
                                          const documents::DocumentTypes& types);

}  // namespace daiban::intake
