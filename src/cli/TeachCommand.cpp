// types teach, taught, forget and learn: what a station says of papers it knows better.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
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
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("{} has {} documents; say which with --document.", reading.provenance.source, count));
    if (document > static_cast<int>(count))
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("{} has {} documents.", reading.provenance.source, count));
    return reading.documents[static_cast<std::size_t>(std::max(document, 1) - 1)];
}

documents::Example exampleOf(const intake::PageReading& reading, const TeachArguments& arguments) {
    const auto& document = documentToTeach(reading, arguments.document);
    if (documents::charactersOf(document.text) < documents::leastCharactersToLearnFrom)
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("There is too little text on {} to learn from; scan it again, or teach another page.",
                           reading.provenance.source));
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
                           {"refused", base::textsOf(lesson.refused)},
                           {"examples", lesson.examples},
                           {"right", lesson.right},
                           {"limited", lesson.limited},
                           {"still_otherwise", lesson.contradictions},
                           {"would_turn_wrong", lesson.wouldTurnWrong}});
    } else if (lesson.refused.empty()) {
        const auto say = [&](const base::Sentence& sentence) { context.out() << sentence << "\n"; };
        say(base::Sentence("{} pages are kept, {} of them are answered as taught.", lesson.examples, lesson.right));
        if (!lesson.limited.empty())
            say(base::Sentence("Named less readily, so that earlier answers stay right: {}.", namesOf(lesson.limited)));
        if (!lesson.contradictions.empty() && !refused)
            say(
                base::Sentence("Still answered otherwise: {}; the rules are surer of these pages than corrections "
                               "may overrule.",
                               namesOf(lesson.contradictions)));
    }
    if (!refused) return 0;
    for (const auto& why : lesson.refused) context.err() << "daiban: " << why << "\n";
    if (!lesson.wouldTurnWrong.empty())
        context.err() << "daiban: "
                      << base::Sentence("Pages answered right before ({}) would be answered wrong.",
                                        namesOf(lesson.wouldTurnWrong))
                      << "\n";
    context.err() << base::Sentence("Nothing was taught.") << "\n";
    return static_cast<int>(base::ErrorKind::CheckFailed);
}

int teach(Context& context, const TeachArguments& arguments) {
    if (arguments.code != documents::unknownType && context.types().find(arguments.code) == nullptr)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("There is no document type '{}'; see daiban types list, or add a file for it.",
                                         arguments.code));
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
