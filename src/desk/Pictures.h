#pragma once

#include <filesystem>
#include <string_view>

#include "desk/Parts.h"

namespace daiban::desk {

/// Keeps every page of a file as what follows from an event: its ids are the event's, so that the event sent twice
/// keeps it once. `role` parts several files of one event: "signature". Throws the file's Error.
std::vector<base::PageId> keepPagesOf(const Parts& parts, const staff::Actor& actor, const base::EventId& event,
                                      std::string_view role, const std::filesystem::path& file);

}  // namespace daiban::desk
