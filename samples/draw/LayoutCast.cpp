#include "samples/draw/LayoutCast.h"

#include <array>

#include "samples/draw/LayoutSpec.h"

namespace daiban::samples {

namespace {

using Words = std::string_view;

constexpr Words kSurnames =
    "王/李/张/刘/陈/杨/赵/黄/周/吴/徐/孙/胡/朱/高/林/何/郭/马/罗/梁/宋/郑/谢/韩/唐/冯/于/董/萧/程/曹/袁/邓/许/傅/沈/曾/"
    "彭/吕/苏/卢/蒋/蔡/贾/丁/魏/薛/叶/阎/余/潘/杜/戴/夏/钟/汪/田/任/姜/范/方/石/姚/谭/廖/邹/熊/金/陆/郝/孔/白/崔/康/毛/"
    "邱/秦/江/史/顾/侯/邵/孟/龙/万/段/雷/钱/汤/尹/黎/易/常/武/乔/贺/赖/龚/文/欧阳/司马/上官/诸葛";
constexpr Words kGiven =
    "伟/芳/娜/敏/静/丽/强/磊/军/洋/勇/艳/杰/娟/涛/明/超/秀兰/霞/平/刚/桂英/建国/玉兰/志强/淑珍/文博/雨欣/子涵/浩然/"
    "梓萱/海波/永红/宝田/树森/金凤/春梅/国庆/卫东/红梅/晓东/立群/长江/思远/一鸣/嘉怡/俊杰/佳琪/凤英/德胜/福生/桂花/"
    "学礼/云鹏/少华/玉珍/爱民/景天/若琳/忠义";
constexpr Words kCities = "天津/滨海/津沽/渤海/塘沽/大港/汉沽/北京/河北";
constexpr Words kTradeNames = "澄海/远帆/嘉木/恒岳/蓝湾/启源/华信通/瑞丰/宏达/鑫源/博雅/天合/众诚/盛世/金桥";
constexpr Words kTrades = "精密机械/家政服务/食品/信息技术/物业管理/仓储物流/商贸/建筑工程/餐饮管理/人力资源";
constexpr Words kTexts =
    "良好/城镇户口/养老保险/一次性办理/正常退休/自理/独居/企业职工/基本医疗保险/符合条件/本科/高中/内科/普通门诊/"
    "无/家庭经营/设备操作/计算机科学与技术/长期合作/居家照料/股份有限公司/服务业/糖尿病二级/住宅";
constexpr Words kPlaces = "天津市滨海新区/河北省沧州市/山东省德州市/辽宁省大连市/天津市河西区/黑龙江省哈尔滨市";

std::string pick(Dice& dice, Words words) {
    const auto all = splitWords(words, '/');
    return all[static_cast<std::size_t>(dice.between(0, static_cast<int>(all.size()) - 1))];
}

std::string inventName(Dice& dice) {
    const std::string surname = pick(dice, kSurnames);
    return surname + pick(dice, kGiven);
}

std::string company(Dice& dice) {
    std::string name = pick(dice, kCities);
    name += pick(dice, kTradeNames);
    name += pick(dice, kTrades);
    return name + (dice.between(0, 4) == 0 ? "有限责任公司" : "有限公司");
}

std::string money(Dice& dice, bool cents) {
    const std::string yuan = std::to_string(dice.between(600, 19000));
    return cents ? yuan + "." + dice.digits(2) : yuan + (dice.between(0, 1) == 0 ? ".00" : "");
}

// Kinds that are so many digits: digits8.
PrintedValue digitsOf(Dice& dice, Words kind) {
    const int count = std::stoi(std::string(kind.substr(6)));
    return {std::to_string(dice.between(1, 9)) + dice.digits(count - 1), ""};
}

std::string prefixOf(std::string_view name) {
    for (const Words end : {Words("_name"), Words("_id_number"), Words("id_number"), Words("name")})
        if (name.size() >= end.size() && name.substr(name.size() - end.size()) == end)
            return std::string(name.substr(0, name.size() - end.size()));
    return "";
}

}  // namespace

LayoutCast::LayoutCast(Dice& dice) : dice_(dice), dayLook_(dice.between(0, 9)) {}

const Person& LayoutCast::person(const std::string& who) {
    const auto found = people_.find(who);
    if (found != people_.end()) return found->second;
    const Sex sex = dice_.between(0, 1) == 0 ? Sex::Male : Sex::Female;
    const Date birth = someDay(1938, 2001);
    Person made = inventPerson(dice_, sex, birth);
    made.name = inventName(dice_);
    return people_.emplace(who, std::move(made)).first->second;
}

Date LayoutCast::someDay(int firstYear, int lastYear) {
    const int year = dice_.between(firstYear, lastYear), month = dice_.between(1, 12);
    return {year, month, dice_.between(1, 28)};
}

PrintedValue LayoutCast::day(Date date) const {
    const std::string iso = isoDate(date);
    switch (dayLook_) {
        case 0:
            return {dottedDate(date), iso};
        case 1:
            return {iso, iso};
        case 2:
            return {paddedChineseDate(date), iso};
        case 3:
            return {spacedChineseDate(date), iso};
        case 4:
            return {numeralDate(date), iso};
        default:
            return {chineseDate(date), iso};
    }
}

const PrintedValue& LayoutCast::field(const std::string& name, std::string_view kind) {
    const auto found = values_.find(name);
    if (found != values_.end()) return found->second;
    const bool own = kind == "person" || kind == "id";
    // A certificate's holder is one of the two; whichever, the name is printed twice.
    const std::string who = name == "holder_name" ? "spouse_a_" : own ? prefixOf(name) : "";
    const std::string key = who.empty() || who.back() == '_' ? who : who + "_";
    return values_.emplace(name, make(kind, person(key))).first->second;
}

PrintedValue LayoutCast::other(std::string_view kind) {
    if (kind == "person" || kind == "id") return make(kind, person("other" + std::to_string(people_.size())));
    return make(kind, person(""));
}

PrintedValue LayoutCast::make(std::string_view kind, const Person& who) {
    if (kind == "person") return {who.name, ""};
    if (kind == "id") return {who.idNumber, ""};
    if (kind == "sex") return {sexName(who.sex), ""};
    if (kind == "ethnicity") return {who.ethnicity, ""};
    if (kind == "address") return {who.address, ""};
    if (kind == "phone") return {who.phone, ""};
    if (kind == "month") return {chineseMonth(who.birth), ""};
    if (kind == "disability") return {who.idNumber + std::to_string(dice_.between(1, 7)) + std::to_string(dice_.between(1, 4)), ""};
    return ofPaper(kind);
}

PrintedValue LayoutCast::ofPaper(std::string_view kind) {
    if (kind == "date") return day(someDay(2012, 2025));
    if (kind == "birthtime") {
        const Date date = someDay(2012, 2025);
        return {chineseDate(date), isoDate(date)};
    }
    if (kind == "cdate") {
        const Date date = someDay(2000, 2024);
        return dice_.between(0, 1) == 0 ? PrintedValue{numeralDate(date), isoDate(date)} : day(date);
    }
    if (kind == "from") {
        const Date date = someDay(2019, 2025);
        until_ = dayBefore(laterBy(date, dice_.between(1, 3)));
        return day(date);
    }
    if (kind == "until") return day(until_.year != 0 ? until_ : someDay(2027, 2034));
    if (kind.substr(0, 6) == "digits") return digitsOf(dice_, kind);
    if (kind == "company" || kind == "org") return {company(dice_), ""};
    if (kind == "shop") return {"滨海新区" + pick(dice_, kTradeNames) + pick(dice_, "餐饮店/便利店/超市/理发店/五金商行"), ""};
    if (kind == "school") return {pick(dice_, kCities) + pick(dice_, "理工大学/师范学院/职业技术学院/财经大学/第一中学"), ""};
    if (kind == "bank") return {pick(dice_, "渤湾银行/海门商业银行/津沽农村商业银行") + pick(dice_, "滨海支行/塘沽支行/营业部"), ""};
    if (kind == "card") return {luhnCompleted("62990" + dice_.digits(13)), ""};
    if (kind == "cardno") return {std::string(1, "ABC"[dice_.between(0, 2)]) + dice_.digits(8), ""};
    if (kind == "credit") return {creditCode("91", "120116", "MA0" + dice_.digits(5)), ""};
    if (kind == "amount") return {money(dice_, false), ""};
    if (kind == "amount2") return {money(dice_, true), ""};
    if (kind == "months") return {std::to_string(dice_.between(12, 330)), ""};
    if (kind == "count") return {std::to_string(dice_.between(1, 80)), ""};
    if (kind == "kin") return {pick(dice_, "儿子/女儿/配偶/长子/长女/父亲/母亲"), ""};
    if (kind == "kin2") return {pick(dice_, "父子/父女/母子/母女/夫妻/兄弟"), ""};
    if (kind == "place") return {pick(dice_, kPlaces), ""};
    if (kind == "marital") return {pick(dice_, "已婚/未婚/离婚/丧偶"), ""};
    if (kind == "htype") return {pick(dice_, "家庭户/非农业家庭户/农业家庭户/集体户"), ""};
    if (kind == "dcat") return {pick(dice_, "视力/听力/言语/肢体/智力/精神/多重"), ""};
    if (kind == "dlev") return {pick(dice_, "一级/二级/三级/四级"), ""};
    if (kind == "capital") return {pick(dice_, "伍拾万元整/壹佰万元人民币/人民币叁仟万元整/贰佰万圆整"), ""};
    const std::string year = std::to_string(dice_.between(2005, 2024));
    if (kind == "certno")
        return {pick(dice_, "津滨低字第/津汉独字/津（" + year + "）字第/津大字第") + dice_.digits(6) + "号", ""};
    if (kind == "notice") return {"（津滨）名预核字[" + year + "]第" + dice_.digits(6) + "号", ""};
    if (kind == "marriage") return {"J120116-" + year + "-" + dice_.digits(6), ""};
    if (kind == "birthno") return {std::string(1, "MNPR"[dice_.between(0, 3)]) + "12" + dice_.digits(7), ""};
    if (kind == "foodno") return {"JY1120116" + dice_.digits(7), ""};
    if (kind == "propno") return {"津（" + year + "）滨海新区不动产权第" + dice_.digits(7) + "号", ""};
    if (kind == "notarial") return {"（" + year + "）津滨证字第" + dice_.digits(4) + "号", ""};
    if (kind == "case") return {"（" + year + "）津0116民初" + dice_.digits(4) + "号", ""};
    if (kind == "none") return {"", ""};
    return {pick(dice_, kTexts), ""};
}

}  // namespace daiban::samples
