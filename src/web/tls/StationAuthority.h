#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Random.h"

namespace daiban::web {

/// What browsers call this machine by.
struct StationNames {
    std::vector<std::string> hosts;
    std::vector<std::string> addresses;  ///< IPv4 and IPv6, as text
    bool operator==(const StationNames&) const = default;
};

/// The machine's own names now: host name, the same with .local, localhost, `hosts`; the addresses of its interfaces
/// that a network of its own gave it (RFC 1918, RFC 4193), its loopback, and `listen` when that is one address.
[[nodiscard]] StationNames stationNames(const std::vector<std::string>& hosts, const std::string& listen);

/// Where the server's certificate lies, and who answers for it.
struct IssuedCertificate {
    std::filesystem::path certificate;  ///< PEM, with its chain
    std::filesystem::path key;
    std::string authorityPem;
    std::string authorityDer;
    std::string fingerprint;           ///< SHA-256 of the authority, "AB:CD:..."
    std::vector<std::string> leftOut;  ///< names the authority may not answer for
    bool isNew = false;                ///< another certificate than before
};

/// A certificate authority of this station alone, in a folder of its data folder: ECDSA P-256, good for ten years, and
/// for nothing but the names the station had when it was made and addresses of private networks (RFC 5280 4.2.1.10), so
/// that whoever steals its key passes for no other site of whoever trusts it. The server's certificate is made anew a
/// month before its end and whenever names or addresses change. Keys are readable by their owner only.
/// Throws base::Error{StorageFailed} when the folder cannot be written.
class StationAuthority {
  public:
    static constexpr std::chrono::days authorityLasts{3653};
    static constexpr std::chrono::days certificateLasts{397};  ///< what browsers take at the most from anybody
    static constexpr std::chrono::days renewedBefore{30};

    StationAuthority(std::filesystem::path folder, const base::Clock& clock, base::Random& random);
    ~StationAuthority();

    /// The certificate for these names: the one there is while it serves.
    [[nodiscard]] IssuedCertificate certificateFor(const StationNames& names);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daiban::web
