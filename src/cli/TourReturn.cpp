// The tour's last chapters: the certificate is back, is collected, and everything is proved.
#include "base/Text.h"
#include "cli/Describe.h"
#include "cli/Inputs.h"
#include "cli/Tour.h"

namespace daiban::cli {

std::vector<desk::CertificateCandidates> Tour::readCertificate(const std::string& name) {
    std::vector<desk::CertificateCandidates> found;
    const int code = readInputs(context_, {sample(name).string()}, [&](intake::PageReading reading) {
        reading.provenance.source = name;
        describeReading(context_, reading);
        found = context_.desk().returns.match(clerkOf(community_), reading);
    });
    if (code != 0) throw base::Error(base::ErrorKind::Unreadable, "A sample certificate could not be read.");
    return found;
}

void Tour::matchReturn() {
    heading("归档匹配", "whose certificate is it?");
    for (const auto& other : readCertificate("08-other-retirement-certificate.jpg")) {
        if (other.certain())
            throw base::Error(base::ErrorKind::CheckFailed, "Another person's certificate was matched to the case.");
        sayMatches(other);
    }
    const std::string name = "07-retirement-certificate.jpg";
    bool recorded = false;
    for (const auto& ours : readCertificate(name)) {
        sayMatches(ours);
        if (!ours.certain()) continue;
        const auto answer =
            context_.desk().returns.decide(clerkOf(community_), {.id = {},
                                                                 .file = sample(name),
                                                                 .page = 1,
                                                                 .certificate = ours,
                                                                 .decision = handoff::ReturnDecision::Confirmed,
                                                                 .caseKey = case_.number,
                                                                 .reason = {}});
        recorded = answer.problem.empty();
    }
    if (!recorded)
        throw base::Error(base::ErrorKind::CheckFailed, "The returned sample certificate was not matched to its case.");
}

void Tour::sayMatches(const desk::CertificateCandidates& certificate) {
    if (certificate.matches.empty()) say(terminal_.red("✗ ") + "没有等待此证的办件");
    for (const auto& match : certificate.matches) {
        const bool certain = match.verdict == handoff::MatchVerdict::Certain;
        say((certain ? terminal_.green("✓ 对上办件 ") : terminal_.red("✗ 不是办件 ")) + match.openCase.number);
        for (const auto& reason : match.reasons) say("    " + terminal_.dim(reason));
    }
}

desk::PickupAnswer Tour::tryPickup(const std::string& name, const std::string& idNumber) {
    return context_.desk().pickups.pickUp(clerkOf(community_), {.id = {},
                                                                .cases = {case_.number},
                                                                .way = handoff::PickupWay::InPerson,
                                                                .person = {.name = name, .idNumber = idNumber},
                                                                .relation = {},
                                                                .postalNumber = {},
                                                                .waiver = {},
                                                                .authorization = {},
                                                                .signature = {},
                                                                .photo = {}});
}

void Tour::pickUp() {
    heading("领取登记", "to the right person only");
    const auto wrong = tryPickup("李凤仙", "120116196803092641");
    if (wrong.outcome.recorded())
        throw base::Error(base::ErrorKind::CheckFailed, "The certificate was given to another person.");
    for (const auto& problem : wrong.outcome.problems) say(terminal_.red("✗ ") + "邻居来领：" + problem);
    const auto right = tryPickup(case_.applicantName, case_.applicantIdNumber);
    if (!right.outcome.recorded())
        throw base::Error(base::ErrorKind::CheckFailed,
                          "The pickup was refused: " + base::joined(right.outcome.problems, " "));
    say(terminal_.green("✓ ") + case_.applicantName + " 本人领取，办件" +
        std::string(handoff::chineseNameOf(right.record.status)));
}

int Tour::prove() {
    heading("可追溯", "everything that happened, and the proof");
    for (const auto& entry : context_.desk().tracking.track(clerkOf(community_), case_.number).history)
        say(terminal_.dim(base::isoTime(entry.at).substr(11, 8)) + "  " + entry.sentence);
    const auto report = context_.desk().verify(context_.actor(), store::VerifyDepth::Full);
    for (const auto& damage : report.damages) say(terminal_.red("✗ ") + damage);
    if (!report.clean()) return static_cast<int>(base::ErrorKind::CheckFailed);
    terminal_.line();
    say(terminal_.green("✓ ") + "核验通过 verified: " + std::to_string(report.blobs) + " blobs, " +
        std::to_string(report.pages) + " pages, " + std::to_string(report.auditEntries) + " audit entries");
    terminal_.line();
    say(terminal_.bold("办结 done. ") + "Files are in " + folder_.string() + "; look again with");
    say("  daiban track " + folderLabel_.shortNumber + " --data " + context_.dataFolder.string());
    terminal_.line();
    return 0;
}

}  // namespace daiban::cli
