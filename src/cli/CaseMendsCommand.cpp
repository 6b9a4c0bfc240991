// case reopen, applicant, remove-page, restore-page, removed, loose and put: what is put right of a case.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/CaseCommand.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct MendArguments {
    std::string key;
    std::string name;
    std::string number;
    std::string reason;
    int page = 0;
    std::vector<std::string> pages;
};

int reopen(Context& context, const MendArguments& arguments) {
    const auto record = context.desk().cases.reopen(context.actor(), arguments.key, arguments.reason);
    if (context.json)
        context.printLine(caseJson(record));
    else
        context.out() << base::Sentence("办件 {} 已重新打开  {}", record.number,
                                        base::word(handoff::chineseNameOf(record.status)))
                      << "\n";
    return 0;
}

int correctApplicant(Context& context, const MendArguments& arguments) {
    return sayCase(context, context.desk().cases.correctApplicant(
                                context.actor(), arguments.key,
                                {.name = arguments.name, .idNumber = arguments.number, .reason = arguments.reason}));
}

int removePage(Context& context, const MendArguments& arguments) {
    return sayCase(context,
                   context.desk().cases.removePage(context.actor(), arguments.key, arguments.page, arguments.reason));
}

int restorePage(Context& context, const MendArguments& arguments) {
    return sayCase(context, context.desk().cases.restorePage(
                                context.actor(), arguments.key,
                                idFrom<base::PageId>(context, arguments.pages.at(0), base::Sentence("the page")),
                                arguments.reason));
}

void sayPage(Context& context, const store::StoredPage& page, const base::Sentence& said) {
    if (context.json) return;
    context.out() << base::Sentence("{}  {}  第 {} 页  {}", page.id.text(), page.sourceName, page.number, said) << "\n";
}

int removed(Context& context, const MendArguments& arguments) {
    for (const auto& one : context.desk().cases.removedPages(context.actor(), arguments.key)) {
        sayPage(context, one.page, base::Sentence("移出：{}", one.reason));
        if (context.json)
            context.printLine({{"id", one.page.id.text()},
                               {"image", one.page.sourceName},
                               {"page", one.page.number},
                               {"reason", one.reason},
                               {"by", one.actor},
                               {"at", base::isoTime(one.removedAt)}});
    }
    return 0;
}

int loose(Context& context, const MendArguments&) {
    for (const auto& one : context.desk().cases.loosePages(context.actor())) {
        sayPage(context, one.page,
                base::Sentence::verbatim(base::isoTime(one.page.receivedAt) + "  " + one.office + " " + one.actor));
        if (context.json)
            context.printLine({{"id", one.page.id.text()},
                               {"batch", one.page.batch.text()},
                               {"image", one.page.sourceName},
                               {"page", one.page.number},
                               {"office", one.office},
                               {"by", one.actor},
                               {"at", base::isoTime(one.page.receivedAt)}});
    }
    return 0;
}

int put(Context& context, const MendArguments& arguments) {
    std::vector<base::PageId> pages;
    for (const auto& page : arguments.pages)
        pages.push_back(idFrom<base::PageId>(context, page, base::Sentence("the page")));
    const auto& cases = context.desk().cases;
    cases.addPages(context.actor(), arguments.key, pages);
    const int failed = readCase(context, arguments.key);
    const int incomplete = sayCase(context, cases.check(context.actor(), arguments.key));
    return failed != 0 ? failed : incomplete;
}

}  // namespace

void setUpCaseMends(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<MendArguments>();
    const auto does = [&](const char* name, const char* help, int (*work)(Context&, const MendArguments&)) {
        auto* sub = app.add_subcommand(name, help);
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
        return sub;
    };
    const auto ofCase = [&](CLI::App* sub) {
        sub->add_option("case", arguments->key, "number, label or id")->required();
        return sub;
    };
    const auto withReason = [&](CLI::App* sub) {
        sub->add_option("--reason", arguments->reason, "why; it is kept")->required()->type_name("TEXT");
        return sub;
    };
    withReason(ofCase(does("reopen", "reopen a closed case; it stands where it stood", reopen)));
    auto* correcting =
        withReason(ofCase(does("applicant", "put right who applies; all is judged again", correctApplicant)));
    correcting->add_option("--name", arguments->name, "as on the identity paper")->type_name("NAME");
    correcting->add_option("--number", arguments->number, "as on the identity paper; 无 when there is none")
        ->type_name("IDNUMBER");
    auto* removing =
        withReason(ofCase(does("remove-page", "take a page out of a case; it can be put back", removePage)));
    removing->add_option("--page", arguments->page, "page of the case, from 1")
        ->required()
        ->check(CLI::Range(1, 100000));
    auto* restoring = withReason(ofCase(does("restore-page", "put a page back that was taken out", restorePage)));
    restoring->add_option("page", arguments->pages, "its id, as case removed says")->required()->expected(1);
    ofCase(does("removed", "pages that were taken out of a case", removed));
    does("loose", "pages that are in no case", loose);
    auto* putting = ofCase(does("put", "put pages of no case to a case, and check it again", put));
    putting->add_option("pages", arguments->pages, "their ids, as case loose says")->required();
}

}  // namespace daiban::cli
