#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/Json.h"

namespace daiban::web::test {

struct Answer {
    unsigned status = 0;                         ///< 0: the connection ended without an answer
    std::map<std::string, std::string> headers;  ///< names in small letters
    std::string body;
    [[nodiscard]] base::Json json() const { return base::Json::parse(body, nullptr, false); }
    [[nodiscard]] std::string problem() const { return json().value("type", ""); }
};

/// A socket to the server, for what no library would send.
class Wire {
  public:
    explicit Wire(std::uint16_t port);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    bool send(std::string_view bytes);
    /// One answer; with `headOnly` its body is not waited for.
    [[nodiscard]] Answer answer(std::chrono::milliseconds patience = std::chrono::seconds(20), bool headOnly = false);
    /// What comes until `wanted` is among it, or the patience is over.
    [[nodiscard]] std::string readUntil(std::string_view wanted, std::chrono::milliseconds patience);

  private:
    bool readMore(std::chrono::steady_clock::time_point until);
    int socket_;
    std::string come_;
};

/// Somebody at a browser: keeps the cookie and the session's token.
class Browser {
  public:
    explicit Browser(std::uint16_t port) : port_(port) {}
    virtual ~Browser() = default;
    [[nodiscard]] virtual Answer ask(std::string_view method, const std::string& path, const std::string& body = "",
                                     std::map<std::string, std::string> headers = {});
    [[nodiscard]] Answer get(const std::string& path) { return ask("GET", path); }
    [[nodiscard]] Answer post(const std::string& path, const base::Json& body) { return send("POST", path, body); }
    [[nodiscard]] Answer send(std::string_view method, const std::string& path, const base::Json& body);
    Answer signIn(const std::string& account, const std::string& password);
    /// Sends a whole file; its id.
    [[nodiscard]] std::string upload(const std::string& bytes, const std::string& name);

    std::string cookie;
    std::string csrf;

  private:
    std::uint16_t port_;
};

[[nodiscard]] std::string newId();  ///< UUIDv7

}  // namespace daiban::web::test
