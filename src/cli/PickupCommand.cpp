#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/Things.h"
#include "intake/storeFiles.h"

namespace daiban::cli {

namespace {

struct PickupArguments {
    std::string key;
    std::string way = "in-person";
    std::string person;
    std::string relation;
    std::string authorization;
    std::string signature;
    std::string photo;
    std::string parcel;
    std::string event;
};

/// Keeps a picture that belongs to the pickup; empty when none was given.
base::PageId keepPicture(Context& context, const std::string& file) {
    if (file.empty()) return {};
    base::PageId kept;
    const intake::StoreFilesOptions options{.batch = base::BatchId::make(context.clock(), context.random()),
                                            .actor = actor(),
                                            .limits = {},
                                            .alsoKeep = {}};
    intake::storeFiles(context.store(), {file}, options, [&](const intake::StoredFile& stored) {
        if (stored.failed()) throw base::Error(stored.failureKind, stored.failure);
        kept = stored.pages.front();
    });
    return kept;
}

int pickUp(Context& context, const PickupArguments& arguments) {
    const store::CaseRecord record = caseBy(context, arguments.key);
    const auto way = handoff::pickupWayNamed(arguments.way);
    if (!way) throw base::Error(base::ErrorKind::BadArguments, "--by is in-person, by-agent or by-post.");
    const cases::Identity person = identityFrom(arguments.person);
    const auto event = idFrom<base::EventId>(context, arguments.event, "--event");
    const auto outcome =
        context.store().recordPickup({.id = event,
                                      .caseId = record.id,
                                      .pickup = {.way = *way,
                                                 .personName = person.name,
                                                 .personIdNumber = person.idNumber,
                                                 .relation = arguments.relation,
                                                 .authorization = keepPicture(context, arguments.authorization),
                                                 .postalNumber = arguments.parcel,
                                                 .signature = keepPicture(context, arguments.signature),
                                                 .photo = keepPicture(context, arguments.photo)},
                                      .senderTime = base::timeOfUuidV7(event.text()),
                                      .actor = actor()});
    if (context.json)
        context.printLine({{"case", record.number},
                           {"recorded", outcome.recorded()},
                           {"problems", outcome.problems},
                           {"way", arguments.way},
                           {"sequence", outcome.sequence}});
    else if (outcome.recorded())
        context.out() << "办件 " << record.number << " 已领取（" << handoff::chineseNameOf(*way) << "）\n";
    else
        for (const auto& problem : outcome.problems) context.out() << "✗ " << problem << "\n";
    return outcome.recorded() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpPickup(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<PickupArguments>();
    app.add_option("case", arguments->key, "number, label or id")->required();
    app.add_option("--by", arguments->way, "in-person (本人), by-agent (代领) or by-post (邮寄)");
    app.add_option("--person", arguments->person, "who takes it")->required()->type_name("NAME/IDNUMBER");
    app.add_option("--relation", arguments->relation, "an agent's relation to the applicant");
    app.add_option("--authorization", arguments->authorization, "scan of an agent's 授权委托书")->type_name("IMAGE");
    app.add_option("--signature", arguments->signature, "picture of the signature")->type_name("IMAGE");
    app.add_option("--photo", arguments->photo, "picture of the pickup")->type_name("IMAGE");
    app.add_option("--parcel", arguments->parcel, "number of the parcel, by post");
    app.add_option("--event", arguments->event, "id of this pickup, made by you")->type_name("UUID");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return pickUp(context, *arguments); }; });
}

}  // namespace daiban::cli
