#include "store/Quality.h"

#include <gmock/gmock.h>

#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using base::ErrorKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Quality : public StoreBench {
  protected:
    NewSample sampleOf(const std::vector<base::PageId>& pages, const std::vector<base::PageId>& drawn) {
        return {.id = newId<SampleId>(),
                .of = of,
                .share = 5,
                .seed = "00ff",
                .pages = pages,
                .drawn = drawn,
                .actor = supervisor};
    }
    NewQualityVerdict verdictOn(const SampleId& sample, const base::PageId& page) {
        return {.id = newId<base::EventId>(),
                .sample = sample,
                .page = page,
                .defects = {},
                .note = {},
                .actor = supervisor};
    }

    const staff::Actor supervisor{.account = "liuqiang", .office = "JD-01", .roles = {staff::Role::Supervisor}};
    base::CaseId opened = openedCase();
    base::PageId first = addedPage();
    SampleOf of{SampleScope::Case, opened.text(), "SQ-0101"};
};

TEST_F(Quality, WhatAMachineSawIsKeptOnceAPage) {
    const auto blob = store.findPage(first)->blob;
    store.savePageChecks({{.page = first, .inputHash = blob, .version = 1, .json = "{\"old\":1}"}}, supervisor);
    store.savePageChecks({{.page = first, .inputHash = blob, .version = 2, .json = "{}"}}, supervisor);
    const auto kept = store.pageCheck(first);
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->version, 2);
    EXPECT_EQ(kept->json, "{}");
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(Quality, NoPageIsDrawnFromTwice) {
    EXPECT_TRUE(store.addSample(sampleOf({first}, {first})));
    EXPECT_FALSE(store.addSample(sampleOf({first}, {first}))) << "who does not like a sample draws no other";
    const auto samples = store.samplesOf(of);
    ASSERT_THAT(samples, SizeIs(1));
    EXPECT_THAT(samples[0].drawn, ElementsAre(first));
    EXPECT_EQ(samples[0].actor, "liuqiang");
    EXPECT_THAT(store.samplesOf({SampleScope::Day, "2026-03-16", "SQ-0101"}), IsEmpty());
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

TEST_F(Quality, VerdictsAreAllKeptAndOneSentTwiceIsOne) {
    const auto sample = sampleOf({first}, {first});
    ASSERT_TRUE(store.addSample(sample));
    auto verdict = verdictOn(sample.id, first);
    verdict.defects = {"skewed", "unsharp"};
    verdict.note = "左边糊";
    EXPECT_TRUE(store.recordQualityVerdict(verdict).wasNew);
    EXPECT_FALSE(store.recordQualityVerdict(verdict).wasNew);
    EXPECT_TRUE(store.recordQualityVerdict(verdictOn(sample.id, first)).wasNew);
    const auto verdicts = store.qualityVerdicts(sample.id);
    ASSERT_THAT(verdicts, SizeIs(2));
    EXPECT_THAT(verdicts[0].defects, ElementsAre("skewed", "unsharp"));
    EXPECT_EQ(verdicts[0].note, "左边糊");
    EXPECT_THAT(verdicts[1].defects, IsEmpty());
    verdict.note = "右边糊";
    EXPECT_EQ(errorOf([&] { store.recordQualityVerdict(verdict); }), ErrorKind::BadArguments);
    EXPECT_EQ(errorOf([&] { store.recordQualityVerdict(verdictOn(newId<SampleId>(), first)); }), ErrorKind::NotFound);
    EXPECT_EQ(errorOf([&] { store.recordQualityVerdict(verdictOn(sample.id, newId<base::PageId>())); }),
              ErrorKind::NotFound);
    EXPECT_THAT(store.verify(VerifyDepth::Full).damages, IsEmpty());
}

}  // namespace
}  // namespace daiban::store
