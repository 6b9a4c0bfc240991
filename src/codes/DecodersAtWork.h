#pragma once

#include "codes/Code.h"

namespace daiban::codes {

/// For the time of its life, what this thread's calls of decoders follow: those left out are not called, the others are
/// told of before they are. The calls are a dozen, deep in the passes and remedies, and none of these has to do with
/// it: so it is not handed down through all of them.
class DecodersAtWork {
  public:
    explicit DecodersAtWork(const ReadCodesOptions& options);
    ~DecodersAtWork();
    DecodersAtWork(const DecodersAtWork&) = delete;
    DecodersAtWork& operator=(const DecodersAtWork&) = delete;

  private:
    const ReadCodesOptions* before_;
};

/// Asked before each call of somebody else's decoder: false when it is left out.
[[nodiscard]] bool mayWork(Decoder decoder);

}  // namespace daiban::codes
