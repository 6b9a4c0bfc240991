#include "web/tls/TlsKeeper.h"

#include <algorithm>

#include "base/Error.h"

namespace daiban::web {

namespace {

constexpr std::chrono::hours checkedEvery{24};

/// The one a telephone reaches: an address of the network before a loopback.
std::string reachedAt(const StationNames& names) {
    const auto isOfNetwork = [](const std::string& address) {
        return address.find(':') == std::string::npos && !address.starts_with("127.");
    };
    const auto found = std::ranges::find_if(names.addresses, isOfNetwork);
    return found == names.addresses.end() ? "127.0.0.1" : *found;
}

}  // namespace

TlsKeeper::TlsKeeper(TlsKeeperOptions options, const base::Clock& clock, base::Random& random, base::Log log)
    : options_(std::move(options)),
      clock_(clock),
      log_(std::move(log)),
      authority_(options_.folder, clock, random),
      names_(stationNames(options_.hosts, options_.listen)),
      checkedAt_(clock.now()),
      issued_(authority_.certificateFor(names_)),
      site_(facts()) {}

TlsKeeper::~TlsKeeper() {
    stop();
}

TrustFacts TlsKeeper::facts() const {
    return {.authorityDer = issued_.authorityDer,
            .fingerprint = issued_.fingerprint,
            .here = "http://" + reachedAt(names_) +
                    (options_.trustPort == 80 ? "" : ":" + std::to_string(options_.trustPort)) + "/",
            .port = options_.port};
}

void TlsKeeper::start(std::uint16_t port, std::uint16_t trustPort, std::function<void()> renewed) {
    options_.port = port;
    options_.trustPort = trustPort;
    site_.become(facts());
    renewed_ = std::move(renewed);
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!ends_.wait_for(lock, options_.looksEvery, [this] { return ending_; })) look();
    });
}

void TlsKeeper::look() {
    auto names = stationNames(options_.hosts, options_.listen);
    const auto now = clock_.now();
    if (names == names_ && now - checkedAt_ < checkedEvery) return;
    try {
        names_ = std::move(names);
        issued_ = authority_.certificateFor(names_);
        checkedAt_ = now;
        site_.become(facts());
        if (issued_.isNew) {
            renewed_();
            log_.event("certificate.renewed", {});
        }
    } catch (const std::exception&) {
        log_.event("certificate.failed", {});  // the old one serves on; the next look tries again
        checkedAt_ = now - checkedEvery;
    }
}

void TlsKeeper::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ends_.notify_all();
    if (thread_.joinable()) thread_.join();
}

}  // namespace daiban::web
