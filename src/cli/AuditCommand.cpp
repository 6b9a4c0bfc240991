#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Shown.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/AuditCommand.h"
#include "cli/Context.h"
#include "cli/Terminal.h"
#include "cli/WhoActs.h"

namespace daiban::cli {

namespace {

void say(Context& context, const store::RecordedRefusal& refusal) {
    if (context.json)
        return context.printLine({{"sequence", refusal.sequence},
                                  {"at", base::isoTime(refusal.at)},
                                  {"account", refusal.account},
                                  {"office", refusal.office},
                                  {"verb", refusal.verb},
                                  {"subject", refusal.subject},
                                  {"sentence", refusal.sentence.text()}});
    context.out() << base::isoTime(refusal.at).substr(0, 19) << "  " << padded(refusal.account, 24)
                  << padded(refusal.office, 10) << padded(refusal.verb, 20) << refusal.sentence << "\n";
}

int refusals(Context& context, const std::string& ofOffice) {
    const auto& actor = context.actor();
    const std::string office = ofOffice.empty() ? actor.office : ofOffice;
    demand(context, actor, staff::Verb::ReadAudit, office);
    store::RefusalFilter filter;
    // Whoever sees the whole station sees also what accounts without an office were refused.
    if (office != staff::wholeStation) filter.offices = context.offices().seenFrom(office);
    do {
        const auto list = context.store().refusals(filter);
        for (const auto& refusal : list.refusals) say(context, refusal);
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    return 0;
}

}  // namespace

void setUpAudit(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto office = std::make_shared<std::string>();
    auto* listing = app.add_subcommand("refusals", "what accounts wanted to do and were not allowed to");
    listing->add_option("--office", *office, "of this office's accounts and those below (default: yours)")
        ->type_name("CODE");
    listing->callback(
        [&action, office] { action = [office](Context& context) { return refusals(context, *office); }; });
    setUpAuditQuality(app, action);
}

}  // namespace daiban::cli
