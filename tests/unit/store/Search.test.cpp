#include <gmock/gmock.h>

#include <random>

#include "base/Text.h"
#include "store/SearchGrams.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSubsetOf;

class Search : public StoreBench {
  protected:
    base::CaseId openedFor(const std::string& name, const std::string& idNumber = {},
                           std::vector<base::PageId> pages = {}) {
        NewCase opened = newCase();
        opened.applicantName = name, opened.applicantIdNumber = idNumber, opened.pages = std::move(pages);
        store.openCase(opened);
        return opened.id;
    }
    std::vector<std::string> found(const std::string& text) { return foundIn(store, text); }
    static std::vector<std::string> foundIn(const Store& in, const std::string& text) {
        std::vector<std::string> names;
        CaseFilter filter;
        filter.text = text;
        for (const auto& record : in.searchCases(filter).cases) names.push_back(record.applicantName);
        return names;
    }
    void read(const base::PageId& page, const std::string& line) {
        store.saveReading({.page = page,
                           .inputHash = store.findPage(page)->blob,
                           .engine = "none",
                           .version = "1",
                           .json = R"({"documents":[{"lines":[{"text":")" + line + R"("}],"fields":{}}]})"},
                          {.account = "社工甲"});
    }
};

TEST_F(Search, FindsOneTwoAndThreeCharactersOfNamesNewestFirst) {
    openedFor("王秀兰");
    openedFor("秀水");
    openedFor("王兰");
    EXPECT_THAT(found("秀兰"), ElementsAre("王秀兰"));
    EXPECT_THAT(found("王"), ElementsAre("王兰", "王秀兰"));
    EXPECT_THAT(found("王秀兰"), ElementsAre("王秀兰"));
    EXPECT_THAT(found("王兰"), ElementsAre("王兰"));
    EXPECT_THAT(found(" 王 秀"), ElementsAre("王秀兰"));
    EXPECT_THAT(found("李"), IsEmpty());
}

TEST_F(Search, FindsPartsOfNumbersHoweverTheyAreWritten) {
    openedFor("王秀兰", "12010719491231002X");
    const std::string number = store.listCases().cases[0].number;
    for (const std::string& text : {std::string("19491231"), std::string("002x"), std::string("1231"),
                                    std::string("２Ｘ"), number, number.substr(5, 6), std::string("2026 000001")})
        EXPECT_THAT(found(text), ElementsAre("王秀兰")) << text;
    EXPECT_THAT(found("19491232"), IsEmpty());
}

TEST_F(Search, KnowsReadingsAndFirstLetters) {
    openedFor("单雄信");
    for (const char* text : {"shan", "dan", "sxx", "danxx", "xiongx", "shanxiongxin", "xin"})
        EXPECT_THAT(found(text), ElementsAre("单雄信")) << text;
    EXPECT_THAT(found("zz"), IsEmpty());
}

TEST_F(Search, FindsWordsOfPagesWhicheverCameFirst) {
    const auto before = addedPage("one"), after = addedPage("two");
    read(before, "塘沽区民政局");
    openedFor("王秀兰", "", {before});
    const auto other = openedFor("赵云", "", {after});
    EXPECT_THAT(found("民政"), ElementsAre("王秀兰"));
    read(after, "汉沽区民政局");
    EXPECT_THAT(found("民政局"), ElementsAre("赵云", "王秀兰"));
    store.addPagesToCase(other, {before}, {.account = "社工甲"});
    EXPECT_THAT(found("塘沽"), ElementsAre("赵云", "王秀兰"));
}

TEST_F(Search, KnowsAPersonByTheNameBeforeACorrection) {
    const auto id = openedFor("王秀蘭");
    store.correctApplicant(id, {"王秀兰", ""}, "录错", {.account = "社工乙"});
    EXPECT_THAT(found("秀兰"), ElementsAre("王秀兰"));
    EXPECT_THAT(found("秀蘭"), ElementsAre("王秀兰"));
}

TEST_F(Search, GoesOnAfterACursor) {
    for (int n = 0; n < 7; ++n) openedFor("王" + std::to_string(n));
    CaseFilter filter;
    filter.text = "王", filter.limit = 3;
    std::vector<std::string> names;
    do {
        const auto part = store.searchCases(filter);
        for (const auto& record : part.cases) names.push_back(record.applicantName);
        filter.cursor = part.nextCursor;
    } while (!filter.cursor.empty());
    EXPECT_THAT(names, ElementsAre("王6", "王5", "王4", "王3", "王2", "王1", "王0"));
}

TEST_F(Search, FindsNothingOfAnErasedPersonButTheNumberOfTheCase) {
    const auto page = addedPage("one");
    read(page, "塘沽区民政局");
    const auto id = openedFor("王秀兰", "12010719491231002X", {page});
    const std::string number = store.findCase(id.text())->number;
    store.closeCase(id, handoff::CaseStep::Withdrawn, {.account = "社工甲"});
    const auto report = store.erase(
        {.id = newId<base::EventId>(), .cases = {id}, .reason = "本人申请", .actor = {.account = "社工甲"}});
    ASSERT_TRUE(report.problems.empty());
    for (const char* text : {"王秀兰", "wxl", "19491231", "民政"}) EXPECT_THAT(found(text), IsEmpty()) << text;
    EXPECT_THAT(found(number), testing::SizeIs(1));
    EXPECT_EQ(
        raw().value("SELECT COUNT(*) FROM search_gram WHERE gram IN ('秀', '秀兰', '1949', '民政', '-wang', ' wx')"),
        "0");
}

TEST_F(Search, TakesUpCasesFromBeforeThereWasAnIndex) {
    const auto page = addedPage("one");
    read(page, "塘沽区民政局");
    openedFor("王秀兰", "12010719491231002X", {page});
    undoMigrationsFrom(15);
    const auto newer = reopened();
    for (const char* text : {"秀兰", "wxl", "19491231", "民政"})
        EXPECT_THAT(foundIn(newer, text), ElementsAre("王秀兰"));
}

/// Nothing that a look at every text finds is missed: 300 texts, of each every part up to eight characters long.
TEST(SearchGrams, OfAQuestionAreAllOfEveryTextThatHoldsIt) {
    const std::vector<std::string> pieces{"王", "秀", "兰", "1", "2", "0", "9", "a", "X", "-", " ", "，", "号", "２"};
    std::mt19937 random(7);
    for (int n = 0; n < 300; ++n) {
        std::string text;
        for (int length = 0; length < 12; ++length) text += pieces[random() % pieces.size()];
        Grams words;
        addGramsOfWords(text, words);
        const std::u32string plain = base::toCodePoints(searchable(text));
        for (std::size_t at = 0; at < plain.size(); ++at)
            for (std::size_t length = 2; length <= 8 && at + length <= plain.size(); ++length) {
                const std::string part = base::toUtf8(std::u32string_view(plain).substr(at, length));
                EXPECT_THAT(gramsOfQuestion(part), IsSubsetOf(words)) << text << " holds " << part;
            }
    }
}

}  // namespace
}  // namespace daiban::store
