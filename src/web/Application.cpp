#include "web/Application.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "base/Crypto.h"
#include "base/Id.h"
#include "base/Text.h"
#include "web/ApiPage.h"
#include "web/Problem.h"
#include "web/Scopes.h"

namespace daiban::web {

namespace {

using Segments = std::vector<std::string>;

/// Whether the path is the route's; its {names} are taken.
bool fits(const Route& route, const Segments& path, std::map<std::string, std::string, std::less<>>& names) {
    const auto parts = base::split(route.path.substr(1), '/');
    if (parts.size() != path.size()) return false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].starts_with('{')) {
            if (path[i].empty()) return false;
            names[parts[i].substr(1, parts[i].size() - 2)] = path[i];
        } else if (parts[i] != path[i]) {
            return false;
        }
    }
    return true;
}

bool isApi(const Request& request) {
    return request.segments.size() >= 2 && request.segments[0] == "api" && request.segments[1] == "v1";
}

bool changes(Method method) {
    return method != Method::Get && method != Method::Head;
}

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// "[::1]:8420" -> "::1", "localhost:8420" -> "localhost"
std::string hostOf(const std::string& header) {
    if (header.starts_with('[')) return header.substr(1, header.find(']') - 1);
    return lowerCase(header.substr(0, header.find(':')));
}

bool isAddress(const std::string& host) {
    return !host.empty() &&
           (host.find(':') != std::string::npos || host.find_first_not_of("0123456789.") == std::string::npos);
}

/// What a browser may do with what we send: everything is ours, nothing inline, in no frame of another's.
constexpr std::array<std::pair<const char*, const char*>, 6> shields{{
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
     "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; "
     "frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Permissions-Policy",
     "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), fullscreen=(self)"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
}};

/// RFC 9110 6.6.1, "Sun, 06 Nov 1994 08:49:37 GMT": how a phone finds out that its own clock is wrong.
std::string httpDate(base::Instant now) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days.at(static_cast<std::size_t>(utc.tm_wday)),
                       utc.tm_mday, months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900, utc.tm_hour,
                       utc.tm_min, utc.tm_sec);
}

[[noreturn]] void refuseSignedOut() {
    refuse("signed-out", 401, "请先登录。", "Sign in first.");
}

void demandSameSite(const Request& request) {
    const std::string site = request.header("sec-fetch-site");
    const std::string origin = request.header("origin");
    const bool otherSite = !site.empty() && site != "same-origin" && site != "none";
    const bool otherOrigin = !origin.empty() && origin != "https://" + request.header("host") &&
                             origin != "http://" + request.header("host");
    if (otherSite || otherOrigin)
        refuse("cross-site", 403, "请求来自别的网站，已拒绝。", "The request comes from another site and is refused.");
}

void demandCsrf(const Request& request, std::string_view token) {
    const std::string given = request.header("x-csrf-token");
    const std::string wanted = csrfOf(token);
    const auto bytes = [](const std::string& text) {
        return std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    if (!base::equalInConstantTime(bytes(given), bytes(wanted)))
        refuse("csrf", 403, "缺少或不符的 X-CSRF-Token；请刷新页面。",
               "X-CSRF-Token is missing or wrong; load the page again.");
}

bool hasBody(const Request& request) {
    const std::string length = request.header("content-length");
    return !request.header("transfer-encoding").empty() || (!length.empty() && length != "0");
}

bool isJson(std::string_view type) {
    constexpr std::string_view json = "application/json";
    return type.starts_with(json) && (type.size() == json.size() || type[json.size()] == ';');
}

}  // namespace

void demandFewWrong(const Station& station, const Request& request) {
    if (const auto wait = station.wrongTokens.wait(request.remote, std::chrono::steady_clock::now()))
        throw Refused({.name = "too-many",
                       .status = 429,
                       .chinese = "令牌错误太多，请稍候再试。",
                       .english = "Too many wrong tokens; wait a moment.",
                       .retryAfter = wait});
}

void wasWrong(Station& station, const Request& request) {
    (void)station.wrongTokens.ask(request.remote, std::chrono::steady_clock::now());
}

std::string Call::uuidAt(std::string_view name) const {
    const std::string text = lowerCase(at(name));
    if (!base::isUuid(text)) refuse("not-found", 404, "编号不对，没有这一项。", "There is nothing of that id.");
    return text;
}

std::string Call::keyAt(std::string_view name) const {
    if (!canBeKey(at(name))) refuse("not-found", 404, "没有这个编号。", "There is nothing of that number.");
    return at(name);
}

int Call::numberAt(std::string_view name) const {
    const std::string& text = at(name);
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos ||
        std::stoi(text) < 1)
        refuse("not-found", 404, "编号不对，没有这一项。", "There is nothing of that number.");
    return std::stoi(text);
}

std::string Call::asked(std::string_view name) const {
    const auto found = request.query.find(name);
    return found == request.query.end() ? "" : found->second;
}

int Call::askedNumber(std::string_view name, int unless, int least, int most) const {
    const std::string text = asked(name);
    if (text.empty()) return unless;
    const bool isNumber = text.size() <= 8 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!isNumber || std::stoi(text) < least || std::stoi(text) > most)
        refuseInput("参数 " + std::string(name) + " 超出范围。",
                    "The parameter " + std::string(name) + " is out of bounds.");
    return std::stoi(text);
}

std::optional<std::string> bearerIn(const Request& request) {
    constexpr std::size_t schemeSize = 7;
    const std::string authorization = request.header("authorization");
    if (lowerCase(authorization.substr(0, schemeSize)) != "bearer ") return std::nullopt;
    return base::trimmed(authorization.substr(schemeSize));
}

std::string_view cookieName(bool secure) {
    return secure ? "__Host-daiban" : "daiban";
}

std::string csrfOf(std::string_view token) {
    return base::sha256Hex("csrf of " + std::string(token)).substr(0, 40);
}

std::string sessionCookie(const Request& request, std::string_view token) {
    std::string cookie =
        std::string(cookieName(request.secure)) + "=" + std::string(token) + "; Path=/; HttpOnly; SameSite=Strict";
    if (request.secure) cookie += "; Secure";
    if (token.empty()) cookie += "; Max-Age=0";
    return cookie;
}

Application::Application(Station& station, ApplicationOptions options, base::Log log)
    : station_(station), options_(std::move(options)), files_(options_.ui), log_(std::move(log)) {}

Application::~Application() = default;

bool Application::knowsHost(const Request& request) const {
    const std::string host = hostOf(request.header("host"));
    return isAddress(host) || host == "localhost" || std::ranges::find(options_.hosts, host) != options_.hosts.end();
}

void Application::secure(Response& response, const Request& request) const {
    response.headers.emplace_back("Date", httpDate(station_.clock().now()));
    for (const auto& [name, value] : shields) response.headers.emplace_back(name, value);
    // With an authority of its own there is a page without TLS, on another port of the same host, which browsers would
    // not go to any more.
    if (request.secure && options_.trust == nullptr)
        response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
}

Response Application::guarded(const Request& request, const std::function<Response()>& work) {
    Response response;
    try {
        // The models of one answer are the same to its end; versions whose day has come count from the next one on.
        const auto held = station_.models().hold(station_.today());
        response = work();
    } catch (const Refused& refused) {
        response = responseOf(refused.problem(), request.language(), station_.catalogues);
    } catch (const base::Error& error) {
        response = responseOf(problemOf(error), request.language(), station_.catalogues);
    } catch (const std::exception&) {
        // What a library throws may repeat what stands on a page: neither the answer nor the log says it.
        log_.event("request.failed", {{"method", std::string(nameOf(request.method))}});
        response = responseOf(unexpectedProblem(), request.language(), station_.catalogues);
    }
    secure(response, request);
    return response;
}

void Application::demandPace(const std::string& who) {
    if (const auto wait = station_.requests.ask(who, std::chrono::steady_clock::now()))
        throw Refused({.name = "too-many",
                       .status = 429,
                       .chinese = "请求太频繁，请稍候。",
                       .english = "Too many requests; wait a moment.",
                       .retryAfter = wait});
}

desk::SignedIn Application::signedIn(const Request& request, const Route& route) {
    const std::string token = request.cookie(cookieName(request.secure));
    auto found = token.size() == 64 ? station_.desk().sessions.of(token) : std::nullopt;
    if (!found) refuseSignedOut();
    demandPace(found->session);
    if (changes(request.method)) demandCsrf(request, token);
    if (found->mustChangePassword && !route.beforePassword)
        refuse("password-too-old", 403, "密码已过有效期；请先修改密码。",
               "The password is too old; set a new one first.");
    return *std::move(found);
}

desk::TokenBearer Application::bearerOf(const Request& request, std::string_view secret, const Route& route) {
    demandFewWrong(station_, request);
    auto answer = station_.desk().tokens.bearerOf(secret);
    if (!answer.bearer) {
        wasWrong(station_, request);
        refuse("wrong-token", 401, answer.refusal);
    }
    demandPace("token " + answer.bearer->token.id);
    if (!mayAsk(answer.bearer->token.scopes, route.operation)) {
        const base::Sentence sentence("这个令牌不能用来做这件事；可以做的事在新建令牌时选定。");
        station_.desk().tokens.recordRefusal(*answer.bearer, sentence);
        refuse("token-scope", 403, sentence);
    }
    return *std::move(answer.bearer);
}

desk::PhoneBearer Application::phoneOf(const Request& request) {
    demandFewWrong(station_, request);
    auto bearer = station_.desk().phones.bearerOf(bearerIn(request).value_or(""));
    if (!bearer) {
        wasWrong(station_, request);
        refuse("phone-ended", 401, "这部手机没有连着收件；请在收件页重新显示二维码再扫。",
               "This phone is not connected to an intake; show the code on the Intake page again and scan it.");
    }
    demandPace("phone " + bearer->phone.id);
    return *std::move(bearer);
}

void Application::admitCall(const Request& request, Admitted& admitted) {
    const Segments path(request.segments.begin() + 2, request.segments.end());
    bool known = false;
    std::map<std::string, std::string, std::less<>> names;
    for (const Route& route : routes()) {
        std::map<std::string, std::string, std::less<>> taken;
        if (!fits(route, path, taken)) continue;
        known = true;
        if (route.method != request.method) continue;
        admitted.route_ = &route;
        names = std::move(taken);
        break;
    }
    if (admitted.route_ == nullptr && known)
        refuse("wrong-method", 405, "不支持这个方法。", "This method is not supported here.");
    if (admitted.route_ == nullptr) refuse("not-found", 404, "没有这个地址。", "There is no such address.");
    if (changes(request.method)) demandSameSite(request);
    desk::SignedIn who;
    std::optional<desk::TokenBearer> bearer;
    std::optional<desk::PhoneBearer> phone;
    if (admitted.route_->access == Access::Phone) {
        phone = phoneOf(request);
        who = {.session = "phone " + phone->phone.id, .actor = phone->actor, .fullName = {}};
    } else if (admitted.route_->access == Access::SignedIn) {
        if (const auto secret = bearerIn(request)) {
            bearer = bearerOf(request, *secret, *admitted.route_);
            who = {.session = "token " + bearer->token.id, .actor = bearer->actor, .fullName = bearer->fullName};
        } else {
            who = signedIn(request, *admitted.route_);
        }
    }
    if (admitted.route_->body == Body::Json && hasBody(request) && !isJson(request.header("content-type")))
        refuse("not-json", 415, "请求内容应为 application/json。", "The body must be application/json.");
    admitted.call_.emplace(Call{.request = request,
                                .station = station_,
                                .path = std::move(names),
                                .who = std::move(who),
                                .bearer = std::move(bearer),
                                .phone = std::move(phone)});
    if (admitted.route_->body == Body::Stream) admitted.sink_ = admitted.route_->stream(*admitted.call_);
}

std::unique_ptr<Application::Admitted> Application::admit(const Request& request) {
    auto admitted = std::make_unique<Admitted>();
    bool goesOn = false;
    auto response = guarded(request, [&]() -> Response {
        if (!knowsHost(request))
            refuse("wrong-host", 421, "本站不叫这个名字；请用本站地址访问，或以 --host 登记此名。",
                   "This station is not called that; use its address, or let it know the name by --host.");
        if (request.toTrust && options_.trust != nullptr) return options_.trust->answer(request);
        if (!isApi(request)) return outside(request);
        admitCall(request, *admitted);
        goesOn = true;
        return {};
    });
    if (!goesOn) {
        admitted->early_ = std::move(response);
        admitted->route_ = nullptr;
    }
    return admitted;
}

std::optional<Response> Application::take(Admitted& admitted, const Request& request, std::string_view bytes) {
    bool taken = false;
    auto response = guarded(request, [&]() -> Response {
        admitted.sink_->take(bytes);
        taken = true;
        return {};
    });
    metrics_.bytesIn += static_cast<std::int64_t>(bytes.size());
    return taken ? std::nullopt : std::optional(std::move(response));
}

Response Application::answer(Admitted& admitted) {
    const Call& call = *admitted.call_;
    return guarded(call.request, [&] {
        if (admitted.sink_) return admitted.sink_->finish();
        return admitted.route_->process(call);
    });
}

Response Application::outside(const Request& request) {
    if (request.method != Method::Get && request.method != Method::Head)
        refuse("wrong-method", 405, "不支持这个方法。", "This method is not supported here.");
    const std::string first = request.segments.empty() ? "" : request.segments.front();
    if (first == "healthz") return {.type = "text/plain; charset=utf-8", .body = "ok\n"};
    if (first == "metrics") {
        if (!request.loopback) refuse("not-found", 404, "没有这个地址。", "There is no such address.");
        return {.type = "text/plain; version=0.0.4; charset=utf-8",
                .body = metrics_.text("# TYPE daiban_pages_waiting gauge\ndaiban_pages_waiting " +
                                      std::to_string(station_.queue->waiting()) +
                                      "\n# TYPE daiban_uploads_running gauge\ndaiban_uploads_running " +
                                      std::to_string(station_.uploads.beingSent()) + "\n")};
    }
    if (first == "api" && request.segments.size() == 1) return apiPage();
    if (first == "api" && request.segments.size() == 2 && request.segments[1] == "openapi.yaml") return apiFile();
    if (options_.trust != nullptr)
        if (auto found = options_.trust->find(request)) return *std::move(found);
    if (first == "api") refuse("not-found", 404, "没有这个地址。", "There is no such address.");
    if (auto found = files_.find(request)) return *std::move(found);
    refuse("not-found", 404, "没有这个地址。", "There is no such address.");
}

}  // namespace daiban::web
