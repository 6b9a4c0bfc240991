#include "samples/draw/Booklets.h"

#include "samples/draw/Ornaments.h"

#include <array>
#include <vector>

namespace daiban::samples {

namespace {

Dice diceOf(const Subject& subject, std::uint32_t document) {
    return Dice(subject.seed * 6151U + document);
}

TextStyle song(double size, bool bold = false, Colour colour = kBlack) {
    return {.face = Face::Song, .size = size, .bold = bold, .colour = colour};
}

TextStyle kai(double size) {
    return {.face = Face::Kai, .size = size};
}

TextStyle heading(double size, double spacing, Colour colour = kBlack) {
    TextStyle style = song(size, true, colour);
    style.align = Align::Centre;
    style.letterSpacing = spacing;
    return style;
}

Box wholePage(const Sheet& sheet) {
    return {0, 0, sheet.canvas.paper().width, sheet.canvas.paper().height};
}

std::string householdNumber(const Subject& subject) {
    return diceOf(subject, 1).digits(9);
}

std::string policeStation(const Subject& subject) {
    const std::string& place = subject.holder.nativePlace;
    return place.starts_with("天津市滨海") ? "滨海分局" : place.substr(place.size() - 9) + "公安局";
}

FormLook registerLook() {
    FormLook look{.lineWidth = 0.2};
    look.labels.size = 2.9;
    look.values.size = 3.3;
    return look;
}

}  // namespace

void drawHouseholdRegisterCover(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    canvas.fill(wholePage(sheet), {0.975, 0.965, 0.93});
    drawGuilloche(canvas, wholePage(sheet), {.colour = {0.74, 0.70, 0.58, 0.28}, .spacing = 3.2, .wavelength = 48});
    const std::string number = householdNumber(subject), issued = spacedChineseDate({2016, 9, 12});
    const std::vector<FormRow> rows{
        {13, {label("户    别", 26), value("家庭户", 40), label("户主姓名", 24), value(subject.holder.name)}},
        {13, {label("户    号", 26), value(number, 40), label("住    址", 24), value(subject.holder.address)}}};
    drawTable(sheet, {9, 15}, 125, rows, registerLook());
    canvas.text({36, 46}, "省级公安机关", song(3.3));
    canvas.text({36, 52}, "户口专用章", song(3.3));
    canvas.text({92, 46}, "户口登记机关", song(3.3));
    canvas.text({92, 52}, "户口专用章", song(3.3));
    canvas.text({12, 91}, "承办人签章：" + std::string("郑国栋"), song(3.3));
    canvas.text({84, 91}, "签发日期  " + issued, song(3.3));
    drawSeal(sheet, {46, 70}, {.name = "天津市公安局", .below = "户口专用章", .radius = 17, .turn = 6});
    drawSeal(sheet, {103, 71}, {.name = policeStation(subject), .below = "户口专用章", .radius = 15, .turn = -9});
    drawSpecimenMark(sheet, {9, 9}, Align::Left, 2.2);

    sheet.note("household_type", "家庭户");
    sheet.note("household_head", subject.holder.name);
    sheet.note("household_number", number);
    sheet.note("address", subject.holder.address);
    sheet.noteDate("issue_date", issued, "2016-09-12");
}

void drawHouseholdRegisterPerson(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    canvas.fill(wholePage(sheet), {0.975, 0.965, 0.93});
    canvas.text({71.5, 5.6}, "常住人口登记卡", heading(5.6, 2.2));
    Dice dice = diceOf(subject, 2);
    const std::string birth = chineseDate(person.birth), ethnicity = person.ethnicity + "族";
    const std::string height = std::to_string(dice.between(154, 178)) + "厘米";
    const bool child = person.birth.year > 2005;
    const std::string marriage = child ? "未婚" : "已婚", schooling = child ? "" : "高中";
    const std::vector<FormRow> rows{
        {8.4, {label("姓    名", 23), value(person.name, 44), label("户 主 或 与 户 主 关 系", 24), value("户主")}},
        {8.4, {label("曾 用 名", 23), value("", 44), label("性    别", 24), value(sexName(person.sex))}},
        {8.4, {label("出 生 地", 23), value(person.nativePlace, 44), label("民    族", 24), value(ethnicity)}},
        {8.4, {label("籍    贯", 23), value(person.nativePlace, 44), label("出生日期", 24), value(birth)}},
        {8.4, {label("本市（县）其他住址", 40), value(""), label("宗教信仰", 24), value("", 22)}},
        {8.4,
         {label("公民身份证件编号", 32), value(person.idNumber, 46), label("身高", 12), value(height, 16),
          label("血型", 10), value("O型")}},
        {8.4,
         {label("文化程度", 23), value(schooling, 24), label("婚姻状况", 20), value(marriage, 20),
          label("兵役状况", 20), value("")}},
        {8.4,
         {label("服务处所", 23), value(child ? "" : subject.company.name, 64), label("职业", 14),
          value(child ? "" : "职员")}},
        {8.4, {label("何时由何地迁来本市（县）", 48), value("")}},
        {8.4, {label("何时由何地迁来本址", 48), valueLeft("2016年9月12日由本区迁来")}}};
    drawTable(sheet, {7, 14}, 129, rows, registerLook());
    canvas.text({9, 99.2}, "承办人签章：郑国栋", song(2.9));
    canvas.text({88, 99.2}, "登记日期：2016 年 9 月 12 日", song(2.9));
    drawSeal(sheet, {63, 91}, {.name = policeStation(subject), .below = "户口专用章", .radius = 11.5, .turn = 12});
    drawSpecimenMark(sheet, {136, 7.6}, Align::Right, 2.1);

    sheet.note("name", person.name);
    sheet.note("relation_to_head", "户主");
    sheet.note("sex", sexName(person.sex));
    sheet.noteDate("birth_date", birth, isoDate(person.birth));
    sheet.note("ethnicity", ethnicity);
    sheet.note("native_place", person.nativePlace);
    sheet.note("id_number", person.idNumber);
    sheet.note("marital_status", marriage);
}

namespace {

double drawSpouse(Sheet& sheet, Point at, const Person& person) {
    const LabelledLook look{.labels = song(3.3), .values = kai(3.9), .tab = 24, .step = 8.4};
    const std::array lines{LabelledLine{"姓    名", person.name}, LabelledLine{"国    籍", "中国"},
                           LabelledLine{"出生日期", paddedChineseDate(person.birth)},
                           LabelledLine{"身份证件号", person.idNumber}};
    const double foot = drawLabelledLines(sheet, at, lines, look);
    sheet.canvas.text({at.x + 48, at.y + 0.5}, "性别", look.labels);
    sheet.canvas.text({at.x + 58, at.y}, sexName(person.sex), look.values);
    return foot;
}

}  // namespace

void drawMarriageCertificate(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    canvas.fill(wholePage(sheet), {0.99, 0.91, 0.89});
    drawGuilloche(canvas, wholePage(sheet), {.colour = {0.90, 0.62, 0.60, 0.40}, .spacing = 2.8, .wavelength = 52});
    drawRosette(canvas, {132, 62}, 34, {0.90, 0.60, 0.58, 0.30});
    drawFold(canvas, 88);
    Dice dice = diceOf(subject, 3);
    const Date registered{dice.between(2008, 2022), dice.between(1, 12), dice.between(1, 28)};
    const std::string number = "J120116-" + std::to_string(registered.year) + "-00" + dice.digits(4);
    canvas.text({44, 10}, "结婚证", heading(8, 3, {0.70, 0.14, 0.14}));
    drawCouple(canvas, {19, 24, 50, 33}, portraitOf(subject.holder, registered, {0.76, 0.12, 0.14}),
               portraitOf(subject.spouse, registered, {0.76, 0.12, 0.14}));
    const std::array lines{LabelledLine{"持 证 人", subject.holder.name},
                           LabelledLine{"登记日期", paddedChineseDate(registered)}, LabelledLine{"结婚证字号", number},
                           LabelledLine{"备    注", ""}};
    drawLabelledLines(sheet, {12, 65}, lines, {.labels = song(3.5), .values = kai(4.0), .tab = 23, .step = 8.4});
    drawSeal(sheet, {66, 104}, {.name = "天津市滨海新区民政局", .below = "婚姻登记专用章", .radius = 15.5, .turn = -6});
    drawSpouse(sheet, {98, 22}, subject.holder);
    canvas.line({98, 62.5}, {166, 62.5}, 0.2, {0.80, 0.40, 0.38});
    drawSpouse(sheet, {98, 73}, subject.spouse);
    drawSpecimenMark(sheet, {168, 115}, Align::Right, 2.3);

    sheet.note("holder_name", subject.holder.name);
    sheet.note("certificate_number", number);
    sheet.noteDate("registration_date", paddedChineseDate(registered), isoDate(registered));
    sheet.note("spouse_a_name", subject.holder.name);
    sheet.note("spouse_a_id_number", subject.holder.idNumber);
    sheet.note("spouse_b_name", subject.spouse.name);
    sheet.note("spouse_b_id_number", subject.spouse.idNumber);
}

void drawEmploymentCertificate(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    canvas.fill(wholePage(sheet), {0.97, 0.96, 0.90});
    drawGuilloche(canvas, wholePage(sheet), {.colour = {0.66, 0.74, 0.58, 0.35}, .spacing = 3.0, .wavelength = 44});
    drawFold(canvas, 88);
    Dice dice = diceOf(subject, 4);
    const Date issued{2025, dice.between(1, 12), dice.between(1, 28)};
    const std::string number = "120116" + dice.digits(10);
    canvas.text({44, 12}, "就业创业证", heading(7.4, 1.8, {0.12, 0.34, 0.24}));
    drawPortrait(canvas, {29.5, 30, 29, 38}, portraitOf(person, issued, {0.92, 0.94, 0.96}));
    const std::array lines{LabelledLine{"证书编号", number}, LabelledLine{"发证机关", "滨海新区人力资源和社会保障局"},
                           LabelledLine{"发证日期", chineseDate(issued)}};
    drawLabelledLines(sheet, {11, 80}, lines, {.labels = song(3.4), .values = kai(3.8), .tab = 18, .step = 9.5});
    drawSeal(sheet, {67, 106}, {.name = "滨海新区人力资源和社会保障局", .radius = 15.5, .turn = 7});

    const std::vector<FormRow> rows{
        {10.5, {label("姓    名", 22), value(person.name)}},
        {10.5, {label("性    别", 22), value(sexName(person.sex), 16), label("民  族", 16), value(person.ethnicity)}},
        {10.5, {label("出生日期", 22), value(chineseDate(person.birth))}},
        {10.5, {label("身份证号", 22), value(person.idNumber)}},
        {10.5, {label("户籍性质", 22), value("城镇", 16), label("文化程度", 16), value("高中")}},
        {16, {label("户籍地址", 22), value(person.address)}},
        {10.5, {label("登记类型", 22), value("失业登记")}},
        {10.5, {label("登记日期", 22), value(chineseDate(issued))}}};
    FormLook look{.lineWidth = 0.2};
    look.labels.size = 3.3;
    look.values.size = 3.7;
    drawTable(sheet, {96, 15}, 71, rows, look);
    drawSpecimenMark(sheet, {167, 114}, Align::Right, 2.3);

    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.note("certificate_number", number);
    sheet.noteDate("issue_date", chineseDate(issued), isoDate(issued));
}

void drawRetirementCertificate(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    canvas.fill(wholePage(sheet), {0.97, 0.97, 0.95});
    drawGuilloche(canvas, wholePage(sheet), {.colour = {0.80, 0.62, 0.52, 0.32}, .spacing = 3.0, .wavelength = 56});
    drawFold(canvas, 95);
    Dice dice = diceOf(subject, 5);
    const Date issued = laterBy({subject.retirementDate.year, subject.retirementDate.month, dice.between(8, 26)}, 0, 1);
    canvas.text({47.5, 11}, "退休证", heading(9, 5, {0.62, 0.10, 0.12}));
    drawPortrait(canvas, {32.5, 31, 30, 40}, portraitOf(person, issued, {0.93, 0.94, 0.95}));
    const std::array lines{LabelledLine{"编    号", "津退" + dice.digits(8)},
                           LabelledLine{"发证机关", "天津市人力资源和社会保障局"},
                           LabelledLine{"发证日期", chineseDate(issued)}};
    drawLabelledLines(sheet, {13, 83}, lines, {.labels = song(3.6), .values = kai(4.1), .tab = 20, .step = 10.5});
    drawSeal(sheet, {72, 106}, {.name = "天津市人力资源和社会保障局", .radius = 17, .turn = -5});

    const Date began{person.birth.year + dice.between(18, 21), dice.between(3, 11), 1};
    const std::string retired = chineseDate(subject.retirementDate);
    const std::vector<FormRow> rows{
        {12, {label("姓    名", 26), value(person.name)}},
        {12, {label("性    别", 26), value(sexName(person.sex), 14), label("民 族", 16), value(person.ethnicity)}},
        {12, {label("出生年月", 26), value(chineseMonth(person.birth))}},
        {12, {label("身份证号", 26), value(person.idNumber)}},
        {12, {label("参加工作时间", 26), value(chineseMonth(began))}},
        {14, {label("工作单位", 26), value(subject.company.name)}},
        {12, {label("退休时间", 26), value(retired)}},
        {12, {label("工作年限", 26), value(std::to_string(subject.retirementDate.year - began.year) + "年")}}};
    FormLook look{.lineWidth = 0.22};
    drawTable(sheet, {104, 15}, 77, rows, look);
    drawSpecimenMark(sheet, {181, 118}, Align::Right, 2.3);

    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.noteDate("retirement_date", retired, isoDate(subject.retirementDate));
}

void drawDisabilityCertificate(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    canvas.fill(wholePage(sheet), {0.93, 0.97, 0.95});
    drawGuilloche(canvas, wholePage(sheet), {.colour = {0.48, 0.70, 0.62, 0.32}, .spacing = 3.0, .wavelength = 38});
    drawFold(canvas, 85);
    Dice dice = diceOf(subject, 6);
    // Category and level follow the citizen number in the certificate's own number.
    static constexpr std::array<std::string_view, 4> kCategories{"视力", "听力", "言语", "肢体"};
    static constexpr std::array<std::string_view, 4> kLevels{"一级", "二级", "三级", "四级"};
    const auto category = static_cast<std::size_t>(dice.between(0, 3)),
               level = static_cast<std::size_t>(dice.between(0, 3));
    const std::string number = person.idNumber + std::to_string(category + 1) + std::to_string(level + 1);
    const Date approved{2025, dice.between(1, 12), dice.between(1, 28)}, until = laterBy(approved, 25);
    canvas.text({42.5, 9}, "中华人民共和国", heading(4.2, 0.8));
    canvas.text({42.5, 16}, "残疾人证", heading(7.2, 2.2, {0.10, 0.36, 0.28}));
    drawPortrait(canvas, {28.5, 30, 28, 37}, portraitOf(person, approved, {0.92, 0.95, 0.96}));
    const std::array lines{LabelledLine{"批准机关", "天津市滨海新区残疾人联合会"},
                           LabelledLine{"批准日期", chineseDate(approved)},
                           LabelledLine{"有效期至", chineseDate(until)}};
    drawLabelledLines(sheet, {11, 78}, lines, {.labels = song(3.3), .values = kai(3.8), .tab = 18, .step = 9.5});
    drawSeal(sheet, {66.5, 99}, {.name = "天津市滨海新区残疾人联合会", .radius = 15, .turn = 9});

    const std::vector<FormRow> rows{
        {10, {label("姓  名", 20), value(person.name, 24), label("性别", 12), value(sexName(person.sex))}},
        {10, {label("民  族", 20), value(person.ethnicity)}},
        {10, {label("出生日期", 20), value(chineseDate(person.birth))}},
        {10, {label("残疾类别", 20), value(std::string(kCategories[category]))}},
        {10, {label("残疾等级", 20), value(std::string(kLevels[level]))}},
        {15, {label("住  址", 20), value(person.address)}},
        {10, {label("监 护 人", 20), value(subject.spouse.name)}},
        {10, {label("联系电话", 20), value(subject.spouse.phone)}},
        {10, {label("证  号", 20), value(number)}}};
    FormLook look{.lineWidth = 0.2};
    look.labels.size = 3.3;
    look.values.size = 3.7;
    drawTable(sheet, {92, 10}, 70, rows, look);
    drawSpecimenMark(sheet, {162, 110}, Align::Right, 2.3);

    sheet.note("name", person.name);
    sheet.note("certificate_number", number);
    sheet.note("disability_category", kCategories[category]);
    sheet.note("disability_level", kLevels[level]);
    sheet.noteDate("valid_until", chineseDate(until), isoDate(until));
}

}  // namespace daiban::samples
