#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desk/Desk.h"
#include "desk/KeyRing.h"
#include "web/Application.h"
#include "web/Server.h"
#include "web/Station.h"
#include "web/tls/TlsKeeper.h"

namespace daiban::web {

/// What a station is served from; all references outlive it.
struct RunningParts {
    store::Store& store;
    const desk::Models& models;
    const codes::TokenKeys& keys;
    const base::Clock& clock;
    base::Random& random;
    std::filesystem::path dataFolder;
    std::filesystem::path program;  ///< daiban's own executable, for workers
    std::string engine = "auto";
    int threads = 0;  ///< pages read at once; 0: one a core
    std::string version;
    ApplicationOptions application;
    ServerOptions server;
    /// The station's own authority, in DATA/tls: `server.certificate` is filled in then, and the page that helps to
    /// trust it is served without TLS here.
    std::optional<ServerOptions> trust{};
    std::vector<WatchedFolder> watched{};
    std::filesystem::path backups{};  ///< folder that keeps backups; empty: none was given
};

/// A station that is served: workers, desk, application and server, from first to last in the order they need one
/// another. Pages that an earlier run had not read are read now.
class RunningStation {
  public:
    explicit RunningStation(const RunningParts& parts);
    ~RunningStation();

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    /// Null: its certificate is nobody's to trust by hand.
    [[nodiscard]] TlsKeeper* keeper() const { return keeper_.get(); }
    [[nodiscard]] Station& station() { return station_; }
    [[nodiscard]] const desk::Desk& desk() const { return desk_; }
    /// Answers what was asked, then takes nothing more. False: a page is still being read. Whoever waits for it
    /// destroys the station; whoever does not may end the program: it is read after the next start.
    [[nodiscard]] bool stop(std::chrono::milliseconds patience = std::chrono::seconds(2)) {
        inbox_.stop();
        if (keeper_) keeper_->stop();
        if (trustServer_) trustServer_->stop();
        server_.stop();
        return station_.queue->stopWithin(patience);
    }

  private:
    intake::PageWorkers files_, labels_, readers_;
    desk::KeyRing keys_;
    desk::Parts deskParts_;
    desk::Desk desk_;
    desk::Accounts accounts_;
    desk::Scanning scanning_;
    Station station_;
    Inbox inbox_;
    std::unique_ptr<TlsKeeper> keeper_;
    Application application_;
    Server server_;
    std::unique_ptr<Server> trustServer_;
};

}  // namespace daiban::web
