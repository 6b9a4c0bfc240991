#include "web/endpoints/Rules.h"

#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

const desk::ModelVersions& rulesOf(const Call& call) {
    return call.desk().modelVersions;
}

desk::ModelKind kindOf(const Call& call) {
    const auto kind = desk::modelKindNamed(call.at("kind"));
    if (!kind) refuse("not-found", 404, "没有这一类规则。", "There are no such rules.");
    return *kind;
}

/// 0: the program's own.
int numberOf(const Call& call) {
    return call.at("version") == "0" ? 0 : call.numberAt("version");
}

Json versionJson(const desk::ModelVersion& version, const base::Words& words) {
    const auto& kept = version.kept;
    Json json{{"kind", desk::nameOf(kept.kind)},
              {"code", kept.code},
              {"version", kept.number},
              {"state", desk::nameOf(version.state)}};
    if (kept.number == 0) return json;
    json.update({{"effective", base::isoDate(kept.effective)},
                 {"saved_at", moment(kept.savedAt)},
                 {"saved_by", kept.savedBy},
                 {"reason", kept.reason}});
    if (!kept.trouble.empty()) json["trouble"] = kept.trouble.in(words);
    if (kept.withdrawn)
        json["withdrawn"] = {
            {"at", moment(kept.withdrawn->at)}, {"by", kept.withdrawn->by}, {"reason", kept.withdrawn->reason}};
    return json;
}

/// The version as the list says it.
Json versionJson(const Call& call, const desk::KeptModel& kept) {
    for (const auto& version : rulesOf(call).list(kept.kind, kept.code))
        if (version.kept.number == kept.number) return versionJson(version, call.words());
    return versionJson({.kept = kept, .state = desk::VersionState::Waiting}, call.words());
}

Json fieldsJson(const documents::Fields& fields) {
    Json all = Json::array();
    for (const auto& [name, field] : fields)
        all.push_back(
            {{"name", name}, {"value", field.value}, {"confidence", field.confidence.value()}, {"valid", field.valid}});
    return all;
}

Json readingJson(const Call& call, const desk::TypeReading& reading) {
    return {{"type", reading.taken.type},
            {"type_name", typeNameOf(call.station.models(), reading.taken.type, call.words())},
            {"confidence", reading.taken.confidence.value()},
            {"reasons", reading.taken.reasons},
            {"fields", fieldsJson(reading.fields)}};
}

/// Takes an upload away whatever becomes of it: nothing of a page that is only tried stays.
class Gone {
  public:
    Gone(Uploads& uploads, const UploadState& upload) : uploads_(uploads), upload_(upload) {}
    ~Gone() {
        try {
            uploads_.drop(upload_.id, upload_.account);
        } catch (const std::exception&) {
            // Nobody went on with it: it goes after a day.
        }
    }
    Gone(const Gone&) = delete;
    Gone& operator=(const Gone&) = delete;

  private:
    Uploads& uploads_;
    const UploadState& upload_;
};

desk::ModelDraft draftFrom(const Input& input, desk::ModelKind kind, const std::string& code) {
    return {.kind = kind, .code = code, .text = input.longText("text")};
}

}  // namespace

Response getRules(const Call& call) {
    Json versions = Json::array(), troubles = Json::array();
    for (const auto& version : rulesOf(call).kept()) versions.push_back(versionJson(version, call.words()));
    for (const auto& sentence : call.station.models().troubles()) troubles.push_back(sentence.in(call.words()));
    return json({{"versions", versions}, {"troubles", troubles}});
}

Response getRuleVersions(const Call& call) {
    Json versions = Json::array();
    for (const auto& version : rulesOf(call).list(kindOf(call), call.at("code")))
        versions.push_back(versionJson(version, call.words()));
    return json({{"versions", versions}});
}

Response getRuleText(const Call& call) {
    return json({{"text", rulesOf(call).textOf(kindOf(call), call.at("code"), numberOf(call))}});
}

Response checkRule(const Call& call) {
    const Input input(call.request.body, {"text", "whole"});
    const auto draft = draftFrom(input, kindOf(call), call.at("code"));
    const auto check =
        input.flag("whole") ? rulesOf(call).checkWhole(call.actor(), draft) : rulesOf(call).check(call.actor(), draft);
    Json problems = Json::array();
    for (const auto& problem : check.problems)
        problems.push_back({{"line", problem.line}, {"sentence", problem.sentence.in(call.words())}});
    Json told{{"problems", problems}};
    if (!check.walk) return json(told);
    Json wrong = Json::array();
    for (const auto& sentence : check.walk->wrong) wrong.push_back(sentence.in(call.words()));
    told["walk"] = {{"choices", check.walk->choices}, {"sets", check.walk->sets()}, {"wrong", wrong}};
    return json(told);
}

Response saveRule(const Call& call) {
    const Input input(call.request.body, {"id", "text", "effective", "reason"});
    const auto day = input.day("effective");
    if (!day) refuseInput("请写明从哪一天起执行。", "Say from which day on it is in force.");
    const auto kept = rulesOf(call).save(call.actor(), {.id = input.uuid("id"),
                                                        .draft = draftFrom(input, kindOf(call), call.at("code")),
                                                        .effective = *day,
                                                        .reason = input.text("reason")});
    return json(versionJson(call, kept), 201);
}

Response withdrawRule(const Call& call) {
    const Input input(call.request.body, {"reason"});
    return json(versionJson(call, rulesOf(call).withdraw(call.actor(), kindOf(call), call.at("code"), numberOf(call),
                                                         input.text("reason"))));
}

Response tryItem(const Call& call) {
    const Input input(call.request.body, {"code", "text", "situations"});
    const auto& models = call.station.models();
    const auto item = rulesOf(call).itemOf(call.actor(), draftFrom(input, desk::ModelKind::Items, input.text("code")));
    const auto situations = input.texts("situations");
    (void)cases::check(item, situations, {}, {}, call.station.today(), models.types(), models.bundleRules());
    Json asked = Json::array();
    for (const auto* material : item.materialsIn(situations)) asked.push_back(cases::titleOf(*material));
    return json({{"item", itemJson(item)}, {"asked", asked}});
}

Response tryType(const Call& call) {
    const Input input(call.request.body, {"code", "text", "upload"});
    const auto draft = draftFrom(input, desk::ModelKind::Types, input.text("code"));
    (void)rulesOf(call).tryType(call.actor(), draft, {});  // refused before anything is read
    const auto found = call.station.uploads.find(input.uuid("upload"), call.actor().account);
    if (!found) refuse("not-found", 404, "没有这个上传。", "There is no such upload.");
    const Gone afterwards(call.station.uploads, *found);
    const auto reading =
        call.station.readers().place.read(page::PageBytes::open(call.station.uploads.fileOf(*found)), {.number = 1});
    Json papers = Json::array();
    for (const auto& trial : rulesOf(call).tryType(call.actor(), draft, reading)) {
        papers.push_back({{"draft", readingJson(call, trial.draft)}});
        if (trial.inForce) papers.back()["in_force"] = readingJson(call, *trial.inForce);
    }
    return json({{"papers", papers}});
}

}  // namespace daiban::web
