#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "web/Application.h"

namespace daiban::web {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8420;            ///< 0: any that is free
    std::filesystem::path certificate{};  ///< PEM, with its chain; empty: plain HTTP
    std::filesystem::path key{};
    bool onlyTrust = false;               ///< nothing but TrustSite is served here
    int threads = 8;                      ///< that answer; one more moves the bytes
    int connections = 1'000;              ///< at once
    std::int64_t bodyBytes = 256 * 1024;  ///< of a body that is not streamed
    std::chrono::seconds headTime{10};    ///< for the head of a request to come
    std::chrono::seconds bodyTime{20};    ///< for a body that is not streamed; for each 64 KB of one that is
    std::chrono::seconds idleTime{75};    ///< between two requests of a connection
    std::chrono::seconds heartbeat{15};   ///< of an event stream on which nothing happens
};

/// Serves an application over HTTP/1.1, by TLS where there is a certificate. Slow peers cost a connection, never a
/// thread. Throws base::Error{BadArguments} when the address cannot be listened on or the certificate cannot be used.
class Server {
  public:
    Server(Application& application, const ServerOptions& options);
    ~Server();  ///< as stop()
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    /// Reads the certificate's files anew, for connections that begin from now on. Throws as the constructor does, and
    /// goes on with what there was.
    void renewCertificate();
    /// Takes no more connections, answers what was asked, then closes; event streams end at once.
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daiban::web
