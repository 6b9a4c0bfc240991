// overdue: certificates that nobody collects (逾期未领). unpick: a pickup is taken back.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

int overdue(Context& context, int days) {
    for (const auto& [waiting, since] : context.desk().pickups.overdue(context.actor(), days)) {
        if (context.json) {
            base::Json line = caseJson(waiting);
            line["since"] = base::isoTime(since);
            context.printLine(line);
        } else {
            context.out() << padded(waiting.number, 18) << padded(base::shown(waiting.applicantName), 12)
                          << base::Sentence("待领取自 {}", base::isoDate(base::dayOf(since))) << "\n";
        }
    }
    return 0;
}

int unpick(Context& context, const std::string& key, const std::string& reason) {
    const auto decided = context.desk().pickups.undo(context.actor(), key, reason);
    if (context.json)
        context.printLine({{"recorded", decided.recorded()}, {"problem", decided.problem.text()}});
    else
        context.out() << (decided.recorded() ? base::Sentence("已撤销领取，办件待领取")
                                             : base::Sentence("✗ {}", decided.problem))
                      << "\n";
    return decided.recorded() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

int sign(Context& context, const std::string& key, const std::string& picture) {
    if (!picture.empty()) {
        const auto decided = context.desk().pickups.sign(context.actor(), key, picture);
        if (context.json)
            context.printLine({{"recorded", decided.recorded()}, {"problem", decided.problem.text()}});
        else
            context.out() << (decided.recorded() ? base::Sentence("已补登签字")
                                                 : base::Sentence("✗ {}", decided.problem))
                          << "\n";
        return decided.recorded() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
    }
    if (!key.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Give the picture of the signature."));
    for (const auto& [record, event, personName, recordedAt] : context.desk().pickups.unsignedPickups(context.actor())) {
        if (context.json) {
            base::Json line = caseJson(record);
            line["person"] = personName;
            line["event"] = event.text();
            line["at"] = base::isoTime(recordedAt);
            context.printLine(line);
        } else {
            context.out() << padded(record.number, 18) << padded(base::shown(personName), 12)
                          << base::Sentence("领取于 {}，未签字", base::isoDate(base::dayOf(recordedAt))) << "\n";
        }
    }
    return 0;
}

}  // namespace

void setUpSign(CLI::App& app, Action& action) {
    auto key = std::make_shared<std::string>();
    auto picture = std::make_shared<std::string>();
    app.add_option("case", *key, "number, label or id; none: every pickup that nobody signed for");
    app.add_option("signature", *picture, "picture of the signature, or of the signed receipt")->type_name("IMAGE|PDF");
    app.callback([&action, key, picture] {
        action = [key, picture](Context& context) { return sign(context, *key, *picture); };
    });
}

void setUpOverdue(CLI::App& app, Action& action) {
    constexpr int usual = 30;
    auto days = std::make_shared<int>(usual);
    app.add_option("--days", *days, "waiting so many days or longer (default 30)")->check(CLI::Range(0, 10000));
    app.callback([&action, days] { action = [days](Context& context) { return overdue(context, *days); }; });
}

void setUpUnpick(CLI::App& app, Action& action) {
    auto key = std::make_shared<std::string>();
    auto reason = std::make_shared<std::string>();
    app.add_option("case", *key, "number, label or id")->required();
    app.add_option("--reason", *reason, "why; a supervisor's")->required()->type_name("TEXT");
    app.callback([&action, key, reason] {
        action = [key, reason](Context& context) { return unpick(context, *key, *reason); };
    });
}

}  // namespace daiban::cli
