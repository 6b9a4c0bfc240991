#include "store/PrintJobs.h"

#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

class PrintJobs : public StoreBench {
  protected:
    NewPrintJob newJob(const PrintJobId& reprintOf = {}) {
        return {.id = newId<PrintJobId>(),
                .printer = "socket://192.0.2.7:9100?language=zpl",
                .content = R"({"labels":[]})",
                .reprintOf = reprintOf,
                .actor = {.account = "社工甲"}};
    }
    PrintJobId queued() {
        const auto job = newJob();
        EXPECT_TRUE(store.queuePrint(job).wasNew);
        return job.id;
    }
    PrintJobId finished(PrintState state) {
        const auto id = queued();
        EXPECT_TRUE(store.beginSending(id, {"社工甲"}).has_value());
        store.finishSending(id, state, base::Sentence::verbatim("说明"), {"社工甲"});
        return id;
    }
    PrintState stateOf(const PrintJobId& id) { return store.findPrintJob(id).value().state; }
};

TEST_F(PrintJobs, GoFromQueuedToSendingToPrinted) {
    const auto id = queued();
    EXPECT_EQ(stateOf(id), PrintState::Queued);
    const auto job = store.beginSending(id, {"社工甲"});
    ASSERT_TRUE(job.has_value());
    EXPECT_EQ(job->attempts, 1);
    EXPECT_EQ(reopened().findPrintJob(id)->state, PrintState::Sending) << "on the disk before a byte leaves";
    store.finishSending(id, PrintState::Printed, base::Sentence::verbatim("已打印"), {"社工甲"});
    EXPECT_EQ(stateOf(id), PrintState::Printed);
    EXPECT_EQ(store.findPrintJob(id)->sentence, "已打印");
    EXPECT_TRUE(store.verify(VerifyDepth::Full).clean());
}

TEST_F(PrintJobs, SentTwiceByTheirSenderAreQueuedOnce) {
    const auto job = newJob();
    const auto first = store.queuePrint(job);
    clock.advance(std::chrono::seconds{5});
    const auto second = store.queuePrint(job);
    EXPECT_FALSE(second.wasNew);
    EXPECT_EQ(second.sequence, first.sequence);
    EXPECT_EQ(store.listPrintJobs().jobs.size(), 1U);
    auto other = job;
    other.content = R"({"labels":[1]})";
    EXPECT_EQ(errorOf([&] { store.queuePrint(other); }), base::ErrorKind::BadArguments);
}

TEST_F(PrintJobs, AreSentByOneOnly) {
    const auto id = queued();
    auto other = reopened();
    EXPECT_TRUE(store.beginSending(id, {"社工甲"}).has_value());
    EXPECT_FALSE(other.beginSending(id, {"社工乙"}).has_value());
    EXPECT_FALSE(store.beginSending(id, {"社工甲"}).has_value());
}

TEST_F(PrintJobs, ThatMayHaveBeenPrintedAreNeverSentAgain) {
    for (const auto state : {PrintState::Printed, PrintState::Unknown}) {
        const auto id = finished(state);
        EXPECT_FALSE(store.beginSending(id, {"社工甲"}).has_value());
        EXPECT_EQ(stateOf(id), state);
    }
}

TEST_F(PrintJobs, ThatWereNotSentMayBeTriedAgain) {
    const auto id = finished(PrintState::Failed);
    const auto job = store.beginSending(id, {"社工甲"});
    ASSERT_TRUE(job.has_value());
    EXPECT_EQ(job->attempts, 2);
}

TEST_F(PrintJobs, EndOnlyWhenTheyAreBeingSent) {
    const auto id = queued();
    EXPECT_EQ(errorOf([&] { store.finishSending(id, PrintState::Printed, base::Sentence::verbatim(""), {"社工甲"}); }),
              base::ErrorKind::NotFound);
    ASSERT_TRUE(store.beginSending(id, {"社工甲"}).has_value());
    EXPECT_EQ(errorOf([&] { store.finishSending(id, PrintState::Queued, base::Sentence::verbatim(""), {"社工甲"}); }),
              base::ErrorKind::BadArguments);
    EXPECT_EQ(stateOf(id), PrintState::Sending);
}

TEST_F(PrintJobs, ArePrintedAgainAsAnotherJob) {
    const auto first = finished(PrintState::Unknown);
    const auto again = newJob(first);
    EXPECT_TRUE(store.queuePrint(again).wasNew);
    EXPECT_EQ(store.findPrintJob(first)->reprintedAs, again.id);
    EXPECT_EQ(store.findPrintJob(again.id)->reprintOf, first);
    EXPECT_EQ(stateOf(first), PrintState::Unknown) << "nobody knows more of it than before";
    for (const auto& waiting : {queued(), finished(PrintState::Failed)})
        EXPECT_EQ(errorOf([&] { store.queuePrint(newJob(waiting)); }), base::ErrorKind::NotFound);
    EXPECT_EQ(errorOf([&] { store.queuePrint(newJob(newId<PrintJobId>())); }), base::ErrorKind::NotFound);
}

TEST_F(PrintJobs, AreListedNewestFirstByState) {
    const auto unknown = finished(PrintState::Unknown);
    const auto printed = finished(PrintState::Printed);
    const auto waiting = queued();
    std::vector<PrintJobId> ids;
    PrintJobFilter filter{.limit = 1};
    do {
        const auto list = store.listPrintJobs(filter);
        for (const auto& job : list.jobs) ids.push_back(job.id);
        filter.cursor = list.nextCursor;
    } while (!filter.cursor.empty());
    EXPECT_EQ(ids, (std::vector{waiting, printed, unknown}));
    const auto open = store.listPrintJobs({.states = {PrintState::Queued, PrintState::Unknown}, .cursor = {}});
    ASSERT_EQ(open.jobs.size(), 2U);
    EXPECT_EQ(open.jobs[0].id, waiting);
    EXPECT_EQ(open.jobs[1].id, unknown);
}

TEST_F(PrintJobs, ChangedWithADatabaseToolAreFoundOut) {
    const auto id = finished(PrintState::Unknown);
    raw().run("UPDATE print_job SET state = 'printed' WHERE id = '" + id.text() + "'");
    EXPECT_FALSE(store.verify(VerifyDepth::Quick).clean());
}

}  // namespace
}  // namespace daiban::store
