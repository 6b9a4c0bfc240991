#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct PickupArguments {
    std::vector<std::string> keys;
    std::string way = "in-person";
    std::string person;
    std::string relation;
    std::string authorization;
    std::string signature;
    std::string photo;
    std::string parcel;
    std::string waiver;
    std::string event;
};

int pickUp(Context& context, const PickupArguments& arguments) {
    const auto way = handoff::pickupWayNamed(arguments.way);
    if (!way)
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("--by is in-person, by-agent or by-post."));
    std::optional<intake::ReadingPlace> place;
    std::optional<desk::Readers> readers;
    if (!arguments.authorization.empty()) {
        place.emplace(context.readingPlace());
        readers.emplace(desk::Readers{.place = *place, .options = context.readPagesOptions()});
    }
    const auto answer = context.desk().pickups.pickUp(
        context.actor(),
        {.id = arguments.event.empty()
                   ? base::EventId{}
                   : idFrom<base::EventId>(context, arguments.event, base::Sentence::verbatim("--event")),
         .cases = arguments.keys,
         .way = *way,
         .person = identityFrom(arguments.person),
         .relation = arguments.relation,
         .postalNumber = arguments.parcel,
         .waiver = arguments.waiver,
         .authorization = arguments.authorization,
         .signature = arguments.signature,
         .photo = arguments.photo},
        readers ? &*readers : nullptr);
    const auto& [record, outcome, event, unsignedYet] = answer;
    if (context.json)
        context.printLine({{"case", record.number},
                           {"recorded", outcome.recorded()},
                           {"problems", base::textsOf(outcome.problems)},
                           {"way", arguments.way},
                           {"event", event.text()},
                           {"unsigned", unsignedYet},
                           {"sequence", outcome.sequence}});
    else if (outcome.recorded())
        context.out() << base::Sentence("办件 {} 已领取（{}）", record.number, base::word(handoff::chineseNameOf(*way)))
                      << "\n"
                      << (unsignedYet
                              ? base::Sentence("! 还没有领取人签字：请在送达回执上签字，拍照后用 daiban sign 补登\n")
                              : base::Sentence());
    else
        for (const auto& problem : outcome.problems) context.out() << "✗ " << problem << "\n";
    return outcome.recorded() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpPickup(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<PickupArguments>();
    app.add_option("cases", arguments->keys, "number, label or id; several of one person under one signature")
        ->required();
    app.add_option("--by", arguments->way, "in-person, by-agent or by-post");
    app.add_option("--person", arguments->person, "who takes it")->required()->type_name("NAME/IDNUMBER");
    app.add_option("--relation", arguments->relation, "an agent's relation to the applicant");
    app.add_option("--authorization", arguments->authorization, "scan of an agent's mandate")->type_name("IMAGE");
    app.add_option("--signature", arguments->signature, "picture of the signature")->type_name("IMAGE");
    app.add_option("--photo", arguments->photo, "picture of the pickup")->type_name("IMAGE");
    app.add_option("--parcel", arguments->parcel, "number of the parcel, by post");
    app.add_option("--without-mandate", arguments->waiver, "a supervisor's reason to do without it")->type_name("TEXT");
    app.add_option("--event", arguments->event, "id of this pickup, made by you")->type_name("UUID");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return pickUp(context, *arguments); }; });
}

}  // namespace daiban::cli
