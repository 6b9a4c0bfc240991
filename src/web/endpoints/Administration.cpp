#include "web/endpoints/Administration.h"

#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

Json accountJson(const store::Account& account) {
    Json roles = Json::array();
    for (const auto role : account.roles) roles.push_back(staff::nameOf(role));
    return {{"account", account.name},
            {"name", account.fullName},
            {"office", account.office},
            {"roles", roles},
            {"state", store::nameOf(account.state)},
            {"has_password", account.passwordSetAt.has_value()},
            {"created", moment(account.createdAt)},
            {"changed", moment(account.changedAt)}};
}

Response withPassword(const desk::AccountWithPassword& made, unsigned status) {
    return json({{"account", accountJson(made.account)}, {"password", made.password}}, status);
}

staff::Roles rolesFrom(const Input& input) {
    staff::Roles roles;
    for (const auto& name : input.texts("roles")) {
        const auto role = staff::roleNamed(name);
        if (!role) refuseInput("没有角色 " + name + "。", "There is no role " + name + ".");
        roles.insert(*role);
    }
    return roles;
}

const desk::Accounts& accountsOf(const Call& call) {
    return call.station.parts().accounts;
}

}  // namespace

Response getAccounts(const Call& call) {
    Json all = Json::array();
    for (const auto& account : accountsOf(call).list(call.actor())) all.push_back(accountJson(account));
    return json({{"accounts", all}});
}

Response addAccount(const Call& call) {
    const Input input(call.request.body, {"account", "name", "office", "roles"});
    return withPassword(accountsOf(call).add(call.actor(), {.name = input.text("account"),
                                                            .fullName = input.text("name"),
                                                            .office = input.text("office"),
                                                            .roles = rolesFrom(input),
                                                            .passwordHash = {},
                                                            .actor = {}}),
                        201);
}

Response changeAccount(const Call& call) {
    const Input input(call.request.body, {"roles", "state"});
    const std::string name = call.at("account");
    if (input.has("state")) {
        const std::string state = input.text("state");
        if (state != "active" && state != "locked") refuseInput("没有这种状态。", "There is no such state.");
        (void)accountsOf(call).setState(call.actor(), name,
                                        state == "locked" ? store::AccountState::Locked : store::AccountState::Active);
    }
    if (input.has("roles")) (void)accountsOf(call).setRoles(call.actor(), name, rolesFrom(input));
    for (const auto& account : accountsOf(call).list(call.actor()))
        if (account.name == name) return json(accountJson(account));
    refuse("not-found", 404, "没有这个账号。", "There is no such account.");
}

Response makePassword(const Call& call) {
    return withPassword(accountsOf(call).makePassword(call.actor(), call.at("account")), 200);
}

Response getRefusals(const Call& call) {
    const auto list =
        accountsOf(call).refusals(call.actor(), call.asked("cursor"), call.askedNumber("limit", 50, 1, 200));
    Json all = Json::array();
    for (const auto& refusal : list.refusals)
        all.push_back({{"at", moment(refusal.at)},
                       {"account", refusal.account},
                       {"office", refusal.office},
                       {"verb", refusal.verb},
                       {"subject", refusal.subject},
                       {"sentence", refusal.sentence.in(call.words())}});
    return json({{"refusals", all}, {"next", list.nextCursor}});
}

Response namePrinter(const Call& call) {
    call.desk().prints.namePrinter(call.actor(), call.at("printer"),
                                   Input(call.request.body, {"address"}).textOr("address"));
    return noContent();
}

}  // namespace daiban::web
