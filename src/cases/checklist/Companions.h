#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/PaperUnit.h"
#include "cases/checklist/Judgement.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/checklist/PaperSubject.h"
#include "cases/items/Item.h"

namespace daiban::cases {

struct SurplusPaper {
    PaperPlace place;
    std::string type;  ///< "unknown" for a blank or unknown page that belongs to no other
};

/// Papers that belong together, and who they are about.
struct BundledPapers {
    Bundle bundle;
    std::vector<PaperPlace> places;  ///< in the order in which they are read
    PaperSubject about;              ///< of the first whose subject is known; of a register its head's, where known
};

/// Who a paper is about.
struct PaperAbout {
    PaperPlace place;
    std::string type;  ///< of a page that belongs to a paper of several pages that paper's
    PaperSubject about;
};

/// What a paper is by the papers it belongs with. The checklist deals with units, pages of one paper being one; the
/// bundles speak of the papers as given. Refers to what it is made of.
class Companions {
  public:
    Companions(const std::vector<Paper>& given, const std::vector<PaperUnit>& units, const std::vector<Bundle>& bundles,
               const CaseFacts& facts);

    /// Adds to what the paper itself says what its companions say: the back of a card is whose its front is, the cover
    /// of a register is of the household whose persons are behind it.
    void judge(const Material& material, std::size_t unit, Judgement& judgement) const;
    [[nodiscard]] bool isFrontOf(std::size_t front, std::size_t back) const;  ///< units: sides of one card

    /// The images of a unit.
    void addPlaces(std::size_t unit, std::vector<PaperPlace>& places) const;
    void addSurplus(std::size_t unit, std::vector<SurplusPaper>& surplus) const;

    [[nodiscard]] std::vector<BundledPapers> bundled() const;
    [[nodiscard]] std::vector<PaperAbout> papersAbout() const;

  private:
    [[nodiscard]] const std::string& typeOf(std::size_t unit) const;
    void judgeBack(const Material& material, std::size_t unit, Judgement& judgement) const;
    void judgeByRegister(const Material& material, std::size_t unit, Judgement& judgement) const;
    [[nodiscard]] bool isProvenOfRegister(const Bundle& bundle, const Party& party) const;

    const std::vector<Paper>& given_;
    const std::vector<PaperUnit>& units_;
    const std::vector<Bundle>& bundles_;
    const KnownSubjects& subjects_;
    std::vector<PaperSubject> about_;  ///< of each unit
    std::vector<std::size_t> unitOf_;  ///< of each paper given
};

}  // namespace daiban::cases
