#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/Clock.h"

namespace daiban::base {

/// A number, or a word of the program's own: a code, a kind, an id. A word has letters, digits and . _ - only, 40 at
/// most, so that no name, number of a person or text of a page gets into a log by mistake: anything else is written as
/// "?". Runs of 15 or more digits are that, too, whatever stands around them: they may be somebody's number.
using LogValue = std::variant<std::int64_t, std::string>;
using LogValues = std::vector<std::pair<std::string_view, LogValue>>;

/// What happened, one line an event: `2026-11-22T09:30:00.123+08:00 command.ended command=verify exit=0 ms=31`.
/// Several threads and processes may write one log. A log that cannot be written stops nothing.
class Log {
  public:
    /// Writes nothing.
    Log();
    /// To FOLDER/daiban-2026-11.log, a file a month (in China), which is added to; nothing is written where there is
    /// no such folder. `clock` must outlive the log.
    [[nodiscard]] static Log inFolder(const std::filesystem::path& folder, const Clock& clock);
    Log(Log&&) noexcept;
    Log& operator=(Log&&) noexcept;
    ~Log();

    void event(std::string_view name, const LogValues& values = {});

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daiban::base
