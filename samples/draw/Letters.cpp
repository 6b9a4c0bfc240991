#include "samples/draw/Letters.h"

#include "samples/draw/Ornaments.h"

#include <array>

namespace daiban::samples {

namespace {

constexpr double kLeft = 30, kWidth = 150, kRight = kLeft + kWidth;
constexpr std::string_view kIndent = "\u3000\u3000";

Dice diceOf(const Subject& subject, std::uint32_t document) {
    return Dice(subject.seed * 2053U + document);
}

TextStyle body(double size = 4.4) {
    return {.face = Face::Song, .size = size, .lineHeight = 1.9};
}

TextStyle handwriting(double size) {
    return {.face = Face::Kai, .size = size, .colour = {0.08, 0.10, 0.26}};
}

void drawTitle(Sheet& sheet, std::string_view title, double spacing) {
    sheet.canvas.text({105, 30}, title,
                      {.face = Face::Hei, .size = 7.6, .bold = true, .align = Align::Centre, .letterSpacing = spacing});
    drawSpecimenMark(sheet, {kRight, 14}, Align::Right, 2.6);
}

double drawParagraphs(Sheet& sheet, double y, std::span<const std::string> paragraphs, const TextStyle& style) {
    for (const std::string& paragraph : paragraphs)
        y += sheet.canvas.paragraph({kLeft, y, kWidth, 0}, std::string(kIndent) + paragraph, style);
    return y;
}

void drawSignature(Sheet& sheet, Point at, std::string_view label, std::string_view name, Date day) {
    const double width = sheet.canvas.text(at, label, body());
    sheet.canvas.text({at.x + width + 1, at.y - 1.6}, name, handwriting(6.4));
    sheet.canvas.text({at.x, at.y + 11}, spacedChineseDate(day), body());
}

}  // namespace

void drawLeaseContract(Sheet& sheet, const Subject& subject) {
    drawTitle(sheet, "房屋租赁合同", 2);
    Dice dice = diceOf(subject, 1);
    const Person &lessor = subject.holder, &lessee = subject.relative;
    const int rent = dice.between(18, 46) * 100;
    const Date start{2025, dice.between(1, 12), dice.between(1, 28)}, end = dayBefore(laterBy(start, 25));
    const std::string area = std::to_string(dice.between(42, 118)) + ".5";
    const TextStyle style = body(4.1);
    double y = 48;
    for (const auto& [role, person] :
         {std::pair{"出租方（甲方）：", &lessor}, std::pair{"承租方（乙方）：", &lessee}}) {
        sheet.canvas.text({kLeft, y}, role + person->name, style);
        sheet.canvas.text({kLeft + 70, y}, "身份证号：" + person->idNumber, style);
        y += 8.5;
    }
    const std::array<std::string, 9> clauses{
        "根据《中华人民共和国民法典》及有关规定，甲乙双方在自愿、平等的基础上，就房屋租赁事宜订立本合同。",
        "第一条  甲方将坐落于" + lessor.address + "的房屋出租给乙方使用，建筑面积" + area + "平方米，用途为居住。",
        "第二条  租赁期限自" + chineseDate(start) + "起至" + chineseDate(end) + "止。",
        "第三条  月租金为人民币" + std::to_string(rent) + "元（大写：" + capitalAmount(rent) +
            "），按季支付，每季首月5日前付清。",
        "第四条  租赁期间的水、电、燃气、物业服务费由乙方承担，供热费由甲方承担。",
        "第五条  乙方应爱护房屋及附属设施，未经甲方书面同意不得转租、改建或改变用途；房屋自然损坏由甲方负责修缮。",
        "第六条  任何一方提前解除合同，应当提前三十日通知对方，并支付一个月租金作为违约金。",
        "第七条  因履行本合同发生争议的，由双方协商解决；协商不成的，向房屋所在地人民法院起诉。",
        "第八条  本合同一式两份，甲乙双方各执一份，自双方签字之日起生效。"};
    y = drawParagraphs(sheet, y + 3, clauses, style);
    drawSignature(sheet, {kLeft, y + 14}, "甲方（签字）：", lessor.name, start);
    drawSignature(sheet, {kLeft + 82, y + 14}, "乙方（签字）：", lessee.name, start);
    sheet.note("lessor_name", lessor.name);
    sheet.note("lessee_name", lessee.name);
    sheet.note("location", lessor.address);
    sheet.noteDate("start_date", chineseDate(start), isoDate(start));
    sheet.noteDate("end_date", chineseDate(end), isoDate(end));
}

void drawPowerOfAttorney(Sheet& sheet, const Subject& subject) {
    drawTitle(sheet, "授权委托书", 3);
    const Person &principal = subject.holder, &agent = subject.relative;
    double y = 52;
    for (const auto& [role, person] : {std::pair{"委托人：", &principal}, std::pair{"受托人：", &agent}}) {
        sheet.canvas.text({kLeft, y}, role + person->name, body());
        sheet.canvas.text({kLeft + 52, y}, "性别：" + sexName(person->sex), body());
        sheet.canvas.text({kLeft + 84, y}, "联系电话：" + person->phone, body());
        sheet.canvas.text({kLeft, y + 9.5}, "身份证号码：" + person->idNumber, body());
        sheet.canvas.text({kLeft, y + 19}, "住址：" + person->address, body(4.2));
        y += 32;
    }
    const std::array<std::string, 4> paragraphs{
        "委托人因年事已高、行动不便，不能亲自到场办理，现委托上述受托人作为本人的代理人，代为办理下列事项：",
        "一、递交社会保险待遇申领材料，签收受理凭证；", "二、领取办理结果及有关证照，并在领取登记上签名。",
        "受托人在上述权限内签署的文件，委托人均予以承认，由此产生的法律后果由委托人承担。委托期限自签署之日起至上述事项"
        "办理完毕止，受托人无转委托权。"};
    y = drawParagraphs(sheet, y + 2, paragraphs, body());
    drawSignature(sheet, {kLeft + 70, y + 20}, "委托人（签字）：", principal.name, subject.today);
    drawSignature(sheet, {kLeft + 70, y + 46}, "受托人（签字）：", agent.name, subject.today);
    sheet.note("principal_name", principal.name);
    sheet.note("principal_id_number", principal.idNumber);
    sheet.note("agent_name", agent.name);
    sheet.note("agent_id_number", agent.idNumber);
}

void drawIncomeCertificate(Sheet& sheet, const Subject& subject) {
    drawTitle(sheet, "收入证明", 4);
    Dice dice = diceOf(subject, 3);
    const Person& person = subject.holder;
    static constexpr std::array<std::string_view, 4> kPosts{"仓库管理员", "设备操作工", "行政专员", "维修电工"};
    const int income = dice.between(42, 98) * 100;
    const std::string printed = std::to_string(income) + ".00";
    const std::string since = std::to_string(dice.between(2012, 2021)) + "年3月", post(dice.oneOf(kPosts));
    const std::array<std::string, 2> paragraphs{
        "兹证明" + person.name + "（身份证号：" + person.idNumber + "）系我单位正式职工，自" + since +
            "起在我单位工作，现任" + post + "，近一年月均收入为人民币（大写）" + capitalAmount(income) + "（￥" +
            printed + "）。",
        "本证明仅用于证明我单位职工的收入情况，不作为我单位对该职工任何形式的担保。"};
    double y = drawParagraphs(sheet, 56, paragraphs, body(4.6));
    sheet.canvas.text({kLeft + 9.2, y}, "特此证明。", body(4.6));
    y += 36;
    sheet.canvas.text({kRight, y}, "单位名称（盖章）：" + subject.company.name, {.size = 4.4, .align = Align::Right});
    sheet.canvas.text({kRight, y + 10}, "联系电话：022-6500" + dice.digits(4), {.size = 4.4, .align = Align::Right});
    sheet.canvas.text({kRight, y + 20}, spacedChineseDate(subject.today), {.size = 4.4, .align = Align::Right});
    drawSeal(sheet, {kRight - 22, y + 24}, {.name = subject.company.name, .radius = 19, .turn = 6});
    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.note("employer_name", subject.company.name);
    sheet.note("monthly_income", printed);
}

}  // namespace daiban::samples
