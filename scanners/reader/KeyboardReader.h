#pragma once

#include <linux/input.h>

#include <string>

#include "scanners/reader/CodeReader.h"

namespace daiban::scanners {

/// A reader that types, heard through Linux's input events: keys of a US keyboard become text, Enter or Tab end a code.
/// It is held exclusively, so that no code is typed into a console as well.
class KeyboardReader final : public ReaderProtocol {
  public:
    [[nodiscard]] process::Descriptor open(const std::filesystem::path& device) override;
    void take(std::string_view bytes, std::deque<ReaderNews>& news) override;
    bool forget() override;

  private:
    void take(const input_event& event, std::deque<ReaderNews>& news);
    void press(int key, std::deque<ReaderNews>& news);
    void end(std::deque<ReaderNews>& news);

    std::string bytes_;  ///< of an event that is not whole
    std::string text_;
    bool leftShift_ = false, rightShift_ = false, capsLock_ = false;
    bool lost_ = false;         ///< part of this code was lost
    bool untilReport_ = false;  ///< the kernel's queue ran over: what comes until its next report means nothing
};

}  // namespace daiban::scanners
