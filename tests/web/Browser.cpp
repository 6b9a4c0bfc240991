#include "web/Browser.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/Id.h"

namespace daiban::web::test {

namespace {

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

Wire::Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

Wire::~Wire() {
    if (socket_ >= 0) ::close(socket_);
}

bool Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Wire::readMore(std::chrono::steady_clock::time_point until) {
    if (socket_ < 0) return false;  // nobody listens there; poll would wait for nothing
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd waits{.fd = socket_, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || ::poll(&waits, 1, static_cast<int>(left.count())) <= 0) return false;
    std::array<char, 65536> buffer{};
    const auto came = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (came <= 0) return false;
    come_.append(buffer.data(), static_cast<std::size_t>(came));
    return true;
}

Answer Wire::answer(std::chrono::milliseconds patience, bool headOnly) {
    const auto until = std::chrono::steady_clock::now() + patience;
    Answer answer;
    std::size_t end = std::string::npos;
    while ((end = come_.find("\r\n\r\n")) == std::string::npos)
        if (!readMore(until)) return answer;
    const std::string head = come_.substr(0, end);
    come_.erase(0, end + 4);
    answer.status = head.size() > 12 ? static_cast<unsigned>(std::stoi(head.substr(9, 3))) : 0;
    for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
        const auto line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        if (const auto colon = line.find(": "); colon != std::string::npos)
            answer.headers[lowerCase(line.substr(0, colon))] = line.substr(colon + 2);
    }
    if (answer.status == 100) return this->answer(patience, headOnly);
    const std::size_t length =
        answer.headers.contains("content-length") ? std::stoul(answer.headers["content-length"]) : 0;
    if (headOnly) return answer;
    while (come_.size() < length)
        if (!readMore(until)) break;
    answer.body = come_.substr(0, length);
    come_.erase(0, length);
    return answer;
}

std::string Wire::readUntil(std::string_view wanted, std::chrono::milliseconds patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (come_.find(wanted) == std::string::npos && readMore(until)) {
    }
    return come_;
}

Answer Browser::ask(std::string_view method, const std::string& path, const std::string& body,
                    std::map<std::string, std::string> headers) {
    std::string text = std::string(method) + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    if (!cookie.empty()) text += "Cookie: " + cookie + "\r\n";
    if (!csrf.empty() && method != "GET" && method != "HEAD") text += "X-CSRF-Token: " + csrf + "\r\n";
    if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH")
        text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    Wire wire(port_);
    (void)wire.send(text + "\r\n" + body);
    auto answer = wire.answer(std::chrono::seconds(60), method == "HEAD");
    if (const auto set = answer.headers.find("set-cookie"); set != answer.headers.end())
        cookie = set->second.substr(0, set->second.find(';'));
    return answer;
}

Answer Browser::send(std::string_view method, const std::string& path, const base::Json& body) {
    return ask(method, path, base::toLine(body), {{"Content-Type", "application/json"}});
}

Answer Browser::signIn(const std::string& account, const std::string& password) {
    auto answer = post("/api/v1/session", {{"account", account}, {"password", password}});
    csrf = answer.json().is_object() ? answer.json().value("csrf", "") : "";
    return answer;
}

std::string Browser::upload(const std::string& bytes, const std::string& name) {
    const std::string id = newId();
    (void)ask("PUT", "/api/v1/uploads/" + id, bytes,
              {{"Upload-Length", std::to_string(bytes.size())},
               {"X-File-Name", name},
               {"Content-Type", "application/octet-stream"}});
    return id;
}

std::string newId() {
    static const base::SystemClock clock;
    static base::SystemRandom random;
    return base::newUuidV7(clock, random);
}

}  // namespace daiban::web::test
