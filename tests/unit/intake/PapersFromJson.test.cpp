// What the checklist knows of a stored reading.

#include <gtest/gtest.h>

#include "base/Geometry.h"
#include "base/Json.h"
#include "intake/ReadingJson.h"

namespace daiban::intake {

namespace {

base::Json lineOf(const std::string& text, const base::Quad& quad) {
    return {{"text", text}, {"quad", base::toJson(quad)}, {"confidence", 0.97}};
}

base::Json readingOf(const std::string& type, const base::Json& lines, const base::Quad& quad) {
    base::Json document{
        {"type", type},   {"confidence", 0.9}, {"quad", base::toJson(quad)}, {"fields", base::Json::object()},
        {"lines", lines}, {"text", ""}};
    return {{"image", "contract.pdf"}, {"page", 2}, {"documents", {document}}};
}

}  // namespace

TEST(PapersFromJson, KnowThePagesNumberAndClauses) {
    const auto sheet = base::rectangle(0, 0, 1000, 1400);
    const auto lines = base::Json::array({lineOf("第四条租赁期限", base::rectangle(100, 100, 300, 30)),
                                          lineOf("第五条租金", base::rectangle(100, 200, 300, 30)),
                                          lineOf("第2页共3页", base::rectangle(400, 1300, 200, 30))});
    const auto papers = papersFromJson(readingOf("unknown", lines, sheet));
    ASSERT_EQ(papers.size(), 1U);
    EXPECT_EQ(papers[0].marks.number, 2);
    EXPECT_EQ(papers[0].marks.pagesInAll, 3);
    EXPECT_EQ(papers[0].marks.articles, (cases::ClauseRun{4, 5}));
    ASSERT_NE(papers[0].text, nullptr);
    EXPECT_EQ(papers[0].text->lines.size(), 3U);
    EXPECT_EQ(papersFromJson(readingOf("diploma", lines, sheet))[0].text, nullptr) << "its fields are there";
}

TEST(PapersFromJson, LayTheTextOfAnUnknownPageUpright) {
    // The page was scanned upside down: the document's own top-left is the image's bottom-right.
    const base::Quad sheet{{{1000, 1400}, {0, 1400}, {0, 0}, {1000, 0}}};
    const base::Quad line{{{900, 1300}, {600, 1300}, {600, 1270}, {900, 1270}}};
    const auto papers = papersFromJson(readingOf("unknown", base::Json::array({lineOf("甲方：", line)}), sheet));
    const base::Quad upright = papers.at(0).text->lines.at(0).quad;
    const base::Quad expected = base::rectangle(100, 100, 300, 30);
    for (std::size_t n = 0; n < upright.size(); ++n) {
        EXPECT_NEAR(upright[n].x, expected[n].x, 1e-6);
        EXPECT_NEAR(upright[n].y, expected[n].y, 1e-6);
    }
}

}  // namespace daiban::intake
