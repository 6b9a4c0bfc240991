// The tour's chapters at the counter: papers come in, are read, checked and completed.
#include "base/Sentence.h"
#include "cli/Describe.h"
#include "cli/Tour.h"

namespace daiban::cli {

namespace {

constexpr const char* item = "SB-002";

void throwFailed(const intake::StoredFile& file) {
    if (file.failed()) throw base::Error(file.failureKind, file.failure);
}

}  // namespace

std::vector<std::filesystem::path> Tour::samplesNamed(const std::vector<std::string>& names) const {
    std::vector<std::filesystem::path> files;
    for (const auto& name : names) files.push_back(sample(name));
    return files;
}

void Tour::findOffices() {
    for (const auto& office : context_.offices().all()) {
        if (office.kind == staff::OfficeKind::Community && community_.empty()) {
            community_ = office.code;
            street_ = office.parent;
        }
        if (office.kind == staff::OfficeKind::Bureau && bureau_.empty()) bureau_ = office.code;
    }
    if (community_.empty() || street_.empty() || bureau_.empty())
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("models/offices must name a community with its street office, and a bureau."));
}

const std::string& Tour::officeName(const std::string& code) {
    return context_.offices().find(code)->name;
}

void Tour::welcome() {
    terminal_.line();
    terminal_.line(base::Sentence("{}{}", terminal_.bold("  daiban"),
                                  terminal_.dim(base::Sentence("   from paper to pickup, on invented papers"))));
    say(base::Sentence("居民到{}窗口申请：{}", officeName(community_), terminal_.bold(context_.items().at(item).name)));
    say(terminal_.dim(base::Sentence("data and pictures: {}", folder_.string())));
}

void Tour::readPages() {
    heading(base::Sentence("扫描和识别"));
    const auto actor = clerkOf(community_);
    const auto batch = base::BatchId::make(context_.clock(), context_.random());
    const auto& cases = context_.desk().cases;
    cases.keep(actor, batch,
               samplesNamed({"01-id-card.jpg", "02-household-register.jpg", "03-pension-form.jpg", "04-leaflet.jpg"}),
               throwFailed);
    const auto place = context_.readingPlace();
    cases.read(actor, batch, {.place = place, .options = context_.readPagesOptions()},
               [&](const intake::PageOutcome& outcome) {
                   if (outcome.failed()) throw base::Error(outcome.failureKind, outcome.failure);
                   describeReading(context_, outcome.reading);
               });
    batch_ = batch;
}

void Tour::checkFirst() {
    heading(base::Sentence("核对材料"));
    const auto view = context_.desk().cases.open(
        clerkOf(community_),
        {.id = {}, .item = item, .situations = {}, .office = community_, .applicant = {}, .batch = batch_});
    case_ = view.record;
    showChecklist(view);
}

void Tour::showChecklist(const desk::CaseView& view) {
    describeChecklist(context_, view.checklist,
                      base::Sentence("办件 {}  {}  {}", case_.number, view.item.name, case_.applicantName));
}

/// What was read with doubt is shown to the worker, who looks at the paper and says yes.
void Tour::confirmDoubts(const desk::CaseView& view) {
    const auto pages = context_.desk().cases.show(clerkOf(community_), case_.number).pages;
    for (const auto& requirement : view.checklist.requirements) {
        if (requirement.state != cases::RequirementState::Uncertain || requirement.waived) continue;
        for (const auto& place : requirement.by)
            for (std::size_t i = 0; i < view.papers.papers.size(); ++i) {
                if (view.papers.papers[i].place != place) continue;
                int number = 1;
                while (pages[static_cast<std::size_t>(number - 1)].id != view.papers.places[i].page) ++number;
                context_.desk().cases.confirm(clerkOf(community_), case_.number,
                                              {.page = number, .document = place.document + 1, .correction = {}});
                say(base::Sentence("{}窗口人员看过原件，确认：{}{}", terminal_.yellow("? "), requirement.material.name,
                                   terminal_.dim("  " + place.image)));
            }
    }
}

void Tour::bringTheRest() {
    heading(base::Sentence("补交材料"));
    const auto actor = clerkOf(community_);
    const auto& cases = context_.desk().cases;
    cases.add(actor, case_.number, base::BatchId::make(context_.clock(), context_.random()),
              samplesNamed({"05-bank-card.jpg", "06-neighbour-id-card.jpg"}), throwFailed);
    const auto place = context_.readingPlace();
    cases.readCase(actor, case_.number, {.place = place, .options = context_.readPagesOptions()},
                   [&](const intake::PageOutcome& outcome) {
                       if (outcome.failed()) throw base::Error(outcome.failureKind, outcome.failure);
                       describeReading(context_, outcome.reading);
                   });
    terminal_.line();
    confirmDoubts(cases.check(actor, case_.number));
    const auto view = cases.check(actor, case_.number);
    showChecklist(view);
    if (!view.checklist.complete)
        throw base::Error(base::ErrorKind::CheckFailed, base::Sentence("The sample papers did not check complete."));
}

}  // namespace daiban::cli
