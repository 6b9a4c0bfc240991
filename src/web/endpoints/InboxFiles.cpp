#include "web/endpoints/InboxFiles.h"

#include "web/Problem.h"

namespace daiban::web {

namespace {

/// Whoever may take in at the office sees what came for it.
std::string ownerOf(const Call& call) {
    call.desk().intakes.demandTakingIn(call.actor());
    return Inbox::ownerOf(call.actor().office);
}

}  // namespace

Response getInbox(const Call& call) {
    base::Json files = base::Json::array();
    for (const auto& upload : call.station.uploads.completeOf(ownerOf(call)))
        files.push_back({{"upload", upload.id}, {"name", upload.name}, {"bytes", upload.length}});
    const bool watched = call.station.inbox != nullptr && call.station.inbox->watches(call.actor().office);
    return json({{"watched", watched}, {"files", files}});
}

Response throwAwayFile(const Call& call) {
    call.station.uploads.drop(call.uuidAt("upload"), ownerOf(call));
    return noContent();
}

}  // namespace daiban::web
