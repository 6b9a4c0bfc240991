#include "intake/openLabelKeys.h"

#include <optional>

#include "base/Error.h"

namespace daiban::intake {

codes::TokenKeys openLabelKeys(store::Store& store, const std::filesystem::path& dataFolder, base::Random& random,
                               const staff::Actor& actor) {
    auto keys = codes::TokenKeys::open(dataFolder);
    if (!keys && !store.labelKeys().empty())
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The label keys (label-keys.json) are gone from the data folder, and labels "
                                         "were made with them; restore that file from a backup."));
    if (!keys) keys = codes::TokenKeys::openOrCreate(dataFolder, random);
    store.rememberLabelKeys(keys->fingerprints(), actor);
    return *std::move(keys);
}

}  // namespace daiban::intake
