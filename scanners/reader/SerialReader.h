#pragma once

#include <string>

#include "scanners/reader/CodeReader.h"

namespace daiban::scanners {

/// A reader on a serial line (RS-232, or USB as a virtual one): 8 data bits, no parity, one stop bit; CR, LF, both, or
/// a tab end a code.
class SerialReader final : public ReaderProtocol {
  public:
    explicit SerialReader(int speed) : speed_(speed) {}
    [[nodiscard]] static bool knowsSpeed(int speed);
    [[nodiscard]] process::Descriptor open(const std::filesystem::path& device) override;
    void take(std::string_view bytes, std::deque<ReaderNews>& news) override;
    bool forget() override;

  private:
    int speed_;
    std::string text_;
    bool lost_ = false;
};

}  // namespace daiban::scanners
