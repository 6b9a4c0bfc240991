#include "web/endpoints/InboxFiles.h"

#include "base/Validators.h"
#include "web/Problem.h"

namespace daiban::web {

namespace {

/// Whoever may take in at the office sees what came for it.
std::string ownerOf(const Call& call) {
    call.desk().intakes.demandTakingIn(call.actor());
    return Inbox::ownerOf(call.actor().office);
}

/// "2026-000012-K"; whether there is such a case, and whose it is, is seen when it is taken up.
bool isCaseNumber(const std::string& folder) {
    constexpr std::size_t length = 13, dash = 4, secondDash = 11;
    if (folder.size() != length || folder[dash] != '-' || folder[secondDash] != '-') return false;
    const std::string digits = folder.substr(0, dash) + folder.substr(dash + 1, secondDash - dash - 1);
    return digits.find_first_not_of("0123456789") == std::string::npos &&
           base::mod3736CheckCharacter(digits) == folder.back();
}

}  // namespace

Response getInbox(const Call& call) {
    base::Json files = base::Json::array();
    for (const auto& upload : call.station.uploads.completeOf(ownerOf(call))) {
        base::Json file{
            {"upload", upload.id}, {"name", upload.name}, {"bytes", upload.length}, {"folder", upload.folder}};
        if (const auto* item = call.station.models().items().find(upload.folder))
            file["item"] = {{"code", item->code}, {"name", item->name}};
        if (isCaseNumber(upload.folder)) file["case"] = upload.folder;
        files.push_back(std::move(file));
    }
    const bool watched = call.station.inbox != nullptr && call.station.inbox->watches(call.actor().office);
    return json({{"watched", watched}, {"files", files}});
}

Response throwAwayFile(const Call& call) {
    call.station.uploads.drop(call.uuidAt("upload"), ownerOf(call));
    return noContent();
}

}  // namespace daiban::web
