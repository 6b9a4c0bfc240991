#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "cases/bundles/BundleRules.h"
#include "cases/bundles/Sheets.h"

namespace daiban::cases {

/// Pages that were found to be of one document.
struct PageGroup {
    std::vector<std::size_t> members;  ///< sheets, the lead first
    std::vector<base::Sentence> doubts;
    bool headless = false;  ///< its first page was not found
};

/// How a page stands to a document; no points: it cannot belong to it.
struct PageLink {
    int points = 0;    ///< for what it says
    int nearness = 0;  ///< points for where it lies
    int distance = 0;  ///< the less the nearer it lies behind the document's pages
    [[nodiscard]] int all() const { return points + nearness; }
    [[nodiscard]] bool isEnough() const;
};

/// The numbering a page goes by: its articles, else its sections.
[[nodiscard]] const ClauseRun& runOf(const PageMarks& marks);

/// What pages say of themselves and of the documents they may belong to. Changes nothing.
class PageLinks {
  public:
    PageLinks(const Sheets& sheets, const documents::DocumentTypes& types, const BundleRules& rules, base::Date today)
        : sheets_(sheets), types_(types), rules_(rules), today_(today) {}

    [[nodiscard]] const documents::DocumentTypes& types() const { return types_; }

    // ---- A page ----
    [[nodiscard]] bool isLeafy(const Sheet& sheet) const;
    [[nodiscard]] bool comesInPages(const Sheet& sheet) const;
    /// A title of its type stands in its first lines. A running head is one as well.
    [[nodiscard]] bool isTitled(const Sheet& sheet) const;
    /// It says itself that it is not a first page.
    [[nodiscard]] bool continues(const Sheet& sheet) const;
    /// A document begins with it: any page of a known type that does not say otherwise; an unknown one that says it.
    [[nodiscard]] bool opens(const Sheet& sheet) const;

    // ---- A document ----
    [[nodiscard]] const Sheet& lead(const PageGroup& group) const { return sheets_[group.members.front()]; }
    [[nodiscard]] int totalOf(const PageGroup& group) const;
    /// The title stands on every page of several: on one page more it says nothing.
    [[nodiscard]] bool hasRunningHead(const PageGroup& group) const;
    /// Whether its parties sign on its last page.
    [[nodiscard]] bool isSignedByParties(const std::string& type) const;

    // ---- A page and a document ----
    [[nodiscard]] PageLink linkOf(const Sheet& sheet, const PageGroup& group) const;

  private:
    [[nodiscard]] bool isTitle(const std::string& line, const Sheet& sheet) const;
    [[nodiscard]] int highestNumber(const PageGroup& group) const;
    [[nodiscard]] bool hasNumber(const PageGroup& group, int number) const;
    [[nodiscard]] std::optional<int> pointsOfNumber(const Sheet& sheet, const PageGroup& group) const;
    [[nodiscard]] std::optional<int> pointsOfRun(const Sheet& sheet, const PageGroup& group,
                                                 ClauseRun PageMarks::*numbering, int forNext, int forLater) const;
    [[nodiscard]] std::optional<int> pointsOfClauses(const Sheet& sheet, const PageGroup& group) const;
    [[nodiscard]] int pointsOfHead(const Sheet& sheet, const PageGroup& group) const;
    [[nodiscard]] bool takesPages(const PageGroup& group) const;
    [[nodiscard]] bool isSignaturePage(const Sheet& sheet, const PageGroup& group) const;
    [[nodiscard]] std::optional<int> pointsOfDocumentNumber(const Sheet& sheet, const PageGroup& group) const;
    [[nodiscard]] bool isAnothers(const Sheet& sheet, const Sheet& first, bool numbered, bool follows) const;
    void addPlace(PageLink& link, const Sheet& sheet, const PageGroup& group) const;

    const Sheets& sheets_;
    const documents::DocumentTypes& types_;
    const BundleRules& rules_;
    base::Date today_;
};

}  // namespace daiban::cases
