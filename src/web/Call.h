#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "desk/ApiTokens.h"
#include "desk/Phones.h"
#include "desk/Sessions.h"
#include "web/Request.h"
#include "web/Response.h"
#include "web/Station.h"

namespace daiban::web {

/// One request that was admitted, with who asks.
struct Call {
    const Request& request;
    Station& station;
    std::map<std::string, std::string, std::less<>> path;  ///< {name} of the route -> value
    desk::SignedIn who;                                    ///< without an account where none is asked for
    std::optional<desk::TokenBearer> bearer{};             ///< a program that asks in the account's name

    std::optional<desk::PhoneBearer> phone{};  ///< a telephone that sends in the account's name

    /// Whose an upload is: an account's, or one telephone's.
    [[nodiscard]] std::string uploader() const { return phone ? "phone " + phone->phone.id : who.actor.account; }
    [[nodiscard]] const staff::Actor& actor() const { return who.actor; }
    [[nodiscard]] const desk::Desk& desk() const { return station.desk(); }
    [[nodiscard]] const base::Words& words() const { return station.catalogues.in(request.language()); }
    [[nodiscard]] const std::string& at(std::string_view name) const { return path.find(name)->second; }
    /// A {name} that is a UUID. Throws Refused.
    [[nodiscard]] std::string uuidAt(std::string_view name) const;
    /// A {name} by which people call a case or a handoff. Throws Refused for what cannot be one: the desk would take
    /// the name of a file for a picture of a label.
    [[nodiscard]] std::string keyAt(std::string_view name) const;
    [[nodiscard]] int numberAt(std::string_view name) const;       ///< from 1
    [[nodiscard]] std::string asked(std::string_view name) const;  ///< of the query; "" when it is not there
    /// Throws Refused for what is no number within the bounds.
    [[nodiscard]] int askedNumber(std::string_view name, int unless, int least, int most) const;
};

enum class Access {
    Anybody,   ///< whoever comes: to sign in
    SignedIn,  ///< and, where something changes, with the session's token in X-CSRF-Token
    Phone,     ///< a telephone that was paired, and nobody else
};
enum class Body { None, Json, Stream };

/// Whether it can be a number, a label, a token or an id: letters, digits, hyphens and blanks, 64 at most; with a
/// hyphen, or as long as a token or its id is. No name of a file looks like that by chance.
[[nodiscard]] bool canBeKey(std::string_view text);

/// One row of the table of routes; the only place that names its endpoint.
struct Route {
    Method method;
    std::string_view path;       ///< "/intakes/{intake}", below /api/v1
    std::string_view operation;  ///< operationId of openapi.yaml
    Access access;
    Body body;
    Response (*process)(const Call&);                            ///< of None and Json
    std::unique_ptr<BodySink> (*stream)(const Call&) = nullptr;  ///< of Stream
    bool beforePassword = false;  ///< may be asked for while the password must be changed first
};

/// Every route of the API.
[[nodiscard]] std::span<const Route> routes();

}  // namespace daiban::web
