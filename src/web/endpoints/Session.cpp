#include "web/endpoints/Session.h"

#include <algorithm>
#include <vector>

#include "web/Application.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

/// What the account may do at all, wherever: a screen shows no button that never works.
Json verbsOf(const staff::Actor& actor, const staff::Offices& offices) {
    Json verbs = Json::array();
    for (const auto verb : staff::allVerbs()) {
        const auto places =
            staff::isAboutStation(verb) ? std::vector{staff::stationPlaceOf(actor, offices)} : staff::allPlaces();
        if (std::ranges::any_of(places, [&](auto place) { return staff::mayDo(actor, verb, place).allowed(); }))
            verbs.push_back(staff::nameOf(verb));
    }
    return verbs;
}

Json sessionJson(const Call& call, const desk::SignedIn& who, std::string_view token) {
    Json roles = Json::array();
    for (const auto role : who.actor.roles) roles.push_back(staff::nameOf(role));
    const auto* office = call.station.models().offices().find(who.actor.office);
    return {{"account", who.actor.account},
            {"name", who.fullName},
            {"office", office == nullptr
                           ? Json{{"code", who.actor.office}, {"name", ""}, {"kind", "station"}, {"parent", ""}}
                           : officeJson(*office)},
            {"roles", roles},
            {"verbs", verbsOf(who.actor, call.station.models().offices())},
            {"csrf", call.bearer ? "" : csrfOf(token)},
            {"must_change_password", who.mustChangePassword}};
}

std::string tokenOf(const Call& call) {
    return call.request.cookie(cookieName(call.request.secure));
}

[[noreturn]] void refuseSignIn(const desk::SignInAnswer& answer) {
    if (answer.waits)
        throw Refused({.name = "locked", .status = 401, .said = answer.refusal, .retryAfter = answer.waits});
    refuse("wrong-password", 401, answer.refusal);
}

Response begun(const Call& call, const desk::SignInAnswer& answer) {
    if (!answer.signedIn) refuseSignIn(answer);
    Response response = json(sessionJson(call, *answer.signedIn, answer.token));
    response.headers.emplace_back("Set-Cookie", sessionCookie(call.request, answer.token));
    return response;
}

Response ended(const Call& call) {
    Response response = noContent();
    response.headers.emplace_back("Set-Cookie", sessionCookie(call.request, ""));
    // Pictures of papers that the browser kept go. "storage" would take the scans that a courier's phone has not sent
    // yet.
    response.headers.emplace_back("Clear-Site-Data", "\"cache\"");
    return response;
}

}  // namespace

Response signIn(const Call& call) {
    if (const auto wait = call.station.signIns.ask(call.request.remote, std::chrono::steady_clock::now()))
        throw Refused({.name = "too-many",
                       .status = 429,
                       .chinese = "登录太频繁，请稍候再试。",
                       .english = "Too many tries to sign in; wait a moment.",
                       .retryAfter = wait});
    const Input input(call.request.body, {"account", "password"});
    const std::string account = input.text("account"), password = input.secret("password");
    // What the browser was given before is worth nothing afterwards: nobody can have put it there.
    if (const std::string old = tokenOf(call); old.size() == 64)
        if (const auto before = call.desk().sessions.of(old)) call.desk().sessions.signOut(*before);
    return begun(call, call.desk().sessions.signIn(account, password));
}

Response getSession(const Call& call) {
    return json(sessionJson(call, call.who, tokenOf(call)));
}

Response signOut(const Call& call) {
    call.desk().sessions.signOut(call.who);
    return ended(call);
}

Response signOutEverywhere(const Call& call) {
    call.desk().sessions.signOutEverywhere(call.who);
    return ended(call);
}

Response changePassword(const Call& call) {
    const Input input(call.request.body, {"old", "new"});
    return begun(call, call.desk().sessions.changePassword(call.who, input.secret("old"), input.secret("new")));
}

}  // namespace daiban::web
