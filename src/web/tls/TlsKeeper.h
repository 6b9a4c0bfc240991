#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/Log.h"
#include "web/TrustSite.h"
#include "web/tls/StationAuthority.h"

namespace daiban::web {

struct TlsKeeperOptions {
    std::filesystem::path folder;  ///< where the authority lives
    std::vector<std::string> hosts;
    std::string listen;
    std::uint16_t port = 0;       ///< of the station; 0: told later by servesAt()
    std::uint16_t trustPort = 0;  ///< of the page without TLS
    std::chrono::seconds looksEvery{60};
};

/// Keeps the station's certificate good while it serves: looks once a minute whether names or addresses changed, and
/// once a day whether its end is near.
class TlsKeeper {
  public:
    TlsKeeper(TlsKeeperOptions options, const base::Clock& clock, base::Random& random, base::Log log);
    ~TlsKeeper();
    TlsKeeper(const TlsKeeper&) = delete;
    TlsKeeper& operator=(const TlsKeeper&) = delete;

    [[nodiscard]] const IssuedCertificate& issued() const { return issued_; }
    [[nodiscard]] const StationNames& names() const { return names_; }  ///< when it began
    [[nodiscard]] TrustSite& site() { return site_; }
    /// `renewed`: told from a thread of its own when there is another certificate.
    void start(std::uint16_t port, std::uint16_t trustPort, std::function<void()> renewed);
    void stop();

  private:
    [[nodiscard]] TrustFacts facts() const;
    void look();
    TlsKeeperOptions options_;
    const base::Clock& clock_;
    base::Log log_;
    StationAuthority authority_;
    StationNames names_;
    base::Instant checkedAt_;
    IssuedCertificate issued_;
    TrustSite site_;
    std::function<void()> renewed_;
    std::mutex mutex_;
    std::condition_variable ends_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace daiban::web
