#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "cases/bundles/BundleRules.h"
#include "cases/bundles/Paper.h"
#include "documents/DocumentTypes.h"

namespace daiban::cases {

/// What images have to do with each other.
enum class BundleKind {
    Pages,     ///< pages of one document in an order: a contract
    Leaves,    ///< sides or leaves of one paper of one type: a bank card, a marriage certificate
    Card,      ///< the two sides of an identity card, each of a type of its own
    Register,  ///< cover and persons of one household register, each of a type of its own
};

/// "pages", "leaves", "card", "register".
[[nodiscard]] std::string_view codeOf(BundleKind kind);

/// How sure it is that the papers belong together.
enum class Belonging {
    Certain,   ///< same sheet, page numbers, an order that allows no other reading
    Probable,  ///< it is likely: never enough to tick a box by itself
};

/// Papers that belong together. A single paper is a bundle too when it says that it has more pages.
struct Bundle {
    BundleKind kind = BundleKind::Pages;
    std::string type;                 ///< of Pages and Leaves the type of the whole; of a Card its front's, of a
                                      ///< Register its cover's, or a person's page where there is no cover
    std::vector<std::size_t> papers;  ///< numbers in the list given, in the order in which they are read
    Belonging belonging = Belonging::Certain;
    int pagesInAll = 0;               ///< as printed (共3页); 0: not printed
    std::vector<int> missing;         ///< page numbers that should be there and are not
    std::vector<base::Sentence> notes;   ///< for the clerk: 第2页与第3页顺序颠倒
    std::vector<base::Sentence> doubts;  ///< why a person must look before it ticks a box: 共3页，缺第2页

    /// The papers are one for the checklist; those of a Card or a Register each stand on their own row.
    [[nodiscard]] bool isOnePaper() const { return kind == BundleKind::Pages || kind == BundleKind::Leaves; }
};

/// Which of the papers, given in the order in which they were scanned, belong together. No paper is in two bundles; a
/// blank page is in none and does not part its neighbours. What a person said of a paper is never overruled: a page
/// that was said to be another material or confirmed as another type stays alone, and what was said to be a further page of
/// another paper (Paper::continues) is one with it, in the order in which they were scanned. A page joins only for what it says
/// itself (page number, clauses, running head, number of the document, words of a leaf, or that it is of the same type
/// and bears no title); that it lies beside another is not enough. Sides of an identity card and pages of a household
/// register that only lie beside one another are Probable.
[[nodiscard]] std::vector<Bundle> bundlesOf(const std::vector<Paper>& papers, const documents::DocumentTypes& types,
                                            const BundleRules& rules, base::Date today);

}  // namespace daiban::cases
