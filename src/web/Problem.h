#pragma once

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/Error.h"
#include "base/Sentence.h"
#include "staff/Permissions.h"
#include "web/Catalogues.h"
#include "web/Request.h"
#include "web/Response.h"

namespace daiban::web {

/// Why something is not done (RFC 9457): in both languages where an endpoint says it, else as the desk says it.
struct Problem {
    std::string name;  ///< "/problems/NAME"
    unsigned status = 400;
    std::string chinese{};
    std::string english{};
    base::Sentence said{};  ///< in place of both
    std::string field{};    ///< of the body, by its name, where one field is at fault
    std::optional<std::chrono::seconds> retryAfter{};
    std::vector<base::Sentence> sentences{};  ///< several that speak against it
};

/// Ends an endpoint with a problem.
class Refused : public std::runtime_error {
  public:
    explicit Refused(Problem problem) : std::runtime_error(problem.name), problem_(std::move(problem)) {}
    [[nodiscard]] const Problem& problem() const { return problem_; }

  private:
    Problem problem_;
};

[[nodiscard]] Response responseOf(const Problem& problem, Language language, const Catalogues& catalogues);
/// What a broken operation is to whoever asked for it.
[[nodiscard]] Problem problemOf(const base::Error& error);
[[nodiscard]] Problem unexpectedProblem();

[[noreturn]] void refuse(std::string name, unsigned status, std::string chinese, std::string english);
[[noreturn]] void refuse(std::string name, unsigned status, base::Sentence said);
/// 400: the request says what it may not.
[[noreturn]] void refuseInput(std::string chinese, std::string english);

}  // namespace daiban::web
