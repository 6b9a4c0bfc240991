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

base::Sentence summaryOf(const codes::SeenCodes& seen) {
    if (seen.count() == 0) return base::Sentence("no code");
    std::vector<base::Sentence> summary{base::Sentence("{} seen, {} read", seen.count(), seen.read.size())};
    for (const auto& place : seen.unread) {
        const auto centre = base::centre(place.quad);
        summary.push_back(base::Sentence("\n  ? looks like a code at {}, {} and cannot be read; look at the paper",
                                         static_cast<int>(centre.x), static_cast<int>(centre.y)));
    }
    return base::Sentence::sequence(std::move(summary));
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
                    if (!seen.remarks.empty()) line["remarks"] = base::textsOf(seen.remarks);
                    return context.printLine(line);
                }
                context.out() << base::Sentence("{} page {}: {}", bytes.source(), request.number, summaryOf(seen.codes))
                              << "\n";
                for (const auto& remark : seen.remarks) context.out() << "  ! " << remark << "\n";
                for (const auto& code : found) {
                    context.out() << "  " << code["format"].get<std::string>() << "  "
                                  << base::shown(code["text"].get<std::string>());
                    if (code.contains("token"))
                        context.out() << base::Sentence("  (our {} label {})",
                                                        base::word(code["token"]["kind"].get<std::string>()),
                                                        code["token"]["number"].get<std::string>());
                    context.out() << "\n";
                }
            };
            return openInputs(context, *files, context.codesWorkers(), print);
        };
    });
}

}  // namespace daiban::cli
