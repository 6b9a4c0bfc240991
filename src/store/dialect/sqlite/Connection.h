#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

namespace soci {
class session;
class soci_error;
}  // namespace soci

/// What only SQLite knows, with the statements in this folder and in migrations/sqlite. A second database brings a
/// folder with the same names.
namespace daiban::store::dialect {

enum class Purpose {
    ReadAndWrite,
    ReadOnly,  ///< beside others that write
    Snapshot,  ///< beside others that write, for one copy of the whole; nothing in it is changed
    Copy,      ///< of a file nobody writes, in a folder where nothing may be made
};

/// A connection that waits for others as long as `patience` says; it makes the file when it is for writing and there is
/// none. Throws soci_error, which translate() explains.
[[nodiscard]] std::unique_ptr<soci::session> connect(const std::filesystem::path& file, Purpose purpose,
                                                     std::chrono::milliseconds patience);

/// Throws base::Error{StorageFailed} with a sentence of ours.
[[noreturn]] void translate(const soci::soci_error& error);

}  // namespace daiban::store::dialect
