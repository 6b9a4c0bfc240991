#include "samples/draw/Forms.h"

#include "samples/draw/Ornaments.h"

#include <array>
#include <vector>

namespace daiban::samples {

namespace {

constexpr double kLeft = 20, kWidth = 170;

Dice diceOf(const Subject& subject, std::uint32_t document) {
    return Dice(subject.seed * 4099U + document);
}

TextStyle song(double size, Align align = Align::Left) {
    return {.face = Face::Song, .size = size, .align = align};
}

TextStyle handwriting(double size) {
    return {.face = Face::Kai, .size = size, .colour = {0.08, 0.10, 0.26}};
}

void drawTitle(Sheet& sheet, std::string_view title) {
    sheet.canvas.text({105, 24}, title,
                      {.face = Face::Hei, .size = 6.6, .bold = true, .align = Align::Centre, .letterSpacing = 0.4});
    drawSpecimenMark(sheet, {kLeft + kWidth, 12}, Align::Right, 2.6);
}

std::string money(int fen) {
    const std::string rest = std::to_string(fen % 100);
    return std::to_string(fen / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}

std::string period(int years, int months) {
    return std::to_string(years) + "年" + std::to_string(months) + "个月";
}

FormLook lookOf(Face values) {
    FormLook look;
    look.values.face = values;
    look.values.size = values == Face::Kai ? 4.1 : 3.7;
    return look;
}

// The applicant's promise with signature and date, in a box of the full width.
double drawPromise(Sheet& sheet, double y, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    constexpr double kHeight = 36;
    canvas.frame({kLeft, y, kWidth, kHeight}, 0.5);
    canvas.text({kLeft + 10, y + 5}, "本人承诺以上所填内容真实有效，如有虚假，愿承担相应法律责任。", song(3.9));
    const double labelWidth = canvas.text({kLeft + 96, y + 18}, "申请人（签字）：", song(3.9));
    canvas.text({kLeft + 97 + labelWidth, y + 16.2}, subject.holder.name, handwriting(6.2));
    canvas.text({kLeft + 116, y + 28}, spacedChineseDate(subject.today), song(3.9));
    return y + kHeight;
}

// An office's opinion: its name down the side, what it finds, its seal over the date.
struct Opinion {
    std::string office;   // down the left column
    std::string finding;  // empty: still open
    std::string stamped;  // the line the seal stands on
    std::string seal;     // empty: not yet sealed
};

double drawOpinion(Sheet& sheet, double y, double height, const Opinion& opinion, Date day) {
    Canvas& canvas = sheet.canvas;
    canvas.frame({kLeft, y, 14, height}, 0.25);
    canvas.frame({kLeft, y, kWidth, height}, 0.5);
    canvas.column({kLeft, y, 14, height}, opinion.office, song(3.9));
    if (!opinion.finding.empty()) canvas.text({kLeft + 22, y + 6}, opinion.finding, handwriting(4.3));
    canvas.text({kLeft + kWidth - 12, y + height - 16}, opinion.stamped, song(3.8, Align::Right));
    const std::string date = opinion.seal.empty() ? "年     月     日" : spacedChineseDate(day);
    canvas.text({kLeft + kWidth - 16, y + height - 8.5}, date, song(3.8, Align::Right));
    if (!opinion.seal.empty())
        drawSeal(sheet, {kLeft + kWidth - 38, y + height - 19}, {.name = opinion.seal, .radius = 17, .turn = 5});
    return y + height;
}

}  // namespace

void drawPensionForm(Sheet& sheet, const Subject& subject) {
    const Person& person = subject.holder;
    drawTitle(sheet, "基本养老保险待遇申领表");
    Dice dice = diceOf(subject, 1);
    sheet.canvas.text({kLeft, 38}, "经办机构：滨海新区社会保险基金管理中心", song(3.6));
    sheet.canvas.text({kLeft + kWidth, 38}, "申请日期：" + spacedChineseDate(subject.today), song(3.6, Align::Right));
    const int worked = person.birth.year + dice.between(18, 21);
    const std::string deemed = period(dice.between(1, 8), subject.holder.birth.month % 11 + 1);
    const std::string paid = period(dice.between(22, 32), subject.holder.birth.day % 11 + 1);
    const std::vector<FormRow> rows{
        {11,
         {label("姓    名", 28), value(person.name, 36), label("性    别", 22), value(sexName(person.sex), 20),
          label("出生年月", 24), value(chineseMonth(person.birth))}},
        {11, {label("身份证号码", 28), value(person.idNumber, 78), label("联系电话", 24), value(person.phone)}},
        {11, {label("户籍地址", 28), valueLeft(person.address)}},
        {11, {label("现居住地址", 28), valueLeft(person.address)}},
        {11, {label("原工作单位", 28), valueLeft(subject.company.name)}},
        {11,
         {label("参加工作时间", 28), value(std::to_string(worked) + "年9月", 57), label("达到领取条件时间", 36),
          value(chineseMonth(subject.retirementDate))}},
        {11, {label("视同缴费年限", 28), value(deemed, 57), label("实际缴费年限", 36), value(paid)}},
        {11, {label("申领类别", 28), valueLeft("☑正常退休  □特殊工种退休  □因病退休  □弹性退休")}},
        {11, {label("待遇领取方式", 28), valueLeft("□社会保障卡  ☑银行卡  □银行存折")}},
        {11, {label("开户银行", 28), value(subject.bank, 57), label("银行账号", 24), value(subject.bankCardNumber)}}};
    double y = drawTable(sheet, {kLeft, 45}, kWidth, rows, lookOf(Face::Kai));
    y = drawPromise(sheet, y, subject);
    y = drawOpinion(sheet, y, 42,
                    {"社区代办", "材料齐全，同意代办报送。", subject.community + "居民委员会（盖章）",
                     subject.streetOffice + subject.community + "居民委员会"},
                    subject.today);
    drawOpinion(sheet, y, 38, {"经办机构", "", "社会保险经办机构（盖章）", ""}, subject.today);
    sheet.canvas.text({kLeft, 278}, "注：本表一式两份，经办机构、申请人各存一份。", song(3.3));
    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
}

void drawFlexibleEmploymentForm(Sheet& sheet, const Subject& subject) {
    const Person& person = subject.holder;
    drawTitle(sheet, "灵活就业人员社会保险补贴申请表");
    Dice dice = diceOf(subject, 2);
    sheet.canvas.text({kLeft, 38}, "编号：" + dice.digits(8), song(3.6));
    sheet.canvas.text({kLeft + kWidth, 38}, "申请日期：" + spacedChineseDate(subject.today), song(3.6, Align::Right));
    static constexpr std::array<std::string_view, 4> kWork{"家政保洁", "早餐摊点", "网约配送", "缝纫修补"};
    const std::string amount = money(dice.between(280000, 690000));
    const std::vector<FormRow> rows{
        {10.5,
         {label("姓    名", 28), value(person.name, 36), label("性    别", 22), value(sexName(person.sex), 20),
          label("出生年月", 24), value(chineseMonth(person.birth))}},
        {10.5, {label("身份证号码", 28), value(person.idNumber, 78), label("联系电话", 24), value(person.phone)}},
        {10.5, {label("户籍地址", 28), valueLeft(person.address)}},
        {10.5, {label("现居住地址", 28), valueLeft(person.address)}},
        {10.5, {label("人员类别", 28), valueLeft("☑“4050”人员  □低保家庭  □残疾人  □零就业家庭  □高校毕业生")}},
        {10.5,
         {label("就业创业证编号", 34), value("120116" + dice.digits(10), 51), label("灵活就业形式", 28),
          value(std::string(dice.oneOf(kWork)))}},
        {10.5, {label("开户银行", 28), value(subject.bank, 57), label("银行卡号", 28), value(subject.bankCardNumber)}},
        {10.5, {label("补贴险种", 28), valueLeft("□养老保险  □医疗保险  ☑养老和医疗保险")}},
        {10.5,
         {label("申请补贴期间", 28), value("2025年1月至2025年6月", 57), label("申请金额", 28), value(amount + "元")}}};
    double y = drawTable(sheet, {kLeft, 45}, kWidth, rows, lookOf(Face::Song));
    y = drawPromise(sheet, y, subject);
    y = drawOpinion(sheet, y, 34, {"社区意见", "情况属实。", subject.community + "居民委员会（盖章）", ""},
                    subject.today);
    y = drawOpinion(sheet, y, 38,
                    {"街道审核", "经审核，符合补贴条件，同意上报。", subject.streetOffice + "办事处（盖章）",
                     "滨海新区" + subject.streetOffice + "办事处"},
                    subject.today);
    drawOpinion(sheet, y, 34, {"人社审批", "", "滨海新区人力资源和社会保障局（盖章）", ""}, subject.today);
    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
}

void drawElderAllowanceForm(Sheet& sheet, const Subject& subject) {
    const Person& person = subject.holder;
    drawTitle(sheet, "高龄津贴申请审批表");
    sheet.canvas.text({kLeft, 38}, "滨海新区" + subject.streetOffice + "  " + subject.community, song(3.6));
    sheet.canvas.text({kLeft + kWidth, 38}, "申请日期：" + spacedChineseDate(subject.today), song(3.6, Align::Right));
    const int age = subject.today.year - person.birth.year - 1;
    const std::string grade =
        age >= 90 ? "□80至89周岁  ☑90至99周岁  □100周岁以上" : "☑80至89周岁  □90至99周岁  □100周岁以上";
    const std::string kin = subject.relative.sex == Sex::Male ? "儿子" : "女儿";
    const std::vector<FormRow> rows{
        {11,
         {label("姓    名", 28), value(person.name, 36), label("性    别", 22), value(sexName(person.sex), 20),
          label("民    族", 24), value(person.ethnicity)}},
        {11,
         {label("身份证号码", 28), value(person.idNumber, 78), label("出生年月", 24),
          value(chineseMonth(person.birth))}},
        {11, {label("户籍地址", 28), valueLeft(person.address)}},
        {11, {label("现居住地址", 28), valueLeft(person.address)}},
        {11,
         {label("年    龄", 28), value(std::to_string(age) + "周岁", 57), label("联系电话", 24), value(person.phone)}},
        {11, {label("享受档次", 28), valueLeft(grade)}},
        {11, {label("开户银行", 28), value(subject.bank, 57), label("银行账号", 24), value(subject.bankCardNumber)}},
        {11,
         {label("代办人姓名", 28), value(subject.relative.name, 30), label("与老人关系", 27), value(kin, 20),
          label("联系电话", 24), value(subject.relative.phone)}}};
    double y = drawTable(sheet, {kLeft, 45}, kWidth, rows, lookOf(Face::Kai));
    y = drawPromise(sheet, y, subject);
    y = drawOpinion(sheet, y, 38,
                    {"社区意见", "情况属实，同意上报。", subject.community + "居民委员会（盖章）",
                     subject.streetOffice + subject.community + "居民委员会"},
                    subject.today);
    y = drawOpinion(sheet, y, 34, {"街道审核", "", subject.streetOffice + "办事处（盖章）", ""}, subject.today);
    drawOpinion(sheet, y, 34, {"民政审批", "", "滨海新区民政局（盖章）", ""}, subject.today);
    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
}

void drawPaymentRecord(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTitle(sheet, "社会保险个人缴费证明");
    Dice dice = diceOf(subject, 4);
    std::string code = dice.digits(4) + "E";
    code += dice.digits(7);
    const std::string months = std::to_string(dice.between(96, 320));
    canvas.text({kLeft, 38}, "打印日期：" + isoDate(subject.today), song(3.5));
    canvas.text({kLeft + kWidth, 38}, "验证码：" + code, song(3.5, Align::Right));
    const std::vector<FormRow> personRows{
        {9.5, {label("姓名", 26), value(person.name, 44), label("社会保障号码", 30), value(person.idNumber)}},
        {9.5, {label("性别", 26), value(sexName(person.sex), 44), label("参保状态", 30), value("参保缴费")}},
        {9.5, {label("累计缴费月数", 26), value(months, 44), label("现参保单位", 30), value(subject.company.name)}}};
    double y = drawTable(sheet, {kLeft, 45}, kWidth, personRows, lookOf(Face::Song));
    canvas.text({105, y + 5}, "2024年度缴费明细", {.face = Face::Hei, .size = 4.2, .align = Align::Centre});

    static constexpr std::array<std::string_view, 5> kKinds{"企业职工基本养老保险", "职工基本医疗保险", "失业保险",
                                                            "工伤保险", "生育保险"};
    static constexpr std::array<int, 5> kShares{80, 20, 5, 0, 0};  // per mille of the base, paid by the person
    const int base = dice.between(4800, 12600);
    std::vector<FormRow> rows{{9.5,
                               {label("序号", 12), label("起止年月", 30), label("险种", 46), label("缴费基数", 26),
                                label("缴费月数", 22), label("个人缴费", 0)}}};
    for (std::size_t i = 0; i < kKinds.size(); ++i)
        rows.push_back(
            {9.5,
             {value(std::to_string(i + 1), 12), value("202401-202412", 30), value(std::string(kKinds[i]), 46),
              value(money(base * 100), 26), value("12", 22), value(money(base * kShares[i] * 12 / 10))}});
    y = drawTable(sheet, {kLeft, y + 13}, kWidth, rows, lookOf(Face::Song));
    static constexpr std::array<std::string_view, 4> kRemarks{
        "备注：", "1.本证明由参保人自行打印，作为本人参加社会保险的凭证。",
        "2.本证明的真伪可凭验证码在经办机构网站查验，验证码六个月内有效。",
        "3.对缴费信息有异议的，请持本证明到参保地经办机构核对。"};
    y += 6;
    for (const std::string_view remark : kRemarks) {
        canvas.text({kLeft + 3, y}, remark, song(3.5));
        y += 7;
    }
    canvas.text({kLeft + kWidth - 4, y + 22}, "天津市社会保险基金管理中心滨海分中心", song(3.9, Align::Right));
    canvas.text({kLeft + kWidth - 22, y + 31}, chineseDate(subject.today), song(3.9, Align::Right));
    drawSeal(sheet, {kLeft + kWidth - 38, y + 26},
             {.name = "天津市社会保险基金管理中心", .below = "证明专用章", .radius = 20, .turn = -4});
    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.note("months_paid", months);
}

}  // namespace daiban::samples
