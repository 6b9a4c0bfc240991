// Pages of household registers. A person's page says how the person stands to the head, not which household it is; so a
// register is what was scanned one after the other: a cover and the persons behind it, or persons whose first is the
// head.

#include <algorithm>

#include "base/Sentence.h"
#include "cases/bundles/Sheets.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

constexpr std::string_view coverType = "household-register-cover";
constexpr std::string_view personType = "household-register-person";

using Run = std::vector<std::size_t>;  ///< sheets, one behind the other

bool isHead(const Sheet& sheet) {
    const ComparedValue relation = readName(*sheet.paper, "relation_to_head");
    return sheet.type() == personType && relation.sure && (relation.value == "户主" || relation.value == "本人");
}

class RegisterJoiner {
  public:
    explicit RegisterJoiner(Sheets& sheets) : sheets_(sheets) {}

    void join(std::vector<Bundle>& bundles) {
        for (const Run& run : runs())
            for (const Run& household : householdsOf(run))
                if (household.size() > 1) add(household, bundles);
    }

  private:
    [[nodiscard]] bool isCover(std::size_t sheet) const { return sheets_[sheet].isSurely(coverType); }

    [[nodiscard]] std::vector<Run> runs() const {
        std::vector<Run> found(1);
        for (std::size_t n = 0; n < sheets_.size(); ++n) {
            if (sheets_[n].blank) continue;
            const bool ours = !sheets_[n].taken && (isCover(n) || sheets_[n].isSurely(personType));
            if (ours)
                found.back().push_back(n);
            else if (!found.back().empty())
                found.emplace_back();
        }
        return found;
    }

    /// The run parted into households: at covers, with what is read backwards, or at heads where there is no cover.
    [[nodiscard]] std::vector<Run> householdsOf(const Run& run) const {
        const auto covers = std::ranges::count_if(run, [&](std::size_t sheet) { return isCover(sheet); });
        if (run.empty()) return {};
        // Scanned from the last page, the cover comes at the end of its household.
        const bool backwards = covers > 0 && isCover(run.back()) && !isCover(run.front());
        std::vector<Run> households(1);
        for (const std::size_t sheet : run) {
            if (!backwards && begins(sheet, households.back())) households.emplace_back();
            households.back().push_back(sheet);
            if (backwards && isCover(sheet)) households.emplace_back();
        }
        return households;
    }

    /// A cover begins a household, unless what is before it is one without a cover that its head leads; a second head
    /// begins one as well.
    [[nodiscard]] bool begins(std::size_t sheet, const Run& household) const {
        if (household.empty()) return false;
        const bool headThere =
            std::ranges::any_of(household, [&](std::size_t other) { return isHead(sheets_[other]); });
        if (!isCover(sheet)) return isHead(sheets_[sheet]) && headThere;
        const bool coverThere = std::ranges::any_of(household, [&](std::size_t other) { return isCover(other); });
        return coverThere || !headsAgree(sheet, household);
    }

    /// The cover's head is one of the persons.
    [[nodiscard]] bool headsAgree(std::size_t cover, const Run& household) const {
        const ComparedValue head = readName(*sheets_[cover].paper, "household_head");
        return std::ranges::any_of(household, [&](std::size_t other) {
            return isHead(sheets_[other]) && readName(*sheets_[other].paper, "name").value == head.value;
        });
    }

    void add(const Run& household, std::vector<Bundle>& bundles) {
        Bundle bundle{.kind = BundleKind::Register, .type = std::string(personType), .papers = {}};
        bundle.belonging = Belonging::Probable;
        const auto cover = std::ranges::find_if(household, [&](std::size_t sheet) { return isCover(sheet); });
        if (cover != household.end()) {
            bundle.type = coverType;
            bundle.papers.push_back(sheets_[*cover].number);
            sayHead(*cover, household, bundle);
        }
        // The head's page, then the others as scanned.
        for (const bool heads : {true, false})
            for (const std::size_t sheet : household)
                if (!isCover(sheet) && isHead(sheets_[sheet]) == heads) bundle.papers.push_back(sheets_[sheet].number);
        for (const std::size_t sheet : household) sheets_[sheet].taken = true;
        bundles.push_back(std::move(bundle));
    }

    void sayHead(std::size_t cover, const Run& household, Bundle& bundle) const {
        const ComparedValue head = readName(*sheets_[cover].paper, "household_head");
        for (const std::size_t sheet : household) {
            if (!isHead(sheets_[sheet])) continue;
            const ComparedValue name = readName(*sheets_[sheet].paper, "name");
            if (!head.sure || !name.sure || head.value.empty() || name.value.empty()) continue;
            if (head.value == name.value)
                bundle.belonging = Belonging::Certain;
            else
                bundle.notes.emplace_back(base::Sentence("首页的户主与户主页不是同一人，可能不是同一户口簿"));
        }
    }

    Sheets& sheets_;
};

}  // namespace

void joinRegisters(Sheets& sheets, std::vector<Bundle>& bundles) {
    RegisterJoiner(sheets).join(bundles);
}

}  // namespace daiban::cases
