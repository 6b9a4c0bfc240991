#include "samples/draw/Certificates.h"

#include "samples/draw/Ornaments.h"

#include <array>
#include <vector>

namespace daiban::samples {

namespace {

Dice diceOf(const Subject& subject, std::uint32_t document) {
    return Dice(subject.seed * 3079U + document);
}

Box wholePage(const Sheet& sheet) {
    return {0, 0, sheet.canvas.paper().width, sheet.canvas.paper().height};
}

TextStyle centred(Face face, double size, Colour colour = kBlack, double spacing = 0) {
    return {
        .face = face, .size = size, .bold = true, .colour = colour, .align = Align::Centre, .letterSpacing = spacing};
}

TextStyle song(double size) {
    return {.face = Face::Song, .size = size};
}

std::vector<FormRow> parentRows(std::string_view role, const Person& parent, int birthYear) {
    const std::string age = std::to_string(birthYear - parent.birth.year);
    return {
        {10,
         {label(std::string(role) + "姓名", 30), value(parent.name, 52), label("年龄", 16), value(age, 22),
          label("国籍", 16), value("中国", 30), label("民族", 16), value(parent.ethnicity)}},
        {10, {label("住址", 30), valueLeft(parent.address, 110), label("身份证件号码", 32), value(parent.idNumber)}}};
}

}  // namespace

void drawBirthCertificate(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& child = subject.child;
    const bool holderIsMother = subject.holder.sex == Sex::Female;
    const Person& mother = holderIsMother ? subject.holder : subject.spouse;
    const Person& father = holderIsMother ? subject.spouse : subject.holder;
    Dice dice = diceOf(subject, 1);
    canvas.fill(wholePage(sheet), {0.95, 0.98, 0.96});
    drawGuilloche(canvas, wholePage(sheet),
                  {.colour = {0.56, 0.78, 0.66, 0.28}, .spacing = 6.4, .amplitude = 3.2, .wavelength = 60});
    drawCertificateFrame(canvas, {7, 7, 251, 176}, {0.24, 0.54, 0.42});
    canvas.text({132.5, 16}, "出生医学证明", centred(Face::Song, 9.6, {0.10, 0.38, 0.28}, 2));
    canvas.text({132.5, 28.5}, "BIRTH CERTIFICATE", centred(Face::Hei, 3.8, {0.10, 0.38, 0.28}, 0.4));
    const std::string number = std::string{"PQRTUVWX"[child.birth.day % 8]} + "12" + dice.digits(7);
    canvas.text({240, 33.5}, "出生证编号：" + number, {.face = Face::Hei, .size = 3.7, .align = Align::Right});

    const std::string born = chineseDate(child.birth), hospital = "天津市滨海新区潮音医院";
    const std::string time =
        born + std::to_string(dice.between(0, 23)) + "时" + std::to_string(child.birth.day + 20) + "分";
    std::vector<FormRow> rows{
        {10,
         {label("新生儿姓名", 30), value(child.name, 52), label("性别", 16), value(sexName(child.sex), 22),
          label("出生时间", 24), value(time)}},
        {10,
         {label("出生孕周", 30), value(std::to_string(dice.between(37, 41)) + "周", 30), label("健康状况", 24),
          value("良好", 22), label("体重", 16), value(std::to_string(dice.between(2800, 3900)) + "克", 30),
          label("身长", 16), value(std::to_string(dice.between(48, 53)) + "厘米")}},
        {10, {label("出生地点", 30), value("天津市滨海新区", 76), label("医疗机构名称", 32), value(hospital)}}};
    for (const auto& [role, parent] : {std::pair{"母亲", &mother}, std::pair{"父亲", &father}})
        for (FormRow& row : parentRows(role, *parent, child.birth.year)) rows.push_back(std::move(row));
    FormLook look{.lineWidth = 0.25, .lineColour = {0.20, 0.40, 0.32}};
    drawTable(sheet, {18, 41}, 229, rows, look);

    const Date issued = laterBy(child.birth, 0, 1);
    const std::array lines{LabelledLine{"签发机构（专用章）：", hospital}, LabelledLine{"签发人员：", "宋慧敏"},
                           LabelledLine{"签发日期：", spacedChineseDate(issued)}};
    drawLabelledLines(sheet, {130, 128}, lines, {.labels = song(4), .values = song(4), .tab = 42, .step = 12});
    drawSeal(sheet, {224, 154}, {.name = hospital, .below = "出生医学证明专用章", .radius = 17.5, .turn = -7});
    drawRosette(canvas, {60, 147}, 20, {0.36, 0.62, 0.50, 0.45});
    drawSpecimenMark(sheet, {18, 174}, Align::Left, 2.6);

    sheet.note("child_name", child.name);
    sheet.note("sex", sexName(child.sex));
    sheet.noteDate("birth_date", born, isoDate(child.birth));
    sheet.note("mother_name", mother.name);
    sheet.note("mother_id_number", mother.idNumber);
    sheet.note("father_name", father.name);
    sheet.note("father_id_number", father.idNumber);
    sheet.note("certificate_number", number);
}

void drawBusinessLicense(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Company& company = subject.company;
    Dice dice = diceOf(subject, 2);
    canvas.fill(wholePage(sheet), {0.995, 0.985, 0.955});
    drawCertificateFrame(canvas, {8, 8, 281, 194}, {0.72, 0.56, 0.22});
    drawRosette(canvas, {148.5, 118}, 60, {0.86, 0.74, 0.46, 0.22});
    drawWreath(canvas, {148.5, 27}, 11);
    canvas.text({148.5, 41}, "营业执照", centred(Face::Song, 14, kBlack, 7));
    canvas.text({148.5, 57.5}, "（副    本）", centred(Face::Song, 5.2));
    canvas.text({24, 24}, "统一社会信用代码", {.face = Face::Song, .size = 3.9, .bold = true});
    canvas.text({24, 30}, company.creditCode, {.face = Face::Hei, .size = 4.6});
    canvas.text({268, 24}, "证照编号：" + dice.digits(17), {.size = 3.6, .align = Align::Right});

    static constexpr std::array<std::string_view, 3> kCapitals{"伍拾万元人民币", "壹佰万元人民币", "叁佰万元人民币"};
    const std::string capital(dice.oneOf(kCapitals));
    const Date established{dice.between(2012, 2023), dice.between(1, 12), dice.between(1, 28)};
    const std::string founded = paddedChineseDate(established);
    const std::string scope =
        "一般项目：机械零件加工；五金产品批发；劳动保护用品销售；家政服务；物业管理；国内货物运输代理；"
        "信息咨询服务（不含许可类信息咨询服务）。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）";
    LabelledLook look{.labels = {.face = Face::Song, .size = 4.3, .bold = true},
                      .values = song(4.3),
                      .tab = 32,
                      .step = 11,
                      .width = 88};
    look.values.lineHeight = 1.55;
    const std::array left{LabelledLine{"名      称", company.name}, LabelledLine{"类      型", "有限责任公司"},
                          LabelledLine{"法定代表人", subject.holder.name}, LabelledLine{"经 营 范 围", scope}};
    drawLabelledLines(sheet, {24, 74}, left, look);
    look.width = 78;
    const std::array right{LabelledLine{"注册资本", capital}, LabelledLine{"成立日期", founded},
                           LabelledLine{"营业期限", founded + "至长期"}, LabelledLine{"住      所", company.address}};
    look.tab = 26;
    drawLabelledLines(sheet, {160, 74}, right, look);
    canvas.text({188, 150}, "登记机关", {.face = Face::Song, .size = 4.6, .bold = true});
    canvas.text({196, 174}, spacedChineseDate(laterBy(established, 0, 2)), song(4.2));
    drawSeal(sheet, {222, 160}, {.name = "天津市滨海新区市场监督管理局", .radius = 21, .turn = 4});
    canvas.text({148.5, 193}, "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告",
                {.size = 3.0, .align = Align::Centre});
    drawSpecimenMark(sheet, {24, 183}, Align::Left, 2.6);

    sheet.note("enterprise_name", company.name);
    sheet.note("credit_code", company.creditCode);
    sheet.note("legal_representative", subject.holder.name);
    sheet.note("registered_capital", capital);
    sheet.noteDate("establish_date", founded, isoDate(established));
    sheet.note("business_scope", scope);
    sheet.note("location", company.address);
}

void drawDiploma(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    Dice dice = diceOf(subject, 3);
    static constexpr std::array<std::string_view, 3> kSchools{"津海理工学院", "东疆海事大学", "北塘师范学院"};
    static constexpr std::array<std::string_view, 3> kSubjects{"机械工程", "会计学", "船舶与海洋工程"};
    const std::string school(dice.oneOf(kSchools));
    const int left = person.birth.year + 22;
    const Date issued{left, 7, dice.between(1, 10)};
    const std::string number = "90116" + std::to_string(left) + "05" + dice.digits(6);
    canvas.fill(wholePage(sheet), {0.99, 0.98, 0.95});
    drawRosette(canvas, {142.5, 105}, 70, {0.78, 0.66, 0.46, 0.22});
    drawCertificateFrame(canvas, {9, 9, 267, 187}, {0.62, 0.16, 0.16});
    canvas.text({142.5, 24}, "普通高等学校", centred(Face::Song, 7, kBlack, 2.4));
    canvas.text({142.5, 37}, "毕业证书", centred(Face::Kai, 15, {0.56, 0.10, 0.10}, 8));
    drawPortrait(canvas, {28, 70, 33, 44}, portraitOf(person, issued, {0.36, 0.58, 0.84}));
    const std::string words = "学生" + person.name + "，性别" + sexName(person.sex) + "，" + chineseDate(person.birth) +
                              "生，于" + std::to_string(left - 4) + "年9月至" + std::to_string(left) + "年7月在本校" +
                              std::string(dice.oneOf(kSubjects)) +
                              "专业四年制本科学习，修完教学计划规定的全部课程，成绩合格，准予毕业。";
    canvas.paragraph({76, 70, 180, 0}, "\u3000\u3000" + words, {.face = Face::Kai, .size = 6.4, .lineHeight = 1.9});
    canvas.text({76, 134}, "校    名：" + school, {.face = Face::Song, .size = 4.8});
    canvas.text({174, 134}, "校（院）长：", {.face = Face::Song, .size = 4.8});
    canvas.text({206, 132.6}, "梁国栋", {.face = Face::Kai, .size = 6.8});
    canvas.text({28, 170}, "证书编号：" + number, {.face = Face::Song, .size = 4.4});
    canvas.text({190, 170}, numeralDate(issued), {.face = Face::Song, .size = 4.8});
    drawSeal(sheet, {152, 154}, {.name = school, .radius = 20, .turn = -3});
    drawSpecimenMark(sheet, {256, 184}, Align::Right, 2.6);

    sheet.note("name", person.name);
    sheet.note("school_name", school);
    sheet.note("certificate_number", number);
    sheet.noteDate("issue_date", numeralDate(issued), isoDate(issued));
}

}  // namespace daiban::samples
