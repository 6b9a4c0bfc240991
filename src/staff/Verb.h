#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace daiban::staff {

/// Everything an account may want to do. What may be done by whom is in Permissions.cpp alone.
enum class Verb {
    // cases and their papers
    OpenCase,
    AddPages,
    RemovePage,  ///< out of a case, or back into it; with a reason
    Check,
    ConfirmPaper,
    Overrule,          ///< what a machine or the rules say of a paper, with a reason
    CorrectReading,    ///< what was read on a page
    CorrectApplicant,  ///< name or number of the case's applicant
    AdjustCorners,
    ChooseSituations,
    StopClock,
    ResumeClock,
    CloseCase,
    ReopenCase,
    // what is printed
    Notice,
    Receipt,
    Label,
    Print,
    // custody
    OpenHandoff,
    ScanHandoff,
    CloseHandoff,
    SettleHandoff,  ///< differences and conflicts of a handoff
    CloseAlarm,     ///< of a copied label
    UndoCustody,
    // certificates
    ReceiveReturn,
    ConfirmMatch,
    RejectMatch,
    PickUp,
    UndoPickup,
    // looking
    Track,
    Search,
    List,
    Export,
    SeeHouseholds,
    ReadAudit,
    InspectPages,  ///< for the archive: what machines see on them, and a sample by eye
    // the station
    TeachType,
    ForgetType,
    ManageAccounts,
    ManageHouseholds,
    ManageOffices,
    ManagePrinters,
    DeletePerson,  ///< a person's data, on demand or when their time is over
    // the data folder as a whole
    ManageKeys,
    ManageModels,  ///< versions of items, document types and calendars
    Verify,
    Backup,
    Restore,
};
[[nodiscard]] std::string_view nameOf(Verb verb);         ///< "open-case", "add-pages", ...
[[nodiscard]] std::string_view chineseNameOf(Verb verb);  ///< 立案, 添加页面, ...
[[nodiscard]] std::string_view phraseOf(Verb verb);       ///< after "may": "open a case", "add pages to a case", ...
[[nodiscard]] std::optional<Verb> verbNamed(std::string_view name);
[[nodiscard]] const std::vector<Verb>& allVerbs();

/// Whether it is done to the data folder as a whole and not to something of an office: ask with stationPlaceOf().
[[nodiscard]] bool isAboutStation(Verb verb);

}  // namespace daiban::staff
