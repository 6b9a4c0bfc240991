#include "web/StaticFiles.h"

#include <array>
#include <fstream>

#include "base/Crypto.h"
#include "base/Text.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> types{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".webp", "image/webp"},
    {".woff2", "font/woff2"},
    {".wasm", "application/wasm"},
    {".mp3", "audio/mpeg"},
    {".txt", "text/plain; charset=utf-8"},
    {".map", "application/json"},
}};

std::string_view typeOf(const fs::path& file) {
    for (const auto& [extension, type] : types)
        if (file.extension() == extension) return type;
    return "application/octet-stream";
}

std::shared_ptr<const std::string> contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return nullptr;
    return std::make_shared<const std::string>(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>{});
}

bool accepts(const Request& request, std::string_view coding) {
    for (const auto& part : base::split(request.header("accept-encoding"), ',')) {
        const std::string one = base::trimmed(part);
        if (one == coding || (one.starts_with(coding) && one.size() > coding.size() && one[coding.size()] == ';' &&
                              one.find("q=0") == std::string::npos))
            return true;
    }
    return false;
}

}  // namespace

StaticFiles::StaticFiles(fs::path folder) : folder_(std::move(folder)) {}

StaticFiles::Files StaticFiles::read(const fs::path& folder) {
    Files files;
    std::error_code none;
    for (auto at = fs::recursive_directory_iterator(folder, none); at != fs::recursive_directory_iterator();
         at.increment(none)) {
        const fs::path& path = at->path();
        if (none || !at->is_regular_file() || path.extension() == ".br" || path.extension() == ".gz") continue;
        auto plain = contentOf(path);
        if (!plain) continue;
        const std::string name = path.lexically_relative(folder).generic_string();
        files[name] = {.type = std::string(typeOf(path)),
                       .tag = "\"" + base::sha256Hex(*plain).substr(0, 32) + "\"",
                       .plain = plain,
                       .gzip = contentOf(path.string() + ".gz"),
                       .brotli = contentOf(path.string() + ".br")};
    }
    return files;
}

std::shared_ptr<const StaticFiles::Files> StaticFiles::current() {
    std::error_code none;
    const auto written = fs::last_write_time(folder_ / "index.html", none);
    const std::lock_guard lock(mutex_);
    if (!files_ || (!none && written != of_)) {
        of_ = written;
        files_ = std::make_shared<const Files>(read(folder_));
    }
    return files_;
}

Response StaticFiles::responseOf(const File& file, const Request& request, bool forEver) {
    Response response{.type = file.type,
                      .headers = {{"Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache"},
                                  {"ETag", file.tag},
                                  {"Vary", "Accept-Encoding"}}};
    if (request.header("if-none-match") == file.tag) {
        response.status = 304;
        return response;
    }
    response.shared = file.plain;
    if (file.brotli && accepts(request, "br")) {
        response.shared = file.brotli;
        response.headers.emplace_back("Content-Encoding", "br");
    } else if (file.gzip && accepts(request, "gzip")) {
        response.shared = file.gzip;
        response.headers.emplace_back("Content-Encoding", "gzip");
    }
    return response;
}

std::optional<Response> StaticFiles::find(const Request& request) {
    const auto files = current();
    const std::string name = base::joined(request.segments, "/");
    if (const auto found = files->find(name); found != files->end())
        return responseOf(found->second, request, name.starts_with("assets/"));
    // A page of the application: its router finds it. What looks like a file is none.
    const bool looksLikeFile = !request.segments.empty() && request.segments.back().find('.') != std::string::npos;
    if (looksLikeFile || name.starts_with("assets/")) return std::nullopt;
    // A page built apart has its name: courier.html answers /courier and what lies below it.
    auto index = files->end();
    if (!request.segments.empty()) index = files->find(request.segments.front() + ".html");
    if (index == files->end()) index = files->find("index.html");
    return index == files->end() ? std::nullopt : std::optional(responseOf(index->second, request, false));
}

}  // namespace daiban::web
