#include "cases/items/Applicant.h"

#include <gmock/gmock.h>

#include "base/Error.h"
#include "support/HasSubstr.h"
#include "unit/cases/MadePapers.h"

namespace {

using namespace daiban;
using cases::faultOfName;
using cases::faultOfNumber;
using cases::made::today;
using support::HasSubstr;

const std::string her = "12011619701016382X";

TEST(Applicant, HasAChineseOrAForeignNameOrAnEnterprises) {
    for (const char* name : {"王秀兰", "欧阳  建国", "阿依古丽·买买提", "𠮷田花", "Jean-Luc O'Neil", "Müller, Anna",
                             "Nguyễn Văn An", "天津云帆试作商贸有限公司", "天津第2百货（集团）有限公司"})
        EXPECT_TRUE(faultOfName(name).empty()) << name;
}

TEST(Applicant, IsNoNameOfDigitsSignsOrOneLetter) {
    for (const char* name : {"", "  ", "张", "1234", "张三1", "·张三", "A", "<b>张三</b>", "张三/李四", "无;DROP"})
        EXPECT_FALSE(faultOfName(name).empty()) << name;
}

TEST(Applicant, HoldsNoControlCharactersAndIsNoNovel) {
    EXPECT_THAT(faultOfName("张\x1b[2J三"), HasSubstr("control"));
    EXPECT_THAT(faultOfName("张\u202e三"), HasSubstr("control")) << "turns the direction of what follows";
    EXPECT_THAT(faultOfName("张\u0085三"), HasSubstr("control")) << "C1";
    EXPECT_THAT(faultOfName("张\xff三"), HasSubstr("control")) << "no UTF-8";
    EXPECT_THAT(faultOfNumber("12011619701016382X\n", today), HasSubstr("control"));
    std::string novel;
    for (int i = 0; i < 3000; ++i) novel += "张";
    EXPECT_THAT(faultOfName(novel), HasSubstr("too long"));
    EXPECT_FALSE(faultOfNumber(std::string(3000, '1'), today).empty());
}

TEST(Applicant, HasANumberThatProvesItselfOrAPassports) {
    for (const char* number : {"12011619701016382X", "12011619701016382x", "120116 19701016 382X", "E12345678",
                               "H1234567890", "A123456(3)", "无"})
        EXPECT_TRUE(faultOfNumber(number, today).empty()) << number;
    EXPECT_TRUE(faultOfNumber(cases::made::creditCode("91120116MA0000001"), today).empty());
}

TEST(Applicant, IsNotKnownByANumberThatIsWrong) {
    for (const char* number : {"1234", "120116197010163821", "12011619701016382", "1201161970101638201", "ABCDEFGH",
                               "120116209910163821", "张三", "91120116MA0000001A"})
        EXPECT_FALSE(faultOfNumber(number, today).empty()) << number;
}

TEST(Applicant, IsKeptAsItIsCompared) {
    const auto kept = cases::soundApplicant({" 王 秀兰 ", "12011619701016382x"}, today);
    EXPECT_EQ(kept.name, "王秀兰");
    EXPECT_EQ(kept.idNumber, her);
    EXPECT_EQ(cases::soundApplicant({"王秀兰", "120116701016382"}, today).idNumber, her);
    EXPECT_EQ(cases::soundApplicant({"王秀兰", "无"}, today).idNumber, "") << "a person said that there is none";
}

TEST(Applicant, IsNotTakenWithoutAWordOnTheNumber) {
    for (const auto& [name, number] : {std::pair{"王秀兰", ""}, std::pair{"王秀兰", "1234"}, std::pair{"", "无"}})
        EXPECT_THROW((void)cases::soundApplicant({name, number}, today), base::Error) << name << number;
}

}  // namespace
