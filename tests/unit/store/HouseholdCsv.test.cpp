#include "store/HouseholdCsv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/Error.h"

namespace daiban::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const Household first{.community = "SQ-0101", .number = "001", .address = "柳岸里 1 号", .socialWorker = "wangli"};

std::string problemIn(const std::string& bytes) {
    try {
        (void)householdsFromCsv(bytes, "h.csv");
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::Unreadable);
        return error.what();
    }
    return {};
}

TEST(HouseholdCsv, ReadsChineseAndEnglishHeadingsInAnyOrder) {
    EXPECT_THAT(householdsFromCsv("户号,地址,社区,专属社工\n001,柳岸里 1 号,SQ-0101,wangli\n", "h.csv"),
                ElementsAre(first));
    EXPECT_THAT(householdsFromCsv("social_worker,phone,community,number,address\r\n"
                                  "wangli,123,SQ-0101,001,柳岸里 1 号\r\n",
                                  "h.csv"),
                ElementsAre(first));
}

TEST(HouseholdCsv, ReadsQuotesCommasAndLineBreaksWithinAField) {
    const auto read =
        householdsFromCsv("户号,地址,社区,专属社工\n001,\"1 号, \"\"东\"\"\n门\",SQ-0101,wangli\n", "h.csv");
    ASSERT_THAT(read, SizeIs(1));
    EXPECT_EQ(read[0].address, "1 号, \"东\"\n门");
}

TEST(HouseholdCsv, ReadsWhatChineseSpreadsheetsWrite) {
    EXPECT_THAT(householdsFromCsv("\xEF\xBB\xBF户号,地址,社区,专属社工\n001,柳岸里 1 号,SQ-0101,wangli", "h.csv"),
                ElementsAre(first));
    // 户号,地址,社区,专属社工 / 柳岸里 1 号 in GB18030
    EXPECT_THAT(householdsFromCsv("\xBB\xA7\xBA\xC5,\xB5\xD8\xD6\xB7,\xC9\xE7\xC7\xF8,\xD7\xA8\xCA\xF4\xC9\xE7\xB9\xA4"
                                  "\r\n001,\xC1\xF8\xB0\xB6\xC0\xEF 1 \xBA\xC5,SQ-0101,wangli\r\n,,,\r\n",
                                  "h.csv"),
                ElementsAre(first));
}

TEST(HouseholdCsv, SaysInWhichRowWhatIsMissingOrTwice) {
    EXPECT_THAT(problemIn(""), HasSubstr("empty"));
    EXPECT_THAT(problemIn("户号,地址,社区\n"), HasSubstr("h.csv:1: the column 专属社工"));
    EXPECT_THAT(problemIn("户号,地址,社区,专属社工\n001,,SQ-0101,wangli\n"), HasSubstr("h.csv:2: 地址"));
    EXPECT_THAT(problemIn("户号,地址,社区,专属社工\n001,a,SQ-0101\n"), HasSubstr("h.csv:2: 专属社工"));
    EXPECT_THAT(problemIn("户号,地址,社区,专属社工\n001,a,SQ-0101,w\n001,b,SQ-0101,w\n"), HasSubstr("h.csv:3"));
    EXPECT_THAT(problemIn("户号,地址,社区,专属社工\n001,\"a,SQ-0101,w\n"), HasSubstr("quotation mark"));
    EXPECT_THAT(problemIn("\xFF\xFE\xFF\xFF"), HasSubstr("GB18030"));
}

}  // namespace
}  // namespace daiban::store
