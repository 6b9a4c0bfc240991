#pragma once

#include <filesystem>
#include <string>

#include "staff/Offices.h"

namespace daiban::staff {

/// A station's own offices: DATA/offices/*.yaml, in the shape of models/offices. While there is no such file the
/// invented district of models/offices counts; the first change copies it, so that nothing that was used is lost.
/// In files and not in the database, because offices are few, change rarely, are the same for every station of a
/// district and are wanted before there is a database; a person may write them with an editor.
class OfficeBook {
  public:
    OfficeBook(std::filesystem::path modelsFolder, std::filesystem::path dataFolder);

    /// Throws Error{Unreadable} "file:line: sentence".
    [[nodiscard]] Offices offices() const;
    /// Where they come from: DATA/offices or models/offices.
    [[nodiscard]] std::filesystem::path folder() const;

    // Both write DATA/offices/offices.yaml whole or not at all, one process after the other. They throw
    // Error{BadArguments} when the offices would not be in order afterwards or when a person keeps them in files of
    // other names, Error{StorageFailed} when the file cannot be written.
    void add(const Office& office);
    /// Its name stays known. An office with open ones below it cannot be closed.
    void close(const std::string& code, base::Date day);

  private:
    template <class Change>
    void edit(const Change& change);
    std::filesystem::path modelsFolder_;
    std::filesystem::path ownFolder_;
};

}  // namespace daiban::staff
