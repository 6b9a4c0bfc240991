#include "cli/HandoffSteps.h"

#include "cli/Context.h"
#include "cli/Things.h"

namespace daiban::cli {

namespace {

handoff::Verdict verdictOf(const ScanStep& step) {
    const bool giver = step.side == handoff::Side::Giver;
    if (!step.refusal.empty() && giver)
        throw base::Error(base::ErrorKind::BadArguments, "Only the receiver can refuse a thing.");
    if (step.takeBack && !giver)
        throw base::Error(base::ErrorKind::BadArguments, "Only the giver can take a thing back.");
    if (!step.refusal.empty()) return handoff::Verdict::Refused;
    return giver && !step.takeBack ? handoff::Verdict::SignedOut : handoff::Verdict::SignedIn;
}

}  // namespace

store::HandoffRecord openHandoff(Context& context, const HandoffRoute& route) {
    context.offices().checkRoute(route.from, route.to);
    const auto id = idFrom<base::HandoffId>(context, route.id, "--id");
    if (const auto there = context.store().findHandoff(id.text())) return *there;  // sent before
    (void)context.store().openHandoff({.id = id,
                                       .from = route.from,
                                       .to = route.to,
                                       .courier = route.courier,
                                       .sheetToken = context.keys().issue(codes::TokenKind::Sheet, context.random()).id,
                                       .actor = actor()});
    return *context.store().findHandoff(id.text());
}

store::RecordedCustody scanThing(Context& context, const store::HandoffRecord& handoff, const std::string& thing,
                                 const ScanStep& step) {
    const auto event = idFrom<base::EventId>(context, step.event, "--event");
    return context.store().recordCustody({.id = event,
                                          .handoff = handoff.handoff.id,
                                          .thing = thing,
                                          .side = step.side,
                                          .verdict = verdictOf(step),
                                          .reason = step.refusal,
                                          .actor = actor(),
                                          .senderTime = base::timeOfUuidV7(event.text())});
}

}  // namespace daiban::cli
