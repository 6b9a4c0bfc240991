#pragma once

#include <stdexcept>

#include "base/Sentence.h"

namespace daiban::base {

/// Why an operation failed; the value is the command line's exit code.
enum class ErrorKind : int {
    BadArguments = 1,
    Unreadable = 2,         ///< an input could not be read
    DependencyMissing = 3,  ///< a program, model or device driver is not there
    NotFound = 4,           ///< not found or not allowed
    StorageFailed = 5,
    CheckFailed = 6,  ///< a checklist is incomplete, or verify found damage
    Other = 15,
    Interrupted = 130,
};

/// A broken operation. The message is one sentence for the operator: what happened and what to do next.
/// Expected outcomes (a blank page, no code, low confidence) are values, never an Error.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, Sentence sentence)
        : std::runtime_error(sentence.text()), kind_(kind), sentence_(std::move(sentence)) {}

    [[nodiscard]] ErrorKind kind() const { return kind_; }
    [[nodiscard]] int exitCode() const { return static_cast<int>(kind_); }
    /// what() has it as the source words it; this can be said in any language.
    [[nodiscard]] const Sentence& sentence() const { return sentence_; }

  private:
    ErrorKind kind_;
    Sentence sentence_;
};

}  // namespace daiban::base
