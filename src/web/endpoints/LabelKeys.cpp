#include "web/endpoints/LabelKeys.h"

#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

Response listed(const Call& call) {
    Json keys = Json::array();
    for (const auto& key : call.desk().labelKeys.list(call.actor()))
        keys.push_back({{"id", std::string(1, key.id)},
                        {"since", key.since ? Json(moment(*key.since)) : Json(nullptr)},
                        {"state", !key.withdrawn.empty() ? "withdrawn"
                                  : key.signs            ? "signs"
                                                         : "good"},
                        {"withdrawn", key.withdrawn},
                        {"labels", key.labels}});
    return json({{"keys", keys}});
}

}  // namespace

Response getLabelKeys(const Call& call) {
    return listed(call);
}

/// `signs`: the key a person saw sign, so that a request sent twice makes one key.
Response rotateLabelKey(const Call& call) {
    const std::string signs = Input(call.request.body, {"signs"}).text("signs");
    const auto& labelKeys = call.desk().labelKeys;
    for (const auto& key : labelKeys.list(call.actor()))
        if (key.signs && signs == std::string(1, key.id)) labelKeys.rotate(call.actor());
    return listed(call);
}

Response withdrawLabelKey(const Call& call) {
    const std::string& id = call.at("labelkey");
    if (id.size() != 1) refuse("not-found", 404, "没有这个密钥。", "There is no such key.");
    call.desk().labelKeys.withdraw(call.actor(), id.front(), Input(call.request.body, {"reason"}).text("reason"));
    return listed(call);
}

}  // namespace daiban::web
