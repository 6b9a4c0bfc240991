// This folder alone knows Boost: connections, the bytes of HTTP and TLS. Everything else is Application's.
#include "web/Server.h"

#include <utility>  // Boost 1.74's awaitable.hpp uses std::exchange without it

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <mutex>
#include <thread>

#include "web/Problem.h"
#include "web/http/Head.h"

namespace daiban::web {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
template <class Value = void>
using Async = asio::awaitable<Value>;
using ErrorCode = beast::error_code;

constexpr std::size_t pieceBytes = 64 * 1024;
constexpr std::uint32_t headBytes = 16 * 1024;
/// What is thrown away of a body nobody wants, so that the answer is read before the connection closes.
constexpr std::size_t drainBytes = 1 << 20;

template <class Result>
Async<Result> called(std::function<Result()> work) {
    co_return work();
}

bool isWithoutBody(Method method) {
    return method == Method::Get || method == Method::Head || method == Method::Delete;
}

/// The way of other threads to the one that moves bytes, as long as there is one.
struct Gate {
    std::mutex mutex;
    asio::io_context* io = nullptr;  ///< null: the server ended
};

struct Shared {
    Application& application;
    ServerOptions options;
    std::atomic<bool> stopping{false};
    std::atomic<int> open{0};
    std::atomic<int> answering{0};
    std::shared_ptr<Gate> gate = std::make_shared<Gate>();
    asio::thread_pool pool;
    asio::io_context io{1};  ///< last: with it go the connections, which refer to all the rest

    Shared(Application& of, const ServerOptions& given)
        : application(of), options(given), pool(static_cast<std::size_t>(given.threads)) {
        gate->io = &io;
    }
    ~Shared() {
        const std::lock_guard lock(gate->mutex);
        gate->io = nullptr;
    }
    Shared(const Shared&) = delete;
    Shared& operator=(const Shared&) = delete;
};

/// Cancels a timer from any thread; does nothing once the server or whoever waits is gone.
EventHub::Wake waking(std::shared_ptr<Gate> gate, std::weak_ptr<asio::steady_timer> timer) {
    return [gate = std::move(gate), timer = std::move(timer)] {
        const std::lock_guard lock(gate->mutex);
        if (gate->io == nullptr) return;
        if (auto waits = timer.lock()) asio::post(*gate->io, [waits] { waits->cancel(); });
    };
}

template <class Stream>
constexpr bool isTls = !std::is_same_v<Stream, beast::tcp_stream>;

/// One connection: request after request.
template <class Stream>
class Connection {
  public:
    Connection(Shared& shared, Stream stream, tcp::endpoint peer)
        : shared_(shared), stream_(std::move(stream)), peer_(std::move(peer)) {}

    Async<> run() {
        if constexpr (isTls<Stream>) {
            ErrorCode failed;
            expire(shared_.options.headTime);
            co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                             asio::redirect_error(asio::use_awaitable, failed));
            if (failed) co_return;
        }
        bool first = true;
        while (!shared_.stopping) {
            const bool goesOn = co_await one(first);
            first = false;
            if (!goesOn) break;
        }
        co_await close();
    }

  private:
    using HeadParser = http::request_parser<http::empty_body>;

    void expire(std::chrono::seconds after) { beast::get_lowest_layer(stream_).expires_after(after); }

    Async<> close() {
        ErrorCode ignored;
        expire(std::chrono::seconds(2));
        if constexpr (isTls<Stream>)
            co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, ignored));
        beast::get_lowest_layer(stream_).socket().shutdown(tcp::socket::shutdown_send, ignored);
        // Whoever still sends gets to read the answer.
        std::array<char, 4096> rest;
        for (std::size_t thrown = 0; thrown < drainBytes && !ignored;)
            thrown += co_await beast::get_lowest_layer(stream_).async_read_some(
                asio::buffer(rest), asio::redirect_error(asio::use_awaitable, ignored));
        beast::get_lowest_layer(stream_).socket().close(ignored);
    }

    template <class Result>
    Async<Result> onPool(std::function<Result()> work) {
        co_return co_await asio::co_spawn(shared_.pool, called<Result>(std::move(work)), asio::use_awaitable);
    }

    bool take(const HeadParser& parser, Request& request) {
        if (!takeHead(sentHead(parser.get()), request)) return false;
        request.loopback = peer_.address().is_loopback();
        request.remote = peer_.address().to_string();
        request.secure = isTls<Stream>;
        request.toTrust = shared_.options.onlyTrust;
        if (request.loopback && !request.header("x-forwarded-for").empty()) {  // a proxy on this machine
            request.secure = request.secure || request.header("x-forwarded-proto") == "https";
            request.remote = request.header("x-forwarded-for");
            request.loopback = false;
        }
        return true;
    }

    Async<bool> one(bool first) {
        HeadParser parser;
        parser.header_limit(headBytes);
        parser.body_limit(static_cast<std::uint64_t>(1) << 40);  // each kind of body has its own below
        ErrorCode failed;
        expire(first || buffer_.size() > 0 ? shared_.options.headTime : shared_.options.idleTime);
        co_await http::async_read_header(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, failed));
        const bool isGone =
            failed && (failed == http::error::end_of_stream || failed == asio::error::eof ||
                       failed == beast::error::timeout || failed.category() == asio::error::get_system_category());
        if (isGone) co_return false;
        const auto begun = std::chrono::steady_clock::now();
        Request request;
        if (failed || !take(parser, request)) {
            const unsigned status = failed == http::error::header_limit ? 431 : 400;
            co_await write(request, malformed(request, status), begun, false);
            co_return false;
        }
        co_return co_await answer(request, parser, begun);
    }

    [[nodiscard]] Response malformed(const Request& request, unsigned status) const {
        return responseOf({.name = "malformed",
                           .status = status,
                           .chinese = "请求格式有误，无法处理。",
                           .english = "The request is malformed."},
                          request.language(), shared_.application.station().catalogues);
    }

    /// Counts what is being answered, so that a stop can wait for it.
    struct Answering {
        explicit Answering(std::atomic<int>& count) : count_(count) { count_ += 1; }
        ~Answering() { end(); }
        Answering(const Answering&) = delete;
        Answering& operator=(const Answering&) = delete;
        void end() {
            if (std::exchange(counts_, false)) count_ -= 1;
        }
        std::atomic<int>& count_;
        bool counts_ = true;
    };

    Async<bool> answer(Request& request, HeadParser& parser, std::chrono::steady_clock::time_point begun) {
        Answering answering(shared_.answering);
        auto& application = shared_.application;
        std::function<std::shared_ptr<Application::Admitted>()> admit = [&] {
            return std::shared_ptr<Application::Admitted>(application.admit(request));
        };
        auto admitted = co_await onPool<std::shared_ptr<Application::Admitted>>(admit);
        const bool hasBody = parser.chunked() || parser.content_length().value_or(0) > 0;
        // What says no length may be followed by a body all the same; it is not to be taken for the next request.
        const bool saysLength = parser.chunked() || parser.content_length() || isWithoutBody(request.method);
        bool keep = parser.get().keep_alive() && saysLength && !shared_.stopping;
        if (auto& early = application.earlyAnswer(*admitted)) {
            keep = keep && !hasBody;
            co_await write(request, *early, begun, keep);
            co_return keep;
        }
        if (hasBody && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
            http::response<http::empty_body> goOn(http::status::continue_, 11);
            ErrorCode failed;
            co_await http::async_write(stream_, goOn, asio::redirect_error(asio::use_awaitable, failed));
            if (failed) co_return false;
        }
        std::optional<Response> refused;
        const bool came = admitted->body() == Body::Stream ? co_await stream(request, parser, *admitted, refused)
                                                           : co_await whole(request, parser, refused);
        if (!came) co_return false;
        if (refused) {
            co_await write(request, *refused, begun, false);
            co_return false;
        }
        std::function<Response()> process = [&] { return application.answer(*admitted); };
        Response response = co_await onPool<Response>(process);
        if (response.events) {
            answering.end();
            co_await follow(request, response);
            co_return false;
        }
        const bool written = co_await write(request, response, begun, keep);
        co_return keep&& written;
    }

    /// A body that is kept whole. False: the connection is over.
    Async<bool> whole(Request& request, HeadParser& head, std::optional<Response>& refused) {
        http::request_parser<http::string_body> parser(std::move(head));
        const auto most = static_cast<std::uint64_t>(shared_.options.bodyBytes);
        if (parser.content_length().value_or(0) > most) {
            refused = tooLarge(request);
            co_return true;
        }
        parser.body_limit(most);
        ErrorCode failed;
        expire(shared_.options.bodyTime);
        co_await http::async_read(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, failed));
        if (failed == http::error::body_limit)
            refused = tooLarge(request);
        else if (failed)
            co_return false;
        else
            request.body = std::move(parser.get().body());
        co_return true;
    }

    /// A body that is handed on piece by piece. The next piece is read when the one before was taken.
    Async<bool> stream(const Request& request, HeadParser& head, Application::Admitted& admitted,
                       std::optional<Response>& refused) {
        http::request_parser<http::buffer_body> parser(std::move(head));
        parser.body_limit(static_cast<std::uint64_t>(1) << 40);
        std::vector<char> piece(pieceBytes);
        auto& application = shared_.application;
        while (!parser.is_done()) {
            parser.get().body().data = piece.data();
            parser.get().body().size = piece.size();
            ErrorCode failed;
            expire(shared_.options.bodyTime);
            co_await http::async_read(stream_, buffer_, parser, asio::redirect_error(asio::use_awaitable, failed));
            if (failed && failed != http::error::need_buffer) co_return false;
            const std::size_t came = piece.size() - parser.get().body().size;
            if (came == 0) continue;
            expire(std::chrono::seconds(60));  // the disk's turn
            std::function<std::optional<Response>()> take = [&application, &admitted, &request, &piece, came] {
                return application.take(admitted, request, {piece.data(), came});
            };
            refused = co_await onPool<std::optional<Response>>(take);
            if (refused) co_return true;
        }
        co_return true;
    }

    [[nodiscard]] Response tooLarge(const Request& request) const {
        return responseOf(
            {.name = "too-large", .status = 413, .chinese = "请求内容太大。", .english = "The body is too large."},
            request.language(), shared_.application.station().catalogues);
    }

    static void setHead(http::fields& fields, const Response& response) {
        for (const auto& [name, value] : response.headers) fields.insert(name, value);
        if (!response.type.empty()) fields.set(http::field::content_type, response.type);
    }

    Async<bool> write(const Request& request, const Response& response, std::chrono::steady_clock::time_point begun,
                      bool keep) {
        http::response<http::span_body<const char>> message;
        message.version(11);
        message.result(response.status);
        setHead(message, response);
        const auto bytes = response.bytes();
        message.keep_alive(keep);
        const bool headOnly = request.method == Method::Head || response.status == 304 || response.status == 204;
        message.body() = {bytes.data(), headOnly ? 0 : bytes.size()};
        if (response.status != 204 && response.status != 304 &&
            message.find(http::field::content_length) == message.end())
            message.content_length(bytes.size());
        http::response_serializer<http::span_body<const char>> serializer(message);
        ErrorCode failed;
        expire(std::chrono::seconds(30) + std::chrono::seconds(bytes.size() / 50'000));  // 50 KB/s at the least
        if (headOnly)
            co_await http::async_write_header(stream_, serializer, asio::redirect_error(asio::use_awaitable, failed));
        else
            co_await http::async_write(stream_, serializer, asio::redirect_error(asio::use_awaitable, failed));
        shared_.application.metrics().requestEnded(response.status, std::chrono::steady_clock::now() - begun);
        co_return !failed;
    }

    Async<bool> send(std::string bytes) {
        ErrorCode failed;
        expire(std::chrono::seconds(30));
        co_await asio::async_write(stream_, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, failed));
        co_return !failed;
    }

    static std::string eventText(const EventHub::Event& event, Language language) {
        return "id: " + event.id + "\nevent: " + event.name + "\ndata: " + event.in(language) + "\n\n";
    }

    /// The rest of the connection is events.
    Async<> follow(const Request& request, const Response& response) {
        auto& hub = shared_.application.station().events;
        http::response<http::empty_body> head(http::status::ok, 11);
        setHead(head, response);
        head.set(http::field::content_type, "text/event-stream; charset=utf-8");
        head.set(http::field::cache_control, "no-store");
        head.set("X-Accel-Buffering", "no");
        head.keep_alive(false);
        http::response_serializer<http::empty_body> serializer(head);
        ErrorCode failed;
        expire(std::chrono::seconds(30));
        co_await http::async_write_header(stream_, serializer, asio::redirect_error(asio::use_awaitable, failed));
        if (failed) co_return;
        auto timer = std::make_shared<asio::steady_timer>(shared_.io);
        const EventFollow follows = *response.events;
        std::string last = follows.lastId.empty() ? hub.newestId(follows.topic) : follows.lastId;
        const auto handle = hub.follow(follows.topic, waking(shared_.gate, timer));
        shared_.application.metrics().followers += 1;
        bool open = co_await send("retry: 1000\n: " + last + "\n\n");
        while (open && !shared_.stopping) {
            auto missed = hub.after(follows.topic, last);
            std::string text;
            if (missed.gap) {
                last = hub.newestId(follows.topic);
                text = "id: " + last + "\nevent: intake\ndata: {\"version\":0}\n\n";
            }
            for (const auto& event : missed.events) {
                text += eventText(event, request.language());
                last = event.id;
            }
            if (!text.empty()) {
                open = co_await send(std::move(text));
                continue;
            }
            beast::get_lowest_layer(stream_).expires_never();
            timer->expires_after(shared_.options.heartbeat);
            co_await timer->async_wait(asio::redirect_error(asio::use_awaitable, failed));
            if (failed) continue;  // woken: there is news
            const bool allowed = co_await onPool<bool>(follows.stillAllowed);
            open = allowed && co_await send(":\n\n");
        }
        shared_.application.metrics().followers -= 1;
    }

    Shared& shared_;
    Stream stream_;
    tcp::endpoint peer_;
    beast::flat_buffer buffer_{pieceBytes + headBytes};
};

template <class Stream>
Async<> serve(Shared& shared, Stream stream, tcp::endpoint peer) {
    Connection<Stream> connection(shared, std::move(stream), peer);
    shared.application.metrics().connections += 1;
    try {
        co_await connection.run();
    } catch (const std::exception&) {
        // The connection is over; whatever it was doing had its own answer.
    }
    shared.application.metrics().connections -= 1;
    shared.open -= 1;
}

}  // namespace

struct Server::Impl {
    Impl(Application& application, const ServerOptions& options) : shared(application, options), acceptor(shared.io) {
        if (!options.certificate.empty()) tls = openTls(options);
        listen(options);
        asio::co_spawn(shared.io, accept(), asio::detached);
        mover = std::thread([this] { shared.io.run(); });
    }

    static std::shared_ptr<asio::ssl::context> openTls(const ServerOptions& options) {
        auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
        tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                         asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
        ErrorCode failed;
        tls->use_certificate_chain_file(options.certificate.string(), failed);
        if (!failed) tls->use_private_key_file(options.key.string(), asio::ssl::context::pem, failed);
        if (failed)
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("The certificate or its key cannot be used ({}); give two PEM files that "
                                             "belong together by --tls-cert and --tls-key.",
                                             failed.message()));
        return tls;
    }

    void listen(const ServerOptions& options) {
        ErrorCode failed;
        const auto address = asio::ip::make_address(options.address, failed);
        const tcp::endpoint endpoint(address, options.port);
        if (!failed) acceptor.open(endpoint.protocol(), failed);
        if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
        if (!failed) acceptor.bind(endpoint, failed);
        if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
        if (failed)
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("Cannot listen on {}:{} ({}); choose another address by --listen.",
                                             options.address, static_cast<int>(options.port), failed.message()));
    }

    Async<> accept() {
        while (!shared.stopping) {
            ErrorCode failed;
            tcp::socket socket(shared.io);
            co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, failed));
            if (failed == asio::error::operation_aborted) co_return;
            if (failed || shared.open >= shared.options.connections) {
                asio::steady_timer pause(shared.io, std::chrono::milliseconds(20));
                co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
                continue;  // the socket closes
            }
            socket.set_option(tcp::no_delay(true), failed);
            const auto peer = socket.remote_endpoint(failed);
            if (failed) continue;
            shared.open += 1;
            if (tls)
                asio::co_spawn(
                    shared.io,
                    serve(shared, beast::ssl_stream<beast::tcp_stream>(beast::tcp_stream(std::move(socket)), *tls),
                          peer),
                    asio::detached);
            else
                asio::co_spawn(shared.io, serve(shared, beast::tcp_stream(std::move(socket)), peer), asio::detached);
        }
    }

    void stop() {
        if (!mover.joinable()) return;
        shared.stopping = true;
        asio::post(shared.io, [this] {
            ErrorCode ignored;
            acceptor.close(ignored);
        });
        // What was asked is answered; whoever only holds a connection open is not waited for.
        for (int i = 0; i < 100 && busy(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
        shared.pool.join();
        shared.io.stop();
        mover.join();
    }

    [[nodiscard]] bool busy() const { return shared.answering > 0; }

    Shared shared;
    std::shared_ptr<asio::ssl::context> tls;  ///< of the thread that moves bytes, once there is one
    tcp::acceptor acceptor;
    std::thread mover;
};

Server::Server(Application& application, const ServerOptions& options)
    : impl_(std::make_unique<Impl>(application, options)) {}

Server::~Server() {
    stop();
}

std::uint16_t Server::port() const {
    return impl_->acceptor.local_endpoint().port();
}

void Server::renewCertificate() {
    // A connection that began holds on to what it began with: OpenSSL counts.
    asio::post(impl_->shared.io, [impl = impl_.get(), tls = Impl::openTls(impl_->shared.options)] { impl->tls = tls; });
}

void Server::stop() {
    impl_->stop();
}

}  // namespace daiban::web
