#include "cli/ModelVersionsOutput.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Terminal.h"
#include "desk/ModelVersions.h"

namespace daiban::cli {

namespace {

base::Sentence saidOf(desk::VersionState state) {
    switch (state) {
        case desk::VersionState::InForce:
            return base::Sentence("在用");
        case desk::VersionState::Waiting:
            return base::Sentence("待执行");
        case desk::VersionState::Past:
            return base::Sentence("已替换");
        case desk::VersionState::Withdrawn:
            return base::Sentence("已撤回");
        case desk::VersionState::Unusable:
            return base::Sentence("不能用");
    }
    return {};
}

void print(Context& context, const desk::ModelVersion& version) {
    const auto& kept = version.kept;
    if (context.json)
        return context.printLine({{"code", kept.code},
                                  {"version", kept.number},
                                  {"state", desk::nameOf(version.state)},
                                  {"effective", base::isoDate(kept.effective)},
                                  {"saved_at", base::isoTime(kept.savedAt)},
                                  {"saved_by", kept.savedBy},
                                  {"reason", kept.reason}});
    context.out() << padded(kept.code, 38) << padded(std::to_string(kept.number), 6)
                  << padded(base::isoDate(kept.effective), 12) << padded(context.say(saidOf(version.state)), 10)
                  << padded(kept.savedBy, 16) << kept.reason << "\n";
}

int list(Context& context, desk::ModelKind kind, const std::string& code) {
    for (const auto& version : context.desk().modelVersions.kept())
        if (version.kept.kind == kind && (code.empty() || version.kept.code == code)) print(context, version);
    sayTroubles(context);
    return 0;
}

}  // namespace

void setUpVersions(CLI::App& app, Action& action, desk::ModelKind kind) {
    auto code = std::make_shared<std::string>();
    auto* listing = app.add_subcommand("versions", "the station's own versions, with the day they take effect and why");
    listing->add_option("code", *code, "only of this one");
    listing->callback(
        [&action, code, kind] { action = [code, kind](Context& context) { return list(context, kind, *code); }; });
}

void sayTroubles(Context& context) {
    for (const auto& sentence : context.models().troubles()) context.err() << "daiban: " << sentence << "\n";
}

}  // namespace daiban::cli
