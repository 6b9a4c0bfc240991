// Whatever bytes a connection brings, they are read as the server reads them: head, the ways it may be understood in,
// target, body, JSON, fields. What is taken keeps its promises; what is not is refused in one way and ends the
// connection. The first byte says how large the pieces are in which the bytes arrive.

#include <algorithm>
#include <boost/beast/http.hpp>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/Json.h"
#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/http/Head.h"

namespace {

using namespace daiban;
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::uint32_t headBytes = 16 * 1024;  // as the server's
constexpr std::uint64_t bodyBytes = 256 * 1024;

void require(bool condition) {
    if (!condition) std::abort();
}

bool isText(const std::string& text) {
    return base::toUtf8(base::toCodePoints(text)) == text;
}

void requireSound(const web::Request& request) {
    for (const auto& segment : request.segments) {
        require(segment != ".." && segment != "." &&
                segment.find_first_of(std::string("/\\\0\r\n", 5)) == std::string::npos);
        require(isText(segment));
    }
    for (const auto& [name, value] : request.query) require(isText(name) && isText(value));
    for (const auto& [name, value] : request.headers) {
        require(std::ranges::none_of(name, [](char c) { return c >= 'A' && c <= 'Z'; }));
        require(value.find_first_of("\r\n") == std::string::npos);
    }
    require(request.headers.contains("host"));
    require(!(request.headers.contains("content-length") && request.headers.contains("transfer-encoding")));
    (void)request.language();
    require(request.cookie("daiban").find(';') == std::string::npos);
}

const web::Catalogues catalogues;

/// A refusal is a problem in both languages, whatever it repeats of what was sent.
template <class Ask>
void ask(const Ask& of) {
    try {
        of();
    } catch (const web::Refused& refused) {
        require(refused.problem().status >= 400 && refused.problem().status < 500);
        for (const auto language : {web::Language::Chinese, web::Language::English})
            require(base::Json::parse(web::responseOf(refused.problem(), language, catalogues).body).is_object());
    }
}

void readFields(const web::Input& input) {
    ask([&] { require(isText(input.text("a")) && !input.text("a").empty()); });
    ask([&] { (void)input.textOr("b"); });
    ask([&] { require(input.key("a").size() <= 64); });
    ask([&] { (void)input.secret("a"); });
    ask([&] { require(input.uuid("id").size() == 36); });
    ask([&] { require(input.number("n", -5, 1000) >= -5 && input.number("n", -5, 1000) <= 1000); });
    ask([&] { (void)input.flag("n"); });
    ask([&] { require(input.texts("l").size() <= 1000); });
    ask([&] { (void)input.day("d"); });
    ask([&] { (void)input.quad("l"); });
    ask([&] {
        for (const auto& one : input.objects("l", 10))
            ask([&] { readFields(web::Input(one, {"a", "b", "n", "l", "d", "id", "o"})); });
    });
    ask([&] { (void)web::Input(input.object("o"), {"a", "b", "n"}); });
}

/// Bytes as they arrive, piece after piece.
class Wire {
  public:
    Wire(const char* bytes, std::size_t size, std::size_t piece) : left_(bytes, size), piece_(piece) {}
    /// False: the head or body is broken, or its end never came.
    template <class Parser, class Done>
    bool readInto(Parser& parser, const Done& isDone) {
        while (!isDone(parser)) {
            beast::error_code failed;
            const std::size_t used = come_ == 0 ? 0 : parser.put(asio::buffer(left_.data(), come_), failed);
            left_.remove_prefix(used);
            come_ -= used;
            if (failed && failed != http::error::need_more) return false;
            if (isDone(parser)) break;
            if (used > 0 && !failed) continue;
            if (come_ == left_.size()) return false;  // the line is dead
            come_ = std::min(left_.size(), come_ + piece_);
        }
        return true;
    }

  private:
    std::string_view left_;  ///< not parsed yet, of which `come_` bytes arrived
    std::size_t piece_;
    std::size_t come_ = 0;
};

/// One request; false: the connection ends.
bool readRequest(Wire& wire) {
    http::request_parser<http::empty_body> head;
    head.header_limit(headBytes);
    head.body_limit(static_cast<std::uint64_t>(1) << 40);
    if (!wire.readInto(head, [](const auto& parser) { return parser.is_header_done(); })) return false;
    web::Request request;
    if (!web::takeHead(web::sentHead(head.get()), request)) return false;
    requireSound(request);
    const auto length = head.content_length();
    http::request_parser<http::string_body> body(std::move(head));
    if (length && *length > bodyBytes) return false;
    body.body_limit(bodyBytes);
    if (!wire.readInto(body, [](const auto& parser) { return parser.is_done(); })) return false;
    request.body = std::move(body.get().body());
    require(request.body.size() <= bodyBytes && (!length || request.body.size() == *length));
    ask([&] { readFields(web::Input(request.body, {"a", "b", "n", "l", "d", "id", "o"})); });
    return body.keep_alive();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    Wire wire(reinterpret_cast<const char*>(data) + 1, size - 1, 1 + std::size_t{data[0]} * 8);
    while (readRequest(wire)) {
    }
    return 0;
}
