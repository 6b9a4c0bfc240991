#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

int verify(Context& context, store::VerifyDepth depth) {
    const auto report = context.desk().verify(context.actor(), depth);
    if (context.json) {
        context.printLine({{"clean", report.clean()},
                           {"blobs", report.blobs},
                           {"pages", report.pages},
                           {"rows", report.rows},
                           {"audit_entries", report.auditEntries},
                           {"audit_head", report.auditHead},
                           {"orphan_blobs", report.orphanBlobs},
                           {"temporary_files", report.temporaryFiles},
                           {"damages", base::textsOf(report.damages)}});
    } else {
        for (const auto& damage : report.damages) context.out() << "✗ " << damage << "\n";
        context.out() << base::Sentence("{}: {} blobs, {} pages, {} rows, {} audit entries, head {}",
                                        report.clean() ? base::Sentence("In order") : base::Sentence("Damaged"),
                                        report.blobs, report.pages, report.rows, report.auditEntries,
                                        report.auditHead.substr(0, 16))
                      << "\n";
    }
    return report.clean() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpVerify(CLI::App& app, Action& action) {
    auto full = std::make_shared<bool>(false);
    app.add_flag("--full", *full, "hash every blob again");
    app.callback([&action, full] {
        action = [full](Context& context) {
            return verify(context, *full ? store::VerifyDepth::Full : store::VerifyDepth::Quick);
        };
    });
}

}  // namespace daiban::cli
