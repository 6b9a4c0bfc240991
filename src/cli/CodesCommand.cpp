#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Json.h"
#include "base/Shown.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "codes/Code.h"

namespace daiban::cli {

namespace {

base::Json describe(Context& context, const codes::Code& code) {
    base::Json entry{{"format", code.format}, {"text", code.text}, {"quad", base::toJson(code.quad)}};
    const codes::TokenKeys* keys = context.keysIfAny();
    if (const auto token = keys == nullptr ? std::nullopt : keys->check(code.text))
        entry["token"] = {
            {"kind", codes::nameOf(token->kind)}, {"id", token->id}, {"number", codes::shortNumberOf(*token)}};
    return entry;
}

std::string summaryOf(const codes::SeenCodes& seen) {
    if (seen.count() == 0) return "no code";
    std::string summary = std::to_string(seen.count()) + " seen, " + std::to_string(seen.read.size()) + " read";
    for (const auto& place : seen.unread) {
        const auto centre = base::centre(place.quad);
        summary += "\n  ? looks like a code at " + std::to_string(static_cast<int>(centre.x)) + ", " +
                   std::to_string(static_cast<int>(centre.y)) + " and cannot be read; look at the paper";
    }
    return summary;
}

}  // namespace

void setUpCodes(CLI::App& app, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    app.add_option("inputs", *files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    app.callback([&action, files] {
        action = [files](Context& context) {
            const auto print = [&](const page::PageBytes& bytes, const intake::PageRequest& request) {
                const auto seen = intake::codesOf(bytes, request, context.codesWorkers());
                base::Json found = base::Json::array();
                for (const auto& code : seen.codes.read) found.push_back(describe(context, code));
                base::Json unread = base::Json::array();
                for (const auto& place : seen.codes.unread) unread.push_back({{"quad", base::toJson(place.quad)}});
                if (context.json) {
                    base::Json line{{"image", bytes.source()},
                                    {"page", request.number},
                                    {"codes", found},
                                    {"codes_unread", unread}};
                    if (!seen.remarks.empty()) line["remarks"] = seen.remarks;
                    return context.printLine(line);
                }
                context.out() << base::shown(bytes.source()) << " page " << request.number << ": "
                              << summaryOf(seen.codes) << "\n";
                for (const auto& remark : seen.remarks) context.out() << "  ! " << remark << "\n";
                for (const auto& code : found) {
                    context.out() << "  " << code["format"].get<std::string>() << "  "
                                  << base::shown(code["text"].get<std::string>());
                    if (code.contains("token"))
                        context.out() << "  (our " << code["token"]["kind"].get<std::string>() << " label "
                                      << code["token"]["number"].get<std::string>() << ")";
                    context.out() << "\n";
                }
            };
            return openInputs(context, *files, context.codesWorkers(), print);
        };
    });
}

}  // namespace daiban::cli
