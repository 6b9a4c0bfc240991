#pragma once

#include <filesystem>

#include "base/Random.h"
#include "codes/label/LabelToken.h"
#include "store/Store.h"

namespace daiban::intake {

/// The keys of a data folder, which its store then knows by their fingerprints. Made only where no label was ever
/// signed: with new keys in place of lost ones every label out there would be a forgery. Throws Error{StorageFailed}
/// when label-keys.json is gone or is another folder's.
[[nodiscard]] codes::TokenKeys openLabelKeys(store::Store& store, const std::filesystem::path& dataFolder,
                                             base::Random& random, const staff::Actor& actor);

}  // namespace daiban::intake
