// case show and case list: what the books say.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/CaseCommand.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

/// Where the documents of the pages lie, as read or as a person drew them.
base::Json documentsJson(const desk::CaseDetail& detail) {
    base::Json all = base::Json::array();
    for (std::size_t i = 0; i < detail.papers.papers.size(); ++i) {
        const auto& paper = detail.papers.papers[i];
        const auto& place = detail.papers.places[i];
        std::size_t page = 0;
        while (page < detail.pages.size() && detail.pages[page].id != place.page) ++page;
        all.push_back({{"page", page + 1},
                       {"document", paper.place.document + 1},
                       {"type", paper.document.classification.type},
                       {"quad", base::toJson(place.quad)},
                       {"drawn", place.drawn}});
    }
    return all;
}

base::Json detailJson(const desk::CaseDetail& detail) {
    base::Json line = caseJson(detail.record);
    line["limit"] = toJson(detail.limit);
    line["pages"] = base::Json::array();
    for (const auto& page : detail.pages)
        line["pages"].push_back(
            {{"id", page.id.text()}, {"image", page.sourceName}, {"page", page.number}, {"sha256", page.blob}});
    line["documents"] = documentsJson(detail);
    line["unread"] = detail.papers.unread.size();
    line["unreadable"] = detail.papers.unreadable.size();
    line["labels"] = base::Json::array();
    for (const auto& thing : detail.things)
        line["labels"].push_back({{"kind", codes::nameOf(thing.kind)},
                                  {"number", thing.shortNumber},
                                  {"token", thing.tokenText},
                                  {"desk", thing.whereabouts.desk},
                                  {"in_transit", thing.whereabouts.inTransit()}});
    if (detail.checklist) line["checklist"] = base::parseJson(detail.checklist->json, base::Sentence("The checklist"));
    return line;
}

/// The papers on a page by their names; what a person said of them counts.
std::string whatIsOn(Context& context, const desk::CaseDetail& detail, const store::StoredPage& page) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < detail.papers.papers.size(); ++i)
        if (detail.papers.places[i].page == page.id)
            names.push_back(typeName(context, detail.papers.papers[i].document.classification.type));
    return names.empty() ? "—" : base::joined(names, context.say(base::Sentence("；")));
}

int show(Context& context, const std::string& key) {
    const desk::CaseDetail detail = context.desk().cases.show(context.actor(), key);
    if (context.json) return context.printLine(detailJson(detail)), 0;
    const auto& record = detail.record;
    context.out() << base::Sentence("办件 {}  {}  {}  {}", record.number, record.itemCode, record.applicantName,
                                    base::word(handoff::chineseNameOf(record.status)))
                  << "\n";
    if (detail.limit.standing != desk::CaseLimit::Standing::Done) context.out() << "  " << saidOf(detail.limit) << "\n";
    int number = 0;
    for (const auto& page : detail.pages)
        context.out() << base::Sentence("  第{} 页  ", padded(std::to_string(++number), 3))
                      << padded(whatIsOn(context, detail, page), 44) << "  " << base::shown(page.sourceName) << "\n";
    for (const auto& [page, sentence] : detail.papers.unreadable)
        context.out() << "  ! " << base::shown(page.sourceName) << ": " << sentence << "\n";
    if (!detail.papers.unread.empty())
        context.out() << base::Sentence("  ! {} 页还没有识别", detail.papers.unread.size()) << "\n";
    for (const auto& thing : detail.things)
        context.out() << base::Sentence("  {} {}  {}{}", base::word(codes::nameOf(thing.kind)), thing.shortNumber,
                                        thing.whereabouts.desk,
                                        thing.whereabouts.inTransit() ? base::Sentence("（在途）") : base::Sentence())
                      << "\n";
    if (record.erased) return context.out() << base::Sentence("  个人信息已按要求删除") << "\n", 0;
    describeChecklist(context, detail.current, base::Sentence("{} {}", detail.item.code, detail.item.name));
    return 0;
}

void sayRecord(Context& context, const store::CaseRecord& record) {
    if (context.json)
        context.printLine(caseJson(record));
    else
        context.out() << padded(record.number, 18) << padded(record.itemCode, 9)
                      << padded(base::shown(record.applicantName), 12)
                      << base::word(handoff::chineseNameOf(record.status)) << "\n";
}

int list(Context& context) {
    store::CaseFilter filter{.offices = {}, .handedTo = {}, .statuses = {}, .cursor = {}};
    do {
        const auto cases = context.desk().cases.list(context.actor(), filter);
        for (const auto& record : cases.cases) sayRecord(context, record);
        filter.cursor = cases.nextCursor;
    } while (!filter.cursor.empty());
    return 0;
}

int search(Context& context, const std::string& text) {
    std::string cursor;
    do {
        const auto cases = context.desk().tracking.search(context.actor(), text, cursor);
        for (const auto& record : cases.cases) sayRecord(context, record);
        cursor = cases.nextCursor;
    } while (!cursor.empty());
    return 0;
}

}  // namespace

void setUpCaseLists(CLI::App& app, Action& action) {
    auto* showing = app.add_subcommand("show", "what a case holds and where its things are");
    auto key = std::make_shared<std::string>();
    showing->add_option("case", *key, "number, label or id")->required();
    showing->callback([&action, key] { action = [key](Context& context) { return show(context, *key); }; });
    app.add_subcommand("list", "every case you may see, newest first")->callback([&action] { action = list; });
    auto* searching = app.add_subcommand("search", "cases by number, label, name or identity number");
    searching->add_option("text", *key, "any part of it")->required();
    searching->callback([&action, key] { action = [key](Context& context) { return search(context, *key); }; });
}

}  // namespace daiban::cli
