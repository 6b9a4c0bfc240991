#include "staff/Permissions.h"

#include <algorithm>
#include <array>

#include "base/Sentence.h"

namespace daiban::staff {

namespace {

/// Places in which a role may do something: o own, s sub, h handed, f foreign; "" nowhere.
using Where = std::string_view;

struct Row {
    Verb verb;
    Where counter, courier, street, bureau, pickup, supervisor, administrator;
};

// Who may do what to whose things; nothing else says so. Why it looks so:
// - A community works on its own cases; its street office on them too, but opens only its own.
// - A bureau decides on what was handed to it, and keeps out of everything else.
// - Each side of a handoff is signed at that side's own office, or by the courier who carries.
// - What undoes or ends a check of another (alarms, undone pickups, reopened cases) takes a supervisor.
// - An administrator keeps the station running and sees no case: GB/T 22239 parts the two.
// - What is handed over allows nothing that is not allowed on a sub office's too, except to bureaus, which have none.
// clang-format off
constexpr std::array table{
    //                             counter courier street bureau pickup supervisor administrator
    Row{Verb::OpenCase,            "o",    "",     "o",   "",    "",    "",        ""},
    Row{Verb::AddPages,            "o",    "",     "osh", "",    "",    "",        ""},
    Row{Verb::RemovePage,          "o",    "",     "os",  "",    "",    "os",      ""},
    Row{Verb::Check,               "o",    "",     "osh", "h",   "",    "",        ""},
    Row{Verb::ConfirmPaper,        "o",    "",     "osh", "h",   "",    "",        ""},
    Row{Verb::Overrule,            "o",    "",     "osh", "h",   "",    "os",      ""},
    Row{Verb::CorrectReading,      "o",    "",     "osh", "",    "",    "",        ""},
    Row{Verb::CorrectApplicant,    "o",    "",     "os",  "",    "",    "os",      ""},
    Row{Verb::AdjustCorners,       "o",    "",     "os",  "",    "",    "",        ""},
    Row{Verb::ChooseSituations,    "o",    "",     "os",  "",    "",    "",        ""},
    Row{Verb::StopClock,           "o",    "",     "osh", "h",   "",    "os",      ""},
    Row{Verb::ResumeClock,         "o",    "",     "osh", "h",   "",    "os",      ""},
    Row{Verb::CloseCase,           "o",    "",     "osh", "h",   "o",   "",        ""},
    Row{Verb::ReopenCase,          "",     "",     "",    "",    "",    "os",      ""},

    Row{Verb::Notice,              "o",    "",     "osh", "h",   "",    "",        ""},
    Row{Verb::Receipt,             "o",    "",     "osh", "h",   "",    "",        ""},
    Row{Verb::Label,               "o",    "",     "osh", "oh",  "o",   "",        ""},
    Row{Verb::Print,               "o",    "o",    "osh", "oh",  "o",   "os",      "os"},

    Row{Verb::OpenHandoff,         "o",    "o",    "o",   "o",   "",    "",        ""},
    Row{Verb::ScanHandoff,         "o",    "osh",  "o",   "o",   "",    "",        ""},
    Row{Verb::CloseHandoff,        "o",    "",     "o",   "o",   "",    "os",      ""},
    Row{Verb::SettleHandoff,       "o",    "",     "o",   "o",   "",    "os",      ""},
    Row{Verb::CloseAlarm,          "",     "",     "",    "",    "",    "os",      ""},
    Row{Verb::UndoCustody,         "o",    "osh",  "o",   "o",   "",    "os",      ""},

    Row{Verb::ReceiveReturn,       "o",    "",     "os",  "",    "o",   "",        ""},
    Row{Verb::ConfirmMatch,        "o",    "",     "os",  "",    "o",   "",        ""},
    Row{Verb::RejectMatch,         "o",    "",     "os",  "",    "o",   "",        ""},
    Row{Verb::PickUp,              "",     "",     "",    "",    "os",  "",        ""},
    Row{Verb::UndoPickup,          "",     "",     "",    "",    "",    "os",      ""},

    Row{Verb::Track,               "osh",  "osh",  "osh", "oh",  "os",  "os",      ""},
    Row{Verb::Search,              "o",    "",     "osh", "h",   "os",  "os",      ""},
    Row{Verb::List,                "osh",  "osh",  "osh", "oh",  "os",  "os",      ""},
    Row{Verb::Export,              "o",    "",     "osh", "h",   "",    "os",      ""},
    Row{Verb::SeeHouseholds,       "o",    "",     "os",  "",    "",    "os",      "os"},
    Row{Verb::ReadAudit,           "",     "",     "",    "",    "",    "os",      "os"},
    Row{Verb::InspectPages,        "",     "",     "",    "",    "",    "os",      ""},

    Row{Verb::TeachType,           "o",    "",     "os",  "",    "",    "os",      ""},
    Row{Verb::ForgetType,          "",     "",     "",    "",    "",    "os",      "os"},
    Row{Verb::ManageAccounts,      "",     "",     "",    "",    "",    "",        "os"},
    Row{Verb::ManageHouseholds,    "",     "",     "",    "",    "",    "os",      "os"},
    Row{Verb::ManageOffices,       "",     "",     "",    "",    "",    "",        "os"},
    Row{Verb::ManagePrinters,      "",     "",     "",    "",    "",    "",        "os"},
    Row{Verb::DeletePerson,        "",     "",     "",    "",    "",    "os",      ""},

    Row{Verb::ManageKeys,          "",     "",     "",    "",    "",    "",        "o"},
    Row{Verb::ManageModels,        "",     "",     "",    "",    "",    "",        "o"},
    Row{Verb::Verify,              "",     "",     "",    "",    "",    "o",       "o"},
    Row{Verb::Backup,              "",     "",     "",    "",    "",    "",        "o"},
    Row{Verb::Restore,             "",     "",     "",    "",    "",    "",        "o"},
};
// clang-format on

constexpr bool inOrder = [] {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (table[i].verb != static_cast<Verb>(i)) return false;
    return true;
}();
static_assert(inOrder && table.back().verb == Verb::Restore, "a row for every verb, in the order of the enumeration");

Where cell(Role role, Verb verb) {
    const Row& row = table.at(static_cast<std::size_t>(verb));
    switch (role) {
        case Role::CounterWorker:
            return row.counter;
        case Role::Courier:
            return row.courier;
        case Role::StreetClerk:
            return row.street;
        case Role::BureauClerk:
            return row.bureau;
        case Role::PickupClerk:
            return row.pickup;
        case Role::Supervisor:
            return row.supervisor;
        case Role::Administrator:
            return row.administrator;
    }
    return "";
}

struct PlaceWords {
    Place place;
    char letter;
    std::string_view name;
    std::string_view chineseName;
    std::string_view possessive;  ///< "this one is ..."
};

constexpr std::array places{
    PlaceWords{Place::Own, 'o', "own", "本机构", "your own office's"},
    PlaceWords{Place::Sub, 's', "sub", "下级机构", "an office's below yours"},
    PlaceWords{Place::Handed, 'h', "handed", "交到本机构的其他机构", "another office's, handed to yours"},
    PlaceWords{Place::Foreign, 'f', "foreign", "其他机构", "another office's"},
};

const PlaceWords& wordsOf(Place place) {
    return places.at(static_cast<std::size_t>(place));
}

bool allows(Where where, Place place) {
    return where.find(wordsOf(place).letter) != Where::npos;
}

/// "a counter worker", "an administrator"
base::Sentence withArticle(Role role) {
    std::string name(nameOf(role));
    std::ranges::replace(name, '-', ' ');
    return base::word((role == Role::Administrator ? "an " : "a ") + name);
}

template <class Roles>
base::Sentence listOf(const Roles& roles) {
    std::vector<base::Sentence> names;
    for (const Role role : roles) names.push_back(withArticle(role));
    return base::joined(names, base::Sentence(" or "));
}

std::vector<Role> rolesThatMay(Verb verb) {
    std::vector<Role> roles;
    std::ranges::copy_if(allRoles(), std::back_inserter(roles), [&](Role role) { return !cell(role, verb).empty(); });
    return roles;
}

base::Sentence notThisRole(const Actor& actor, Verb verb) {
    const base::Sentence able = listOf(rolesThatMay(verb));
    if (actor.roles.empty())
        return base::Sentence("Account {} has no role and may not {}; ask an administrator to give it one.",
                              actor.account, base::word(phraseOf(verb)));
    return base::Sentence("As {} you may not {}; ask {}.", listOf(actor.roles), base::word(phraseOf(verb)), able);
}

base::Sentence notThere(Verb verb, Place place) {
    const base::Sentence phrase = base::word(phraseOf(verb));
    if (isAboutStation(verb))
        return base::Sentence("Only the highest office of this data folder may {}; ask it to.", phrase);
    return base::Sentence("You may not {} here, because this is {}; {}.", phrase, base::word(wordsOf(place).possessive),
                          place == Place::Own ? base::Sentence("ask a colleague who may")
                                              : base::Sentence("ask the office it belongs to"));
}

}  // namespace

std::string_view nameOf(Place place) {
    return wordsOf(place).name;
}

std::string_view chineseNameOf(Place place) {
    return wordsOf(place).chineseName;
}

const std::vector<Place>& allPlaces() {
    static const std::vector<Place> all{Place::Own, Place::Sub, Place::Handed, Place::Foreign};
    return all;
}

Place placeOf(const Actor& actor, std::string_view office, const Offices& offices, Handed handed) {
    if (actor.office == wholeStation) return Place::Own;
    if (!office.empty() && actor.office == office) return Place::Own;
    if (offices.isUnder(office, actor.office)) return Place::Sub;
    return handed == Handed::Yes ? Place::Handed : Place::Foreign;
}

Place stationPlaceOf(const Actor& actor, const Offices& offices) {
    if (actor.office == wholeStation) return Place::Own;
    const Office* office = offices.find(actor.office);
    const bool highest = office != nullptr && office->kind != OfficeKind::Bureau && office->parent.empty();
    return highest ? Place::Own : Place::Foreign;
}

Decision mayDo(const Actor& actor, Verb verb, Place place) {
    const auto allowed = [&](Role role) { return allows(cell(role, verb), place); };
    if (std::ranges::any_of(actor.roles, allowed)) return {};
    const bool elsewhere = std::ranges::any_of(actor.roles, [&](Role role) { return !cell(role, verb).empty(); });
    return {elsewhere ? notThere(verb, place) : notThisRole(actor, verb)};
}

}  // namespace daiban::staff
