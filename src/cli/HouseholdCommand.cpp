#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <ostream>
#include <set>
#include <sstream>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Terminal.h"
#include "cli/WhoActs.h"
#include "store/HouseholdCsv.h"

namespace daiban::cli {

namespace {

using base::Error;
using base::ErrorKind;
using staff::Verb;

struct HouseholdArguments {
    std::string file;
    std::string community;
    std::string worker;
    bool counts = false;
};

std::string bytesOf(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream bytes;
    if (!stream || !(bytes << stream.rdbuf()))
        throw Error(ErrorKind::Unreadable,
                    base::Sentence("{} is empty or cannot be opened; give a table of households.", file));
    return bytes.str();
}

void demandFor(Context& context, Verb verb, const std::string& community) {
    const auto* office = context.offices().find(community);
    if (office == nullptr || office->kind != staff::OfficeKind::Community)
        throw Error(ErrorKind::NotFound,
                    base::Sentence("There is no community '{}'; see daiban office list.", community));
    demand(context, context.actor(), verb, community, community);
}

int import(Context& context, const HouseholdArguments& arguments) {
    const auto households = store::householdsFromCsv(bytesOf(arguments.file), arguments.file);
    std::set<std::string> communities;
    for (const auto& household : households) communities.insert(household.community);
    for (const auto& community : communities) demandFor(context, Verb::ManageHouseholds, community);
    const auto imported = context.store().importHouseholds(households, context.actor());
    if (context.json)
        context.printLine(
            {{"added", imported.added}, {"changed", imported.changed}, {"unchanged", imported.unchanged}});
    else
        context.out() << base::Sentence("新增 {} 户，变更 {} 户，未变 {} 户", imported.added, imported.changed,
                                        imported.unchanged)
                      << "\n";
    return 0;
}

void say(Context& context, const store::Household& household) {
    if (context.json)
        return context.printLine({{"community", household.community},
                                  {"number", household.number},
                                  {"address", household.address},
                                  {"social_worker", household.socialWorker}});
    context.out() << padded(household.community, 10) << padded(household.number, 12)
                  << padded(household.socialWorker, 20) << household.address << "\n";
}

int listCounts(Context& context) {
    for (const auto& load : context.store().workerLoads()) {
        const auto place = staff::placeOf(context.actor(), load.community, context.offices());
        if (!staff::mayDo(context.actor(), Verb::SeeHouseholds, place).allowed()) continue;
        if (context.json)
            context.printLine(
                {{"social_worker", load.socialWorker}, {"community", load.community}, {"households", load.households}});
        else
            context.out() << padded(load.community, 10) << padded(load.socialWorker, 20)
                          << base::Sentence("{} 户", load.households) << "\n";
    }
    return 0;
}

int list(Context& context, const HouseholdArguments& arguments) {
    if (arguments.counts) return listCounts(context);
    if (!arguments.worker.empty()) {
        const auto households = context.store().householdsOfWorker(arguments.worker);
        for (const auto& household : households) demandFor(context, Verb::SeeHouseholds, household.community);
        for (const auto& household : households) say(context, household);
        return 0;
    }
    const std::string community = arguments.community.empty() ? context.actor().office : arguments.community;
    demandFor(context, Verb::SeeHouseholds, community);
    for (const auto& household : context.store().householdsOfCommunity(community)) say(context, household);
    return 0;
}

}  // namespace

void setUpHousehold(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<HouseholdArguments>();
    auto* importing = app.add_subcommand("import", "take in a table of households, all or none");
    importing->add_option("file", arguments->file, "CSV with the columns number, address, community, social_worker")
        ->required()
        ->type_name("FILE.csv");
    importing->callback(
        [&action, arguments] { action = [arguments](Context& context) { return import(context, *arguments); }; });
    auto* listing = app.add_subcommand("list", "households of a community or a social worker");
    auto* community = listing->add_option("--community", arguments->community, "default: yours")->type_name("CODE");
    auto* worker = listing->add_option("--worker", arguments->worker, "of this account")->type_name("ACCOUNT");
    listing->add_flag("--counts", arguments->counts, "how many each social worker has")
        ->excludes(community)
        ->excludes(worker);
    listing->callback(
        [&action, arguments] { action = [arguments](Context& context) { return list(context, *arguments); }; });
}

}  // namespace daiban::cli
