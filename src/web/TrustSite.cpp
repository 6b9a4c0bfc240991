#include "web/TrustSite.h"

#include "codes/QrSvg.h"
#include "web/Problem.h"
#include "web/TrustChinese.h"
#include "web/TrustEnglish.h"
#include "web/TrustStyle.h"

namespace daiban::web {

namespace {

/// A host may be anything in brackets.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text)
        out += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string(1, c);
    return out;
}

void fill(std::string& text, std::string_view name, const std::string& said) {
    const std::string mark = "{{" + std::string(name) + "}}", value = escaped(said);
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
        text.replace(at, mark.size(), value);
}

/// The host a browser asked for, without its port.
std::string hostOf(const Request& request) {
    const std::string host = request.header("host");
    const auto colon = host.rfind(':');
    return colon != std::string::npos && host.find(']', colon) == std::string::npos ? host.substr(0, colon) : host;
}

std::string stationOf(const Request& request, const TrustFacts& facts) {
    return "https://" + hostOf(request) + (facts.port == 443 ? "" : ":" + std::to_string(facts.port));
}

Response page(const Request& request, const TrustFacts& facts) {
    std::string html(request.language() == Language::English ? embedded::trustEnglish : embedded::trustChinese);
    fill(html, "fingerprint", facts.fingerprint);
    fill(html, "here", facts.here);
    fill(html, "station", stationOf(request, facts));
    Response response{.type = "text/html; charset=utf-8", .body = std::move(html)};
    response.headers = {{"Cache-Control", "no-store"}, {"Vary", "Accept-Language"}};
    return response;
}

Response shown(std::string type, std::string bytes) {
    return {.type = std::move(type), .body = std::move(bytes), .headers = {{"Cache-Control", "no-cache"}}};
}

}  // namespace

void TrustSite::become(TrustFacts facts) {
    const std::lock_guard lock(mutex_);
    facts_ = std::move(facts);
}

TrustFacts TrustSite::facts() const {
    const std::lock_guard lock(mutex_);
    return facts_;
}

std::optional<Response> TrustSite::find(const Request& request) const {
    const auto now = facts();
    if (request.segments.empty() || request.segments[0] != "trust" || request.segments.size() > 2) return std::nullopt;
    const std::string name = request.segments.size() == 1 ? "" : request.segments[1];
    if (name.empty()) return page(request, now);
    if (name == "trust.css") return shown("text/css; charset=utf-8", std::string(embedded::trustStyle));
    if (name == "qr.svg") return shown("image/svg+xml", codes::qrSvg(now.here));
    if (name != "daiban-ca.crt") return std::nullopt;
    auto response = shown("application/x-x509-ca-cert", now.authorityDer);
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"daiban-ca.crt\"");
    return response;
}

Response TrustSite::answer(const Request& request) const {
    if (request.method != Method::Get && request.method != Method::Head)
        refuse("wrong-method", 405, "请用 https 访问本站。", "Ask this station by https.");
    const bool atRoot = request.segments.empty() || (request.segments.size() == 1 && request.segments[0].empty());
    if (atRoot) return page(request, facts());
    if (request.segments[0] == "healthz") return {.type = "text/plain; charset=utf-8", .body = "ok\n"};
    if (auto found = find(request)) return *std::move(found);
    Response away{.status = 307};
    away.headers.emplace_back("Location", stationOf(request, facts()) + request.target);
    return away;
}

}  // namespace daiban::web
