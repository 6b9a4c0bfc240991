#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/Sentence.h"
#include "cases/checklist/Checklist.h"
#include "intake/CasePapers.h"

namespace daiban::desk {

/// A document on a page, as papers are told apart on screens.
struct PaperKey {
    std::string page;  ///< its id
    int document = 1;  ///< on that page, from 1
    auto operator<=>(const PaperKey&) const = default;
};

/// Papers by the name the checklist calls them; refers to `papers`.
class PapersByPlace {
  public:
    explicit PapersByPlace(const intake::CasePapers& papers) : papers_(papers) {
        for (std::size_t i = 0; i < papers.papers.size(); ++i) byPlace_[papers.papers[i].place] = i;
    }
    [[nodiscard]] std::optional<std::size_t> find(const cases::PaperPlace& place) const {
        const auto found = byPlace_.find(place);
        return found == byPlace_.end() ? std::nullopt : std::optional(found->second);
    }
    [[nodiscard]] PaperKey keyOf(std::size_t paper) const {
        return {papers_.places[paper].page.text(), papers_.papers[paper].place.document + 1};
    }

  private:
    const intake::CasePapers& papers_;
    std::map<cases::PaperPlace, std::size_t> byPlace_;
};

/// A question that one answer settles.
struct Doubt {
    enum class Kind { Confirm, Accept, Conflict, Type } kind = Kind::Confirm;
    std::string id;
    base::Sentence sentence;
    PaperKey at;
    std::string material;                                    ///< of Confirm and Accept
    std::string field;                                       ///< of Conflict
    std::vector<std::pair<PaperKey, std::string>> values{};  ///< of Conflict: as they stand
    std::vector<std::string> marked{};                       ///< of Conflict: as cases::shownValues has them
    std::vector<std::string> choices{};                      ///< of Type: names of materials
};

/// What a person must say before the list is sure, in the order of the list: whose and what a paper is, which of two
/// values is right, what a page is that nobody knows.
[[nodiscard]] std::vector<Doubt> doubtsOf(const intake::CasePapers& papers, const cases::Checklist& checklist);

}  // namespace daiban::desk
