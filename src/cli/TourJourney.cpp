// The tour's chapters on the way: the folder is labelled and carried, the certificate comes out.
#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/Inputs.h"
#include "cli/Tour.h"
#include "printing/labels/LabelForTerminal.h"

namespace daiban::cli {

std::string Tour::writePicture(const std::string& name, const printing::LabelContent& content,
                               const std::string& designName) {
    const auto design = context_.models().labelDesign(designName);
    const auto picture = folder_ / (name + ".png");
    writeFile(context_, picture, printing::labelPng(design, content, design.dpi));
    writeFile(context_, folder_ / (name + ".pdf"), printing::labelPdf(design, content));
    return picture.string();
}

void Tour::labelFolder() {
    heading(base::Sentence("贴标签"));
    const auto actor = clerkOf(community_);
    folderLabel_ = context_.desk().labels.ofCase(actor, case_.number, codes::TokenKind::Folder);
    const std::string picture = writePicture("folder-label", folderLabel_, "folder-60x40");
    const auto ink = terminal_.hasColours() ? printing::TerminalInk::Ansi : printing::TerminalInk::LightTerminal;
    for (const auto& line : base::split(printing::labelForTerminal(folderLabel_, ink), '\n'))
        terminal_.line("    " + line);
    say(base::Sentence("{}标签图片 {}{}", terminal_.green("✓ "), picture,
                       terminal_.dim(base::Sentence("  (and .pdf)"))));
    if (context_.desk().cases.find(actor, picture).id != case_.id)
        throw base::Error(base::ErrorKind::CheckFailed, base::Sentence("The label's picture does not read back."));
    say(base::Sentence("{}从图片读回同一标签 {}", terminal_.green("✓ "), folderLabel_.shortNumber));
    std::string forged = folderLabel_.token.text;
    forged[20] = forged[20] == 'A' ? 'B' : 'A';
    if (context_.keys().check(forged))
        throw base::Error(base::ErrorKind::CheckFailed, base::Sentence("A changed label was taken for ours."));
    say(base::Sentence("{}改动一个字符的标签被拒绝", terminal_.green("✓ ")));
}

void Tour::scanBoth(const store::HandoffRecord& handoff, const std::string& token) {
    using handoff::Side;
    using handoff::Verdict;
    for (const auto side : {Side::Giver, Side::Receiver}) {
        const bool giver = side == Side::Giver;
        const auto actor = clerkOf(giver ? handoff.handoff.from : handoff.handoff.to);
        const auto verdict = giver ? Verdict::SignedOut : Verdict::SignedIn;
        for (const auto& scanned : context_.desk().handoffs.scan(
                 actor, handoff.handoff.number, token,
                 {.id = {}, .side = side, .verdict = verdict, .reason = {}, .order = {}, .senderTime = {}})) {
            const auto& outcome = scanned.recorded.outcome;
            if (outcome.kind != handoff::OutcomeKind::Applied)
                throw base::Error(base::ErrorKind::CheckFailed,
                                  base::Sentence("A handoff scan was refused: {}", outcome.sentence));
            say(base::Sentence("  {}{}  {}", terminal_.green("✓ "), scanned.shortNumber, outcome.sentence));
        }
    }
}

void Tour::carry(const base::Sentence& title, const std::vector<std::string>& route,
                 const std::vector<std::string>& things) {
    heading(title);
    const auto& handoffs = context_.desk().handoffs;
    for (std::size_t i = 0; i + 1 < route.size(); ++i) {
        const auto handoff = handoffs.open(
            clerkOf(route[i]),
            {.id = {}, .from = route[i], .to = route[i + 1], .courier = "代办员 李强", .outside = "演示"});
        say(base::Sentence("{}  {} → {}", terminal_.bold(base::Sentence("交接单 {}", handoff.handoff.number)),
                           officeName(route[i]), officeName(route[i + 1])));
        for (const auto& thing : things) scanBoth(handoff, thing);
        const auto closed =
            handoffs.close(clerkOf(route[i + 1]), handoff.handoff.number, handoff::Differences::NotAllowed);
        say(base::Sentence("  {}", closed.report.summary()));
    }
}

void Tour::certificateComesOut() {
    heading(base::Sentence("出证"));
    certificateLabel_ =
        context_.desk().labels.ofCase(clerkOf(bureau_), case_.number, codes::TokenKind::Certificate, bureau_);
    say(base::Sentence("{}证照标签 {}  {}", terminal_.green("✓ "), certificateLabel_.shortNumber,
                       writePicture("certificate-label", certificateLabel_, "certificate-40x30")));
}

}  // namespace daiban::cli
