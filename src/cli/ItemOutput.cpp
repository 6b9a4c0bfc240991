#include "cli/ItemOutput.h"

#include <ostream>

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
                  << padded(item.department, 26) << item.days << " 个工作日\n";
}

void printWhole(Context& context, const cases::Item& item) {
    auto& out = context.out();
    out << item.code << "  " << item.name << "\n";
    if (!item.aliases.empty()) out << "又称      " << base::joined(item.aliases, "、") << "\n";
    out << "事项领域  " << item.field << "\n实施机构  " << item.department << "\n办件类型  " << cases::nameOf(item.kind)
        << "\n承诺时限  " << item.days << " 个工作日\n";
    if (item.legalDays) out << "法定时限  " << *item.legalDays << " 个工作日\n";
    out << "结果名称  " << item.resultName << (item.result == cases::ResultKind::Nothing ? "（无证照返回）" : "")
        << "\n收费标准  " << item.fee.value_or("未注明") << "\n办理依据  "
        << (item.basis == cases::unverifiedBasis ? "未核实" : item.basis) << "\n";
    if (!item.note.empty()) out << "说明      " << item.note << "\n";
    out << "版本      " << item.version << "，自 " << base::isoDate(item.effective) << " 起\n";
    for (const auto& situation : item.situations)
        out << "情形      " << padded(situation.code, 16) << situation.name
            << (item.mustChooseAmong(situation.code)                                          ? "（择一）"
                : std::ranges::find(item.atLeastOne, situation.code) != item.atLeastOne.end() ? "（至少选一）"
                                                                                              : "")
            << "\n";
    out << "材料\n";
    for (const auto& material : item.materials) {
        out << "  " << padded(material.name, 34) << padded(cases::nameOf(material.form), 16) << material.copies
            << " 份";
        if (material.need == cases::Need::No) out << "  非必要";
        if (material.need == cases::Need::Later) out << "  容缺后补";
        if (material.subject != cases::Subject::Applicant && material.subject != cases::Subject::Anyone)
            out << "  " << cases::chineseNameOf(material.subject);
        if (!material.situation.empty()) out << "  仅限：" << situationName(item, material.situation);
        if (!material.unless.situation.empty()) out << "  除：" << situationName(item, material.unless.situation);
        if (!material.unless.material.empty()) out << "  可由" << material.unless.material << "代替";
        if (!material.oneOf.empty()) out << "  任选其一（" << material.oneOf << "）";
        if (material.maxAgeDays > 0) out << "  " << material.maxAgeDays << " 天内开具";
        if (material.mayBeExpired) out << "  过期亦可";
        if (material.isOther()) out << "  由工作人员指认";
        if (!material.note.empty()) out << "  " << material.note;
        out << "\n";
    }
}

}  // namespace daiban::cli
