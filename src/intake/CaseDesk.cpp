#include "intake/CaseDesk.h"

#include <map>
#include <set>

#include "base/Text.h"
#include "cases/KnownSubjects.h"
#include "intake/ReadingJson.h"

namespace daiban::intake {

namespace {

/// The reading of a page that could not be read: it says so and has no documents.
base::Json unreadableJson(const PageOutcome& outcome) {
    return {{"image", outcome.source},
            {"page", outcome.number},
            {"error", outcome.failure},
            {"documents", base::Json::array()}};
}

store::Reading readingOf(const store::StoredPage& page, const PageOutcome& outcome) {
    const bool read = !outcome.failed();
    const bool hasText = read && !outcome.reading.documents.empty();
    return {.page = page.id,
            .inputHash = page.blob,
            .engine = hasText ? outcome.reading.documents.front().text.engine : "",
            .version = hasText ? outcome.reading.documents.front().text.version : "",
            .json = base::toLine(read ? toJson(outcome.reading) : unreadableJson(outcome))};
}

PageInput inputOf(const store::Store& store, const store::StoredPage& page, const page::DecodeLimits& limits) {
    return {
        .source = page.sourceName,
        .number = page.number,
        .decode =
            [&store, page, limits] {
                return page::PageFile::fromBytes(store.readBlob(page.blob), page.sourceName, limits).page(page.number);
            },
        .failure = {}};
}

bool readAlready(const store::Store& store, const store::StoredPage& page) {
    const auto reading = store.reading(page.id);
    return reading && reading->inputHash == page.blob;
}

void apply(const store::Correction& correction, cases::Paper& paper) {
    const base::Json json = base::parseJson(correction.json, "A stored correction");
    paper.confirmedByPerson = true;
    auto& document = paper.document;
    if (const std::string type = json.value("type", ""); !type.empty()) {
        document.classification.type = type;
        document.classification.confidence = base::Confidence(1);
    }
    const base::Json fields = json.value("fields", base::Json::object());
    for (const auto& [name, value] : fields.items()) {
        documents::Field field{
            .value = value.get<std::string>(), .iso = {}, .confidence = base::Confidence(1), .valid = true};
        if (const auto day = base::findDate(field.value)) field.iso = base::isoDate(*day);
        if (field.value.find("长期") != std::string::npos) field.iso = "长期";
        document.fields[name] = field;
    }
}

}  // namespace

void readStoredPages(store::Store& store, const std::vector<store::StoredPage>& pages, const ReadingTools& tools,
                     const ReadPagesOptions& options, const std::string& actor,
                     const std::function<void(const PageOutcome&)>& onPage) {
    std::vector<store::StoredPage> unread;
    for (const auto& page : pages)
        if (!readAlready(store, page)) unread.push_back(page);
    std::size_t given = 0;
    std::size_t taken = 0;
    readPages(
        [&]() -> std::optional<PageInput> {
            if (given == unread.size()) return std::nullopt;
            return inputOf(store, unread[given++], options.limits);
        },
        tools, options,
        [&](const PageOutcome& outcome) {
            store.saveReading(readingOf(unread[taken++], outcome), actor);
            if (onPage) onPage(outcome);
        });
}

CasePapers papersOf(const store::Store& store, const std::vector<store::StoredPage>& pages) {
    CasePapers found;
    std::map<std::pair<std::string, int>, int> seen;
    for (const auto& page : pages) {
        const int times = ++seen[{page.sourceName, page.number}];
        const auto reading = store.reading(page.id);
        if (!reading || reading->inputHash != page.blob) {
            found.unread.push_back(page);
            continue;
        }
        const base::Json json = base::parseJson(reading->json, "A stored reading");
        if (json.contains("error")) found.unreadable.emplace_back(page, json["error"].get<std::string>());
        std::vector<cases::Paper> papers = papersFromJson(json);
        for (const auto& correction : store.corrections(page.id))
            if (correction.document >= 0 && static_cast<std::size_t>(correction.document) < papers.size())
                apply(correction, papers[static_cast<std::size_t>(correction.document)]);
        for (auto& paper : papers) {
            if (times > 1) paper.place.image += " (" + std::to_string(times) + ")";
            found.papers.push_back(std::move(paper));
            found.paperPages.push_back(page.id);
        }
    }
    return found;
}

void confirmPaper(store::Store& store, const base::PageId& page, int document, const PaperCorrection& correction,
                  const std::string& actor) {
    base::Json fields = base::Json::object();
    for (const auto& [name, value] : correction.fields) fields[name] = value;
    const base::Json json{{"type", correction.type}, {"fields", fields}};
    store.saveCorrection(page, document, base::toLine(json), actor);
}

cases::Identity applicantOn(const std::vector<cases::Paper>& papers, base::Date today) {
    const auto known = cases::KnownSubjects::identify(papers, {}, today);
    const cases::Party& applicant = known.of(cases::Subject::Applicant);
    return applicant.certain ? applicant.identity : cases::Identity{};
}

cases::Checklist checkCase(store::Store& store, const store::CaseRecord& record, const cases::Items& items,
                           const std::string& actor) {
    const CasePapers found = papersOf(store, store.pagesOf(record.id));
    const cases::Subjects subjects{{cases::Subject::Applicant, {record.applicantName, record.applicantIdNumber}}};
    cases::Checklist checklist = cases::check(items.at(record.itemCode), record.situations, found.papers, subjects,
                                              base::dayOf(record.openedAt));
    store.saveChecklist(record.id, base::toLine(cases::toJson(checklist)), actor);
    return checklist;
}

}  // namespace daiban::intake
