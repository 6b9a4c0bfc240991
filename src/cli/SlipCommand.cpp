#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/SlipOutput.h"

namespace daiban::cli {

namespace {

struct SlipKind {
    const char* name;  ///< of the subcommand and, without --design, of the design
    const char* help;
    printing::SlipSubject subject;
    desk::SlipDemand demand;
};

using desk::SlipDemand;
using printing::SlipSubject;
constexpr std::array kinds{
    SlipKind{"receipt", "the receipt: what was taken in (--design receipt-roll-80: on an 80 mm roll)",
             SlipSubject::Case, SlipDemand::None},
    SlipKind{"notice", "the notice: all that is missing or wrong, told once", SlipSubject::Case,
             SlipDemand::SomethingToTell},
    SlipKind{"correction", "the notice of correction: what must be put right, by when", SlipSubject::Case,
             SlipDemand::SomethingToTell},
    SlipKind{"tolerance", "the notice and the promise: accepted against a promise", SlipSubject::Case,
             SlipDemand::SomethingToFollow},
    SlipKind{"delivery", "the proof of delivery: the resident signs for the certificate", SlipSubject::Case,
             SlipDemand::CertificateBack},
    SlipKind{"mandate", "the mandate: the resident entrusts the social worker", SlipSubject::Case, SlipDemand::None},
    SlipKind{"separator", "the separator: laid before a resident's papers in a stack (scan --batch)", SlipSubject::Case,
             SlipDemand::None},
    SlipKind{"handover", "the handoff sheet: folders on their way out", SlipSubject::Handoff, SlipDemand::None},
    SlipKind{"return-handover", "the handoff sheet: certificates on their way back", SlipSubject::Handoff,
             SlipDemand::None},
};

struct SlipArguments {
    std::string key;
    std::string design;
    std::filesystem::path output;
    std::string until;
    std::string worker;
    std::string phone;
};

int slipOfCase(Context& context, const SlipArguments& arguments, const SlipKind& kind,
               const printing::SlipDesign& design) {
    const desk::SlipExtras extras{
        .until = arguments.until.empty() ? std::nullopt : std::optional(dayFrom(arguments.until)),
        .worker = arguments.worker,
        .phone = arguments.phone};
    const auto slip = context.desk().slips.ofCase(context.actor(), arguments.key, design, kind.demand, extras);
    if (slip.unread > 0)
        context.err() << "daiban: "
                      << base::Sentence(
                             "{} pages of the case could not be read or were not read yet; the slip counts them as "
                             "pages, but does not know what they are.",
                             slip.unread)
                      << "\n";
    return writeSlip(context, arguments.output, kind.name, design, slip.content);
}

int printSlip(Context& context, const SlipArguments& arguments, const SlipKind& kind) {
    const auto design = context.models().slipDesign(arguments.design.empty() ? kind.name : arguments.design);
    if (kind.subject == SlipSubject::Case) return slipOfCase(context, arguments, kind, design);
    return writeSlip(context, arguments.output, kind.name, design,
                     context.desk().slips.ofHandoff(context.actor(), arguments.key, design));
}

}  // namespace

void setUpSlip(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<SlipArguments>();
    const auto writes = [arguments](CLI::App* sub) {
        sub->add_option("-o,--output", arguments->output, "the PDF; - is stdout")->required()->type_name("FILE.pdf");
    };
    for (const SlipKind& kind : kinds) {
        auto* sub = app.add_subcommand(kind.name, kind.help);
        const bool ofCase = kind.subject == SlipSubject::Case;
        sub->add_option(ofCase ? "case" : "handoff", arguments->key, "number, label or id")->required();
        writes(sub);
        sub->add_option("--design", arguments->design, "one of models/slips (default: of the same name)")
            ->type_name("NAME");
        if (ofCase) {
            sub->add_option("--until", arguments->until, "day by which papers must follow")->type_name("YYYY-MM-DD");
            sub->add_option("--worker", arguments->worker, "the social worker who carries the case")->type_name("NAME");
            sub->add_option("--phone", arguments->phone, "where to ask")->type_name("NUMBER");
        }
        sub->callback([&action, arguments, &kind] {
            action = [arguments, &kind](Context& context) { return printSlip(context, *arguments, kind); };
        });
    }
    setUpSlipDesigns(app, action);
}

}  // namespace daiban::cli
