#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/Json.h"

namespace daiban::support {

struct Finished {
    int exitCode = 0;  ///< 128 + signal when it was killed
    std::string out;
    std::string err;

    [[nodiscard]] std::vector<base::Json> lines() const;  ///< stdout as JSON lines; throws when it is none
};

/// Runs the program as a user would and waits for it, in English where neither `--lang` nor `environment`, which is
/// added to this process's own, says otherwise. With `killAfter`
/// it is killed (SIGKILL) when so much time has passed since it was started.
[[nodiscard]] Finished runDaiban(const std::vector<std::string>& arguments,
                                 const std::map<std::string, std::string>& environment = {},
                                 std::optional<std::chrono::microseconds> killAfter = {});

}  // namespace daiban::support
