#include "desk/LabelKeys.h"

#include <algorithm>

#include "base/Text.h"
#include "desk/Reason.h"

namespace daiban::desk {

using staff::Verb;

codes::TokenKeys LabelKeys::opened() const {
    auto keys = codes::TokenKeys::open(parts_.dataFolder);
    if (!keys)
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The label keys (label-keys.json) are gone from the data folder, and labels "
                                         "were made with them; restore that file from a backup."));
    return *std::move(keys);
}

void LabelKeys::becameKnown(const codes::TokenKeys& keys, const staff::Actor& actor) const {
    parts_.store.rememberLabelKeys(keys.fingerprints(), actor);
    parts_.keysChanged(keys);
}

std::vector<LabelKey> LabelKeys::list(const staff::Actor& actor) const {
    parts_.demandOnStation(actor, Verb::ManageKeys);
    const auto keys = opened();
    const auto facts = parts_.store.labelKeyFacts();
    std::vector<LabelKey> all;
    for (const auto& [id, fingerprint] : keys.fingerprints()) {
        LabelKey key{.id = id, .since = {}, .signs = id == keys.signing(), .withdrawn = {}, .labels = 0};
        if (const auto found = keys.withdrawn().find(id); found != keys.withdrawn().end())
            key.withdrawn = found->second;
        if (const auto known = std::ranges::find(facts, id, &store::LabelKeyFacts::id); known != facts.end())
            key.since = known->since, key.labels = known->labels;
        all.push_back(std::move(key));
    }
    return all;
}

void LabelKeys::rotate(const staff::Actor& actor) const {
    parts_.demandOnStation(actor, Verb::ManageKeys);
    auto keys = opened();
    keys.rotate(parts_.random);
    becameKnown(keys, actor);
}

void LabelKeys::withdraw(const staff::Actor& actor, char id, const std::string& reason) const {
    parts_.demandOnStation(actor, Verb::ManageKeys);
    const std::string sound = soundReason(reason);
    auto keys = opened();
    if (keys.withdrawn().contains(id)) return;
    keys.withdraw(id, base::isoDate(parts_.today()), parts_.random);
    parts_.store.recordKeyWithdrawn(id, sound, actor);
    becameKnown(keys, actor);
}

}  // namespace daiban::desk
