#include <fmt/format.h>

#include <set>
#include <unordered_map>

#include "base/Error.h"
#include "base/Json.h"
#include "codes/label/LabelToken.h"
#include "store/Migrations.h"
#include "store/StoreImpl.h"

namespace daiban::store {

namespace {

constexpr std::int64_t appendOnlyGuards = 5;  // triggers of migration 2

/// Whether everything the store keeps agrees. Reads one snapshot of the database, beside whoever writes.
class Verification {
  public:
    Verification(Database& database, const Blobs& blobs, const std::filesystem::path& folder, VerifyDepth depth)
        : database_(database), blobs_(blobs), folder_(folder), depth_(depth) {}

    [[nodiscard]] VerifyReport run() {
        step([&] { checkDatabaseFile(); });
        step([&] { followAuditChain(); });
        for (const TableEntry& table : auditedTables()) step([&] { checkRows(table); });
        step([&] { checkNothingIsGone(); });
        step([&] { checkBlobs(); });
        step([&] { checkLabelKeys(); });
        step([&] { countWhatIsLeftOver(); });
        return std::move(report_);
    }

  private:
    struct Expected {
        std::int64_t sequence = 0;
        std::string hash;  ///< empty: the row was deleted by rule
    };

    void damage(base::Sentence sentence) { report_.damages.push_back(std::move(sentence)); }

    /// A database too damaged for one question may still answer the next.
    template <class Action>
    void step(const Action& action) {
        try {
            action();
        } catch (const base::Error& error) {
            damage(error.sentence());
        }
    }

    void checkDatabaseFile() {
        for (const Row& row : database_.rows(sql("verify.integrity")))
            if (row.columns().front().second != "ok")
                damage(base::Sentence("The database file is damaged; restore the data folder from a backup."));
        database_.forEach(sql("verify.foreignKeys"), {}, [&](const Row& row) {
            damage(base::Sentence("A row of table {} speaks of a row of table {} that is not there.", row.text("table"),
                                  row.text("parent")));
        });
        if (database_.row(sql("verify.guards"))->number("guards") != appendOnlyGuards)
            damage(
                base::Sentence("A guard against changing the audit log, custody events or corrections has been taken "
                               "out of the database."));
        for (base::Sentence& sentence : migrationDamages(database_)) damage(std::move(sentence));
    }

    void followAuditChain() {
        std::string previous = hashBeforeTheFirst();
        std::int64_t last = 0;
        database_.forEach(sql("audit.all"), {}, [&](const Row& row) {
            const AuditEntry entry = auditEntryFrom(row);
            if (entry.sequence != last + 1)
                damage(base::Sentence("Audit entries between {} and {} are missing.", last, entry.sequence));
            else if (row.text("hash") != chainedHash(previous, entry))
                damage(base::Sentence("Audit entry {} was changed: it does not follow from the one before.",
                                      entry.sequence));
            previous = row.text("hash");
            last = entry.sequence;
            ++report_.auditEntries;
            noteRowsOf(entry);
        });
        report_.auditHead = previous;
    }

    void noteRowsOf(const AuditEntry& entry) {
        const auto content = base::Json::parse(entry.content, nullptr, false);
        if (!content.is_object() || !content.contains("rows") || !content["rows"].is_object())
            return;  // its hash is wrong too
        for (const auto& [key, hash] : content["rows"].items())
            expected_[key] = {entry.sequence, hash.is_string() ? hash.get<std::string>() : std::string{}};
    }

    void checkRows(const TableEntry& table) {
        database_.forEach(table.allRows, {}, [&](const Row& row) {
            ++report_.rows;
            if (table.table == Table::Page) ++report_.pages;
            const std::string key = fmt::format("{}/{}", table.name, row.text("id"));
            const auto found = expected_.find(key);
            if (found == expected_.end() || found->second.hash.empty())
                damage(base::Sentence("The row {} is in no audit entry: it did not come through daiban.", key));
            else if (found->second.sequence != row.number("audit") || found->second.hash != hashOf(row))
                damage(base::Sentence("The row {} was changed after audit entry {}.", key, found->second.sequence));
            if (found != expected_.end()) expected_.erase(found);
        });
    }

    void checkNothingIsGone() {
        for (const auto& [key, expected] : expected_)
            if (!expected.hash.empty())
                damage(base::Sentence("The row {} of audit entry {} is gone.", key, expected.sequence));
    }

    void checkBlobs() {
        database_.forEach(sql("rows.blob"), {}, [&](const Row& row) {
            ++report_.blobs;
            checkBlob(row.text("id"), row.number("size"));
            known_.insert(row.text("id"));
        });
    }

    void checkBlob(const std::string& name, std::int64_t size) {
        std::error_code missing;
        const auto actual = std::filesystem::file_size(blobs_.pathOf(name), missing);
        if (missing)
            damage(base::Sentence("The file of blob {} is missing.", name));
        else if (static_cast<std::int64_t>(actual) != size)
            damage(base::Sentence("The file of blob {} has {} bytes instead of {}.", name, actual, size));
        else if (depth_ == VerifyDepth::Full && blobs_.rehash(name) != name)
            damage(base::Sentence("The file of blob {} does not hold what it held when it was stored.", name));
    }

    void checkLabelKeys() {
        const auto known = database_.rows(sql("rows.label_key"));
        if (known.empty()) return;
        const auto keys = codes::TokenKeys::open(folder_);
        if (!keys)
            return damage(
                base::Sentence("The label keys (label-keys.json) are missing, and without them no label can be "
                               "checked; restore that file from a backup."));
        const auto there = keys->fingerprints();
        for (const Row& row : known)
            if (const auto found = there.find(row.text("id").front());
                found == there.end() || found->second != row.text("fingerprint"))
                damage(
                    base::Sentence("Label key {} in label-keys.json is not the one labels were signed with; restore "
                                   "that file from a backup.",
                                   row.text("id")));
    }

    void countWhatIsLeftOver() {
        blobs_.forEach([&](const std::string& name) { report_.orphanBlobs += known_.contains(name) ? 0 : 1; });
        report_.temporaryFiles = blobs_.countTemporaryFiles();
    }

    Database& database_;
    const Blobs& blobs_;
    const std::filesystem::path& folder_;
    VerifyDepth depth_;
    VerifyReport report_;
    std::unordered_map<std::string, Expected> expected_;  ///< "table/id" by the newest audit entry that touched it
    std::set<std::string> known_;
};

}  // namespace

VerifyReport Store::verify(VerifyDepth depth) const {
    const Snapshot snapshot = impl_->read();
    return Verification(*snapshot, impl_->blobs, impl_->folder, depth).run();
}

}  // namespace daiban::store
