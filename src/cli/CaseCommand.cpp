// case open and case add: papers come in. What is said of them later is in the other CaseCommand files.
#include "cli/CaseCommand.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/CaseArguments.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "cli/Inputs.h"

namespace daiban::cli {

namespace {

struct IntakeArguments {
    std::string key;
    std::string item;
    std::string situations;
    std::string applicant;
    std::string office;
    std::string batch;
    std::string id;
    std::string engine = "auto";
    bool noRead = false;
    std::vector<std::string> files;

    [[nodiscard]] std::vector<std::filesystem::path> paths() const { return {files.begin(), files.end()}; }
};

/// Says of each file what became of it; `code` becomes the exit code of the first that was refused.
auto sayStored(Context& context, const base::BatchId& batch, int& code) {
    return [&context, &batch, &code](const intake::StoredFile& file) {
        if (file.failed()) {
            const int failed = sayFailure(context, {.source = file.source,
                                                    .number = 1,
                                                    .failure = file.failure,
                                                    .failureKind = file.failureKind,
                                                    .reading = {}});
            if (code == 0) code = failed;
            return;
        }
        for (std::size_t i = 0; i < file.pages.size() && context.json; ++i)
            context.printLine({{"acknowledged", file.pages[i].text()},
                               {"image", file.source},
                               {"page", i + 1},
                               {"batch", batch.text()},
                               {"sequence", file.added[i].sequence},
                               {"new", file.added[i].wasNew}});
    };
}

/// The community a case is opened at: the one named, else the actor's, else the first there is.
std::string officeFor(Context& context, const std::string& code) {
    if (!code.empty()) return code;
    if (const auto actor = context.actor(); context.offices().find(actor.office) != nullptr) return actor.office;
    for (const auto& office : context.offices().all())
        if (office.kind == staff::OfficeKind::Community) return office.code;
    throw base::Error(base::ErrorKind::BadArguments, base::Sentence("No community is known; give --office."));
}

int open(Context& context, const IntakeArguments& arguments) {
    if (arguments.noRead && arguments.applicant.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("--no-read needs --applicant NAME/IDNUMBER."));
    const auto batch = idFrom<base::BatchId>(context, arguments.batch, base::Sentence::verbatim("--batch"));
    (void)context.storeOrNew();
    const desk::CaseOpening opening{
        .id = arguments.id.empty() ? base::CaseId{}
                                   : idFrom<base::CaseId>(context, arguments.id, base::Sentence::verbatim("--id")),
        .item = arguments.item,
        .situations = situationsFrom(arguments.situations),
        .office = officeFor(context, arguments.office),
        .applicant = arguments.applicant.empty() ? cases::Identity{} : identityFrom(arguments.applicant),
        .batch = batch};
    const auto actor = context.actor();
    const auto& cases = context.desk().cases;
    cases.checkOpening(actor, opening);
    if (!context.json) context.err() << base::Sentence("batch {}", batch.text()) << "\n";
    int code = 0;
    cases.keep(actor, batch, arguments.paths(), sayStored(context, batch, code));
    if (!arguments.noRead)
        if (const int failed = readBatch(context, batch); code == 0) code = failed;
    const int incomplete = sayCase(context, cases.open(actor, opening));
    return code != 0 ? code : incomplete;
}

int add(Context& context, const IntakeArguments& arguments) {
    const auto batch = idFrom<base::BatchId>(context, arguments.batch, base::Sentence::verbatim("--batch"));
    const auto actor = context.actor();
    const auto& cases = context.desk().cases;
    int code = 0;
    cases.add(actor, arguments.key, batch, arguments.paths(), sayStored(context, batch, code));
    if (arguments.noRead) return code;
    if (const int failed = readCase(context, arguments.key); code == 0) code = failed;
    const int incomplete = sayCase(context, cases.check(actor, arguments.key));
    return code != 0 ? code : incomplete;
}

void takesPages(CLI::App* sub, const std::shared_ptr<IntakeArguments>& arguments) {
    sub->add_option("inputs", arguments->files, "images or PDF files")->type_name("IMAGE|PDF");
    sub->add_option("--batch", arguments->batch, "id of this batch, made by you: the same batch again changes nothing")
        ->type_name("UUID");
    sub->add_option("--engine", arguments->engine, "what reads the text: auto, ppocr or tesseract")
        ->type_name("ENGINE");
    sub->add_flag("--no-read", arguments->noRead, "keep the pages now, read them later");
}

void setUpIntake(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<IntakeArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const IntakeArguments&)) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) {
                context.engine = arguments->engine;
                return work(context, *arguments);
            };
        });
    };
    auto* opening = app.add_subcommand("open", "open a case from scanned pages");
    opening->add_option("--item", arguments->item, "approval item")->required()->type_name("CODE");
    opening->add_option("--situation", arguments->situations, "situations, separated by commas")->type_name("CODES");
    opening->add_option("--applicant", arguments->applicant, "who applies (default: read from the identity card)")
        ->type_name("NAME/IDNUMBER");
    opening->add_option("--office", arguments->office, "the community that takes it in (default: yours)")
        ->type_name("CODE");
    opening->add_option("--id", arguments->id, "id of the case, made by you (default: made from the batch's)")
        ->type_name("UUID");
    takesPages(opening, arguments);
    does(opening, open);
    auto* adding = app.add_subcommand("add", "add pages to a case and check it again");
    adding->add_option("case", arguments->key, "number, label or id")->required();
    takesPages(adding, arguments);
    does(adding, add);
}

}  // namespace

void setUpCase(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    setUpIntake(app, action);
    setUpCaseLists(app, action);
    setUpCasePapers(app, action);
    setUpCaseOverrule(app, action);
    setUpCaseClock(app, action);
    setUpCaseMends(app, action);
}

}  // namespace daiban::cli
