// What is put right of a case: it is reopened, its applicant corrected, a page taken out, a page of no case found.
#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"
#include "desk/Cases.h"
#include "desk/Reason.h"

namespace daiban::desk {

store::CaseRecord Cases::reopen(const staff::Actor& actor, const std::string& key, const std::string& reason) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::ReopenCase, record);
    parts_.store.reopenCase(record.id, soundReason(reason), actor);
    return *parts_.store.findCase(record.id.text());
}

CaseView Cases::correctApplicant(const staff::Actor& actor, const std::string& key, const ApplicantMend& mend) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::CorrectApplicant, record);
    if (mend.name.empty() && mend.idNumber.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("Say what the applicant's name or number is."));
    const std::string number =
        record.applicantIdNumber.empty() ? std::string(cases::noNumber) : record.applicantIdNumber;
    const auto applicant = cases::soundApplicant({.name = mend.name.empty() ? record.applicantName : mend.name,
                                                  .idNumber = mend.idNumber.empty() ? number : mend.idNumber},
                                                 parts_.today());
    parts_.store.correctApplicant(record.id, applicant, soundReason(mend.reason), actor);
    return viewOf(actor, *parts_.store.findCase(record.id.text()),
                  intake::papersOf(parts_.store, parts_.store.pagesOf(record.id)));
}

CaseView Cases::removePage(const staff::Actor& actor, const std::string& key, int page,
                           const std::string& reason) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::RemovePage, record);
    parts_.store.removePage(record.id, pageOf(record, page).id, soundReason(reason), actor);
    return viewOf(actor, record, intake::papersOf(parts_.store, parts_.store.pagesOf(record.id)));
}

CaseView Cases::restorePage(const staff::Actor& actor, const std::string& key, const base::PageId& page,
                            const std::string& reason) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::RemovePage, record);
    parts_.store.restorePage(record.id, page, soundReason(reason), actor);
    return viewOf(actor, record, intake::papersOf(parts_.store, parts_.store.pagesOf(record.id)));
}

std::vector<store::RemovedPage> Cases::removedPages(const staff::Actor& actor, const std::string& key) const {
    return parts_.store.removedPages(find(actor, key).id);
}

std::vector<store::LoosePage> Cases::loosePages(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::AddPages, actor.office);
    auto loose = parts_.store.loosePages();
    const auto offices = parts_.officesOf(actor);
    if (!offices) return loose;
    std::erase_if(loose, [&](const store::LoosePage& page) {
        return std::ranges::find(*offices, page.office) == offices->end();
    });
    return loose;
}

}  // namespace daiban::desk
