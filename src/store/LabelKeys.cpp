#include <algorithm>
#include <map>

#include "base/Error.h"
#include "store/StoreImpl.h"

// Which keys this folder's labels were signed with.
namespace daiban::store {

namespace {

std::map<char, std::string> keysOf(Database& database) {
    std::map<char, std::string> keys;
    for (const Row& row : database.rows(sql("rows.label_key"))) keys[row.text("id").front()] = row.text("fingerprint");
    return keys;
}

void refuseForeign(const std::map<char, std::string>& known, const std::map<char, std::string>& shown) {
    for (const auto& [id, fingerprint] : shown)
        if (const auto found = known.find(id); found != known.end() && found->second != fingerprint)
            throw base::Error(base::ErrorKind::StorageFailed,
                              base::Sentence("The label keys (label-keys.json) are not those this data folder's labels "
                                             "were made with; restore that file from a backup of this folder."));
}

}  // namespace

std::map<char, std::string> Store::labelKeys() const {
    const Snapshot snapshot = impl_->read();
    return keysOf(*snapshot);
}

std::vector<LabelKeyFacts> Store::labelKeyFacts() const {
    const Snapshot snapshot = impl_->read();
    std::map<char, std::int64_t> labels;
    for (const Row& row : snapshot->rows(sql("key.labels"))) labels[row.text("key_id").front()] = row.number("labels");
    std::vector<LabelKeyFacts> facts;
    for (const Row& row : snapshot->rows(sql("key.facts"))) {
        const char id = row.text("id").front();
        facts.push_back({.id = id, .since = row.time("at"), .labels = labels[id]});
    }
    return facts;
}

void Store::recordKeyWithdrawn(char id, const std::string& reason, const staff::Actor& actor) {
    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("key.withdrawn", actor);
    change.isAbout(std::string(1, id));
    change.detail("key", std::string(1, id));
    change.detail("reason", reason);
    change.commit();
}

void Store::rememberLabelKeys(const std::map<char, std::string>& fingerprints, const staff::Actor& actor) {
    const auto isNew = [](const std::map<char, std::string>& known, char id) { return !known.contains(id); };
    const auto before = labelKeys();
    refuseForeign(before, fingerprints);
    if (std::ranges::none_of(fingerprints, [&](const auto& key) { return isNew(before, key.first); })) return;

    const std::lock_guard lock(impl_->mutex);
    Change change = impl_->begin("keys.remembered", actor);
    const auto known = keysOf(impl_->database);
    refuseForeign(known, fingerprints);
    int added = 0;
    for (const auto& [id, fingerprint] : fingerprints) {
        if (!isNew(known, id)) continue;
        const std::string name(1, id);
        impl_->database.run(sql("key.add"),
                            {{"id", name}, {"fingerprint", fingerprint}, {"sequence", change.sequenceValue()}});
        change.touched(Table::LabelKey, name);
        ++added;
    }
    if (added == 0) return;
    change.detail("keys", added);
    change.commit();
}

}  // namespace daiban::store
