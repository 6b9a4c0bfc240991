#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/WhoActs.h"

namespace daiban::cli {

namespace {

int sayBackup(Context& context, const store::Backup& backup, const base::Sentence& done,
              const std::filesystem::path& place) {
    if (context.json)
        context.printLine({{"data_folder", backup.folderId},
                           {"taken_at", base::isoTime(backup.takenAt)},
                           {"audit_head", backup.auditHead},
                           {"blobs", backup.blobs},
                           {"new_blobs", backup.newBlobs},
                           {"folder", place.string()}});
    else
        context.out() << base::Sentence("{} {}: {} blobs, head {}, {}", done,
                                        base::isoTime(backup.takenAt).substr(0, 19), backup.blobs,
                                        backup.auditHead.substr(0, 16), place.string())
                      << "\n";
    return 0;
}

int backUp(Context& context, const std::filesystem::path& target) {
    return sayBackup(context, context.desk().backUp(context.actor(), target), base::Sentence("Backed up as of"),
                     target);
}

/// Whoever may make a folder there may put a backup into it; who may do what in it is in the backup.
int restore(Context& context, const std::filesystem::path& from) {
    const auto backup = store::restore(from, context.dataFolder);
    const auto report = context.store().verify(store::VerifyDepth::Full);
    for (const auto& damage : report.damages) context.err() << "daiban: " << damage << "\n";
    (void)sayBackup(context, backup, base::Sentence("Restored as of"), context.dataFolder);
    return report.clean() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpBackup(CLI::App& app, Action& action) {
    auto folder = std::make_shared<std::filesystem::path>();
    app.add_option("folder", *folder, "an empty folder, or one with an earlier backup, which gets what is new")
        ->required()
        ->type_name("DIR");
    app.callback([&action, folder] { action = [folder](Context& context) { return backUp(context, *folder); }; });
}

void setUpRestore(CLI::App& app, Action& action) {
    auto folder = std::make_shared<std::filesystem::path>();
    app.add_option("folder", *folder, "a backup; the data folder (--data) must not be there yet")
        ->required()
        ->type_name("DIR");
    app.callback([&action, folder] { action = [folder](Context& context) { return restore(context, *folder); }; });
}

}  // namespace daiban::cli
