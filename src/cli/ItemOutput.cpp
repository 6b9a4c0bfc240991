#include "cli/ItemOutput.h"

#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

std::string situationName(const cases::Item& item, const std::string& code) {
    const auto* situation = item.findSituation(code);
    return situation == nullptr ? code : situation->name;
}

}  // namespace

base::Json toJson(const cases::Item& item) {
    base::Json situations = base::Json::array();
    for (const auto& situation : item.situations)
        situations.push_back({{"code", situation.code}, {"name", situation.name}});
    base::Json materials = base::Json::array();
    for (const auto& material : item.materials)
        materials.push_back({{"type", material.type},
                             {"name", material.name},
                             {"form", cases::nameOf(material.form)},
                             {"copies", material.copies},
                             {"required", cases::codeOf(material.need)},
                             {"subject", cases::codeOf(material.subject)},
                             {"situation", material.situation},
                             {"unless_situation", material.unless.situation},
                             {"unless_material", material.unless.material},
                             {"one_of", material.oneOf},
                             {"max_age_days", material.maxAgeDays},
                             {"may_be_expired", material.mayBeExpired},
                             {"note", material.note},
                             {"basis", material.basis}});
    return {{"item", item.code},
            {"name", item.name},
            {"aliases", item.aliases},
            {"field", item.field},
            {"kind", cases::nameOf(item.kind)},
            {"dept", item.department},
            {"office", cases::codeOf(item.office)},
            {"result", item.resultName},
            {"result_kind", cases::codeOf(item.result)},
            {"result_type", item.resultType},
            {"days", item.days},
            {"legal_days", item.legalDays ? base::Json(*item.legalDays) : base::Json()},
            {"fee", item.fee ? base::Json(*item.fee) : base::Json()},
            {"note", item.note},
            {"version", item.version},
            {"effective", base::isoDate(item.effective)},
            {"situations", situations},
            {"situations_choose_one", item.chooseOne},
            {"situations_at_least_one", item.atLeastOne},
            {"basis", item.basis},
            {"materials", materials}};
}

void print(Context& context, const cases::Item& item) {
    if (context.json) return context.printLine(toJson(item));
    context.out() << padded(item.code, 9) << padded(item.name, 44) << padded(item.field, 14)
                  << padded(item.department, 26) << base::Sentence("{} 个工作日", item.days) << "\n";
}

void printWhole(Context& context, const cases::Item& item) {
    auto& out = context.out();
    out << item.code << "  " << item.name << "\n";
    if (!item.aliases.empty())
        out << base::Sentence("又称      {}", base::joined(item.aliases, context.say(base::Sentence("、")))) << "\n";
    out << base::Sentence("事项领域  {}\n实施机构  {}\n办件类型  {}\n承诺时限  {} 个工作日", item.field,
                          item.department, base::word(cases::nameOf(item.kind)), item.days)
        << "\n";
    if (item.legalDays) out << base::Sentence("法定时限  {} 个工作日", *item.legalDays) << "\n";
    out << base::Sentence(
               "结果名称  {}{}\n收费标准  {}\n办理依据  {}", item.resultName,
               item.result == cases::ResultKind::Nothing ? base::Sentence("（无证照返回）") : base::Sentence(),
               item.fee ? base::Sentence::verbatim(*item.fee) : base::Sentence("未注明"),
               item.basis == cases::unverifiedBasis ? base::Sentence("未核实") : base::Sentence::verbatim(item.basis))
        << "\n";
    if (!item.note.empty()) out << base::Sentence("说明      {}", item.note) << "\n";
    out << base::Sentence("版本      {}，自 {} 起", item.version, base::isoDate(item.effective)) << "\n";
    for (const auto& situation : item.situations)
        out << base::Sentence("情形      ") << padded(situation.code, 16)
            << base::Sentence("{}{}", situation.name,
                              item.mustChooseAmong(situation.code) ? base::Sentence("（择一）")
                              : std::ranges::find(item.atLeastOne, situation.code) != item.atLeastOne.end()
                                  ? base::Sentence("（至少选一）")
                                  : base::Sentence())
            << "\n";
    out << base::Sentence("材料") << "\n";
    for (const auto& material : item.materials) {
        out << "  " << padded(material.name, 34) << padded(context.say(base::word(cases::nameOf(material.form))), 16)
            << base::Sentence("{} 份", material.copies);
        if (material.need == cases::Need::No) out << base::Sentence("  非必要");
        if (material.need == cases::Need::Later) out << base::Sentence("  容缺后补");
        if (material.subject != cases::Subject::Applicant && material.subject != cases::Subject::Anyone)
            out << base::Sentence("  {}", base::word(cases::chineseNameOf(material.subject)));
        if (!material.situation.empty()) out << base::Sentence("  仅限：{}", situationName(item, material.situation));
        if (!material.unless.situation.empty())
            out << base::Sentence("  除：{}", situationName(item, material.unless.situation));
        if (!material.unless.material.empty()) out << base::Sentence("  可由{}代替", material.unless.material);
        if (!material.oneOf.empty()) out << base::Sentence("  任选其一（{}）", material.oneOf);
        if (material.maxAgeDays > 0) out << base::Sentence("  {} 天内开具", material.maxAgeDays);
        if (material.mayBeExpired) out << base::Sentence("  过期亦可");
        if (material.isOther()) out << base::Sentence("  由工作人员指认");
        if (!material.note.empty()) out << "  " << material.note;
        out << "\n";
    }
}

}  // namespace daiban::cli
