// A handoff point without a screen.
#include "desk/Gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "unit/desk/Station.h"
#include "unit/store/StoreBench.h"

namespace daiban::desk {
namespace {

using namespace std::chrono_literals;
using tests::refusalOf;

class Gates : public testing::Test {
  protected:
    Gates() {
        for (int i = 0; i < 3; ++i) {
            const auto batch = station_.newId<base::BatchId>();
            const std::string number = "12011619490101382" + std::to_string(i);
            station_.addRead(batch, {tests::Station::idFront("王秀兰", number)});
            const auto opened =
                station_.desk().cases.open(station_.worker, {.id = {},
                                                             .item = "SB-002",
                                                             .situations = {},
                                                             .office = "SQ-0101",
                                                             .applicant = {.name = "王秀兰", .idNumber = "无"},
                                                             .batch = batch});
            labels_.push_back(
                station_.desk().labels.ofCase(station_.worker, opened.record.number, codes::TokenKind::Folder, ""));
        }
        handoff_ =
            station_.desk().handoffs.open(station_.worker, {.id = {}, .from = "SQ-0101", .to = "JD-01", .courier = {}});
    }
    std::unique_ptr<Gate> gate(const staff::Actor& actor, handoff::Side side,
                               std::chrono::milliseconds patience = 10s) {
        return std::make_unique<Gate>(
            parts_, actor,
            GateOptions{.handoff = handoff_.handoff.number, .side = side, .patience = patience, .triesEvery = 20ms});
    }
    std::unique_ptr<Gate> giver() { return gate(station_.worker, handoff::Side::Giver); }
    std::unique_ptr<Gate> receiver() { return gate(station_.streetClerk, handoff::Side::Receiver); }
    [[nodiscard]] std::string code(std::size_t label) const { return labels_.at(label).token.text; }
    [[nodiscard]] std::size_t events() const { return station_.store.custodyOf(handoff_.handoff.id).size(); }
    [[nodiscard]] std::filesystem::path journal(const char* side) const {
        return station_.dataFolder() / "gate" / (handoff_.handoff.id.text() + "-" + side + ".jsonl");
    }

    tests::Station station_;
    const Parts parts_{.models = station_.knownModels(),
                       .store = station_.store,
                       .dataFolder = station_.dataFolder(),
                       .keys = [this]() -> const codes::TokenKeys& { return station_.keys; },
                       .clock = station_.clock,
                       .random = station_.random};
    std::vector<printing::LabelContent> labels_;
    store::HandoffRecord handoff_;
};

TEST_F(Gates, AnswerEachScanAndSayHowManyAreMissing) {
    {
        const auto gate = giver();
        for (std::size_t i = 0; i < 3; ++i) {
            const auto answer = gate->scan(code(i));
            EXPECT_EQ(answer.outcome, GateOutcome::Ok) << answer.sentence.text();
            EXPECT_EQ(answer.number, labels_[i].shortNumber);
            EXPECT_EQ(answer.signedFor, i + 1);
        }
        EXPECT_FALSE(gate->whatIsShort());
    }
    const auto gate = receiver();
    const auto first = gate->scan(code(0));
    EXPECT_EQ(first.outcome, GateOutcome::Ok) << first.sentence.text();
    EXPECT_EQ(first.missing, 2U);
    EXPECT_EQ(gate->scan(code(0)).outcome, GateOutcome::Ok) << "twice under the reader is no fault";
    EXPECT_EQ(gate->scan(labels_[1].shortNumber).outcome, GateOutcome::Ok) << "the number beside the code";
    const auto shortNow = gate->whatIsShort();
    ASSERT_TRUE(shortNow);
    EXPECT_EQ(shortNow->outcome, GateOutcome::Short);
    EXPECT_EQ(shortNow->missing, 1U);
}

TEST_F(Gates, TellWhatIsSurplusFromWhatIsNoneOfOurs) {
    (void)giver()->scan(code(0));
    const auto gate = receiver();
    EXPECT_EQ(gate->scan(code(1)).outcome, GateOutcome::Surplus) << "the giver said nothing of it";
    const auto strange = gate->scan("6901234567892");
    EXPECT_EQ(strange.outcome, GateOutcome::Unknown);
    EXPECT_FALSE(strange.sentence.empty());
    const auto unregistered = station_.keys.issue(codes::TokenKind::Folder, station_.random);
    EXPECT_EQ(gate->scan(unregistered.text).outcome, GateOutcome::Unknown);
}

TEST_F(Gates, ReadNoFileWhoseNameACodeHolds) {
    const auto picture = station_.folder() / "picture.png";
    std::ofstream(picture, std::ios::binary) << tests::Station::whitePicture(60, 40);
    const auto answer = receiver()->scan(picture.string());
    EXPECT_EQ(answer.outcome, GateOutcome::Unknown);
    EXPECT_THAT(answer.sentence.text(), testing::Not(testing::HasSubstr("picture again")));
}

TEST_F(Gates, RefuseWhatTheBooksRefuse) {
    (void)giver()->scan(code(0));
    const auto gate = receiver();
    (void)station_.desk().handoffs.close(station_.worker, handoff_.handoff.number, handoff::Differences::Accepted);
    EXPECT_EQ(gate->scan(code(1)).outcome, GateOutcome::Refused) << "closed meanwhile";
}

TEST_F(Gates, KeepAScanWhileTheBooksAreBusyAndRecordItOnceAfterwards) {
    (void)giver()->scan(code(0));
    const std::size_t before = events();
    const auto gate = this->gate(station_.streetClerk, handoff::Side::Receiver, 100ms);
    base::EventId id;
    {
        store::RawDatabase other(station_.dataFolder());
        other.run("BEGIN IMMEDIATE");  // somebody else writes
        const auto answer = gate->scan(code(0));
        EXPECT_EQ(answer.outcome, GateOutcome::Kept);
        id = answer.scan;
        EXPECT_EQ(GateJournal(journal("receiver")).waiting().size(), 1U) << "it is on the disk";
        EXPECT_EQ(events(), before);
        other.run("ROLLBACK");
    }
    std::optional<GateAnswer> late;
    for (int i = 0; i < 2000 && !late; ++i) {
        late = gate->nextLate();
        std::this_thread::sleep_for(10ms);
    }
    ASSERT_TRUE(late);
    EXPECT_TRUE(late->late);
    EXPECT_EQ(late->scan, id);
    EXPECT_EQ(late->outcome, GateOutcome::Ok) << late->sentence.text();
    EXPECT_EQ(events(), before + 1);
}

TEST_F(Gates, RecordFirstWhatAnEarlierRunKept) {
    (void)giver()->scan(code(0));
    const auto id = station_.newId<base::EventId>();
    GateJournal(journal("receiver")).keep({.id = id, .code = code(0)});
    {
        const auto gate = receiver();
        EXPECT_EQ(gate->end(10s), 0U);
        const auto late = gate->nextLate();
        ASSERT_TRUE(late);
        EXPECT_EQ(late->scan, id);
        EXPECT_EQ(late->outcome, GateOutcome::Ok);
    }
    const std::size_t once = events();
    GateJournal(journal("receiver")).keep({.id = id, .code = code(0)});  // killed before it was settled
    EXPECT_EQ(receiver()->end(10s), 0U);
    EXPECT_EQ(events(), once) << "recorded twice";
    EXPECT_FALSE(std::filesystem::exists(journal("receiver"))) << "nothing waits";
}

TEST_F(Gates, BelongToWhoMayScanAndOneAtATimeASide) {
    EXPECT_NE(refusalOf([&] { (void)gate(station_.neighbour, handoff::Side::Giver); }), "");
    const auto one = receiver();
    EXPECT_THAT(refusalOf([&] { (void)receiver(); }), testing::HasSubstr("Another gate"));
    EXPECT_NO_THROW((void)giver());
}

TEST_F(Gates, AreNotOpenedForAHandoffThatIsClosed) {
    (void)station_.desk().handoffs.close(station_.worker, handoff_.handoff.number, handoff::Differences::Accepted);
    EXPECT_THAT(refusalOf([&] { (void)receiver(); }), testing::HasSubstr("closed"));
}

TEST_F(Gates, KeepAJournalThatSurvivesALineThatWasCutOff) {
    const auto file = station_.folder() / "gate.jsonl";
    const auto id = station_.newId<base::EventId>(), settled = station_.newId<base::EventId>();
    {
        GateJournal kept(file);
        kept.keep({.id = settled, .code = "A2"});
        kept.keep({.id = id, .code = "B3\"\\"});
        kept.settle(settled);
    }
    std::ofstream(file, std::ios::app) << "{\"scan\":\"0190";
    GateJournal again(file);
    ASSERT_EQ(again.waiting().size(), 1U);
    EXPECT_EQ(again.waiting()[0].id, id);
    EXPECT_EQ(again.waiting()[0].code, "B3\"\\");
}

}  // namespace
}  // namespace daiban::desk
