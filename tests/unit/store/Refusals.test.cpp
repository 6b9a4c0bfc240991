// What accounts were not allowed to do stands in the audit log.
#include <gmock/gmock.h>

#include "staff/Permissions.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class Refusals : public StoreBench {
  protected:
    void refuse(const std::string& account, const std::string& office, const std::string& subject) {
        const staff::Actor actor{.account = account, .office = office, .roles = {staff::Role::CounterWorker}};
        const auto decision = staff::mayDo(actor, staff::Verb::CloseCase, staff::Place::Foreign);
        store.recordRefusal(actor, staff::Verb::CloseCase, subject, *decision.refusal);
    }
};

TEST_F(Refusals, AreKeptWithWhoWhatAndWhyAndAreInTheAuditChain) {
    refuse("wangli", "SQ-0101", "case-7");
    const auto list = reopened().refusals();
    ASSERT_THAT(list.refusals, SizeIs(1));
    const RecordedRefusal& refusal = list.refusals[0];
    EXPECT_EQ(refusal.account, "wangli");
    EXPECT_EQ(refusal.office, "SQ-0101");
    EXPECT_EQ(refusal.verb, "close-case");
    EXPECT_EQ(refusal.subject, "case-7");
    EXPECT_EQ(refusal.sentence,
              "You may not close a case here, because this is another office's; ask the office it belongs to.");
    EXPECT_EQ(refusal.sentence.pattern(), "You may not {} here, because this is {}; {}.")
        << "to be said in any language";
    EXPECT_EQ(refusal.at, clock.now());
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
    EXPECT_EQ(store.verify(VerifyDepth::Quick).auditEntries, 1);
}

TEST_F(Refusals, AreListedNewestFirstByPageAndByOffice) {
    for (int n = 0; n < 5; ++n) refuse("wangli", n % 2 == 0 ? "SQ-0101" : "SQ-0102", std::to_string(n));
    const auto first = store.refusals({.offices = {}, .cursor = {}, .limit = 3});
    ASSERT_THAT(first.refusals, SizeIs(3));
    EXPECT_EQ(first.refusals[0].subject, "4");
    const auto rest = store.refusals({.offices = {}, .cursor = first.nextCursor, .limit = 3});
    EXPECT_THAT(rest.refusals, SizeIs(2));
    EXPECT_EQ(rest.nextCursor, "");
    const auto ofOne = store.refusals({.offices = std::vector<std::string>{"SQ-0102"}, .cursor = {}, .limit = 50});
    EXPECT_THAT(ofOne.refusals, SizeIs(2));
    EXPECT_THAT(store.refusals({.offices = std::vector<std::string>{}, .cursor = {}}).refusals, IsEmpty());
}

}  // namespace
}  // namespace daiban::store
