// The whole story on the bundled samples, told with the same functions the other commands use.
#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <ostream>

#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Describe.h"
#include "cli/HandoffSteps.h"
#include "cli/Inputs.h"
#include "cli/LabelCommand.h"
#include "cli/ReturnSteps.h"
#include "cli/Terminal.h"
#include "cli/Things.h"
#include "codes/Code.h"
#include "intake/CaseDesk.h"
#include "intake/storeFiles.h"
#include "printing/labels/LabelDesign.h"
#include "printing/labels/LabelForTerminal.h"

namespace daiban::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* item = "SB-002";
constexpr const char* marker = ".daiban-tour";

/// A fresh folder. One that a tour made before is emptied; any other that holds something is left alone.
void prepareFolder(const fs::path& folder) {
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_empty(folder, ignored) && !fs::exists(folder / marker))
        throw base::Error(base::ErrorKind::BadArguments,
                          folder.string() + " holds other files; give an empty folder with -o.");
    fs::remove_all(folder, ignored);
    makeFolder(folder);
    std::ofstream(folder / marker) << "made by daiban tour; emptied when it runs again\n";
}

class Tour {
  public:
    Tour(Context& context, fs::path folder, fs::path samples)
        : context_(context), terminal_(context.out()), folder_(std::move(folder)), samples_(std::move(samples)) {}

    int tell() {
        prepareFolder(folder_);
        context_.dataFolder = folder_ / "data";
        findOffices();
        welcome();
        readPages();
        checkFirst();
        bringTheRest();
        labelFolder();
        carry("送往街道和委办局", "to the street office and the bureau", {community_, street_, bureau_},
              {folderLabel_.tokenId});
        certificateComesOut();
        carry("带回社区", "back to the community", {bureau_, street_, community_},
              {folderLabel_.tokenId, certificateLabel_.tokenId});
        matchReturn();
        pickUp();
        return prove();
    }

  private:
    Context& context_;
    Terminal terminal_;
    fs::path folder_;
    fs::path samples_;
    std::string community_, street_, bureau_;
    base::BatchId batch_;
    store::CaseRecord case_;
    store::Thing folderLabel_;
    store::Thing certificateLabel_;
    int chapter_ = 0;

    void heading(std::string_view chinese, std::string_view english) {
        terminal_.heading(++chapter_, chinese, english);
    }
    void say(const std::string& text) { terminal_.line("  " + text); }
    [[nodiscard]] fs::path sample(std::string_view name) const { return samples_ / name; }
    [[nodiscard]] std::string officeName(const std::string& code) { return cli::officeName(context_, code); }

    void findOffices() {
        for (const auto& office : context_.offices().all()) {
            if (office.kind == staff::OfficeKind::Community && community_.empty()) {
                community_ = office.code;
                street_ = office.parent;
            }
            if (office.kind == staff::OfficeKind::Bureau && bureau_.empty()) bureau_ = office.code;
        }
        if (community_.empty() || street_.empty() || bureau_.empty())
            throw base::Error(base::ErrorKind::NotFound,
                              "models/offices must name a community with its street office, and a bureau.");
    }

    void welcome() {
        terminal_.line();
        terminal_.line(terminal_.bold("  代办 daiban") + terminal_.dim("   from paper to pickup, on invented papers"));
        say("居民到" + officeName(community_) + "窗口申请：" + terminal_.bold(context_.items().at(item).name));
        say(terminal_.dim("data and pictures: " + folder_.string()));
    }

    /// Keeps the files, reads them, and shows what is on each page.
    void takeIn(const std::vector<std::string>& names) {
        std::vector<fs::path> files;
        for (const auto& name : names) files.push_back(sample(name));
        const intake::StoreFilesOptions options{.batch = base::BatchId::make(context_.clock(), context_.random()),
                                                .actor = actor(),
                                                .limits = {},
                                                .alsoKeep = {}};
        batch_ = options.batch;
        intake::storeFiles(context_.store(), files, options, [&](const intake::StoredFile& file) {
            if (file.failed()) throw base::Error(file.failureKind, file.failure);
        });
        intake::readStoredPages(context_.store(), context_.store().pagesOf(batch_), context_.readingTools(),
                                {.limits = {}, .threads = context_.threads}, actor(),
                                [&](const intake::PageOutcome& outcome) {
                                    if (outcome.failed()) throw base::Error(outcome.failureKind, outcome.failure);
                                    describeReading(context_, outcome.reading);
                                });
    }

    void readPages() {
        heading("扫描和识别", "what is on each page");
        takeIn({"01-id-card.jpg", "02-household-register.jpg", "03-pension-form.jpg", "04-leaflet.jpg"});
    }

    void checkFirst() {
        heading("核对材料", "what is missing or wrong, told once");
        const auto pages = context_.store().pagesOf(batch_);
        const cases::Identity applicant =
            intake::applicantOn(intake::papersOf(context_.store(), pages).papers, context_.today());
        if (applicant.name.empty())
            throw base::Error(base::ErrorKind::CheckFailed,
                              "The applicant could not be read from the sample identity card.");
        std::vector<base::PageId> ids;
        for (const auto& page : pages) ids.push_back(page.id);
        const auto id = base::CaseId::make(context_.clock(), context_.random());
        (void)context_.store().openCase(
            {.id = id,
             .itemCode = item,
             .itemVersion = std::to_string(context_.items().at(item, context_.today()).version),
             .situations = {},
             .applicantName = applicant.name,
             .applicantIdNumber = applicant.idNumber,
             .office = community_,
             .pages = ids,
             .actor = actor()});
        case_ = *context_.store().findCase(id.text());
        showChecklist(check());
    }

    cases::Checklist check() {
        return intake::checkCase(context_.store(), case_, context_.items(), context_.types(), actor(),
                                 context_.bundleRules());
    }

    void showChecklist(const cases::Checklist& checklist) {
        describeChecklist(context_, checklist,
                          "办件 " + case_.number + "  " + context_.items().at(item).name + "  " + case_.applicantName);
    }

    void addToCase() {
        std::vector<base::PageId> ids;
        for (const auto& page : context_.store().pagesOf(batch_)) ids.push_back(page.id);
        context_.store().addPagesToCase(case_.id, ids, actor());
    }

    /// What was read with doubt is shown to the worker, who looks at the paper and says yes.
    void confirmDoubts(const cases::Checklist& checklist) {
        const auto papers = intake::papersOf(context_.store(), context_.store().pagesOf(case_.id));
        for (const auto& requirement : checklist.requirements) {
            if (requirement.state != cases::RequirementState::Uncertain || requirement.waived) continue;
            for (const auto& place : requirement.by)
                for (std::size_t i = 0; i < papers.papers.size(); ++i)
                    if (papers.papers[i].place == place) {
                        intake::confirmPaper(context_.store(), papers.paperPages[i], place.document, {}, actor());
                        say(terminal_.yellow("? ") + "窗口人员看过原件，确认：" + requirement.material.name +
                            terminal_.dim("  " + place.image));
                    }
        }
    }

    void bringTheRest() {
        heading("补交材料", "the rest is brought; a neighbour's card ticks no box");
        takeIn({"05-bank-card.jpg", "06-neighbour-id-card.jpg"});
        addToCase();
        terminal_.line();
        cases::Checklist checklist = check();
        confirmDoubts(checklist);
        checklist = check();
        showChecklist(checklist);
        if (!checklist.complete)
            throw base::Error(base::ErrorKind::CheckFailed, "The sample papers did not check complete.");
    }

    std::string writePicture(const std::string& name, const store::Thing& thing, const std::string& designName) {
        const auto design = printing::loadLabelDesign(context_.modelsFolder / "labels" / (designName + ".yaml"));
        const auto content = contentOf(context_, case_, thing);
        const fs::path picture = folder_ / (name + ".png");
        writeFile(context_, picture, printing::labelPng(design, content, design.dpi));
        writeFile(context_, folder_ / (name + ".pdf"), printing::labelPdf(design, content));
        return picture.string();
    }

    void labelFolder() {
        heading("贴标签", "a signed label for the folder");
        folderLabel_ = labelOf(context_, case_, codes::TokenKind::Folder, community_);
        const std::string picture = writePicture("folder-label", folderLabel_, "folder-60x40");
        const auto ink = terminal_.hasColours() ? printing::TerminalInk::Ansi : printing::TerminalInk::LightTerminal;
        for (const auto& line :
             base::split(printing::labelForTerminal(contentOf(context_, case_, folderLabel_), ink), '\n'))
            terminal_.line("    " + line);
        say(terminal_.green("✓ ") + "标签图片 " + picture + terminal_.dim("  (and .pdf)"));
        if (thingsBy(context_, picture) != std::vector{folderLabel_.tokenId})
            throw base::Error(base::ErrorKind::CheckFailed, "The label's picture does not read back.");
        say(terminal_.green("✓ ") + "从图片读回同一标签 " + folderLabel_.shortNumber);
        std::string forged = folderLabel_.tokenText;
        forged[20] = forged[20] == 'A' ? 'B' : 'A';
        if (context_.keys().check(forged))
            throw base::Error(base::ErrorKind::CheckFailed, "A changed label was taken for ours.");
        say(terminal_.green("✓ ") + "改动一个字符的标签被拒绝");
    }

    void scanBoth(const store::HandoffRecord& handoff, const std::string& thing) {
        for (const auto side : {handoff::Side::Giver, handoff::Side::Receiver}) {
            const auto recorded = scanThing(context_, handoff, thing, {.side = side, .refusal = {}, .event = {}});
            if (recorded.outcome.kind != handoff::OutcomeKind::Applied)
                throw base::Error(base::ErrorKind::CheckFailed,
                                  "A handoff scan was refused: " + recorded.outcome.sentence);
            say("  " + terminal_.green("✓ ") + context_.store().thingByToken(thing)->shortNumber + "  " +
                recorded.outcome.sentence);
        }
    }

    void carry(std::string_view chinese, std::string_view english, const std::vector<std::string>& route,
               const std::vector<std::string>& things) {
        heading(chinese, english);
        for (std::size_t i = 0; i + 1 < route.size(); ++i) {
            const auto handoff =
                openHandoff(context_, {.from = route[i], .to = route[i + 1], .courier = "代办员 李强", .id = {}});
            say(terminal_.bold("交接单 " + handoff.handoff.number) + "  " + officeName(route[i]) + " → " +
                officeName(route[i + 1]));
            for (const auto& thing : things) scanBoth(handoff, thing);
            const auto closed =
                context_.store().closeHandoff(handoff.handoff.id, handoff::Differences::NotAllowed, actor());
            say("  " + closed.report.summary());
        }
    }

    void certificateComesOut() {
        heading("出证", "the bureau issues the certificate; it gets a label of its own");
        certificateLabel_ = labelOf(context_, case_, codes::TokenKind::Certificate, bureau_);
        say(terminal_.green("✓ ") + "证照标签 " + certificateLabel_.shortNumber + "  " +
            writePicture("certificate-label", certificateLabel_, "certificate-40x30"));
    }

    /// Reads one certificate and holds it against the open cases.
    std::vector<CertificateMatches> read(const std::string& name) {
        std::vector<CertificateMatches> found;
        const int code = readInputs(context_, {sample(name).string()}, [&](intake::PageReading reading) {
            reading.provenance.source = name;
            describeReading(context_, reading);
            found = matchesOf(context_, reading);
        });
        if (code != 0) throw base::Error(base::ErrorKind::Unreadable, "A sample certificate could not be read.");
        return found;
    }

    void matchReturn() {
        heading("归档匹配", "whose certificate is it?");
        for (const auto& other : read("08-other-retirement-certificate.jpg")) {
            if (other.certain())
                throw base::Error(base::ErrorKind::CheckFailed,
                                  "Another person's certificate was matched to the case.");
            sayMatches(other);
        }
        bool recorded = false;
        for (const auto& ours : read("07-retirement-certificate.jpg")) {
            sayMatches(ours);
            if (!ours.certain()) continue;
            recordReturn(context_, sample("07-retirement-certificate.jpg").string(), 1, ours, case_);
            recorded = true;
        }
        if (!recorded)
            throw base::Error(base::ErrorKind::CheckFailed,
                              "The returned sample certificate was not matched to its case.");
    }

    void sayMatches(const CertificateMatches& certificate) {
        if (certificate.matches.empty()) say(terminal_.red("✗ ") + "没有等待此证的办件");
        for (const auto& match : certificate.matches) {
            const bool certain = match.verdict == handoff::MatchVerdict::Certain;
            say((certain ? terminal_.green("✓ 对上办件 ") : terminal_.red("✗ 不是办件 ")) + match.openCase.number);
            for (const auto& reason : match.reasons) say("    " + terminal_.dim(reason));
        }
    }

    store::PickupOutcome tryPickup(const std::string& name, const std::string& idNumber) {
        return context_.store().recordPickup({.id = base::EventId::make(context_.clock(), context_.random()),
                                              .caseId = case_.id,
                                              .pickup = {.way = handoff::PickupWay::InPerson,
                                                         .personName = name,
                                                         .personIdNumber = idNumber,
                                                         .relation = {},
                                                         .authorization = {},
                                                         .postalNumber = {},
                                                         .signature = {},
                                                         .photo = {}},
                                              .senderTime = context_.clock().now(),
                                              .actor = actor()});
    }

    void pickUp() {
        heading("领取登记", "to the right person only");
        const auto wrong = tryPickup("李凤仙", "120116196803092641");
        if (wrong.recorded())
            throw base::Error(base::ErrorKind::CheckFailed, "The certificate was given to another person.");
        for (const auto& problem : wrong.problems) say(terminal_.red("✗ ") + "邻居来领：" + problem);
        const auto right = tryPickup(case_.applicantName, case_.applicantIdNumber);
        if (!right.recorded())
            throw base::Error(base::ErrorKind::CheckFailed,
                              "The pickup was refused: " + base::joined(right.problems, " "));
        say(terminal_.green("✓ ") + case_.applicantName + " 本人领取，办件" +
            std::string(handoff::chineseNameOf(caseBy(context_, case_.number).status)));
    }

    int prove() {
        heading("可追溯", "everything that happened, and the proof");
        for (const auto& entry : context_.store().history(case_.id))
            say(terminal_.dim(base::isoTime(entry.at).substr(11, 8)) + "  " + entry.sentence);
        const auto report = context_.store().verify(store::VerifyDepth::Full);
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
};

}  // namespace

void setUpTour(CLI::App& app, Action& action) {
    auto folder = std::make_shared<fs::path>("daiban-tour");
    auto samples = std::make_shared<fs::path>(fs::path(DAIBAN_SAMPLES_FOLDER) / "first-run");
    app.add_option("-o,--output", *folder, "folder for its data and pictures (default ./daiban-tour)")
        ->type_name("DIR");
    app.add_option("--samples", *samples, "folder of the sample pages")->type_name("DIR");
    app.callback([&action, folder, samples] {
        action = [folder, samples](Context& context) { return Tour(context, *folder, *samples).tell(); };
    });
}

}  // namespace daiban::cli
