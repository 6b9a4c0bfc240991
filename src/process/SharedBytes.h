#pragma once

#include <cstddef>
#include <string_view>

#include "process/Descriptor.h"

namespace daiban::process {

/// Bytes in memory without a name that are handed to another process as a descriptor, not copied through a socket.
/// Nobody can change or shorten them afterwards. Throws Error{StorageFailed} when there is no memory for them.
[[nodiscard]] Descriptor sharedBytes(std::string_view bytes);

/// What sharedBytes() made, here or in another process, as memory of this one. Writing to it changes only this view.
class MappedBytes {
  public:
    /// Throws Error{Unreadable} for what is no such memory: one that could still be shortened would end the process
    /// that looks at it (SIGBUS).
    explicit MappedBytes(const Descriptor& shared);
    ~MappedBytes();
    MappedBytes(MappedBytes&& other) noexcept;
    MappedBytes(const MappedBytes&) = delete;
    MappedBytes& operator=(const MappedBytes&) = delete;

    [[nodiscard]] char* data() const { return data_; }
    [[nodiscard]] std::size_t size() const { return size_; }

  private:
    char* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace daiban::process
