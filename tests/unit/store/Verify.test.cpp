#include <gmock/gmock.h>

#include <fstream>

#include "base/Crypto.h"
#include "support/HasSubstr.h"
#include "unit/store/StoreBench.h"

namespace daiban::store {
namespace {

using support::HasSubstr;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

class VerifiedStore : public StoreBench {
  protected:
    VerifiedStore() {
        NewCase one = newCase();
        one.pages = {page};
        store.openCase(one);
        opened = one.id;
        folderToken = registered(opened, 1);
        out = openedHandoff();
        signOut(out, folderToken);
    }

    std::vector<std::string> damages(VerifyDepth depth = VerifyDepth::Full) {
        return base::textsOf(store.verify(depth).damages);
    }
    std::filesystem::path blobFile() { return store.blobPath(store.findPage(page)->blob); }

    base::PageId page = addedPage("the pixels of a page");
    base::CaseId opened;
    std::string folderToken;
    base::HandoffId out;
};

TEST_F(VerifiedStore, AnUntouchedStoreIsClean) {
    store.saveReading({.page = page, .inputHash = "h", .engine = "e", .version = "1", .json = "{}", .madeAt = {}},
                      {"机"});
    store.saveCorrection(page, 0, "{}", {"社工甲"});
    store.saveChecklist(opened, {.json = "{}"}, {"社工甲"});
    const VerifyReport report = store.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.blobs, 1);
    EXPECT_EQ(report.pages, 1);
    EXPECT_EQ(report.auditEntries, 8);
    EXPECT_EQ(report.rows, 11);  // blob page case case_page thing handoff event line reading correction checklist
    EXPECT_EQ(report.orphanBlobs, 0);
    EXPECT_EQ(report.temporaryFiles, 0);
}

TEST_F(VerifiedStore, AChangedByteOfABlobIsFoundByRehashing) {
    {
        std::fstream file(blobFile(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4);
        file.put('X');
    }
    EXPECT_THAT(damages(VerifyDepth::Quick), IsEmpty());
    EXPECT_THAT(damages(VerifyDepth::Full), Contains(HasSubstr("does not hold what it held")));
}

TEST_F(VerifiedStore, ABlobThatIsTooShortIsFoundWithoutRehashing) {
    std::filesystem::resize_file(blobFile(), 3);
    EXPECT_THAT(damages(VerifyDepth::Quick), Contains(HasSubstr("3 bytes instead of 20")));
}

TEST_F(VerifiedStore, ADeletedBlobIsFound) {
    std::filesystem::remove(blobFile());
    EXPECT_THAT(damages(VerifyDepth::Quick), Contains(HasSubstr("is missing")));
    EXPECT_EQ(errorOf([&] { (void)store.readBlob(base::sha256Hex("the pixels of a page")); }),
              base::ErrorKind::StorageFailed);
}

TEST_F(VerifiedStore, ADamagedBlobThatIsSentAgainIsMended) {
    std::filesystem::resize_file(blobFile(), 3);
    addedPage("the pixels of a page");
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(VerifiedStore, ABlobDamagedWithoutChangingItsSizeIsMendedWhenItIsSentAgain) {
    const auto damage = [&] {
        std::fstream file(blobFile(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4);
        file.put('X');
    };
    damage();
    addedPage("the pixels of a page");
    EXPECT_THAT(damages(), IsEmpty()) << "as a new page";

    const NewPage known = newPage();
    store.addPage(known, "the pixels of a page");
    damage();
    EXPECT_FALSE(store.addPage(known, "the pixels of a page").wasNew);
    EXPECT_THAT(damages(), IsEmpty()) << "as the page that is known already";
}

TEST_F(VerifiedStore, ABlobThatIsGoneIsMendedWhenItsPageIsSentAgain) {
    const NewPage known = newPage();
    store.addPage(known, "the pixels of a page");
    std::filesystem::remove(blobFile());
    EXPECT_FALSE(store.addPage(known, "the pixels of a page").wasNew);
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(VerifiedStore, AnEditedCaseRowIsFound) {
    raw().run("UPDATE case_file SET applicant_id_number = '110105194912310038'");
    EXPECT_THAT(damages(), Contains(HasSubstr("case_file/" + opened.text() + " was changed")));
}

TEST_F(VerifiedStore, AThingMovedBehindTheStoresBackIsFound) {
    raw().run("UPDATE thing SET desk = 'WB-RS', in_transit_by = NULL");
    EXPECT_THAT(damages(), Contains(HasSubstr("thing/" + folderToken)));
}

TEST_F(VerifiedStore, ADeletedRowIsFound) {
    raw().run("PRAGMA foreign_keys = OFF; DELETE FROM case_page; DELETE FROM page;");
    EXPECT_THAT(damages(), Contains(HasSubstr("page/" + page.text() + " of audit entry 1 is gone")));
}

TEST_F(VerifiedStore, ARowThatNeverCameThroughTheStoreIsFound) {
    raw().run("INSERT INTO case_page (id, case_id, page, sequence, audit) SELECT 'x', case_id, '" +
              addedPage("second").text() + "', 1, 1 FROM case_page");
    EXPECT_THAT(damages(), Contains(HasSubstr("case_page/x is in no audit entry")));
}

TEST_F(VerifiedStore, ABrokenReferenceIsFound) {
    raw().run("PRAGMA foreign_keys = OFF; UPDATE page SET blob = 'nothing'");
    EXPECT_THAT(damages(), Contains(HasSubstr("table blob that is not there")));
}

TEST_F(VerifiedStore, AuditAndCustodyRowsCannotBeChangedOrDeleted) {
    RawDatabase database = raw();
    for (const std::string table : {"audit", "custody_event"}) {
        EXPECT_EQ(database.tryRun("UPDATE " + table + " SET actor = 'nobody'"), SQLITE_CONSTRAINT) << table;
        EXPECT_EQ(database.tryRun("DELETE FROM " + table), SQLITE_CONSTRAINT) << table;
    }
    EXPECT_THAT(damages(), IsEmpty());
}

TEST_F(VerifiedStore, ACustodyEventEditedWithoutItsGuardIsFound) {
    raw().run("DROP TRIGGER custody_event_is_not_changed; UPDATE custody_event SET outcome = 'refused'");
    EXPECT_THAT(damages(), Contains(HasSubstr("custody_event/")));
    EXPECT_THAT(damages(), Contains(HasSubstr("guard")));
}

TEST_F(VerifiedStore, AnEditedAuditEntryBreaksTheChain) {
    raw().run("DROP TRIGGER audit_is_not_changed; UPDATE audit SET actor = 'nobody' WHERE sequence = 2");
    EXPECT_THAT(damages(), Contains(HasSubstr("Audit entry 2 was changed")));
}

TEST_F(VerifiedStore, AnAuditEntryRehashedByItsForgerBreaksAtTheNext) {
    raw().run("DROP TRIGGER audit_is_not_changed; UPDATE audit SET hash = '" + std::string(64, 'a') +
              "' WHERE sequence = 2");
    EXPECT_THAT(damages(), Contains(HasSubstr("Audit entry 3 was changed")));
}

TEST_F(VerifiedStore, AnAuditEntryTakenOutIsFound) {
    raw().run("PRAGMA foreign_keys = OFF; DROP TRIGGER audit_is_not_deleted; DELETE FROM audit WHERE sequence = 3");
    EXPECT_THAT(damages(), Contains(HasSubstr("Audit entries between 2 and 4 are missing")));
}

TEST_F(VerifiedStore, AnAuditLogCutShortLeavesRowsWithoutEntry) {
    raw().run("PRAGMA foreign_keys = OFF; DROP TRIGGER audit_is_not_deleted; DELETE FROM audit WHERE sequence = 5");
    EXPECT_THAT(damages(), Contains(HasSubstr("is in no audit entry")));
}

TEST_F(VerifiedStore, TheChainCanBeFollowedWithNothingButSha256) {
    std::string previous(64, '0');
    for (const auto& row :
         raw().rows("SELECT sequence, at, json_quote(actor), json_quote(action), json_quote(subject), "
                    "json_quote(COALESCE(case_id, '')), json_quote(content), hash FROM audit ORDER BY sequence")) {
        const std::string leaf = std::string(1, '\0') + "[\"" + previous + "\"," + row[0] + "," + row[1] + "," +
                                 row[2] + "," + row[3] + "," + row[4] + "," + row[5] + "," + row[6] + "]";
        EXPECT_EQ(base::sha256Hex(leaf), row[7]) << row[0];
        previous = row[7];
    }
    EXPECT_EQ(store.verify(VerifyDepth::Quick).auditHead, previous);
}

TEST_F(VerifiedStore, OrphansAndTemporaryFilesAreCountedAndNoDamage) {
    const std::string name = base::sha256Hex("never committed");
    std::filesystem::create_directories(folder.path() / "blobs" / name.substr(0, 2));
    std::ofstream(folder.path() / "blobs" / name.substr(0, 2) / name) << "never committed";
    std::ofstream(folder.path() / "blobs" / "tmp" / "half") << "nev";
    const VerifyReport report = store.verify(VerifyDepth::Full);
    EXPECT_THAT(report.damages, IsEmpty());
    EXPECT_EQ(report.orphanBlobs, 1);
    EXPECT_EQ(report.temporaryFiles, 1);
}

TEST_F(VerifiedStore, AMigrationThatIsNotOursIsFound) {
    raw().run("UPDATE migration SET sha256 = 'other' WHERE version = 1");
    EXPECT_THAT(damages(), Contains(HasSubstr("0001-tables.sql")));
}

TEST_F(VerifiedStore, NoDamageNamesAResident) {
    raw().run("UPDATE case_file SET applicant_name = '赵铁柱'");
    for (const std::string& sentence : damages()) {
        EXPECT_EQ(sentence.find(applicantName), std::string::npos);
        EXPECT_EQ(sentence.find("赵铁柱"), std::string::npos);
    }
    EXPECT_THAT(damages(), SizeIs(1));
}

}  // namespace
}  // namespace daiban::store
