// case confirm, adjust and situation: what a person says of a case's papers.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/CaseArguments.h"
#include "cli/CaseCommand.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct PaperArguments {
    std::string key;
    int page = 1;
    int document = 1;
    std::string type;
    std::string material;
    std::vector<std::string> fields;
    std::vector<double> corners;
    int turn = 0;
    std::string situations;
    std::string engine = "auto";
};

int sayChecked(Context& context, const std::string& key) {
    return sayCase(context, context.desk().cases.check(context.actor(), key));
}

int confirm(Context& context, const PaperArguments& arguments) {
    desk::PaperWord word{.page = arguments.page,
                         .document = arguments.document,
                         .correction = {.type = arguments.type, .fields = {}, .material = arguments.material}};
    for (const auto& field : arguments.fields) {
        const auto equals = field.find('=');
        if (equals == std::string::npos || equals == 0)
            throw base::Error(base::ErrorKind::BadArguments, base::Sentence("--field takes NAME=VALUE."));
        word.correction.fields[field.substr(0, equals)] = field.substr(equals + 1);
    }
    context.desk().cases.confirm(context.actor(), arguments.key, word);
    return sayChecked(context, arguments.key);
}

base::Turn turnOf(int degrees) {
    switch (degrees) {
        case 90:
            return base::Turn::Right;
        case 180:
            return base::Turn::Half;
        case 270:
            return base::Turn::Left;
        default:
            return base::Turn::None;
    }
}

int adjust(Context& context, const PaperArguments& arguments) {
    desk::DocumentDrawing drawing{
        .page = arguments.page, .document = arguments.document, .corners = {}, .turn = turnOf(arguments.turn)};
    if (!arguments.corners.empty()) {
        drawing.corners.emplace();
        for (std::size_t i = 0; i < 4; ++i)
            (*drawing.corners)[i] = {arguments.corners[2 * i], arguments.corners[2 * i + 1]};
    }
    context.engine = arguments.engine;
    context.desk().cases.draw(context.actor(), arguments.key, drawing);
    const int failed = readCase(context, arguments.key);
    const int incomplete = sayChecked(context, arguments.key);
    return failed != 0 ? failed : incomplete;
}

int choose(Context& context, const PaperArguments& arguments) {
    context.desk().cases.chooseSituations(context.actor(), arguments.key, situationsFrom(arguments.situations));
    return sayChecked(context, arguments.key);
}

void setUpAdjust(CLI::App* adjusting, const std::shared_ptr<PaperArguments>& arguments) {
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
    adjusting->add_option("--engine", arguments->engine, "what reads the text: auto, ppocr or tesseract")
        ->type_name("ENGINE");
}

}  // namespace

void setUpCasePapers(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<PaperArguments>();
    const auto does = [&action, arguments](CLI::App* sub, int (*work)(Context&, const PaperArguments&)) {
        sub->add_option("case", arguments->key, "number, label or id")->required();
        sub->callback([&action, arguments, work] {
            action = [arguments, work](Context& context) { return work(context, *arguments); };
        });
    };
    const auto ofPage = [arguments](CLI::App* sub) {
        sub->add_option("--page", arguments->page, "page of the case, from 1")
            ->required()
            ->check(CLI::Range(1, 100000));
    };
    auto* confirming = app.add_subcommand("confirm", "say yes to a paper that was read with doubt, or say what it is");
    does(confirming, confirm);
    ofPage(confirming);
    confirming->add_option("--document", arguments->document, "document on that page, from 1")
        ->check(CLI::Range(1, 1000));
    confirming->add_option("--type", arguments->type, "what it is")->type_name("TYPE");
    confirming->add_option("--material", arguments->material, "which material of the item it is, by name")
        ->type_name("NAME");
    confirming->add_option("--field", arguments->fields, "what it says")->type_name("NAME=VALUE");
    auto* adjusting = app.add_subcommand("adjust", "say where a document lies on its page and which way is up");
    does(adjusting, adjust);
    ofPage(adjusting);
    setUpAdjust(adjusting, arguments);
    auto* choosing = app.add_subcommand("situation", "say which situations hold, and check the case again");
    does(choosing, choose);
    choosing->add_option("situations", arguments->situations, "situations, separated by commas; none: the plain case")
        ->type_name("CODES");
}

}  // namespace daiban::cli
