#include "web/endpoints/Intakes.h"

#include "cases/items/Applicant.h"
#include "web/Application.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/IntakeJson.h"

namespace daiban::web {

using base::Json;
using store::IntakeId;

IntakeId intakeOf(const Call& call) {
    return IntakeId(call.uuidAt("intake"));
}

Response intakeAnswer(const Call& call, const IntakeId& id, unsigned status) {
    return json(intakeJson(call.station, call.desk().intakes.show(call.actor(), id), call.words()), status);
}

void didSomething(const Call& call, const IntakeId& id, base::Sentence label, std::function<void()> takeBack) {
    call.station.undo.add(id.text(), {.label = std::move(label), .takeBack = std::move(takeBack)});
    call.station.changed(id);
}

Response getIntakes(const Call& call) {
    Json all = Json::array();
    for (const auto& intake : call.desk().intakes.list(call.actor()))
        all.push_back(intakeSummaryJson(call.station, call.desk().intakes.show(call.actor(), intake.id)));
    return json({{"intakes", all}});
}

Response openIntake(const Call& call) {
    const Input input(call.request.body, {"id", "item", "situations"});
    const IntakeId id(input.uuid("id"));
    (void)call.desk().intakes.open(call.actor(), id, input.textOr("item"),
                                   input.has("situations") ? input.texts("situations") : std::vector<std::string>{});
    return intakeAnswer(call, id, 201);
}

Response getIntake(const Call& call) {
    return intakeAnswer(call, intakeOf(call));
}

Response changeIntake(const Call& call) {
    const Input input(call.request.body, {"item", "situations", "applicant"});
    desk::IntakeChange change;
    base::Sentence label;
    if (input.has("item")) {
        change.item = input.text("item");
        label = base::Sentence("选择事项");
    }
    if (input.has("situations")) {
        change.situations = input.texts("situations");
        if (label.empty()) label = base::Sentence("选择情形");
    }
    if (input.has("applicant")) {
        const Input applicant(input.object("applicant"), {"name", "id_number", "reason"});
        change.applicant = cases::Identity{.name = applicant.text("name"), .idNumber = applicant.text("id_number")};
        change.reason = applicant.textOr("reason");
        if (label.empty()) label = base::Sentence("填写申请人");
    }
    const IntakeId id = intakeOf(call);
    const auto before = call.desk().intakes.show(call.actor(), id);
    call.desk().intakes.change(call.actor(), id, change);
    if (label.empty()) return intakeAnswer(call, id);
    desk::IntakeChange back;
    if (change.item && !before.intake.item.empty()) back.item = before.intake.item;
    if (change.situations || change.item) back.situations = before.situations;
    if (change.applicant) {
        back.applicant = before.record ? before.applicant
                                       : cases::Identity{before.intake.applicantName, before.intake.applicantIdNumber};
        if (before.record && back.applicant->idNumber.empty()) back.applicant->idNumber = cases::noNumber;
        back.reason = "撤销更正";
    }
    if (change.item && before.intake.item.empty()) back.situations.reset();  // there was none to go back to
    didSomething(call, id, label,
                 [&desk = call.desk(), actor = call.actor(), id, back] { desk.intakes.change(actor, id, back); });
    return intakeAnswer(call, id);
}

Response putIntakeAside(const Call& call) {
    call.desk().intakes.putAside(call.actor(), intakeOf(call));
    call.station.undo.forget(intakeOf(call).text());
    return noContent();
}

Response openCaseOfIntake(const Call& call) {
    const IntakeId id = intakeOf(call);
    (void)call.desk().intakes.openCase(call.actor(), id);
    call.station.changed(id);
    return intakeAnswer(call, id);
}

Response undo(const Call& call) {
    const IntakeId id = intakeOf(call);
    (void)call.desk().intakes.find(call.actor(), id);
    const auto step = call.station.undo.take(id.text());
    if (!step) refuse("nothing-to-undo", 409, "没有可撤销的操作。", "There is nothing to undo.");
    step->takeBack();
    call.station.changed(id);
    return intakeAnswer(call, id);
}

Response revealApplicant(const Call& call) {
    const auto applicant = call.desk().intakes.revealApplicant(call.actor(), intakeOf(call));
    return json({{"name", applicant.name}, {"id_number", applicant.idNumber}});
}

Response follow(const Call& call, const std::string& topic, std::function<void(const staff::Actor&)> look) {
    look(call.actor());
    const std::string token = call.request.cookie(cookieName(call.request.secure));
    const auto secret = bearerIn(call.request);
    // While the way is open the account may be locked, or signed out elsewhere, or the token withdrawn.
    const auto stillAllowed = [&desk = call.desk(), token, secret, look = std::move(look)] {
        const auto who = secret ? desk.tokens.actorOf(*secret) : desk.sessions.actorOf(token);
        if (!who) return false;
        try {
            look(*who);
            return true;
        } catch (const base::Error&) {
            return false;
        }
    };
    return {.status = 200,
            .events = EventFollow{
                .topic = topic, .lastId = call.request.header("last-event-id"), .stillAllowed = stillAllowed}};
}

Response followIntake(const Call& call) {
    const IntakeId id = intakeOf(call);
    return follow(call, id.text(),
                  [&desk = call.desk(), id](const staff::Actor& who) { (void)desk.intakes.find(who, id); });
}

Response takeUpCase(const Call& call) {
    const auto intake = call.desk().intakes.takeUp(call.actor(), call.keyAt("key"));
    for (const auto& page : call.desk().intakes.pagesOf(intake.id))
        if (call.desk().intakes.readingOf(page.id).empty())
            call.station.queue->add({.intake = intake.id, .page = page.id, .actor = call.actor()});
    return intakeAnswer(call, intake.id);
}

}  // namespace daiban::web
