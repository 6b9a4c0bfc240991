#include "base/Log.h"

#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/Text.h"

namespace daiban::base {

namespace {

constexpr std::size_t longestWord = 40;
constexpr int mostDigits = 14;  // a citizen number of old has 15, and so have most cards

bool isWord(std::string_view text) {
    int digits = 0;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!digit && !letter && c != '.' && c != '_' && c != '-') return false;
        digits = digit ? digits + 1 : 0;
        if (digits > mostDigits) return false;
    }
    return !text.empty() && text.size() <= longestWord;
}

std::string written(const LogValue& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    const auto& word = std::get<std::string>(value);
    return isWord(word) ? word : "?";
}

}  // namespace

struct Log::Impl {
    const Clock& clock;
    std::filesystem::path folder;
    std::mutex mutex;
    std::string month{};  ///< "2026-11": of the file that is open
    std::optional<spdlog::logger> logger{};

    /// The file of this month: a server runs for many.
    spdlog::logger& now() {
        const std::string thisMonth = isoDate(dayOf(clock.now())).substr(0, 7);
        if (logger && thisMonth == month) return *logger;
        auto sink =
            std::make_shared<spdlog::sinks::basic_file_sink_mt>((folder / ("daiban-" + thisMonth + ".log")).string());
        sink->set_pattern("%v");
        logger.emplace("daiban", std::move(sink));
        logger->set_error_handler([](const std::string&) {});  // a full disk is said by who needs the room
        logger->flush_on(spdlog::level::info);
        month = thisMonth;
        return *logger;
    }
};

Log::Log() = default;
Log::Log(Log&&) noexcept = default;
Log& Log::operator=(Log&&) noexcept = default;
Log::~Log() = default;

Log Log::inFolder(const std::filesystem::path& folder, const Clock& clock) {
    Log log;
    std::error_code none;
    if (!std::filesystem::is_directory(folder, none)) return log;
    log.impl_.reset(new Impl{.clock = clock, .folder = folder, .mutex = {}});
    try {
        (void)log.impl_->now();
    } catch (const spdlog::spdlog_ex&) {
        log.impl_.reset();
    }
    return log;
}

void Log::event(std::string_view name, const LogValues& values) {
    if (!impl_) return;
    std::string line = isoTime(impl_->clock.now());
    line += " " + (isWord(name) ? std::string(name) : "?");
    for (const auto& [key, value] : values) line += fmt::format(" {}={}", key, written(value));
    const std::lock_guard lock(impl_->mutex);
    try {
        impl_->now().info("{}", line);
    } catch (const spdlog::spdlog_ex&) {
        // The new month's file cannot be opened: the work goes on.
    }
}

}  // namespace daiban::base
