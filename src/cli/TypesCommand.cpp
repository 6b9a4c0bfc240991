#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/bundles/BundleRules.h"
#include "cli/Context.h"
#include "cli/ModelProblems.h"
#include "cli/ModelVersionsOutput.h"
#include "cli/Terminal.h"
#include "cli/TypesCommand.h"

namespace daiban::cli {

namespace {

base::Json toJson(const documents::DocumentType& type) {
    base::Json fields = base::Json::array();
    for (const auto& field : type.fields) fields.push_back({{"name", field.name}, {"labels", field.labels}});
    return {{"code", type.code},
            {"name", type.name},
            {"group", type.group},
            {"former_names", type.formerNames},
            {"fields", fields}};
}

int list(Context& context) {
    for (const auto& type : context.types().all()) {
        if (context.json)
            context.printLine(toJson(type));
        else
            context.out() << padded(type.code, 38) << padded(type.group, 12) << type.name << "\n";
    }
    return 0;
}

int show(Context& context, const std::string& code) {
    const auto* type = context.types().find(code);
    if (type == nullptr)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("There is no document type '{}'; see daiban types list.", code));
    if (context.json) return context.printLine(toJson(*type)), 0;
    context.out() << type->code << "  " << type->name << "  (" << type->group << ")\n";
    if (!type->formerNames.empty())
        context.out() << base::Sentence("曾用名称  {}",
                                        base::joined(type->formerNames, context.say(base::Sentence("、"))))
                      << "\n";
    for (const auto& field : type->fields)
        context.out() << "  " << padded(field.name, 26) << base::joined(field.labels, " / ") << "\n";
    context.out() << base::Sentence("from {}", type->file.string()) << "\n";
    return 0;
}

int validate(Context& context) {
    const auto folder = context.modelsFolder / "documents";
    auto problems = documents::DocumentTypes::problemsIn(folder);
    if (problems.empty()) {  // which types there are is known when they can be read
        const auto knows = [&](const std::string& code) { return context.types().find(code) != nullptr; };
        std::ranges::copy(cases::BundleRules::problemsIn(folder / "shared" / "bundles.yaml", knows),
                          std::back_inserter(problems));
    }
    return sayProblems(context, problems, base::Sentence("document types"));
}

}  // namespace

void setUpTypes(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    app.add_subcommand("list", "every document type")->callback([&action] { action = list; });
    auto* showing = app.add_subcommand("show", "one document type and its fields");
    auto code = std::make_shared<std::string>();
    showing->add_option("code", *code, "e.g. id-card-front")->required();
    showing->callback([&action, code] { action = [code](Context& context) { return show(context, *code); }; });
    app.add_subcommand("validate", "what is wrong in the files, with file and line")->callback([&action] {
        action = validate;
    });
    setUpVersions(app, action, desk::ModelKind::Types);
    setUpTeach(app, action);
}

}  // namespace daiban::cli
