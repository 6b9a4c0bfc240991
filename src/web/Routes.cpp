#include <array>

#include "web/Call.h"
#include "web/endpoints/Administration.h"
#include "web/endpoints/Backups.h"
#include "web/endpoints/Batches.h"
#include "web/endpoints/Calendars.h"
#include "web/endpoints/Cases.h"
#include "web/endpoints/Erasures.h"
#include "web/endpoints/Handoffs.h"
#include "web/endpoints/Households.h"
#include "web/endpoints/InboxFiles.h"
#include "web/endpoints/IntakePages.h"
#include "web/endpoints/Intakes.h"
#include "web/endpoints/LabelKeys.h"
#include "web/endpoints/Overviews.h"
#include "web/endpoints/Phones.h"
#include "web/endpoints/Pictures.h"
#include "web/endpoints/Printers.h"
#include "web/endpoints/Prints.h"
#include "web/endpoints/Qualities.h"
#include "web/endpoints/Returns.h"
#include "web/endpoints/Rules.h"
#include "web/endpoints/Scans.h"
#include "web/endpoints/Session.h"
#include "web/endpoints/StationFacts.h"
#include "web/endpoints/Tokens.h"
#include "web/endpoints/UploadPieces.h"

namespace daiban::web {

namespace {

using enum Method;

constexpr Route get(std::string_view path, std::string_view operation, Response (*process)(const Call&)) {
    return {Get, path, operation, Access::SignedIn, Body::None, process};
}
constexpr Route post(std::string_view path, std::string_view operation, Response (*process)(const Call&)) {
    return {Post, path, operation, Access::SignedIn, Body::Json, process};
}
constexpr Route beforePassword(Route route) {
    route.beforePassword = true;
    return route;
}

// clang-format off
constexpr std::array table{
    Route{Post, "/session", "signIn", Access::Anybody, Body::Json, signIn},
    beforePassword(get("/session", "getSession", getSession)),
    beforePassword({Delete, "/session", "signOut", Access::SignedIn, Body::None, signOut}),
    beforePassword({Delete, "/sessions", "signOutEverywhere", Access::SignedIn, Body::None, signOutEverywhere}),
    beforePassword(post("/session/password", "changePassword", changePassword)),

    get("/tokens", "getTokens", getTokens),
    post("/tokens", "makeToken", makeToken),
    Route{Delete, "/tokens/{token}", "withdrawToken", Access::SignedIn, Body::None, withdrawToken},

    get("/station", "getStation", getStation),
    get("/items", "findItems", findItems),
    get("/items/{code}", "getItem", getItem),
    get("/types", "getTypes", getTypes),

    Route{Put, "/uploads/{upload}", "beginUpload", Access::SignedIn, Body::Stream, nullptr, beginUpload},
    Route{Patch, "/uploads/{upload}", "continueUpload", Access::SignedIn, Body::Stream, nullptr, continueUpload},
    Route{Head, "/uploads/{upload}", "getUpload", Access::SignedIn, Body::None, getUpload},
    Route{Delete, "/uploads/{upload}", "cancelUpload", Access::SignedIn, Body::None, cancelUpload},

    get("/inbox", "getInbox", getInbox),
    Route{Delete, "/inbox/{upload}", "throwAwayFile", Access::SignedIn, Body::None, throwAwayFile},

    get("/intakes", "getIntakes", getIntakes),
    post("/intakes", "openIntake", openIntake),
    get("/intakes/{intake}", "getIntake", getIntake),
    Route{Patch, "/intakes/{intake}", "changeIntake", Access::SignedIn, Body::Json, changeIntake},
    Route{Delete, "/intakes/{intake}", "putIntakeAside", Access::SignedIn, Body::None, putIntakeAside},
    post("/intakes/{intake}/open", "openCaseOfIntake", openCaseOfIntake),
    post("/intakes/{intake}/pages", "addPages", addPages),
    Route{Delete, "/intakes/{intake}/pages/{page}", "removePage", Access::SignedIn, Body::Json, removePage},
    post("/intakes/{intake}/pages/{page}/restore", "restorePage", restorePage),
    post("/intakes/{intake}/pages/{page}/read", "readPageAgain", readPageAgain),
    post("/intakes/{intake}/pages/{page}/documents/{document}/confirm", "confirmDocument", confirmDocument),
    post("/intakes/{intake}/pages/{page}/documents/{document}/overrule", "overruleDocument", overruleDocument),
    post("/intakes/{intake}/pages/{page}/documents/{document}/draw", "drawDocument", drawDocument),
    post("/intakes/{intake}/pages/{page}/documents/{document}/assign", "assignDocument", assignDocument),
    post("/intakes/{intake}/pages/{page}/documents/{document}/join", "joinDocument", joinDocument),
    post("/intakes/{intake}/questions/{question}", "answerQuestion", answerQuestion),
    post("/intakes/{intake}/undo", "undo", undo),
    post("/intakes/{intake}/print", "printOfIntake", printOfIntake),
    get("/intakes/{intake}/applicant", "revealApplicant", revealApplicant),
    get("/intakes/{intake}/events", "followIntake", followIntake),
    get("/intakes/{intake}/phones", "getPhones", getPhones),
    post("/intakes/{intake}/phones", "offerPhone", offerPhone),
    Route{Delete, "/intakes/{intake}/phones/{phone}", "endPhone", Access::SignedIn, Body::None, endPhone},
    Route{Post, "/phone", "pairPhone", Access::Anybody, Body::Json, pairPhone},
    Route{Get, "/phone", "getPhone", Access::Phone, Body::None, getPhone},
    Route{Delete, "/phone", "leavePhone", Access::Phone, Body::None, leavePhone},
    Route{Put, "/phone/uploads/{upload}", "beginPhoneUpload", Access::Phone, Body::Stream, nullptr, beginUpload},
    Route{Patch, "/phone/uploads/{upload}", "continuePhoneUpload", Access::Phone, Body::Stream, nullptr, continueUpload},
    Route{Head, "/phone/uploads/{upload}", "getPhoneUpload", Access::Phone, Body::None, getUpload},
    Route{Post, "/phone/pages", "addPhonePages", Access::Phone, Body::Json, addPhonePages},
    get("/prints/{print}/{file}", "getPrint", getPrint),

    get("/batches", "getBatches", getBatches),
    post("/batches", "openBatch", openBatch),
    get("/batches/{batch}", "getBatch", getBatch),
    post("/batches/{batch}/pages", "addBatchPages", addBatchPages),
    post("/batches/{batch}/move", "moveBatchPages", moveBatchPages),
    post("/batches/{batch}/name", "nameBatchSection", nameBatchSection),
    post("/batches/{batch}/confirm", "confirmBatchSection", confirmBatchSection),
    post("/batches/{batch}/take", "takeBatch", takeBatch),
    post("/batches/{batch}/intake", "takeBatchAsIntake", takeBatchAsIntake),
    get("/batches/{batch}/events", "followBatch", followBatch),

    get("/scanners", "getScanners", getScanners),
    post("/scans", "beginScan", beginScan),
    get("/scans/{scan}", "getScan", getScan),
    Route{Delete, "/scans/{scan}", "cancelScan", Access::SignedIn, Body::None, cancelScan},

    get("/pages/{page}/picture", "getPagePicture", getPagePicture),
    get("/pages/{page}/documents/{document}/picture", "getDocumentPicture", getDocumentPicture),
    get("/pages/{page}/documents/{document}/fields/{field}", "revealField", revealField),

    get("/cases", "findCases", findCases),
    get("/cases/{key}", "getCase", getCase),
    post("/cases/{key}/intake", "takeUpCase", takeUpCase),
    post("/cases/{key}/stop", "stopClock", stopClock),
    post("/cases/{key}/resume", "resumeClock", resumeClock),
    post("/cases/{key}/close", "closeCase", closeCase),
    post("/cases/{key}/reopen", "reopenCase", reopenCase),
    post("/cases/{key}/situations", "chooseSituations", chooseSituations),
    get("/cases/{key}/applicant", "revealCaseApplicant", revealCaseApplicant),
    post("/cases/{key}/applicant", "correctApplicant", correctApplicant),
    post("/cases/{key}/print", "printOfCase", printOfCase),
    get("/cases/{key}/export.pdf", "exportCase", exportCase),
    post("/cases/{key}/pickup/undo", "undoPickup", undoPickup),
    get("/search", "search", search),

    get("/handoffs", "findHandoffs", findHandoffs),
    post("/handoffs", "openHandoff", openHandoff),
    get("/couriers", "findCouriers", findCouriers),
    get("/handoffs/{key}", "getHandoff", getHandoff),
    post("/handoffs/{key}/scans", "scanOnHandoff", scanOnHandoff),
    post("/handoffs/{key}/events", "sendOfflineScans", sendOfflineScans),
    post("/handoffs/{key}/undo", "undoScan", undoScan),
    post("/handoffs/{key}/signatures", "signHandoff", signHandoff),
    get("/handoffs/{key}/signatures/{signature}", "getHandoffSignature", getHandoffSignature),
    post("/handoffs/{key}/close", "closeHandoff", closeHandoff),
    get("/handoffs/{key}/sheet.pdf", "getHandoffSheet", getHandoffSheet),
    post("/label-pictures", "readLabelPicture", readLabelPicture),
    get("/discrepancies", "getDiscrepancies", getDiscrepancies),
    post("/settlements", "settle", settle),
    post("/label-alarms/{alarm}/close", "closeLabelAlarm", closeLabelAlarm),

    post("/returns", "beginReturn", beginReturn),
    get("/returns/{upload}", "getReturn", getReturn),
    post("/returns/{upload}/decisions", "decideReturn", decideReturn),
    get("/pickups", "findWaiting", findWaiting),
    post("/pickups", "pickUp", pickUp),
    get("/overview", "getOverview", getOverview),
    get("/overview/places", "getPlaces", getPlaces),
    get("/overview/still", "getStill", getStill),
    get("/overview/trend", "getTrend", getTrend),
    get("/overview/workload", "getWorkload", getWorkload),
    get("/overview/waiting", "getWaitingByAge", getWaitingByAge),
    get("/audit", "getAudit", getAudit),
    get("/quality", "getQuality", getQuality),
    post("/quality/checks", "checkQuality", checkQuality),
    post("/quality/samples", "drawQualitySample", drawQualitySample),
    post("/quality/samples/{sample}/verdicts", "judgeQuality", judgeQuality),

    get("/accounts", "getAccounts", getAccounts),
    post("/accounts", "addAccount", addAccount),
    Route{Patch, "/accounts/{account}", "changeAccount", Access::SignedIn, Body::Json, changeAccount},
    post("/accounts/{account}/password", "makePassword", makePassword),
    get("/refusals", "getRefusals", getRefusals),
    get("/rules", "getRules", getRules),
    get("/rules/{kind}/{code}", "getRuleVersions", getRuleVersions),
    post("/rules/{kind}/{code}", "saveRule", saveRule),
    get("/rules/{kind}/{code}/versions/{version}", "getRuleText", getRuleText),
    post("/rules/{kind}/{code}/versions/{version}/withdraw", "withdrawRule", withdrawRule),
    post("/rules/{kind}/{code}/check", "checkRule", checkRule),
    post("/item-trials", "tryItem", tryItem),
    post("/type-trials", "tryType", tryType),

    get("/households", "findHouseholds", findHouseholds),
    get("/households/workers", "getHouseholdWorkers", getHouseholdWorkers),
    post("/households/plan", "planHouseholds", planHouseholds),
    post("/households/import", "importHouseholds", importHouseholds),
    post("/households/reassign", "reassignHouseholds", reassignHouseholds),

    get("/label-keys", "getLabelKeys", getLabelKeys),
    post("/label-keys", "rotateLabelKey", rotateLabelKey),
    post("/label-keys/{labelkey}/withdraw", "withdrawLabelKey", withdrawLabelKey),
    get("/erasures", "getErasures", getErasures),
    post("/erasures/plan", "planErasure", planErasure),
    post("/erasures", "erase", erase),
    get("/backups", "getBackups", getBackups),
    post("/backups", "makeBackup", makeBackup),
    Route{Delete, "/backups", "cancelBackup", Access::SignedIn, Body::None, cancelBackup},
    post("/backups/{backup}/verify", "verifyBackup", verifyBackup),

    get("/calendars", "getCalendars", getCalendars),
    Route{Put, "/calendars/{year}", "saveCalendar", Access::SignedIn, Body::Json, saveCalendar},
    post("/calendars/{year}/check", "checkCalendar", checkCalendar),
    get("/printers", "getPrinters", getPrinters),
    post("/printers/{printer}/test", "printTest", printTest),
    Route{Put, "/printers/{printer}/calibration", "calibratePrinter", Access::SignedIn, Body::Json, calibratePrinter},
    Route{Put, "/printers/{printer}", "namePrinter", Access::SignedIn, Body::Json, namePrinter},
};
// clang-format on

}  // namespace

std::span<const Route> routes() {
    return table;
}

}  // namespace daiban::web
