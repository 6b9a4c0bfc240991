#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/Log.h"
#include "web/Call.h"
#include "web/Metrics.h"
#include "web/StaticFiles.h"
#include "web/TrustSite.h"

namespace daiban::web {

struct ApplicationOptions {
    std::filesystem::path ui;          ///< folder of the built browser workstation; may be missing
    std::vector<std::string> hosts;    ///< names this station is called by, beside addresses and localhost
    const TrustSite* trust = nullptr;  ///< null: its certificate is nobody's to trust by hand
};

/// Everything between the bytes of HTTP and the endpoints: who may come in, which route it is, what is said. Blocking;
/// safe from many threads.
class Application {
  public:
    Application(Station& station, ApplicationOptions options, base::Log log);
    ~Application();

    /// A request whose head came and may go on.
    class Admitted {
      public:
        [[nodiscard]] Body body() const { return route_ == nullptr ? Body::None : route_->body; }
        [[nodiscard]] BodySink* sink() const { return sink_.get(); }

      private:
        friend class Application;
        const Route* route_ = nullptr;
        std::optional<Call> call_;
        std::unique_ptr<BodySink> sink_;
        std::optional<Response> early_;  ///< the answer is known already
    };

    /// Looks at the head alone; `request` outlives what is returned.
    [[nodiscard]] std::unique_ptr<Admitted> admit(const Request& request);
    /// Empty: its body is wanted first.
    [[nodiscard]] std::optional<Response>& earlyAnswer(Admitted& admitted) const { return admitted.early_; }
    [[nodiscard]] Response answer(Admitted& admitted);
    /// A piece of a streamed body; empty: go on.
    [[nodiscard]] std::optional<Response> take(Admitted& admitted, const Request& request, std::string_view bytes);

    [[nodiscard]] Metrics& metrics() { return metrics_; }
    [[nodiscard]] Station& station() { return station_; }

  private:
    [[nodiscard]] Response outside(const Request& request);
    void admitCall(const Request& request, Admitted& admitted);
    /// Whoever says a token: no cookie counts beside it.
    [[nodiscard]] desk::TokenBearer bearerOf(const Request& request, std::string_view secret, const Route& route);
    [[nodiscard]] desk::PhoneBearer phoneOf(const Request& request);
    [[nodiscard]] desk::SignedIn signedIn(const Request& request, const Route& route);
    void demandPace(const std::string& who);
    [[nodiscard]] bool knowsHost(const Request& request) const;
    [[nodiscard]] Response guarded(const Request& request, const std::function<Response()>& work);
    void secure(Response& response, const Request& request) const;

    Station& station_;
    ApplicationOptions options_;
    StaticFiles files_;
    base::Log log_;
    Metrics metrics_;
};

/// Tokens and codes are looked up only as often as somebody mistypes: those that are none fill the audit log. Throws
/// Refused (429) for an address that said too many wrong ones.
void demandFewWrong(const Station& station, const Request& request);
void wasWrong(Station& station, const Request& request);
/// What stands behind "Bearer" in Authorization; empty: there is no such thing, and a proxy's "Basic" is none of ours.
[[nodiscard]] std::optional<std::string> bearerIn(const Request& request);
/// The name of the session's cookie.
[[nodiscard]] std::string_view cookieName(bool secure);
/// What X-CSRF-Token must say: known only to who has the session's token.
[[nodiscard]] std::string csrfOf(std::string_view token);
/// Set-Cookie of a new session; an empty token takes the cookie away.
[[nodiscard]] std::string sessionCookie(const Request& request, std::string_view token);

}  // namespace daiban::web
