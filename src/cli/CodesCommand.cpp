#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Json.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "codes/Code.h"

namespace daiban::cli {

namespace {

base::Json describe(Context& context, const codes::Code& code) {
    base::Json entry{{"format", code.format}, {"text", code.text}, {"quad", base::toJson(code.quad)}};
    if (!std::filesystem::exists(context.dataFolder / "label-keys.json")) return entry;
    if (const auto token = context.keys().check(code.text))
        entry["token"] = {
            {"kind", codes::nameOf(token->kind)}, {"id", token->id}, {"number", codes::shortNumberOf(*token)}};
    return entry;
}

}  // namespace

void setUpCodes(CLI::App& app, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    app.add_option("inputs", *files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    app.callback([&action, files] {
        action = [files](Context& context) {
            return decodeInputs(context, *files, [&](const page::Page& page) {
                base::Json found = base::Json::array();
                for (const auto& code : codes::readCodes(page.pixels)) found.push_back(describe(context, code));
                if (context.json)
                    return context.printLine(
                        {{"image", page.provenance.source}, {"page", page.provenance.number}, {"codes", found}});
                context.out() << page.provenance.source << " page " << page.provenance.number << ": "
                              << (found.empty() ? "no code" : "") << "\n";
                for (const auto& code : found) {
                    context.out() << "  " << code["format"].get<std::string>() << "  "
                                  << code["text"].get<std::string>();
                    if (code.contains("token"))
                        context.out() << "  (our " << code["token"]["kind"].get<std::string>() << " label "
                                      << code["token"]["number"].get<std::string>() << ")";
                    context.out() << "\n";
                }
            });
        };
    });
}

}  // namespace daiban::cli
