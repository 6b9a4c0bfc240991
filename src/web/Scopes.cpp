#include "web/Scopes.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/Text.h"

namespace daiban::web {

namespace {

struct Row {
    std::string_view operation;
    std::string_view scopes;
};

// What keeps the station (accounts, printers, tokens), and what belongs to a person at a browser (his password, his
// sessions, a telephone beside his screen), is no program's.
constexpr std::array table{
    Row{"getSession", "any"},
    Row{"getStation", "any"},
    Row{"findItems", "any"},
    Row{"getItem", "any"},
    Row{"getTypes", "any"},
    Row{"getRules", "any"},
    Row{"getRuleVersions", "any"},
    Row{"getRuleText", "any"},

    Row{"findCases", "lists"},
    Row{"search", "lists"},
    Row{"findHandoffs", "lists"},
    Row{"getDiscrepancies", "lists"},
    Row{"findWaiting", "lists"},
    Row{"getOverview", "lists"},
    Row{"getPlaces", "lists"},
    Row{"getStill", "lists"},
    Row{"getTrend", "lists"},
    Row{"getWorkload", "lists"},
    Row{"getWaitingByAge", "lists"},

    Row{"getCase", "read"},
    Row{"exportCase", "read"},
    Row{"getPagePicture", "read intake"},
    Row{"getDocumentPicture", "read intake"},
    Row{"getHandoff", "read handoff"},
    Row{"getHandoffSheet", "read handoff"},

    Row{"revealField", "personal"},
    Row{"revealApplicant", "personal"},
    Row{"revealCaseApplicant", "personal"},

    Row{"beginUpload", "intake handoff returns"},
    Row{"continueUpload", "intake handoff returns"},
    Row{"getUpload", "intake handoff returns"},
    Row{"cancelUpload", "intake handoff returns"},

    Row{"getInbox", "intake"},
    Row{"throwAwayFile", "intake"},
    Row{"getIntakes", "intake"},
    Row{"openIntake", "intake"},
    Row{"getIntake", "intake"},
    Row{"changeIntake", "intake"},
    Row{"putIntakeAside", "intake"},
    Row{"openCaseOfIntake", "intake"},
    Row{"addPages", "intake"},
    Row{"removePage", "intake"},
    Row{"restorePage", "intake"},
    Row{"readPageAgain", "intake"},
    Row{"confirmDocument", "intake"},
    Row{"overruleDocument", "intake"},
    Row{"drawDocument", "intake"},
    Row{"assignDocument", "intake"},
    Row{"joinDocument", "intake"},
    Row{"answerQuestion", "intake"},
    Row{"undo", "intake"},
    Row{"printOfIntake", "intake"},
    Row{"followIntake", "intake"},
    Row{"getPrint", "intake cases"},
    Row{"getBatches", "intake"},
    Row{"openBatch", "intake"},
    Row{"getBatch", "intake"},
    Row{"addBatchPages", "intake"},
    Row{"moveBatchPages", "intake"},
    Row{"nameBatchSection", "intake"},
    Row{"confirmBatchSection", "intake"},
    Row{"takeBatch", "intake"},
    Row{"takeBatchAsIntake", "intake"},
    Row{"followBatch", "intake"},
    Row{"getScanners", "intake"},
    Row{"beginScan", "intake"},
    Row{"getScan", "intake"},
    Row{"cancelScan", "intake"},
    Row{"takeUpCase", "intake"},

    Row{"stopClock", "cases"},
    Row{"resumeClock", "cases"},
    Row{"closeCase", "cases"},
    Row{"reopenCase", "cases"},
    Row{"chooseSituations", "cases"},
    Row{"correctApplicant", "cases"},
    Row{"printOfCase", "cases"},

    Row{"findCouriers", "handoff"},
    Row{"openHandoff", "handoff"},
    Row{"scanOnHandoff", "handoff"},
    Row{"sendOfflineScans", "handoff"},
    Row{"undoScan", "handoff"},
    Row{"closeHandoff", "handoff"},
    Row{"readLabelPicture", "handoff"},
    Row{"signHandoff", "handoff"},
    Row{"getHandoffSignature", "handoff"},
    Row{"settle", "handoff"},
    Row{"closeLabelAlarm", "handoff"},

    Row{"beginReturn", "returns"},
    Row{"getReturn", "returns"},
    Row{"decideReturn", "returns"},
    Row{"pickUp", "returns"},
    Row{"undoPickup", "returns"},
};

}  // namespace

std::string_view scopesOf(std::string_view operation) {
    const auto found = std::ranges::find(table, operation, &Row::operation);
    return found == table.end() ? std::string_view() : found->scopes;
}

bool mayAsk(const staff::Scopes& scopes, std::string_view operation) {
    return std::ranges::any_of(base::split(scopesOf(operation), ' '), [&](const std::string& name) {
        const auto scope = staff::scopeNamed(name);
        return name == "any" || (scope && scopes.contains(*scope));
    });
}

}  // namespace daiban::web
