// erase: a person's data is deleted, on request or when its time is over.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct EraseArguments {
    std::string person;
    int years = -1;  ///< -1: as retention.yaml says
    std::string reason;
    bool yes = false;
};

base::Json reportJson(const store::Erasure& report) {
    base::Json cases = base::Json::array();
    for (const auto& one : report.cases)
        cases.push_back({{"number", one.number},
                         {"pages", one.pages},
                         {"shared_pages", one.sharedPages},
                         {"readings", one.readings},
                         {"corrections", one.corrections},
                         {"checklists", one.checklists},
                         {"returns", one.returns},
                         {"pickups", one.pickups}});
    return {{"erased", report.sequence > 0},
            {"problems", base::textsOf(report.problems)},
            {"cases", cases},
            {"files", report.files},
            {"bytes", report.bytes},
            {"shared_files", report.sharedFiles},
            {"sequence", report.sequence}};
}

base::Json numbersOf(const std::vector<store::CaseRecord>& cases) {
    base::Json numbers = base::Json::array();
    for (const auto& record : cases) numbers.push_back(record.number);
    return numbers;
}

void printReport(std::ostream& out, const store::Erasure& report) {
    for (const auto& one : report.cases) {
        out << padded(one.number, 18)
            << base::Sentence("{} 页，{} 份识别结果，{} 处更正，{} 份核对记录，{} 条收证记录，{} 条领取人信息",
                              one.pages, one.readings, one.corrections, one.checklists, one.returns, one.pickups);
        if (one.sharedPages > 0) out << base::Sentence("；另有 {} 页其他办件也在用，保留", one.sharedPages);
        out << "\n";
    }
    out << base::Sentence("原件文件 {} 个，{} KB", report.files, (report.bytes + 1023) / 1024);
    if (report.sharedFiles > 0) out << base::Sentence("；另有 {} 个文件与其他页面相同，保留", report.sharedFiles);
    out << "\n";
}

void printLeftAlone(std::ostream& out, const desk::ErasurePlan& plan) {
    for (const auto& record : plan.otherName)
        out << base::Sentence("! 办件 {} 号码相同、姓名不同（{}），不在其内，请核对", record.number,
                              record.applicantName)
            << "\n";
    for (const auto& record : plan.collected)
        out << base::Sentence("! 办件 {} 由此人代领，领取记录属于该办件，保留", record.number) << "\n";
}

int erase(Context& context, const desk::ErasurePlan& plan, const EraseArguments& arguments) {
    if (plan.cases.empty()) {
        if (context.json)
            context.printLine(reportJson({}));
        else {
            printLeftAlone(context.out(), plan);
            context.out() << base::Sentence("没有可删除的办件") << "\n";
        }
        return 0;
    }
    const bool may = plan.report.problems.empty();
    store::Erasure report = plan.report;
    if (may && arguments.yes) {
        std::vector<base::CaseId> ids;
        for (const auto& record : plan.cases) ids.push_back(record.id);
        report = context.desk().erasing.erase(context.actor(), ids, arguments.reason);
    }
    if (context.json) {
        base::Json line = reportJson(report);
        line["other_name"] = numbersOf(plan.otherName);
        line["collected_for_others"] = numbersOf(plan.collected);
        context.printLine(line);
    } else {
        context.out() << (report.sequence > 0 ? base::Sentence("已删除：") : base::Sentence("将删除：")) << "\n";
        printReport(context.out(), report);
        printLeftAlone(context.out(), plan);
        for (const auto& problem : report.problems) context.out() << "✗ " << problem << "\n";
        if (report.sequence > 0)
            context.out()
                << base::Sentence(
                       "办件编号、流转记录和审计记录保留，其中没有此人的姓名和号码。此前的备份和导出的文件须另行处理。")
                << "\n";
        else if (may)
            context.out() << base::Sentence("还没有删除。核对无误后加上 --yes --reason 原因；删除后不能恢复。") << "\n";
    }
    return report.problems.empty() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

void addCommon(CLI::App& app, const std::shared_ptr<EraseArguments>& arguments) {
    app.add_option("--reason", arguments->reason, "why; kept with the report")->type_name("TEXT");
    app.add_flag("--yes", arguments->yes, "delete; without it, only what would be deleted is said");
}

}  // namespace

void setUpErase(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<EraseArguments>();
    auto* person = app.add_subcommand("person", "every closed case of a person, on request");
    person->add_option("person", arguments->person, "whose")->required()->type_name("NAME/IDNUMBER");
    addCommon(*person, arguments);
    person->callback([&action, arguments] {
        action = [arguments](Context& context) {
            return erase(context, context.desk().erasing.planFor(context.actor(), identityFrom(arguments->person)),
                         *arguments);
        };
    });
    auto* due = app.add_subcommand("due", "closed cases whose time is over (retention.yaml, or --years)");
    due->add_option("--years", arguments->years, "so many years after closing, or longer")->check(CLI::Range(0, 200));
    addCommon(*due, arguments);
    due->callback([&action, arguments] {
        action = [arguments](Context& context) {
            const auto years = arguments->years < 0 ? std::nullopt : std::optional(arguments->years);
            return erase(context, context.desk().erasing.planDue(context.actor(), years), *arguments);
        };
    });
    app.require_subcommand(1);
}

}  // namespace daiban::cli
