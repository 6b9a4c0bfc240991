#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "web/Request.h"
#include "web/Response.h"

namespace daiban::web {

/// What whoever is to trust the station is told: nothing secret, and nothing of persons.
struct TrustFacts {
    std::string authorityDer;
    std::string fingerprint;  ///< "AB:CD:..."
    std::string here;         ///< address of the page, "http://192.168.1.20:8420/"
    std::uint16_t port = 0;   ///< of the station itself, by TLS
};

/// The page that helps a telephone to trust the station's own authority: /trust, and all there is where the station is
/// asked without TLS, from where everything else is sent to TLS.
class TrustSite {
  public:
    explicit TrustSite(TrustFacts facts) : facts_(std::move(facts)) {}
    /// Addresses changed, or the authority did.
    void become(TrustFacts facts);
    [[nodiscard]] TrustFacts facts() const;
    /// Below /trust; empty: it is none of its files.
    [[nodiscard]] std::optional<Response> find(const Request& request) const;
    /// For the listener without TLS: its files, or a way to TLS.
    [[nodiscard]] Response answer(const Request& request) const;

  private:
    mutable std::mutex mutex_;
    TrustFacts facts_;
};

}  // namespace daiban::web
