#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/CaseLimit.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Inputs.h"
#include "cli/Terminal.h"
#include "cli/Things.h"
#include "documents/LearningFolder.h"
#include "intake/CaseDesk.h"
#include "intake/exampleFromReading.h"
#include "intake/storeFiles.h"

namespace daiban::cli {

namespace {

struct CaseCommandArguments {
    std::string key;
    std::string item;
    std::string situations;
    std::string applicant;
    std::string office;
    std::string batch;
    std::string id;
    std::string engine = "auto";
    std::string step = "archived";
    std::string type;
    std::string material;
    std::string reason;
    std::string day;
    std::vector<std::string> fields;
    int page = 1;
    int document = 1;
    std::vector<double> corners;
    int turn = 0;
    bool noRead = false;
    std::vector<std::string> files;
};

void sayStored(Context& context, const intake::StoredFile& file, const base::BatchId& batch) {
    for (std::size_t i = 0; i < file.pages.size() && context.json; ++i)
        context.printLine({{"acknowledged", file.pages[i].text()},
                           {"image", file.source},
                           {"page", i + 1},
                           {"batch", batch.text()},
                           {"sequence", file.added[i].sequence},
                           {"new", file.added[i].wasNew}});
}

struct Kept {
    std::vector<base::PageId> pages;
    int code = 0;  ///< exit code of the first input that was refused
};

Kept keepFiles(Context& context, const CaseCommandArguments& arguments, const base::BatchId& batch,
               const std::function<void(const std::vector<base::PageId>&)>& alsoKeep) {
    Kept kept;
    const intake::StoreFilesOptions options{.batch = batch, .actor = actor(), .limits = {}, .alsoKeep = alsoKeep};
    intake::storeFiles(context.store(), {arguments.files.begin(), arguments.files.end()}, options,
                       [&](const intake::StoredFile& file) {
                           if (!file.failed()) {
                               kept.pages.insert(kept.pages.end(), file.pages.begin(), file.pages.end());
                               return sayStored(context, file, batch);
                           }
                           const int code = sayFailure(context, {.source = file.source,
                                                                 .number = 1,
                                                                 .failure = file.failure,
                                                                 .failureKind = file.failureKind,
                                                                 .reading = {}});
                           if (kept.code == 0) kept.code = code;
                       });
    return kept;
}

int readPagesOf(Context& context, const std::vector<store::StoredPage>& pages) {
    int code = 0;
    Progress progress(pages.size(), true);
    intake::readStoredPages(context.store(), pages, context.readingTools(), {.limits = {}, .threads = context.threads},
                            actor(), [&](const intake::PageOutcome& outcome) {
                                progress.step(outcome.source);
                                if (!outcome.failed()) return;
                                context.err()
                                    << "daiban: " << outcome.failure << " The page is kept, marked unreadable.\n";
                                if (code == 0) code = static_cast<int>(outcome.failureKind);
                            });
    return code;
}

base::Json caseJson(const store::CaseRecord& record) {
    return {{"case", record.id.text()},
            {"number", record.number},
            {"item", record.itemCode},
            {"situations", record.situations},
            {"applicant", record.applicantName},
            {"office", record.office},
            {"status", handoff::nameOf(record.status)},
            {"opened", base::isoTime(record.openedAt)}};
}

/// Pages of the case that are likely the same paper scanned twice; nothing is dropped for it.
std::vector<intake::LikelyDuplicate> duplicatesOf(Context& context, const store::CaseRecord& record) {
    return intake::papersOf(context.store(), context.store().pagesOf(record.id)).duplicates;
}

int sayCase(Context& context, const store::CaseRecord& record, const cases::Checklist& checklist) {
    const cases::Item& item = intake::itemOf(record, context.items());
    const auto duplicates = duplicatesOf(context, record);
    if (context.json) {
        base::Json line = caseJson(record);
        line["checklist"] = cases::toJson(checklist);
        line["duplicates"] = base::Json::array();
        for (const auto& twice : duplicates)
            line["duplicates"].push_back({{"page", twice.page + 1},
                                          {"document", twice.document + 1},
                                          {"earlier_page", twice.earlierPage + 1},
                                          {"earlier_document", twice.earlierDocument + 1}});
        context.printLine(line);
    } else {
        context.out() << "办件 " << record.number << "  " << item.name << "  " << record.applicantName << "  "
                      << handoff::chineseNameOf(record.status) << "\n";
        describeChecklist(context, checklist, item.code + " " + item.name);
        const Terminal terminal(context.out());
        for (const auto& twice : duplicates)
            terminal.line("    " + terminal.yellow(fmt::format("! 第 {} 页像是第 {} 页的重复扫描，请核对（两页都保留）",
                                                               twice.page + 1, twice.earlierPage + 1)));
    }
    return checklist.complete || checklist.completeWithPromise ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

std::string officeFrom(Context& context, const std::string& code) {
    if (!code.empty()) {
        if (context.offices().find(code) == nullptr)
            throw base::Error(base::ErrorKind::NotFound, "There is no office '" + code + "' in models/offices.");
        return code;
    }
    for (const auto& office : context.offices().all())
        if (office.kind == staff::OfficeKind::Community) return office.code;
    throw base::Error(base::ErrorKind::BadArguments, "No community is named in models/offices; give --office.");
}

cases::Identity applicantFrom(Context& context, const CaseCommandArguments& arguments,
                              const std::vector<store::StoredPage>& pages) {
    if (!arguments.applicant.empty()) return identityFrom(arguments.applicant);
    cases::Identity applicant = intake::applicantOn(intake::papersOf(context.store(), pages).papers, context.today());
    if (applicant.name.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          "Who applies could not be read from an identity card for certain; give --applicant "
                          "NAME/IDNUMBER. The pages are kept: "
                          "call again with the same --batch.");
    return applicant;
}

int open(Context& context, const CaseCommandArguments& arguments) {
    const cases::Item& item = context.items().at(arguments.item, context.today());
    const auto situations = situationsFrom(arguments.situations);
    (void)cases::check(item, situations, {}, {}, context.today(),
                       context.types());  // wrong situations are told before anything is kept
    const std::string office = officeFrom(context, arguments.office);
    if (!arguments.applicant.empty()) (void)identityFrom(arguments.applicant);
    if (arguments.noRead && arguments.applicant.empty())
        throw base::Error(base::ErrorKind::BadArguments, "--no-read needs --applicant NAME/IDNUMBER.");
    const auto batch = idFrom<base::BatchId>(context, arguments.batch, "--batch");
    const auto id = idFrom<base::CaseId>(context, arguments.id, "--id");
    if (!context.json) context.err() << "batch " << batch.text() << "\n";

    int code = keepFiles(context, arguments, batch, {}).code;
    const auto pages = context.store().pagesOf(batch);
    if (!arguments.noRead)
        if (const int failed = readPagesOf(context, pages); code == 0) code = failed;
    const cases::Identity applicant = applicantFrom(context, arguments, pages);
    std::vector<base::PageId> pageIds;
    for (const auto& page : pages) pageIds.push_back(page.id);
    (void)context.store().openCase({.id = id,
                                    .itemCode = item.code,
                                    .itemVersion = std::to_string(item.version),
                                    .situations = situations,
                                    .applicantName = applicant.name,
                                    .applicantIdNumber = applicant.idNumber,
                                    .office = office,
                                    .pages = pageIds,
                                    .actor = actor()});
    const store::CaseRecord record = *context.store().findCase(id.text());
    const int incomplete = sayCase(
        context, record,
        intake::checkCase(context.store(), record, context.items(), context.types(), actor(), context.bundleRules()));
    return code != 0 ? code : incomplete;
}

int add(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    const auto batch = idFrom<base::BatchId>(context, arguments.batch, "--batch");
    // A page is acknowledged when it is the case's, not before.
    int code = keepFiles(context, arguments, batch, [&](const std::vector<base::PageId>& pages) {
                   context.store().addPagesToCase(record.id, pages, actor());
               }).code;
    if (arguments.noRead) return code;
    if (const int failed = readPagesOf(context, context.store().pagesOf(record.id)); code == 0) code = failed;
    const int incomplete = sayCase(
        context, record,
        intake::checkCase(context.store(), record, context.items(), context.types(), actor(), context.bundleRules()));
    return code != 0 ? code : incomplete;
}

/// Where the documents of the pages lie, as read or as a person drew them.
base::Json documentsJson(Context& context, const std::vector<store::StoredPage>& pages) {
    base::Json all = base::Json::array();
    for (std::size_t page = 0; page < pages.size(); ++page) {
        const auto reading = context.store().reading(pages[page].id);
        if (!reading) continue;
        const base::Json json = base::parseJson(reading->json, "A stored reading");
        int number = 0;
        for (const auto& document : json.value("documents", base::Json::array()))
            all.push_back({{"page", page + 1},
                           {"document", ++number},
                           {"type", document.value("type", "")},
                           {"quad", document.value("quad", base::Json())},
                           {"drawn", document.value("drawn", false)}});
    }
    return all;
}

int show(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    const auto pages = context.store().pagesOf(record.id);
    const intake::CasePapers papers = intake::papersOf(context.store(), pages);
    const auto things = context.store().thingsOfCase(record.id);
    const auto stored = context.store().checklist(record.id);
    const base::Json checklist = stored ? base::parseJson(stored->json, "The checklist") : base::Json::object();
    const CaseLimit limit = limitOf(context, record);
    if (context.json) {
        base::Json line = caseJson(record);
        line["limit"] = toJson(limit);
        line["pages"] = base::Json::array();
        for (const auto& page : pages)
            line["pages"].push_back(
                {{"id", page.id.text()}, {"image", page.sourceName}, {"page", page.number}, {"sha256", page.blob}});
        line["documents"] = documentsJson(context, pages);
        line["unread"] = papers.unread.size();
        line["unreadable"] = papers.unreadable.size();
        line["labels"] = base::Json::array();
        for (const auto& thing : things)
            line["labels"].push_back({{"kind", codes::nameOf(thing.kind)},
                                      {"number", thing.shortNumber},
                                      {"token", thing.tokenText},
                                      {"desk", thing.whereabouts.desk},
                                      {"in_transit", thing.whereabouts.inTransit()}});
        if (stored) line["checklist"] = checklist;
        return context.printLine(line), 0;
    }
    context.out() << "办件 " << record.number << "  " << record.itemCode << "  " << record.applicantName << "  "
                  << handoff::chineseNameOf(record.status) << "\n";
    if (limit.standing != CaseLimit::Standing::Done) context.out() << "  " << textOf(limit) << "\n";
    int number = 0;
    for (const auto& page : pages)
        context.out() << "  第" << padded(std::to_string(++number), 3) << " 页  " << page.sourceName << "\n";
    for (const auto& [page, sentence] : papers.unreadable)
        context.out() << "  ! " << page.sourceName << ": " << sentence << "\n";
    if (!papers.unread.empty()) context.out() << "  ! " << papers.unread.size() << " 页还没有识别\n";
    for (const auto& thing : things)
        context.out() << "  " << codes::nameOf(thing.kind) << " " << thing.shortNumber << "  " << thing.whereabouts.desk
                      << (thing.whereabouts.inTransit() ? "（在途）" : "") << "\n";
    return 0;
}

int list(Context& context) {
    store::CaseFilter filter{.offices = {}, .handedTo = {}, .statuses = {}, .cursor = {}};
    do {
        const store::CaseList cases = context.store().listCases(filter);
        for (const auto& record : cases.cases) {
            if (context.json)
                context.printLine(caseJson(record));
            else
                context.out() << padded(record.number, 18) << padded(record.itemCode, 9)
                              << padded(record.applicantName, 12) << handoff::chineseNameOf(record.status) << "\n";
        }
        filter.cursor = cases.nextCursor;
    } while (!filter.cursor.empty());
    return 0;
}

store::StoredPage pageOf(Context& context, const store::CaseRecord& record, int number) {
    const auto pages = context.store().pagesOf(record.id);
    if (number < 1 || static_cast<std::size_t>(number) > pages.size())
        throw base::Error(base::ErrorKind::NotFound,
                          "The case has " + std::to_string(pages.size()) + " pages; see daiban case show.");
    return pages[static_cast<std::size_t>(number - 1)];
}

/// A corrected page teaches the next one at once. That it could not is said, and costs the correction nothing.
void learnFrom(Context& context, const base::PageId& page, int document, const std::string& type) {
    try {
        const auto reading = context.store().reading(page);
        if (!reading) return;
        const auto json = base::parseJson(reading->json, "A stored reading");
        const auto example = intake::exampleFromReading(json, document, type);
        if (!example) return;  // too little text to know another page by
        const auto lesson = documents::LearningFolder(context.dataFolder).teach({*example}, context.types());
        if (!lesson.wouldTurnWrong.empty())
            context.err() << "daiban: The correction holds, but pages like it are not known from it: pages answered "
                             "right before ("
                          << base::joined(lesson.wouldTurnWrong, ", ") << ") would be answered wrong.\n";
    } catch (const base::Error& error) {
        context.err() << "daiban: " << error.what() << "\n";
    }
}

int confirm(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    const store::StoredPage page = pageOf(context, record, arguments.page);
    intake::PaperCorrection correction{.type = arguments.type, .fields = {}, .material = arguments.material};
    if (!correction.material.empty()) demandMaterial(intake::itemOf(record, context.items()), correction.material);
    if (!correction.type.empty() && context.types().find(correction.type) == nullptr)
        throw base::Error(base::ErrorKind::NotFound,
                          "There is no document type '" + correction.type + "'; see daiban types list.");
    for (const auto& field : arguments.fields) {
        const auto equals = field.find('=');
        if (equals == std::string::npos) throw base::Error(base::ErrorKind::BadArguments, "--field takes NAME=VALUE.");
        correction.fields[field.substr(0, equals)] = field.substr(equals + 1);
    }
    intake::confirmPaper(context.store(), page.id, arguments.document - 1, correction, actor());
    if (!correction.type.empty()) learnFrom(context, page.id, arguments.document - 1, correction.type);
    return sayCase(
        context, record,
        intake::checkCase(context.store(), record, context.items(), context.types(), actor(), context.bundleRules()));
}

int adjust(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    const store::StoredPage page = pageOf(context, record, arguments.page);
    base::Quad drawn{};
    if (!arguments.corners.empty()) {
        for (std::size_t i = 0; i < 4; ++i) drawn[i] = {arguments.corners[2 * i], arguments.corners[2 * i + 1]};
    } else {
        const auto documents = intake::documentsAsRead(context.store(), page.id);
        if (static_cast<std::size_t>(arguments.document) > documents.size())
            throw base::Error(base::ErrorKind::NotFound, "The page has " + std::to_string(documents.size()) +
                                                             " documents; give --corners to add one.");
        drawn = documents[static_cast<std::size_t>(arguments.document - 1)];
    }
    // Turned clockwise by a quarter, what was bottom-left comes to lie top-left.
    drawn = base::startingAt(drawn, -arguments.turn / 90);
    intake::drawDocument(context.store(), page.id, arguments.document - 1, drawn, actor());
    const int failed = readPagesOf(context, {page});
    const int incomplete = sayCase(
        context, record,
        intake::checkCase(context.store(), record, context.items(), context.types(), actor(), context.bundleRules()));
    return failed != 0 ? failed : incomplete;
}

int chooseSituations(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    const auto situations = situationsFrom(arguments.situations);
    (void)cases::check(intake::itemOf(record, context.items()), situations, {}, {}, context.today(),
                       context.types());  // wrong situations are told before anything is kept
    context.store().chooseSituations(record.id, situations, actor());
    const store::CaseRecord chosen = caseBy(context, record.number);
    return sayCase(
        context, chosen,
        intake::checkCase(context.store(), chosen, context.items(), context.types(), actor(), context.bundleRules()));
}

int sayLimit(Context& context, const store::CaseRecord& record, const char* done) {
    const CaseLimit limit = limitOf(context, record);
    if (context.json) {
        base::Json line = caseJson(record);
        line["limit"] = toJson(limit);
        context.printLine(line);
    } else {
        context.out() << "办件 " << record.number << "  " << record.itemCode << "  " << record.applicantName << "  "
                      << done << "\n  " << textOf(limit) << "\n";
    }
    return 0;
}

base::Date dayOr(const std::string& text, base::Date today) {
    return text.empty() ? today : dayFrom(text);
}

int stopClock(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    context.store().stopClock(record.id, *cases::stopReasonOf(arguments.reason), dayOr(arguments.day, context.today()),
                              actor());
    return sayLimit(context, record, "已停止计时");
}

int resumeClock(Context& context, const CaseCommandArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    context.store().resumeClock(record.id, dayOr(arguments.day, context.today()), actor());
    return sayLimit(context, record, "已恢复计时");
}

int close(Context& context, const CaseCommandArguments& arguments) {
    const auto step = handoff::caseStepNamed(arguments.step);
    if (!step) throw base::Error(base::ErrorKind::BadArguments, "--step is archived, withdrawn or sent-back.");
    const store::CaseRecord record = caseBy(context, arguments.key);
    context.store().closeCase(record.id, *step, actor());
    if (context.json)
        context.printLine(caseJson(caseBy(context, record.number)));
    else
        context.out() << "办件 " << record.number << " 已" << handoff::chineseNameOf(*step) << "\n";
    return 0;
}

}  // namespace

void setUpCase(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<CaseCommandArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const CaseCommandArguments&)) {
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) {
                context.engine = arguments->engine;
                return work(context, *arguments);
            };
        });
    };
    const auto takesPages = [arguments](CLI::App* sub) {
        sub->add_option("inputs", arguments->files, "images or PDF files")->type_name("IMAGE|PDF");
        sub->add_option("--batch", arguments->batch,
                        "id of this batch, made by you: the same batch again changes nothing")
            ->type_name("UUID");
        sub->add_option("--engine", arguments->engine, "what reads the text: auto, ppocr or tesseract")
            ->type_name("ENGINE");
        sub->add_flag("--no-read", arguments->noRead, "keep the pages now, read them later");
    };
    auto* opening = app.add_subcommand("open", "open a case from scanned pages");
    opening->add_option("--item", arguments->item, "approval item")->required()->type_name("CODE");
    opening->add_option("--situation", arguments->situations, "situations, separated by commas")->type_name("CODES");
    opening->add_option("--applicant", arguments->applicant, "who applies (default: read from the identity card)")
        ->type_name("NAME/IDNUMBER");
    opening
        ->add_option("--office", arguments->office,
                     "the community that takes it in (default: the first of models/offices)")
        ->type_name("CODE");
    opening->add_option("--id", arguments->id, "id of the case, made by you")->type_name("UUID");
    takesPages(opening);
    does(opening, open);
    auto* adding = app.add_subcommand("add", "add pages to a case and check it again");
    adding->add_option("case", arguments->key, "number, label or id")->required();
    takesPages(adding);
    does(adding, add);
    auto* showing = app.add_subcommand("show", "what a case holds and where its things are");
    showing->add_option("case", arguments->key, "number, label or id")->required();
    does(showing, show);
    app.add_subcommand("list", "every case, newest first")->callback([&action] { action = list; });
    auto* confirming = app.add_subcommand("confirm", "say yes to a paper that was read with doubt, or say what it is");
    confirming->add_option("case", arguments->key, "number, label or id")->required();
    confirming->add_option("--page", arguments->page, "page of the case, from 1")
        ->required()
        ->check(CLI::Range(1, 100000));
    confirming->add_option("--document", arguments->document, "document on that page, from 1")
        ->check(CLI::Range(1, 1000));
    confirming->add_option("--type", arguments->type, "what it is")->type_name("TYPE");
    confirming->add_option("--material", arguments->material, "which material of the item it is, by name")
        ->type_name("NAME");
    confirming->add_option("--field", arguments->fields, "what it says")->type_name("NAME=VALUE");
    does(confirming, confirm);
    auto* adjusting = app.add_subcommand("adjust", "say where a document lies on its page and which way is up");
    adjusting->add_option("case", arguments->key, "number, label or id")->required();
    adjusting->add_option("--page", arguments->page, "page of the case, from 1")
        ->required()
        ->check(CLI::Range(1, 100000));
    adjusting
        ->add_option("--document", arguments->document,
                     "document on that page, from 1; one more than there are adds one")
        ->check(CLI::Range(1, 1000));
    adjusting
        ->add_option("--corners", arguments->corners,
                     "its corners in pixels of the page, clockwise from the document's own top-left")
        ->expected(8)
        ->delimiter(',')
        ->type_name("X,Y,X,Y,X,Y,X,Y");
    adjusting->add_option("--turn", arguments->turn, "turn it clockwise by so many degrees")
        ->check(CLI::IsMember({0, 90, 180, 270}));
    does(adjusting, adjust);
    auto* choosing = app.add_subcommand("situation", "say which situations hold, and check the case again");
    choosing->add_option("case", arguments->key, "number, label or id")->required();
    choosing->add_option("situations", arguments->situations, "situations, separated by commas; none: the plain case")
        ->type_name("CODES");
    does(choosing, chooseSituations);
    auto* stopping =
        app.add_subcommand("stop", "stop the clock of the time limit: papers are mended, or a hearing is held");
    stopping->add_option("case", arguments->key, "number, label or id")->required();
    stopping->add_option("--reason", arguments->reason, "supplement (补正) or special (特别程序)")
        ->required()
        ->check(CLI::IsMember({"supplement", "special"}));
    stopping->add_option("--from", arguments->day, "the day the notice went out, which still counts (default: today)")
        ->type_name("DAY");
    does(stopping, stopClock);
    auto* resuming = app.add_subcommand("resume", "let the clock of the time limit go on");
    resuming->add_option("case", arguments->key, "number, label or id")->required();
    resuming->add_option("--on", arguments->day, "the day the papers came back, which does not count (default: today)")
        ->type_name("DAY");
    does(resuming, resumeClock);
    auto* closing = app.add_subcommand("close", "close a case");
    closing->add_option("case", arguments->key, "number, label or id")->required();
    closing->add_option("--step", arguments->step, "archived (after the pickup), withdrawn or sent-back");
    does(closing, close);
}

}  // namespace daiban::cli
