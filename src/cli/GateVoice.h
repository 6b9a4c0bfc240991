#pragma once

#include "base/Sentence.h"
#include "cli/GateHooks.h"

namespace daiban::cli {

class Context;

/// What is said at a gate, and sounded.
class GateVoice {
  public:
    GateVoice(Context& context, GateHooks::Commands commands, std::chrono::milliseconds hookLimit)
        : context_(context), hooks_(std::move(commands), hookLimit) {}

    void answer(const desk::GateAnswer& answer);
    void unread();  ///< part of a code was lost
    /// Of the device; no scan.
    void say(const base::Sentence& sentence);

  private:
    Context& context_;
    GateHooks hooks_;
};

}  // namespace daiban::cli
