#include "web/json/StationJson.h"

#include <algorithm>

#include "base/Shown.h"
#include "base/Text.h"
#include "cases/items/Applicant.h"

namespace daiban::web {

namespace {

using base::Json;

Json questionJson(const cases::Item& item, const std::vector<std::string>& codes, const char* group,
                  const char* question, int least, int most) {
    Json answers = Json::array();
    for (const auto& code : codes)
        if (const auto* situation = item.findSituation(code))
            answers.push_back({{"code", situation->code}, {"name", situation->name}});
    return {{"group", group}, {"question", question}, {"least", least}, {"most", most}, {"answers", answers}};
}

bool isAmong(const std::vector<std::string>& codes, const std::string& code) {
    return std::ranges::find(codes, code) != codes.end();
}

}  // namespace

Json officeJson(const staff::Office& office) {
    Json json{
        {"code", office.code}, {"name", office.name}, {"kind", staff::nameOf(office.kind)}, {"parent", office.parent}};
    if (office.closed) json["closed"] = true;
    return json;
}

Json itemRowJson(const cases::Item& item, const std::string& matched) {
    return {{"code", item.code},
            {"name", item.name},
            {"department", item.department},
            {"kind", cases::nameOf(item.kind)},
            {"matched", matched}};
}

Json situationsJson(const cases::Item& item) {
    Json asked = Json::array();
    if (!item.chooseOne.empty()) asked.push_back(questionJson(item, item.chooseOne, "one", "属于哪种情形", 1, 1));
    if (!item.atLeastOne.empty())
        asked.push_back(questionJson(item, item.atLeastOne, "some", "办理哪些（至少选一项）", 1, 0));
    std::vector<std::string> others;
    for (const auto& situation : item.situations)
        if (!isAmong(item.chooseOne, situation.code) && !isAmong(item.atLeastOne, situation.code))
            others.push_back(situation.code);
    if (!others.empty()) asked.push_back(questionJson(item, others, "any", "有以下情况吗（可不选）", 0, 0));
    return asked;
}

Json itemJson(const cases::Item& item) {
    Json materials = Json::array();
    for (const auto& material : item.materials)
        materials.push_back({{"id", cases::titleOf(material)},
                             {"name", cases::titleOf(material)},
                             {"types", {material.type}},
                             {"required", cases::codeOf(material.need)},
                             {"form", cases::nameOf(material.form)},
                             {"copies", material.copies},
                             {"when", material.situation},
                             {"note", material.note},
                             {"group", material.oneOf}});
    Json json{{"code", item.code},
              {"name", item.name},
              {"department", item.department},
              {"field", item.field},
              {"kind", cases::nameOf(item.kind)},
              {"time_limit", item.days},
              {"legal_limit", nullptr},
              {"fee", item.fee.value_or("")},
              {"note", item.note},
              {"result", item.resultName},
              {"situations", situationsJson(item)},
              {"materials", materials}};
    if (item.legalDays) json["legal_limit"] = *item.legalDays;
    return json;
}

Json typesJson(const documents::DocumentTypes& types) {
    Json all = Json::array();
    for (const auto& type : types.all()) {
        Json fields = Json::array();
        for (const auto& field : type.fields)
            fields.push_back({{"name", field.name}, {"label", field.title()}, {"kind", documents::wordOf(field.kind)}});
        all.push_back({{"code", type.code}, {"name", type.name}, {"fields", fields}});
    }
    return {{"types", all}};
}

std::string said(std::string_view word, const base::Words& words) {
    return base::word(word).in(words);
}

std::string typeNameOf(const desk::Models& models, const std::string& code, const base::Words& words) {
    const std::string name = models.typeName(code);
    return name.empty() ? base::Sentence("未识别").in(words) : name;
}

std::string moment(base::Instant instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::hh_mm_ss time{instant - day};
    const auto two = [](auto value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    const auto millis = std::to_string(1000 + time.subseconds().count()).substr(1);
    return base::isoDate(base::Date{day}) + "T" + two(time.hours().count()) + ":" + two(time.minutes().count()) + ":" +
           two(time.seconds().count()) + "." + millis + "Z";
}

std::string lightOf(const desk::CaseLimit& limit) {
    return limit.standing == desk::CaseLimit::Standing::Running ? std::string(cases::codeOf(limit.deadline.light))
                                                                : "none";
}

Json limitJson(const desk::CaseLimit& limit, const cases::Item& item, const base::Words& words) {
    if (limit.standing != desk::CaseLimit::Standing::Running) return nullptr;
    Json json{{"due", base::isoDate(limit.deadline.deadline.date)},
              {"days", item.days},
              {"left", limit.deadline.left},
              {"light", lightOf(limit)},
              {"sentence", limit.deadline.sentence().in(words)}};
    if (limit.deadline.stopped) json["stopped"] = said(cases::chineseNameOf(*limit.deadline.stopped), words);
    return json;
}

std::string maskedOrEmpty(const std::string& number) {
    if (number.empty() || number == cases::noNumber) return "";
    return base::maskedNumber(number);
}

}  // namespace daiban::web
