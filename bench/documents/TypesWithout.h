#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "documents/DocumentTypes.h"

namespace daiban::bench {

enum class LeftOut {
    File,   ///< the station does not know the type at all
    Words,  ///< the file has code, name and group, and no word that is on the paper
};

/// The types of a folder without some of them, or without their words. `calibrated` says whether the folder's
/// calibration is read too.
enum class Calibrated { Yes, No };
[[nodiscard]] documents::DocumentTypes typesWithout(const std::filesystem::path& folder,
                                                    const std::vector<std::string>& codes, LeftOut leftOut,
                                                    Calibrated calibrated);

}  // namespace daiban::bench
