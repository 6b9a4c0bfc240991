#include "samples/draw/Cards.h"

#include "samples/draw/Ornaments.h"

#include <array>

namespace daiban::samples {

namespace {

const Box kWholeCard{0, 0, kCardSize.width, kCardSize.height};

TextStyle hei(double size, Colour colour = kBlack, bool bold = false) {
    return {.face = Face::Hei, .size = size, .bold = bold, .colour = colour};
}

TextStyle centred(TextStyle style) {
    style.align = Align::Centre;
    return style;
}

Dice diceOf(const Subject& subject, std::uint32_t document) {
    return Dice(subject.seed * 7919U + document);
}

// An identity card issued at 46 or older is valid for ever.
bool isLongTerm(const Person& person, Date issued) {
    return issued.year - person.birth.year > 46;
}

}  // namespace

void drawIdCardFront(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTint(canvas, kWholeCard, {0.90, 0.95, 0.97}, {0.98, 0.93, 0.91});
    drawGuilloche(canvas, kWholeCard, {.colour = {0.55, 0.72, 0.82, 0.45}, .spacing = 1.9, .wavelength = 34});
    drawRosette(canvas, {46, 31}, 17, {0.85, 0.62, 0.60, 0.30});

    const TextStyle label = hei(2.7, {0.16, 0.42, 0.62}), value = hei(3.3);
    const std::string birth = spacedChineseDate(person.birth);
    canvas.text({6.5, 7.4}, "姓 名", label);
    canvas.text({16.5, 6.8}, person.name, hei(3.9));
    canvas.text({6.5, 14.1}, "性 别", label);
    canvas.text({16.5, 13.7}, sexName(person.sex), value);
    canvas.text({27, 14.1}, "民 族", label);
    canvas.text({36.5, 13.7}, person.ethnicity, value);
    canvas.text({6.5, 20.5}, "出 生", label);
    canvas.text({16.5, 20.1}, birth, value);
    canvas.text({6.5, 27.2}, "住 址", label);
    TextStyle address = value;
    address.breakAt = BreakAt::Anywhere;
    address.size = 3.1;
    canvas.paragraph({16.5, 26.9, 38.5, 0}, person.address, address);
    canvas.text({6.5, 45.6}, "公民身份号码", label);
    TextStyle number = hei(4.1, kBlack, true);
    number.letterSpacing = 0.35;
    canvas.text({28.5, 44.6}, person.idNumber, number);
    drawPortrait(canvas, {58.5, 8.2, 22, 28.5}, portraitOf(person, {2020}, {0.95, 0.95, 0.95}));
    drawSpecimenMark(sheet, {80.5, 38.2}, Align::Right, 1.9);

    sheet.note("name", person.name);
    sheet.note("sex", sexName(person.sex));
    sheet.note("ethnicity", person.ethnicity);
    sheet.noteDate("birth_date", birth, isoDate(person.birth));
    sheet.note("address", person.address);
    sheet.note("id_number", person.idNumber);
}

void drawIdCardBack(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTint(canvas, kWholeCard, {0.98, 0.93, 0.90}, {0.90, 0.94, 0.97});
    drawGuilloche(canvas, kWholeCard, {.colour = {0.83, 0.60, 0.58, 0.40}, .spacing = 1.8, .wavelength = 40});
    drawRosette(canvas, {50, 31}, 18, {0.55, 0.68, 0.80, 0.30});
    drawWreath(canvas, {15.5, 14.6}, 8.4);

    TextStyle state = centred({.face = Face::Song, .size = 5.0, .bold = true});
    state.letterSpacing = 0.7;
    TextStyle title = centred(hei(7.6, kBlack, true));
    title.letterSpacing = 0.9;
    canvas.text({54, 7.2}, "中华人民共和国", state);
    canvas.text({54, 15.8}, "居民身份证", title);

    Dice dice = diceOf(subject, 2);
    const Date issued{dice.between(2013, 2024), dice.between(1, 12), dice.between(1, 28)};
    // Thirty years and more from now: a sample has to be valid on any day it is shown.
    const bool longTerm = isLongTerm(person, issued);
    const Date from = longTerm ? issued : Date{2024, issued.month, issued.day};
    const Date until = laterBy(from, 30);
    const std::string untilText = longTerm ? "长期" : dottedDate(until);
    const TextStyle label = hei(3.1, kBlack, true), value = hei(3.2);
    canvas.text({17, 38.1}, "签发机关", label);
    canvas.text({34, 38.0}, person.authority, value);
    canvas.text({17, 45.1}, "有效期限", label);
    canvas.text({34, 45.0}, dottedDate(from) + "-" + untilText, value);
    drawSpecimenMark(sheet, {81, 30}, Align::Right, 1.9);

    sheet.note("issuing_authority", person.authority);
    sheet.noteDate("valid_from", dottedDate(from), isoDate(from));
    sheet.noteDate("valid_until", untilText, longTerm ? "长期" : isoDate(until));
}

void drawResidencePermit(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTint(canvas, kWholeCard, {0.86, 0.94, 0.99}, {0.93, 0.98, 0.93});
    drawGuilloche(canvas, kWholeCard, {.colour = {0.40, 0.66, 0.76, 0.40}, .spacing = 2.1, .wavelength = 22});
    TextStyle title = centred(hei(5.2, {0.10, 0.36, 0.56}, true));
    title.letterSpacing = 1.2;
    canvas.text({42.8, 4}, "天津市居住证", title);
    drawPortrait(canvas, {5, 13, 19, 24.5}, portraitOf(person, {2022}, {0.90, 0.94, 0.97}));

    Dice dice = diceOf(subject, 3);
    const Date from{2025, dice.between(1, 12), dice.between(1, 28)}, until = laterBy(from, 25);
    // Whoever is registered elsewhere lives here now.
    const std::string here = "天津市滨海新区";
    const std::string address = here + person.address.substr(person.nativePlace.size());
    const std::array lines{LabelledLine{"姓 名", person.name},
                           LabelledLine{"性 别", sexName(person.sex) + "   民族 " + person.ethnicity},
                           LabelledLine{"出生日期", chineseDate(person.birth)}, LabelledLine{"居住地址", address}};
    LabelledLook look{.labels = hei(2.5, {0.12, 0.38, 0.55}), .values = hei(3), .tab = 13, .step = 5.5, .width = 41};
    look.values.breakAt = BreakAt::Anywhere;
    drawLabelledLines(sheet, {28, 12}, lines, look);
    canvas.text({28, 38.7}, "公民身份号码", look.labels);
    canvas.text({45.5, 38}, person.idNumber, hei(3.5, kBlack, true));
    canvas.text({5, 43.8}, "签发机关  天津市公安局滨海分局", hei(2.6));
    canvas.text({5, 48}, "有效期限  " + dottedDate(from) + "-" + dottedDate(until), hei(2.6));
    drawSpecimenMark(sheet, {81, 48.4}, Align::Right, 1.9);

    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.note("address", address);
    sheet.noteDate("valid_until", dottedDate(until), isoDate(until));
}

void drawSocialSecurityCard(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTint(canvas, kWholeCard, {0.80, 0.91, 0.97}, {0.97, 0.97, 0.90});
    drawRosette(canvas, {70, 44}, 26, {0.36, 0.60, 0.76, 0.30});
    drawRosette(canvas, {12, 6}, 20, {0.85, 0.70, 0.45, 0.25});
    canvas.text({21.5, 4.2}, "中华人民共和国", hei(3.1, {0.12, 0.30, 0.46}));
    TextStyle title = hei(5.6, {0.10, 0.26, 0.42}, true);
    title.letterSpacing = 0.8;
    canvas.text({21.5, 8.6}, "社会保障卡", title);
    drawChip(canvas, {6.5, 19.5, 11.5, 10});
    drawPortrait(canvas, {64.5, 3.6, 16, 20.4}, portraitOf(person, {2021}, {0.93, 0.96, 0.98}));

    Dice dice = diceOf(subject, 4);
    const std::string cardNumber = "ABCDEFGH"[subject.holder.birth.month % 8] + dice.digits(8);
    const Date issued{dice.between(2017, 2024), dice.between(1, 12), 1};
    const std::array lines{LabelledLine{"姓名", person.name}, LabelledLine{"社会保障号码", person.idNumber},
                           LabelledLine{"卡号", cardNumber}, LabelledLine{"发卡日期", chineseMonth(issued)}};
    const TextStyle label = hei(2.4, {0.20, 0.34, 0.44});
    double y = 19;
    for (const LabelledLine& line : lines) {
        const double width = canvas.text({21.5, y + 0.5}, line.label, label);
        canvas.text({22.7 + width, y}, line.value, hei(3.0));
        y += 6.2;
    }
    canvas.text({6.5, 46.4}, "天津市人力资源和社会保障局", hei(2.7, {0.12, 0.30, 0.46}));
    drawSpecimenMark(sheet, {80.5, 46.7}, Align::Right, 1.9);

    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.note("card_number", cardNumber);
}

void drawBankCard(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    Dice dice = diceOf(subject, 5);
    constexpr std::array<std::array<Colour, 2>, 3> kTints{{{{{0.10, 0.28, 0.52}, {0.18, 0.50, 0.66}}},
                                                           {{{0.48, 0.10, 0.16}, {0.74, 0.30, 0.22}}},
                                                           {{{0.08, 0.34, 0.30}, {0.30, 0.56, 0.40}}}}};
    const auto& tint = kTints[static_cast<std::size_t>(dice.between(0, 2))];
    drawTint(canvas, kWholeCard, tint[0], tint[1]);
    drawRosette(canvas, {66, 36}, 30, {1, 1, 1, 0.16});
    drawStar(canvas, {10, 9.4}, 4.4, {1, 1, 1, 0.92});
    canvas.disc({10, 9.4}, 1.5, tint[0]);
    canvas.text({16.4, 6.6}, subject.bank, hei(5.2, kWhite, true));
    TextStyle kind = hei(2.7, kWhite);
    kind.align = Align::Right;
    canvas.text({80, 7.6}, "借记卡 DEBIT CARD", kind);
    drawChip(canvas, {9, 18, 12, 9.6});
    TextStyle number = hei(5.3, {0.97, 0.96, 0.90}, true);
    number.letterSpacing = 0.28;
    const std::string printed = inFours(subject.bankCardNumber);
    canvas.text({9, 32}, printed, number);
    canvas.text({35, 40.4}, "有效期 VALID THRU 12/49", hei(2.4, kWhite));
    canvas.text({9, 46.8}, "持卡人服务热线见卡背面", hei(2.2, kWhite));
    TextStyle mark = hei(2.0, {0.92, 0.94, 0.96});
    mark.align = Align::Right;
    canvas.text({80, 47}, "样本 SPECIMEN", mark);
    sheet.note("bank_name", subject.bank);
    sheet.note("card_number", printed);
}

void drawElderBenefitCard(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTint(canvas, kWholeCard, {0.99, 0.93, 0.84}, {0.98, 0.86, 0.80});
    drawGuilloche(canvas, kWholeCard, {.colour = {0.86, 0.55, 0.36, 0.35}, .spacing = 2.4, .wavelength = 30});
    canvas.fill({0, 0, kCardSize.width, 12.4}, {0.72, 0.16, 0.14});
    TextStyle title = centred(hei(5.6, {1, 0.95, 0.84}, true));
    title.letterSpacing = 0.9;
    canvas.text({42.8, 3.4}, "天津市老年人优待证", title);
    drawPortrait(canvas, {61, 16.5, 19, 24.5}, portraitOf(person, {2021}, {0.78, 0.16, 0.16}));

    Dice dice = diceOf(subject, 6);
    const std::string certificate = "津老" + dice.digits(8);
    const std::array lines{LabelledLine{"姓 名", person.name}, LabelledLine{"性 别", sexName(person.sex)},
                           LabelledLine{"身份证号", person.idNumber}, LabelledLine{"证 号", certificate}};
    drawLabelledLines(sheet, {6, 17}, lines,
                      {.labels = hei(2.8, {0.52, 0.16, 0.12}), .values = hei(3.2), .tab = 15, .step = 6.6});
    canvas.text({6, 46.4}, "发证机关  天津市滨海新区老龄工作委员会", hei(2.5));
    drawSpecimenMark(sheet, {80.5, 46.6}, Align::Right, 1.8);

    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.note("certificate_number", certificate);
}

void drawHealthCertificate(Sheet& sheet, const Subject& subject) {
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawTint(canvas, kWholeCard, {0.93, 0.98, 0.94}, {0.98, 0.99, 0.95});
    canvas.fill({0, 0, kCardSize.width, 2.2}, {0.16, 0.56, 0.38});
    canvas.fill({0, kCardSize.height - 2.2, kCardSize.width, 2.2}, {0.16, 0.56, 0.38});
    TextStyle title = centred(hei(4.8, {0.08, 0.42, 0.28}, true));
    title.letterSpacing = 0.7;
    canvas.text({42.8, 4.4}, "从业人员健康证明", title);
    drawPortrait(canvas, {5, 13, 18, 23.5}, portraitOf(person, {2025}, {0.42, 0.62, 0.86}));

    Dice dice = diceOf(subject, 7);
    const Date examined{2025, dice.between(1, 12), dice.between(1, 28)}, until = laterBy(examined, 25);
    constexpr std::array<std::string_view, 3> kTrades{"食品生产经营", "公共场所服务", "生活饮用水供管水"};
    const std::array lines{
        LabelledLine{"姓  名：", person.name},
        LabelledLine{"性  别：", sexName(person.sex) + "    年龄：" + std::to_string(2025 - person.birth.year)},
        LabelledLine{"身份证号：", person.idNumber},
        LabelledLine{"从业类别：", std::string(dice.oneOf(kTrades))},
        LabelledLine{"编  号：", "津滨健" + dice.digits(8)},
        LabelledLine{"体检日期：", chineseDate(examined)},
        LabelledLine{"有效期至：", chineseDate(until)}};
    drawLabelledLines(sheet, {27, 12.6}, lines,
                      {.labels = hei(2.5, {0.20, 0.36, 0.30}), .values = hei(2.8), .tab = 14.5, .step = 4.7});
    canvas.text({5, 46.6}, "发证单位：滨海新区疾病预防控制中心", hei(2.6));
    drawSeal(sheet, {73, 37}, {.name = "滨海新区疾病预防控制中心", .radius = 9, .turn = -8});
    drawSpecimenMark(sheet, {80.5, 48.4}, Align::Right, 1.8);

    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
    sheet.noteDate("valid_until", chineseDate(until), isoDate(until));
}

void drawPortraitPhoto(Sheet& sheet, const Subject& subject) {
    drawPortrait(sheet.canvas, {0, 0, kPhotoSize.width, kPhotoSize.height},
                 portraitOf(subject.holder, subject.today, {0.33, 0.56, 0.84}));
    TextStyle mark{.face = Face::Hei, .size = 1.7, .colour = {0.96, 0.97, 0.99}, .align = Align::Right};
    sheet.canvas.text({kPhotoSize.width - 1.4, 1.4}, "样本 SPECIMEN", mark);
}

}  // namespace daiban::samples
