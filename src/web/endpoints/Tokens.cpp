#include "web/endpoints/Tokens.h"

#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

Json tokenJson(const Call& call, const store::ApiToken& token) {
    Json scopes = Json::array();
    for (const auto scope : token.scopes) scopes.push_back(staff::nameOf(scope));
    const char* state = token.withdrawnAt ? "withdrawn" : token.isGood(call.station.today()) ? "good" : "ended";
    return {{"id", token.id},
            {"account", token.account},
            {"name", token.name},
            {"scopes", scopes},
            {"until", base::isoDate(token.until)},
            {"created", moment(token.createdAt)},
            {"used", token.usedAt ? Json(moment(*token.usedAt)) : Json(nullptr)},
            {"state", state}};
}

}  // namespace

Response getTokens(const Call& call) {
    const std::string asked = call.asked("account");
    Json all = Json::array();
    for (const auto& token : call.desk().tokens.list(call.actor(), asked.empty() ? call.actor().account : asked))
        all.push_back(tokenJson(call, token));
    return json({{"tokens", all}});
}

Response makeToken(const Call& call) {
    const Input input(call.request.body, {"id", "name", "scopes", "until"});
    const auto until = input.day("until");
    if (!until) refuseInput("请给出令牌的截止日期。", "Say until when the token is good.");
    const auto made = call.desk().tokens.make(call.actor(), {.id = input.uuid("id"),
                                                             .name = input.text("name"),
                                                             .scopes = staff::scopesNamed(input.texts("scopes")),
                                                             .until = *until});
    return json({{"token", tokenJson(call, made.token)}, {"secret", made.secret}}, made.secret.empty() ? 200 : 201);
}

Response withdrawToken(const Call& call) {
    call.desk().tokens.withdraw(call.actor(), call.uuidAt("token"));
    return noContent();
}

}  // namespace daiban::web
