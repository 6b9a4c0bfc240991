// The tour's last chapters: the certificate is back, is collected, and everything is proved.
#include "base/Sentence.h"
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
    if (code != 0)
        throw base::Error(base::ErrorKind::Unreadable, base::Sentence("A sample certificate could not be read."));
    return found;
}

void Tour::matchReturn() {
    heading(base::Sentence("归档匹配"));
    for (const auto& other : readCertificate("08-other-retirement-certificate.jpg")) {
        if (other.certain())
            throw base::Error(base::ErrorKind::CheckFailed,
                              base::Sentence("Another person's certificate was matched to the case."));
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
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("The returned sample certificate was not matched to its case."));
}

void Tour::sayMatches(const desk::CertificateCandidates& certificate) {
    if (certificate.matches.empty()) say(base::Sentence("{}没有等待此证的办件", terminal_.red("✗ ")));
    for (const auto& match : certificate.matches) {
        const bool certain = match.verdict == handoff::MatchVerdict::Certain;
        say(certain ? base::Sentence("{}对上办件 {}", terminal_.green("✓ "), match.openCase.number)
                    : base::Sentence("{}不是办件 {}", terminal_.red("✗ "), match.openCase.number));
        for (const auto& reason : match.reasons) say(base::Sentence("    {}", terminal_.dim(reason)));
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
    heading(base::Sentence("领取登记"));
    const auto wrong = tryPickup("李凤仙", "120116196803092641");
    if (wrong.outcome.recorded())
        throw base::Error(base::ErrorKind::CheckFailed, base::Sentence("The certificate was given to another person."));
    for (const auto& problem : wrong.outcome.problems)
        say(base::Sentence("{}邻居来领：{}", terminal_.red("✗ "), problem));
    const auto right = tryPickup(case_.applicantName, case_.applicantIdNumber);
    if (!right.outcome.recorded())
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("The pickup was refused: {}",
                                         base::joined(right.outcome.problems, base::Sentence::verbatim(" "))));
    say(base::Sentence("{}{} 本人领取，办件{}", terminal_.green("✓ "), case_.applicantName,
                       base::word(handoff::chineseNameOf(right.record.status))));
}

int Tour::prove() {
    heading(base::Sentence("可追溯"));
    for (const auto& entry : context_.desk().tracking.track(clerkOf(community_), case_.number).history)
        say(base::Sentence("{}  {}", terminal_.dim(base::isoTime(entry.at).substr(11, 8)), entry.sentence));
    const auto report = context_.desk().verify(context_.actor(), store::VerifyDepth::Full);
    for (const auto& damage : report.damages) say(base::Sentence("{}{}", terminal_.red("✗ "), damage));
    if (!report.clean()) return static_cast<int>(base::ErrorKind::CheckFailed);
    terminal_.line();
    say(base::Sentence("{}核验通过：{} 个数据块，{} 页，{} 条审计记录", terminal_.green("✓ "), report.blobs,
                       report.pages, report.auditEntries));
    terminal_.line();
    say(base::Sentence("{}文件在 {}；再看请用", terminal_.bold(base::Sentence("办结。")), folder_.string()));
    say(base::Sentence("  daiban track {} --data {}", folderLabel_.shortNumber, context_.dataFolder.string()));
    terminal_.line();
    return 0;
}

}  // namespace daiban::cli
