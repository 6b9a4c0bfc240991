#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/bundles/BundleRules.h"
#include "cases/deadlines/WorkCalendar.h"
#include "cases/items/Items.h"
#include "desk/KeptModels.h"
#include "documents/DocumentTypes.h"
#include "printing/labels/LabelDesign.h"
#include "printing/labels/LabelSheet.h"
#include "printing/slips/SlipDesign.h"
#include "staff/Offices.h"

namespace daiban::desk {

/// What a station knows as data: the program's models, with the versions in force that the station keeps of its own
/// (KeptModels). Each part is read when it is first asked for (345 items take 0.2 s, and most commands need few of the
/// parts); several threads may ask at once. All throw Error{Unreadable} "file:line: sentence" for a file that is wrong.
///
/// What is known on a day is an immutable value. hold() looks whether it is another one by now, and is the only place
/// where it is swapped; what was given out before stays good as long as whoever holds it.
class Models {
  public:
    /// `dataFolder`: where the station keeps offices and versions of its own. `today`: chooses the versions in force.
    Models(std::filesystem::path folder, std::filesystem::path dataFolder, base::Date today);
    ~Models();
    Models(const Models&) = delete;
    Models& operator=(const Models&) = delete;

    /// While it lives, its thread sees one and the same models, and they stay. Within another one of the same models
    /// it changes nothing. Ended on the thread that made it.
    class Hold {
      public:
        Hold(const Models& models, base::Date today);
        ~Hold();
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;

      private:
        std::shared_ptr<const void> before_;
        bool isOuter_;
    };
    /// With the versions in force on that day, as they are kept now. Costs a look at one file where nothing changed.
    [[nodiscard]] Hold hold(base::Date today) const { return {*this, today}; }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const documents::DocumentTypes& types() const;
    [[nodiscard]] const cases::Items& items() const;
    [[nodiscard]] const cases::BundleRules& bundleRules() const;
    [[nodiscard]] const cases::WorkCalendar& calendar() const;
    [[nodiscard]] const staff::Offices& offices() const;

    /// The station's own versions of which the program's are followed instead, each with the reason: a sentence for an
    /// administrator.
    [[nodiscard]] std::vector<base::Sentence> troubles() const;
    /// The station's own version that is followed; 0: the program's.
    [[nodiscard]] int ownVersionInForce(ModelKind kind, std::string_view code) const;
    /// What is wrong with one; empty: it can be followed beside what is in force.
    [[nodiscard]] base::Sentence whyNotFollowed(const KeptModel& kept) const;
    /// The station's own types in force, with that one in the place of its own.
    [[nodiscard]] std::vector<base::ModelSource> ownTypesWith(const base::ModelSource& type) const;
    [[nodiscard]] const KeptModels& kept() const { return kept_; }
    /// The program's own file of that model.
    [[nodiscard]] std::filesystem::path shippedFile(ModelKind kind, const std::string& code) const;

    /// Throws Error{NotFound} when there is no design of that name.
    [[nodiscard]] printing::LabelDesign labelDesign(const std::string& name) const;
    [[nodiscard]] printing::LabelSheet labelSheet(const std::string& name) const;
    [[nodiscard]] printing::SlipDesign slipDesign(const std::string& name) const;

    /// What people call an office; its code when it is not known.
    [[nodiscard]] std::string officeName(const std::string& code) const;
    /// What people call a document type; empty when it is not known.
    [[nodiscard]] std::string typeName(const std::string& code) const;

  private:
    class Known;
    [[nodiscard]] std::shared_ptr<const Known> current(base::Date today) const;
    [[nodiscard]] const Known& known() const;

    std::filesystem::path folder_;
    std::filesystem::path dataFolder_;
    KeptModels kept_;
    mutable std::mutex mutex_;
    mutable std::shared_ptr<const Known> current_;
};

}  // namespace daiban::desk
