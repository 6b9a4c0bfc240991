// Stacks of paper for many residents, with readings as if a machine had made them.
#include "desk/Batches.h"

#include <gtest/gtest.h>

#include <set>

#include "desk/Scanning.h"
#include "unit/desk/Station.h"

namespace {

using namespace daiban;
using State = intake::BatchSection::State;

struct Resident {
    std::string name, number;
    store::CaseRecord record;
};

class Batches : public testing::Test {
  protected:
    [[nodiscard]] const desk::Batches& batches() { return station_.desk().batches; }
    [[nodiscard]] desk::BatchView view() { return batches().show(station_.worker, batch_); }
    [[nodiscard]] base::EventId event() { return station_.newId<base::EventId>(); }

    Resident open(const std::string& name, const std::string& number) {
        const auto batch = station_.newId<base::BatchId>();
        auto record = station_.desk()
                          .cases
                          .open(station_.worker, {.id = {},
                                                  .item = "SB-002",
                                                  .situations = {},
                                                  .office = "SQ-0101",
                                                  .applicant = {.name = name, .idNumber = number},
                                                  .batch = batch})
                          .record;
        return {name, number, std::move(record)};
    }
    base::PageId separator(const Resident& of, const std::string& kind = "separator") {
        const auto slip =
            station_.desk().slips.ofCase(station_.worker, of.record.number,
                                         station_.knownModels().slipDesign("separator"), desk::SlipDemand::None, {});
        const auto token = station_.keys.check(slip.content.qr);
        EXPECT_EQ(token->kind, codes::TokenKind::Separator);
        return page({}, codeOf(token->text, kind, token->id));
    }
    base::PageId page(const std::vector<base::Json>& documents, const base::Json& more = base::Json::object()) {
        const auto id = station_.addRead(batch_, documents);
        auto reading = station_.store.reading(id);
        auto json = base::parseJson(reading->json, base::Sentence::verbatim("reading"));
        for (const auto& [key, value] : more.items()) json[key] = value;
        reading->json = base::toLine(json);
        station_.store.saveReading(*reading, station_.worker);
        return id;
    }
    base::PageId idCard(const Resident& of) { return page({tests::Station::idFront(of.name, of.number)}); }
    static base::Json codeOf(const std::string& text, const std::string& kind, const std::string& id) {
        base::Json code{{"format", "QRCode"}, {"text", text}};
        code["token"] = {{"kind", kind}, {"id", id}};
        base::Json more = base::Json::object();
        more["codes"] = base::Json::array();
        more["codes"].push_back(code);
        return more;
    }
    base::PageId patchT() {
        base::Json more = base::Json::object();
        more["patch_t"] = base::Json::array();
        more["patch_t"].push_back(base::Json::object());
        return page({}, more);
    }
    base::PageId blank() {
        base::Json more = base::Json::object();
        more["quality"]["blank"] = true;
        return page({}, more);
    }

    tests::Station station_;
    base::BatchId batch_ = station_.newId<base::BatchId>();
    store::PaperBatch opened_ = batches().open(station_.worker, batch_, "test:0");
};

std::string numberOf(int resident) {
    static const std::vector<std::string> valid{"11010519491231002X", "12011619701016382X"};
    return valid[static_cast<std::size_t>(resident) % valid.size()];
}

TEST_F(Batches, SixtyPagesOfTenResidentsWithTwoSeparatorsMissingPutNoPageIntoAWrongCase) {
    const std::vector<std::string> names{"王秀兰", "李国强", "张淑芬", "刘德明", "陈桂英",
                                         "杨建华", "赵玉梅", "黄志刚", "周丽萍", "吴永福"};
    std::vector<Resident> residents;
    for (int i = 0; i < 10; ++i) residents.push_back(open(names[static_cast<std::size_t>(i)], numberOf(i < 2 ? i : 1)));
    std::map<base::PageId, base::CaseId> truth;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        if (i != 3 && i != 7) (void)separator(residents[i]);  // these two were forgotten
        for (int n = 0; n < 6; ++n) {
            // The first page behind a forgotten separator names nobody; those are the ones that get lost.
            const auto id = n == 2   ? page({tests::Station::document("unknown", {})})
                            : n == 1 ? page({tests::Station::document("id-card-front", {{"name", residents[i].name}})})
                                     : page({});
            truth[id] = residents[i].record.id;
        }
    }
    EXPECT_EQ(view().pages.size(), 68U);
    const auto taking = batches().take(station_.worker, batch_, event());
    EXPECT_TRUE(taking.refused.empty());
    EXPECT_EQ(taking.taken.size(), 6U);  // all but the two that were run together with their neighbours
    EXPECT_EQ(view().count(State::Doubt), 2U);
    std::size_t placed = 0;
    for (const auto& resident : residents)
        for (const auto& page : station_.store.pagesOf(resident.record.id)) {
            EXPECT_EQ(truth.at(page.id), resident.record.id);
            ++placed;
        }
    EXPECT_EQ(placed, 36U);
    // A person parts what was run together, says whose it is, and then all of it goes where it belongs.
    for (const std::size_t lost : {std::size_t{3}, std::size_t{7}}) {
        std::vector<base::PageId> pages;
        for (const auto& stored : view().pages)
            if (truth.contains(stored.id) && truth[stored.id] == residents[lost].record.id) pages.push_back(stored.id);
        batches().move(station_.worker, batch_, event(), pages, pages.front());
        batches().name(station_.worker, batch_, event(), pages.front(), residents[lost].record.number);
    }
    EXPECT_EQ(batches().take(station_.worker, batch_, event()).taken.size(), 4U);
    for (const auto& [page, caseId] : truth) EXPECT_EQ(station_.store.casesWith(page), std::vector{caseId});
    EXPECT_EQ(view().batch.state, store::BatchState::Done);
    EXPECT_TRUE(batches().list(station_.worker, desk::Batches::Which::Open).empty());
    EXPECT_EQ(batches().list(station_.worker, desk::Batches::Which::All).size(), 1U);
    EXPECT_TRUE(station_.store.verify(store::VerifyDepth::Full).clean());
}

TEST_F(Batches, WhatIsSaidTwiceCountsOnceAndOtherContentIsRefused) {
    const auto wang = open("王秀兰", numberOf(1));
    (void)separator(wang);
    const auto mine = idCard(wang);
    const auto take = event();
    EXPECT_EQ(batches().take(station_.worker, batch_, take).taken.size(), 1U);
    EXPECT_TRUE(batches().take(station_.worker, batch_, take).taken.empty());
    EXPECT_EQ(station_.store.pagesOf(wang.record.id).size(), 1U);
    const auto loose = page({});
    (void)patchT();
    const auto said = event();
    batches().move(station_.worker, batch_, said, {loose}, loose);
    batches().move(station_.worker, batch_, said, {loose}, loose);
    EXPECT_NE(
        tests::refusalOf([&] { batches().move(station_.worker, batch_, said, {loose}, view().sections[0].begins); }),
        "");
    EXPECT_NE(tests::refusalOf([&] { batches().move(station_.worker, batch_, event(), {mine}, mine); }), "");
    EXPECT_EQ(station_.store.batchWords(batch_).size(), 2U);
}

TEST_F(Batches, AnUnnamedSectionIsNamedOrBecomesAResidentAtTheCounter) {
    (void)patchT();
    const auto first = page({});
    (void)patchT();
    const auto second = page({});
    const auto back = blank();
    auto sections = view().sections;
    ASSERT_EQ(sections.size(), 2U);
    EXPECT_EQ(sections[1].blanks, std::vector{back});
    const auto wang = open("王秀兰", numberOf(1));
    batches().name(station_.worker, batch_, event(), sections[0].begins, wang.record.number);
    const store::IntakeId intake(station_.newId<base::CaseId>().text());
    const auto said = event();
    (void)batches().takeAsIntake(station_.worker, batch_, said, sections[1].begins, intake);
    (void)batches().takeAsIntake(station_.worker, batch_, said, sections[1].begins, intake);
    const auto pages = station_.store.pagesOfIntake(intake);
    ASSERT_EQ(pages.size(), 1U);
    EXPECT_EQ(pages[0].page.id, second);
    (void)batches().take(station_.worker, batch_, event());
    EXPECT_EQ(station_.store.casesWith(first), std::vector{wang.record.id});
    EXPECT_TRUE(station_.store.casesWith(back).empty());  // kept in the batch, in no case
    EXPECT_EQ(view().batch.state, store::BatchState::Done);
}

TEST_F(Batches, AFolderLabelOnAPageIsEvidenceAndNoSeparator) {
    const auto wang = open("王秀兰", numberOf(1)), li = open("李国强", numberOf(0));
    (void)separator(wang);
    (void)separator(li, "folder");
    const auto sections = view().sections;
    ASSERT_EQ(sections.size(), 1U);
    ASSERT_EQ(sections[0].doubts.size(), 1U);
    EXPECT_EQ(sections[0].doubts[0].kind, intake::DoubtKind::OtherLabel);
}

TEST_F(Batches, ASeparatorOfAnotherOfficeNamesNoCaseHere) {
    const auto batch = station_.newId<base::BatchId>();
    const auto foreign = station_.desk()
                             .cases
                             .open(station_.neighbour, {.id = {},
                                                        .item = "SB-002",
                                                        .situations = {},
                                                        .office = "SQ-0102",
                                                        .applicant = {.name = "王秀兰", .idNumber = numberOf(1)},
                                                        .batch = batch})
                             .record;
    const auto slip = station_.desk().slips.ofCase(
        station_.neighbour, foreign.number, station_.knownModels().slipDesign("separator"), desk::SlipDemand::None, {});
    const auto token = station_.keys.check(slip.content.qr);
    (void)page({}, codeOf(token->text, "separator", token->id));
    (void)page({});
    const auto sections = view().sections;
    EXPECT_TRUE(sections.at(0).caseId.empty());
    EXPECT_EQ(sections.at(0).doubts.at(0).kind, intake::DoubtKind::UnreadSeparator);
    EXPECT_NE(tests::refusalOf([&] { (void)batches().show(station_.neighbour, batch_); }), "");
}

TEST_F(Batches, NothingIsTakenWhilePagesAreUnreadAndASectionInDoubtIsNot) {
    const auto wang = open("王秀兰", numberOf(1)), li = open("李国强", numberOf(0));
    (void)separator(wang);
    const auto other = idCard(li);
    EXPECT_TRUE(batches().take(station_.worker, batch_, event()).taken.empty());
    EXPECT_NE(
        tests::refusalOf([&] { (void)batches().take(station_.worker, batch_, event(), view().sections[0].begins); }),
        "");
    EXPECT_NE(desk::sentenceOf(view(), view().sections[0].doubts[0]).text().find("李国强"), std::string::npos);
    batches().confirm(station_.worker, batch_, event(), view().sections[0].begins);
    const std::string picture = tests::Station::whitePicture(30, 40);
    const auto file = station_.folder() / "one.png";
    std::ofstream(file, std::ios::binary) << picture;
    const auto kept = batches().keep(station_.worker, batch_, "one", file, "one.png");
    EXPECT_NE(tests::refusalOf([&] { (void)batches().take(station_.worker, batch_, event()); }), "");
    EXPECT_EQ(batches().keep(station_.worker, batch_, "one", file, "one.png").pages, kept.pages);
    EXPECT_EQ(batches().keptUnder(batch_, "one"), kept.pages);
    EXPECT_EQ(batches().unread(batch_).size(), 1U);
    EXPECT_TRUE(station_.store.casesWith(other).empty());
}

TEST_F(Batches, AFolderFedAgainAfterItBrokeOffGivesWhatIsNewAndNothingTwice) {
    const auto folder = station_.folder() / "feed";
    std::filesystem::create_directories(folder);
    for (int n = 1; n <= 5; ++n) {
        cv::Mat picture(60, 40, CV_8UC1, cv::Scalar(n >= 4 ? 200 : 40 * n));  // the last two look the same
        std::ofstream(folder / (std::to_string(n) + ".png"), std::ios::binary)
            << page::encodeImage(picture, 300, page::ImageFormat::Png);
    }
    const desk::Scanning scanning(station_.desk().parts(), {});
    const scanners::ScanOptions options{.device = "folder:" + folder.string()};
    int kept = 0;
    const auto stopAfter = [&](int most) {
        kept = 0;
        (void)scanning.scanBatch(station_.worker, batch_, event(), options,
                                 [&](const base::PageId&, desk::KeptPage how) {
                                     kept += how == desk::KeptPage::New ? 1 : 0;
                                     return kept < most;
                                 });
    };
    stopAfter(2);
    EXPECT_EQ(view().pages.size(), 2U);
    stopAfter(100);
    EXPECT_EQ(kept, 3);
    EXPECT_EQ(view().pages.size(), 5U);
    stopAfter(100);
    EXPECT_EQ(view().pages.size(), 5U);
}

}  // namespace
