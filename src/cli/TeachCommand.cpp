// types teach, taught, forget and learn: what a station says of papers it knows better.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/TypesCommand.h"
#include "documents/LearnTypes.h"

namespace daiban::cli {

namespace {

struct TeachArguments {
    std::string code;
    std::string engine = "auto";
    int document = 0;  ///< from 1; 0: the page has only one
    std::vector<std::string> files;
    std::vector<std::string> ids;
};

/// The document of a page that is taught.
const intake::ReadDocument& documentToTeach(const intake::PageReading& reading, int document) {
    const std::size_t count = reading.documents.size();
    if (document == 0 && count > 1)
        throw base::Error(base::ErrorKind::BadArguments, reading.provenance.source + " has " + std::to_string(count) +
                                                             " documents; say which with --document.");
    if (document > static_cast<int>(count))
        throw base::Error(base::ErrorKind::NotFound,
                          reading.provenance.source + " has " + std::to_string(count) + " documents.");
    return reading.documents[static_cast<std::size_t>(std::max(document, 1) - 1)];
}

documents::Example exampleOf(const intake::PageReading& reading, const TeachArguments& arguments) {
    const auto& document = documentToTeach(reading, arguments.document);
    if (documents::charactersOf(document.text) < documents::leastCharactersToLearnFrom)
        throw base::Error(base::ErrorKind::BadArguments, "There is too little text on " + reading.provenance.source +
                                                             " to learn from; scan it again, or teach another page.");
    const bool asAnswered = document.document.classification.type == arguments.code;
    return documents::exampleOf({document.clean, document.text, {}}, arguments.code,
                                asAnswered ? documents::ExampleSource::Confirmed : documents::ExampleSource::Corrected);
}

std::string namesOf(const std::vector<std::string>& codes) {
    return base::joined(codes, ", ");
}

/// What came of learning, and the exit code for it.
int sayLesson(Context& context, const documents::Lesson& lesson, std::size_t taught) {
    const bool refused = !lesson.wouldTurnWrong.empty() || !lesson.refused.empty();
    if (context.json) {
        context.printLine({{"taught", refused ? 0 : taught},
                           {"refused", lesson.refused},
                           {"examples", lesson.examples},
                           {"right", lesson.right},
                           {"limited", lesson.limited},
                           {"still_otherwise", lesson.contradictions},
                           {"would_turn_wrong", lesson.wouldTurnWrong}});
    } else if (lesson.refused.empty()) {
        context.out() << lesson.examples << " pages are kept, " << lesson.right << " of them are answered as taught.\n";
        if (!lesson.limited.empty())
            context.out() << "Named less readily, so that earlier answers stay right: " << namesOf(lesson.limited)
                          << ".\n";
        if (!lesson.contradictions.empty() && !refused)
            context.out() << "Still answered otherwise: " << namesOf(lesson.contradictions)
                          << "; the rules are surer of these pages than corrections may overrule.\n";
    }
    if (!refused) return 0;
    for (const auto& why : lesson.refused) context.err() << "daiban: " << why << "\n";
    if (!lesson.wouldTurnWrong.empty())
        context.err() << "daiban: Pages answered right before (" << namesOf(lesson.wouldTurnWrong)
                      << ") would be answered wrong.\n";
    context.err() << "Nothing was taught.\n";
    return static_cast<int>(base::ErrorKind::CheckFailed);
}

int teach(Context& context, const TeachArguments& arguments) {
    if (arguments.code != documents::unknownType && context.types().find(arguments.code) == nullptr)
        throw base::Error(base::ErrorKind::NotFound, "There is no document type '" + arguments.code +
                                                         "'; see daiban types list, or add a file for it.");
    context.engine = arguments.engine;
    (void)context.storeOrNew();
    std::vector<documents::Example> examples;
    const int failed = readInputs(context, arguments.files, [&](const intake::PageReading& reading) {
        examples.push_back(exampleOf(reading, arguments));
    });
    if (failed != 0) return failed;
    const std::size_t count = examples.size();
    return sayLesson(context, context.desk().teaching.teach(context.actor(), std::move(examples)), count);
}

int learn(Context& context) {
    return sayLesson(context, context.desk().teaching.learnAgain(context.actor()), 0);
}

int taught(Context& context) {
    for (const auto& example : context.desk().teaching.taught(context.actor())) {
        if (context.json)
            context.printLine({{"id", example.id},
                               {"type", example.type},
                               {"by", example.taughtBy},
                               {"at", example.taughtAt},
                               {"rules_said", example.rulesSaid}});
        else
            context.out() << example.id << "  " << example.type << "  " << example.taughtAt << "  " << example.taughtBy
                          << "\n";
    }
    return 0;
}

int forget(Context& context, const TeachArguments& arguments) {
    return sayLesson(context, context.desk().teaching.forget(context.actor(), arguments.ids), 0);
}

}  // namespace

void setUpTeach(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<TeachArguments>();
    auto* teaching = app.add_subcommand("teach", "say what pages are; pages like them are then known");
    teaching->add_option("code", arguments->code, "document type, or unknown for papers of none")->required();
    teaching->add_option("inputs", arguments->files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    teaching->add_option("--document", arguments->document, "which document of the page, from 1")
        ->check(CLI::PositiveNumber);
    teaching->add_option("--engine", arguments->engine, "what reads the text: auto, hybrid, ppocr or tesseract")
        ->type_name("ENGINE");
    teaching->callback(
        [&action, arguments] { action = [arguments](Context& context) { return teach(context, *arguments); }; });
    app.add_subcommand("taught", "every page that was taught, by whom and when")->callback([&action] {
        action = taught;
    });
    auto* forgetting = app.add_subcommand("forget", "take back what was taught, as if it had never been");
    forgetting->add_option("ids", arguments->ids, "as types taught says")->required();
    forgetting->callback(
        [&action, arguments] { action = [arguments](Context& context) { return forget(context, *arguments); }; });
    app.add_subcommand("learn", "learn again from every page that was taught")->callback([&action] { action = learn; });
}

}  // namespace daiban::cli
