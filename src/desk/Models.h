#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cases/bundles/BundleRules.h"
#include "cases/deadlines/WorkCalendar.h"
#include "cases/items/Items.h"
#include "documents/DocumentTypes.h"
#include "printing/labels/LabelDesign.h"
#include "printing/labels/LabelSheet.h"
#include "printing/slips/SlipDesign.h"
#include "staff/Offices.h"

namespace daiban::desk {

/// What a station knows as data: one folder of models, read once and never changed. Each part is read when it is first
/// asked for (345 items take 0.2 s, and most commands need few of the parts); several threads may ask at once. All
/// throw Error{Unreadable} "file:line: sentence" for a file that is wrong.
class Models {
  public:
    /// `dataFolder`: where the station keeps offices of its own.
    Models(std::filesystem::path folder, std::filesystem::path dataFolder);
    ~Models();

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] const documents::DocumentTypes& types() const;
    [[nodiscard]] const cases::Items& items() const;
    [[nodiscard]] const cases::BundleRules& bundleRules() const;
    [[nodiscard]] const cases::WorkCalendar& calendar() const;
    [[nodiscard]] const staff::Offices& offices() const;

    /// Throws Error{NotFound} when there is no design of that name.
    [[nodiscard]] printing::LabelDesign labelDesign(const std::string& name) const;
    [[nodiscard]] printing::LabelSheet labelSheet(const std::string& name) const;
    [[nodiscard]] printing::SlipDesign slipDesign(const std::string& name) const;

    /// What people call an office; its code when it is not known.
    [[nodiscard]] std::string officeName(const std::string& code) const;
    /// What people call a document type; empty when it is not known.
    [[nodiscard]] std::string typeName(const std::string& code) const;

  private:
    struct Parts;
    std::filesystem::path folder_;
    std::filesystem::path dataFolder_;
    std::unique_ptr<Parts> parts_;
};

}  // namespace daiban::desk
