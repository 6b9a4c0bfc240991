#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/ModelProblems.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

base::Json toJson(const cases::Item& item) {
    base::Json situations = base::Json::array();
    for (const auto& situation : item.situations)
        situations.push_back({{"code", situation.code}, {"name", situation.name}});
    base::Json materials = base::Json::array();
    for (const auto& material : item.materials)
        materials.push_back({{"type", material.type},
                             {"name", material.name},
                             {"form", cases::nameOf(material.form)},
                             {"copies", material.copies},
                             {"required", cases::codeOf(material.need)},
                             {"subject", cases::codeOf(material.subject)},
                             {"situation", material.situation},
                             {"one_of", material.oneOf},
                             {"max_age_days", material.maxAgeDays},
                             {"note", material.note}});
    return {{"item", item.code}, {"name", item.name},        {"dept", item.department}, {"result", item.resultName},
            {"days", item.days}, {"situations", situations}, {"materials", materials}};
}

void print(Context& context, const cases::Item& item) {
    if (context.json) return context.printLine(toJson(item));
    context.out() << padded(item.code, 9) << padded(item.name, 36) << padded(item.department, 26) << item.days
                  << " 个工作日\n";
}

std::string situationName(const cases::Item& item, const std::string& code) {
    const auto* situation = item.findSituation(code);
    return situation == nullptr ? code : situation->name;
}

void printWhole(Context& context, const cases::Item& item) {
    auto& out = context.out();
    out << item.code << "  " << item.name << "\n实施机构  " << item.department << "\n承诺时限  " << item.days
        << " 个工作日\n结果名称  " << item.resultName << "\n";
    for (const auto& situation : item.situations)
        out << "情形      " << padded(situation.code, 16) << situation.name << "\n";
    out << "材料\n";
    for (const auto& material : item.materials) {
        out << "  " << padded(material.name, 34) << padded(cases::nameOf(material.form), 16) << material.copies
            << " 份";
        if (material.need == cases::Need::No) out << "  非必要";
        if (material.need == cases::Need::Later) out << "  容缺后补";
        if (material.subject != cases::Subject::Applicant && material.subject != cases::Subject::Anyone)
            out << "  " << cases::chineseNameOf(material.subject);
        if (!material.situation.empty()) out << "  仅限：" << situationName(item, material.situation);
        if (!material.oneOf.empty()) out << "  任选其一（" << material.oneOf << "）";
        if (material.maxAgeDays > 0) out << "  " << material.maxAgeDays << " 天内开具";
        out << "\n";
    }
}

}  // namespace

void setUpItems(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    app.add_subcommand("list", "every approval item")->callback([&action] {
        action = [](Context& context) {
            for (const auto& item : context.items().all()) print(context, item);
            return 0;
        };
    });
    auto text = std::make_shared<std::string>();
    auto* showing = app.add_subcommand("show", "one item: situations and required materials");
    showing->add_option("code", *text, "e.g. SB-002")->required();
    showing->callback([&action, text] {
        action = [text](Context& context) {
            const cases::Item& item = context.items().at(*text);
            if (context.json)
                context.printLine(toJson(item));
            else
                printWhole(context, item);
            return 0;
        };
    });
    auto* searching = app.add_subcommand("search", "items by a part of their name, department, result or code");
    searching->add_option("text", *text, "e.g. 养老")->required();
    searching->callback([&action, text] {
        action = [text](Context& context) {
            const auto found = context.items().search(*text);
            for (const auto* item : found) print(context, *item);
            if (!found.empty()) return 0;
            throw base::Error(base::ErrorKind::NotFound,
                              "No item matches '" + *text + "'; try a shorter part of its name.");
        };
    });
    app.add_subcommand("validate", "what is wrong in the files, with file and line")->callback([&action] {
        action = [](Context& context) {
            cases::KnownTypes known;
            for (const auto& type : context.types().all()) known.insert(type.code);
            return sayProblems(context, cases::problemsIn(context.modelsFolder / "items", known), "items");
        };
    });
}

}  // namespace daiban::cli
