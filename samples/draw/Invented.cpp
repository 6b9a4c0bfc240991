#include "samples/draw/Invented.h"

#include <array>

namespace daiban::samples {

namespace {

using Words = std::string_view;

constexpr std::array<Words, 24> kSurnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙",
                                          "马", "朱", "胡", "郭", "何", "高", "林", "罗", "郑", "梁", "宋", "谢"};
constexpr std::array<Words, 18> kWomen{"秀英", "桂芝", "淑云", "玉梅", "丽娟", "晓红", "春霞", "雅琴", "文婷",
                                       "素芬", "慧敏", "海燕", "月娥", "静怡", "美兰", "凤仙", "思雨", "玉洁"};
constexpr std::array<Words, 18> kMen{"志强", "建华", "永福", "国栋", "德明", "文斌", "海峰", "立新", "振东",
                                     "春林", "庆祥", "宏伟", "少军", "玉山", "学文", "长顺", "子轩", "家兴"};
constexpr std::array<Words, 10> kStreets{"听潮路",   "观澜道", "盐田街", "北盛路", "河湾道",
                                         "迎宾大街", "新渔路", "海棠街", "晨光道", "长堤路"};
constexpr std::array<Words, 8> kEstates{"听涛里", "枫桥园", "望河里", "锦兰苑", "春晖里", "银杏园", "泰和里", "碧波里"};
constexpr std::array<Words, 4> kEthnicities{"汉", "回", "满", "蒙古"};
constexpr std::array<Words, 6> kTradeNames{"澄海", "远帆", "嘉木", "恒岳", "蓝湾", "启源"};
constexpr std::array<Words, 6> kTrades{"精密机械", "家政服务", "食品", "信息技术", "物业管理", "仓储物流"};
constexpr std::array<Words, 4> kBanks{"渤湾银行", "海门商业银行", "津沽农村商业银行", "东疆银行"};
constexpr std::array<Words, 4> kStreetOffices{"观澜街道", "盐田街道", "北盛街道", "河湾街道"};
// Invented bank identification numbers: 62 marks a UnionPay-like card, the rest belongs to nobody.
constexpr std::array<Words, 3> kCardPrefixes{"629901", "629935", "629978"};

struct Area {
    Words code, name, authority;
};
constexpr std::array<Area, 5> kAreas{{{"120116", "天津市滨海新区", "天津市公安局滨海分局"},
                                      {"120107", "天津市塘沽区", "天津市公安局塘沽分局"},
                                      {"120109", "天津市大港区", "天津市公安局大港分局"},
                                      {"130281", "河北省遵化市", "遵化市公安局"},
                                      {"371482", "山东省禹城市", "禹城市公安局"}}};

// One throw a statement: the order of throws inside an expression is the compiler's to choose.
std::string inventAddress(Dice& dice, Words area) {
    std::string address(area);
    address += dice.oneOf(kStreets);
    address += std::to_string(dice.between(2, 268)) + "号";
    address += dice.oneOf(kEstates);
    address += std::to_string(dice.between(1, 38)) + "号楼";
    address += std::to_string(dice.between(1, 6)) + "门";
    address += std::to_string(dice.between(1, 18)) + "0";
    address += std::to_string(dice.between(1, 4)) + "号";
    return address;
}

std::string inventOffice(Dice& dice) {
    std::string address = "天津市滨海新区";
    address += dice.oneOf(kStreets);
    address += std::to_string(dice.between(2, 268)) + "号";
    address += std::to_string(dice.between(101, 899)) + "室";
    return address;
}

Company inventCompany(Dice& dice) {
    static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string organisation = "MA";
    for (int i = 0; i < 6; ++i) organisation += kAlphabet[static_cast<std::size_t>(dice.between(0, 30))];
    std::string name = "天津";
    name += dice.oneOf(kTradeNames);
    name += dice.oneOf(kTrades);
    name += "有限公司";
    return {name, creditCode("91", "120116", organisation), inventOffice(dice)};
}

Date inventBirth(Dice& dice, int firstYear, int lastYear) {
    const int year = dice.between(firstYear, lastYear), month = dice.between(1, 12);
    return {year, month, dice.between(1, 28)};
}

Date holderBirth(Dice& dice, Age age) {
    switch (age) {
        case Age::Working:
            return inventBirth(dice, 1978, 1994);
        case Age::Retired:
            return inventBirth(dice, 1962, 1966);
        case Age::Elder:
            break;
    }
    return inventBirth(dice, 1936, 1944);
}

Sex other(Sex sex) {
    return sex == Sex::Male ? Sex::Female : Sex::Male;
}

}  // namespace

int Dice::between(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint32_t>(high - low + 1));
}
double Dice::fraction() {
    return engine_() / 4294967296.0;
}
std::string_view Dice::oneOf(std::span<const std::string_view> choices) {
    return choices[engine_() % choices.size()];
}
std::string Dice::digits(int count) {
    std::string made;
    for (int i = 0; i < count; ++i) made += static_cast<char>('0' + between(0, 9));
    return made;
}

std::string sexName(Sex sex) {
    return sex == Sex::Male ? "男" : "女";
}

Person inventPerson(Dice& dice, Sex sex, Date birth) {
    const Area& area = kAreas[static_cast<std::size_t>(dice.between(0, 9) < 7 ? 0 : dice.between(1, 4))];
    Person person;
    person.name = dice.oneOf(kSurnames);
    if (sex == Sex::Male)
        person.name += dice.oneOf(kMen);
    else
        person.name += dice.oneOf(kWomen);
    person.sex = sex;
    person.ethnicity = dice.between(0, 9) < 8 ? "汉" : std::string(dice.oneOf(kEthnicities));
    person.birth = birth;
    person.area = area.code;
    person.nativePlace = area.name;
    person.address = inventAddress(dice, area.name);
    person.authority = area.authority;
    const int sequence = 2 * dice.between(1, 498) + (sex == Sex::Male ? 1 : 0);
    person.idNumber = citizenNumber(area.code, birth, sequence);
    // No operator has given out numbers with four zeros behind the prefix.
    person.phone = {'1', static_cast<char>('0' + dice.between(3, 9))};
    person.phone += "0000";
    person.phone += dice.digits(5);
    person.face = static_cast<std::uint32_t>(dice.between(0, 1 << 20));
    return person;
}

Subject inventSubject(std::uint32_t seed, Age age) {
    Dice dice(seed * 2654435761U + 97U);
    Subject subject;
    subject.seed = seed;
    subject.today = {2025, dice.between(2, 11), dice.between(3, 27)};
    const Sex sex = dice.between(0, 1) == 0 ? Sex::Male : Sex::Female;
    const Date birth = holderBirth(dice, age);
    subject.holder = inventPerson(dice, sex, birth);
    subject.spouse = inventPerson(dice, other(sex), laterBy(birth, dice.between(-2, 3), 4));
    const Sex childSex = dice.between(0, 1) == 0 ? Sex::Male : Sex::Female;
    subject.child = inventPerson(dice, childSex, inventBirth(dice, 2018, 2024));
    const std::string father = sex == Sex::Male ? subject.holder.name : subject.spouse.name;
    subject.child.name.replace(0, 3, father.substr(0, 3));  // surname: one character, three bytes
    subject.relative = inventPerson(dice, other(childSex), inventBirth(dice, 1975, 1990));
    subject.company = inventCompany(dice);
    subject.bank = dice.oneOf(kBanks);
    subject.bankCardNumber = dice.oneOf(kCardPrefixes);
    subject.bankCardNumber = luhnCompleted(subject.bankCardNumber + dice.digits(12));
    subject.community = std::string(dice.oneOf(kEstates)) + "社区";
    subject.streetOffice = dice.oneOf(kStreetOffices);
    const int years = sex == Sex::Male ? 60 : 55;
    subject.retirementDate = laterBy({birth.year, birth.month, 1}, years, 1);
    return subject;
}

}  // namespace daiban::samples
