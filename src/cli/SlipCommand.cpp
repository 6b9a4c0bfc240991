#include <CLI/CLI.hpp>
#include <array>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/ModelProblems.h"
#include "cli/SlipData.h"
#include "cli/Terminal.h"
#include "cli/Things.h"
#include "printing/slips/SlipSample.h"

namespace daiban::cli {

namespace {

/// What must be so before a slip says it.
enum class SlipDemand { None, SomethingToTell, SomethingToFollow };

struct SlipKind {
    const char* name;  ///< of the subcommand and, without --design, of the design
    const char* help;
    printing::SlipSubject subject;
    SlipDemand demand;
};

using printing::SlipSubject;
constexpr std::array kinds{
    SlipKind{"receipt", "收件凭证: what was taken in (--design receipt-roll-80: on an 80 mm roll)", SlipSubject::Case,
             SlipDemand::None},
    SlipKind{"notice", "一次性告知单: all that is missing or wrong, told once", SlipSubject::Case,
             SlipDemand::SomethingToTell},
    SlipKind{"correction", "补正告知书: what must be put right, by when", SlipSubject::Case,
             SlipDemand::SomethingToTell},
    SlipKind{"tolerance", "容缺受理通知书 with 承诺书: accepted against a promise", SlipSubject::Case,
             SlipDemand::SomethingToFollow},
    SlipKind{"delivery", "送达回执: the resident signs for the certificate", SlipSubject::Case, SlipDemand::None},
    SlipKind{"mandate", "代办服务委托书: the resident entrusts the social worker", SlipSubject::Case, SlipDemand::None},
    SlipKind{"handover", "综合窗口受理交接单: folders on their way out", SlipSubject::Handoff, SlipDemand::None},
    SlipKind{"return-handover", "办结证件交接单: certificates on their way back", SlipSubject::Handoff,
             SlipDemand::None},
};

struct SlipArguments {
    std::string key;
    std::string design;
    std::filesystem::path output;
    SlipExtras extras;
};

printing::SlipDesign designOf(Context& context, const std::string& name) {
    const auto file = context.modelsFolder / "slips" / (name + ".yaml");
    if (!std::filesystem::exists(file))
        throw base::Error(base::ErrorKind::NotFound, "There is no slip '" + name + "'; see daiban slip list.");
    return printing::loadSlipDesign(file);
}

int writeSlip(Context& context, const std::filesystem::path& output, const std::string& kind,
              const printing::SlipDesign& design, const printing::SlipContent& content) {
    const auto extension = output.extension();
    if (output != "-" && extension != ".pdf")
        throw base::Error(base::ErrorKind::BadArguments, "A slip is written as PDF; give -o FILE.pdf.");
    const printing::SlipPdf slip = printing::slipPdf(design, content);
    writeFile(context, output, slip.bytes);
    if (output == "-") return 0;
    if (context.json)
        context.printLine({{"file", output.string()},
                           {"kind", kind},
                           {"title", design.title},
                           {"number", content.number},
                           {"pages", slip.pages},
                           {"token", content.qr}});
    else
        context.out() << design.title << "  " << content.number << "  " << output.string() << "\n";
    return 0;
}

/// What is not decided cannot be told once and completely.
void demandSituation(const CaseSlip& slip, const store::CaseRecord& record) {
    if (slip.checklist.toChoose.empty()) return;
    std::vector<std::string> codes;
    for (const auto& situation : slip.checklist.toChoose) codes.push_back(situation.code + " (" + situation.name + ")");
    throw base::Error(base::ErrorKind::CheckFailed,
                      "It is not decided which situation holds, so not all that is needed is known; choose with daiban "
                      "case situation " +
                          record.number + ": " + base::joined(codes, " or ") + ".");
}

void demand(SlipDemand what, const CaseSlip& slip, const store::CaseRecord& record) {
    if (what != SlipDemand::None) demandSituation(slip, record);
    if (what == SlipDemand::SomethingToTell && slip.content.lists.at("told").empty())
        throw base::Error(base::ErrorKind::CheckFailed,
                          "Nothing of this case is missing or wrong, so there is nothing to tell; print the receipt.");
    if (what == SlipDemand::SomethingToFollow && !slip.checklist.completeWithPromise)
        throw base::Error(base::ErrorKind::CheckFailed,
                          slip.checklist.complete
                              ? "This case is complete, so nothing follows later; print the receipt."
                              : "More is missing than what may follow against a promise; print the notice.");
}

int slipOfCase(Context& context, const SlipArguments& arguments, const SlipKind& kind,
               const printing::SlipDesign& design) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    CaseSlip slip = slipOf(context, record, arguments.extras);
    demand(kind.demand, slip, record);
    if (slip.unread > 0)
        context.err()
            << "daiban: " << slip.unread
            << " pages of the case could not be read or were not read yet; the slip counts them as pages, but "
               "does not know what they are.\n";
    slip.content.number = printing::slipNumber(design, record.number);
    return writeSlip(context, arguments.output, kind.name, design, slip.content);
}

int printSlip(Context& context, const SlipArguments& arguments, const SlipKind& kind) {
    const auto design = designOf(context, arguments.design.empty() ? kind.name : arguments.design);
    if (design.subject != kind.subject)
        throw base::Error(base::ErrorKind::BadArguments, "The slip " + design.name + " is not of a " +
                                                             (kind.subject == SlipSubject::Case ? "case" : "handoff") +
                                                             "; see daiban slip list.");
    if (kind.subject == SlipSubject::Case) return slipOfCase(context, arguments, kind, design);
    const store::HandoffRecord record = handoffBy(context, arguments.key);
    auto content = slipOf(context, record);
    content.number = printing::slipNumber(design, record.handoff.number);
    return writeSlip(context, arguments.output, kind.name, design, content);
}

int sample(Context& context, const SlipArguments& arguments) {
    const auto design = designOf(context, arguments.design);
    auto content = printing::sampleSlipContent(design.subject);
    content.number = printing::slipNumber(design, content.number);
    return writeSlip(context, arguments.output, "sample", design, content);
}

int list(Context& context) {
    for (const auto& [name, design] : printing::loadSlipDesigns(context.modelsFolder / "slips")) {
        if (context.json)
            context.printLine({{"name", name},
                               {"title", design.title},
                               {"width", design.width()},
                               {"of", design.subject == SlipSubject::Case ? "case" : "handoff"}});
        else
            context.out() << padded(name, 20) << design.title << "\n";
    }
    return 0;
}

int validate(Context& context) {
    return sayProblems(context, printing::slipProblemsIn(context.modelsFolder / "slips"), "slips");
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
        sub->add_option("--design", arguments->design, "one of models/slips (default: " + std::string(kind.name) + ")")
            ->type_name("NAME");
        if (ofCase) {
            sub->add_option("--until", arguments->extras.until, "day by which papers must follow")
                ->type_name("YYYY-MM-DD");
            sub->add_option("--worker", arguments->extras.worker, "the social worker who carries the case")
                ->type_name("NAME");
            sub->add_option("--phone", arguments->extras.phone, "where to ask")->type_name("NUMBER");
        }
        sub->callback([&action, arguments, &kind] {
            action = [arguments, &kind](Context& context) { return printSlip(context, *arguments, kind); };
        });
    }
    auto* sampling = app.add_subcommand("sample", "a slip with invented content, to try its design");
    sampling->add_option("design", arguments->design, "one of models/slips")->required();
    writes(sampling);
    sampling->callback(
        [&action, arguments] { action = [arguments](Context& context) { return sample(context, *arguments); }; });
    app.add_subcommand("list", "every slip of models/slips")->callback([&action] { action = list; });
    app.add_subcommand("validate", "what is wrong in the files, with file and line")->callback([&action] {
        action = validate;
    });
}

}  // namespace daiban::cli
