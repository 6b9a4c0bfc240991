#include "intake/CasePapers.h"

#include <map>
#include <set>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/KnownSubjects.h"
#include "intake/ReadingJson.h"
#include "intake/Repeats.h"

namespace daiban::intake {

namespace {

/// The reading of a page that could not be read: it says so and has no documents.
base::Json unreadableJson(const PageOutcome& outcome) {
    return {{"image", outcome.source},
            {"page", outcome.number},
            {"error", outcome.failure.text()},
            {"error_said", base::toJson(outcome.failure)},
            {"documents", base::Json::array()}};
}

base::Json drawnToJson(const std::vector<DrawnDocument>& drawn) {
    base::Json quads = base::Json::array();
    for (const DrawnDocument& document : drawn) quads.push_back(base::toJson(document));
    return quads;
}

std::vector<DrawnDocument> quadsOf(const base::Json& quads) {
    std::vector<DrawnDocument> drawn;
    for (const auto& quad : quads) drawn.push_back(base::quadFromJson(quad));
    return drawn;
}

/// What a person last drew on the page.
std::vector<DrawnDocument> drawnOn(const store::Store& store, const base::PageId& page) {
    for (const auto& correction : store.corrections(page))
        if (correction.document == store::Correction::wholePage)
            return quadsOf(base::parseJson(correction.json, base::Sentence("A stored correction")).at("drawn"));
    return {};
}

/// A reading as it is printed, with what knows its documents again and what a person drew for it.
base::Json storedJson(const PageOutcome& outcome, const std::vector<DrawnDocument>& drawn) {
    base::Json json = toJson(outcome.reading);
    std::size_t number = 0;
    for (const auto& read : outcome.reading.documents)
        if (!outcome.reading.quality.blank) json["documents"][number++]["picture_hash"] = imaging::toText(read.picture);
    json["drawn"] = drawnToJson(drawn);
    return json;
}

store::StoredReading readingOf(const store::StoredPage& page, const PageOutcome& outcome,
                               const std::vector<DrawnDocument>& drawn) {
    const bool read = !outcome.failed();
    const bool hasText = read && !outcome.reading.documents.empty();
    return {.page = page.id,
            .inputHash = page.blob,
            .engine = hasText ? outcome.reading.documents.front().text.engine : "",
            .version = hasText ? outcome.reading.documents.front().text.version : "",
            .json = base::toLine(read ? storedJson(outcome, drawn) : unreadableJson(outcome))};
}

PageInput inputOf(const store::Store& store, const store::StoredPage& page, std::vector<DrawnDocument> drawn) {
    return {.source = page.sourceName,
            .number = page.number,
            .inputHash = page.blob,
            .drawn = std::move(drawn),
            .bytes = [&store, page] { return std::make_shared<const page::PageBytes>(bytesOf(store, page)); },
            .failure = {}};
}

bool readAlready(const store::Store& store, const store::StoredPage& page) {
    const auto reading = store.reading(page.id);
    if (!reading || reading->inputHash != page.blob) return false;
    const base::Json json = base::parseJson(reading->json, base::Sentence("A stored reading"));
    return json.contains("error") || json.value("drawn", base::Json::array()) == drawnToJson(drawnOn(store, page.id));
}

std::optional<PaperOnPage> continuedIn(const base::Json& correction) {
    const auto found = correction.find("continues");
    if (found == correction.end()) return std::nullopt;
    return PaperOnPage{.page = base::PageId(found->value("page", "")), .document = found->value("document", 0)};
}

void apply(const store::Correction& correction, cases::Paper& paper) {
    const base::Json json = base::parseJson(correction.json, base::Sentence("A stored correction"));
    paper.confirmedByPerson = json.value("confirmed", true);
    for (const auto& overrule : json.value("overrules", base::Json::array()))
        paper.overrules.push_back(cases::overruleFromJson(overrule));
    paper.assignedTo = json.value("material", "");
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

page::PageBytes bytesOf(const store::Store& store, const store::StoredPage& page) {
    const auto blob = store.blobPath(page.blob);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(blob, ignored)) return page::PageBytes::open(blob, page.sourceName);
    return page::PageBytes::of(store.readBlob(page.blob), page.sourceName);
}

void readStoredPages(store::Store& store, const std::vector<store::StoredPage>& pages, const ReadingPlace& place,
                     const ReadPagesOptions& options, const staff::Actor& actor,
                     const std::function<void(const PageOutcome&)>& onPage) {
    std::vector<store::StoredPage> unread;
    for (const auto& page : pages)
        if (!readAlready(store, page)) unread.push_back(page);
    // What each was read with: a person may draw on a page while it is being read, and then it is read again.
    std::vector<std::vector<DrawnDocument>> drawn(unread.size());
    std::size_t given = 0;
    std::size_t taken = 0;
    readPages(
        [&]() -> std::optional<PageInput> {
            if (given == unread.size()) return std::nullopt;
            const std::size_t at = given++;
            drawn[at] = drawnOn(store, unread[at].id);
            return inputOf(store, unread[at], drawn[at]);
        },
        place, options,
        [&](const PageOutcome& outcome) {
            store.saveReading(readingOf(unread[taken], outcome, drawn[taken]), actor);
            ++taken;
            if (onPage) onPage(outcome);
        });
}

CasePapers papersOf(const store::Store& store, const std::vector<store::StoredPage>& pages) {
    CasePapers found;
    std::map<std::size_t, PaperOnPage> continues;  // of papers by their number
    std::map<PaperOnPage, cases::PaperPlace> placeOf;
    std::map<std::pair<std::string, int>, int> seen;
    std::vector<base::Json> readings;
    Repeats repeats;
    for (const auto& page : pages) {
        const int times = ++seen[{page.sourceName, page.number}];
        const auto reading = store.reading(page.id);
        readings.emplace_back(base::Json::object());
        if (!reading || reading->inputHash != page.blob) {
            found.unread.push_back(page);
            continue;
        }
        readings.back() = base::parseJson(reading->json, base::Sentence("A stored reading"));
        const base::Json& json = readings.back();
        if (json.contains("error"))
            found.unreadable.emplace_back(
                page, base::sentenceFromJson(json.contains("error_said") ? json["error_said"] : json["error"]));
        std::vector<cases::Paper> papers = papersFromJson(json);
        for (const auto& correction : store.corrections(page.id))
            if (const auto at = static_cast<std::size_t>(correction.document);
                correction.document >= 0 && at < papers.size()) {
                apply(correction, papers[at]);
                if (const auto lead = continuedIn(base::parseJson(correction.json, base::Sentence("A stored correction"))))
                    continues.emplace(found.papers.size() + at, *lead);
            }
        const base::Json& documents = json.contains("documents") ? json["documents"] : base::Json::array();
        for (auto& paper : papers) {
            const base::Json& document = documents.at(static_cast<std::size_t>(paper.place.document));
            found.places.push_back({.page = page.id,
                                    .quad = base::quadFromJson(document.at("quad")),
                                    .drawn = document.value("drawn", false)});
            if (times > 1) paper.place.image += " (" + std::to_string(times) + ")";
            repeats.look(page.blob, page.number, paper);
            placeOf.emplace(PaperOnPage{page.id, paper.place.document}, paper.place);
            found.papers.push_back(std::move(paper));
        }
    }
    for (const auto& [paper, lead] : continues)
        if (const auto place = placeOf.find(lead); place != placeOf.end())  // else that page was taken out
            found.papers[paper].continues = place->second;
    found.duplicates = likelyDuplicates(readings);
    return found;
}

PaperCorrection correctionOf(const store::Store& store, const base::PageId& page, int document) {
    for (const auto& correction : store.corrections(page)) {
        if (correction.document != document) continue;
        const base::Json json = base::parseJson(correction.json, base::Sentence("A stored correction"));
        PaperCorrection said{.type = json.value("type", ""), .fields = {}, .material = json.value("material", "")};
        const base::Json fields = json.value("fields", base::Json::object());
        for (const auto& [name, value] : fields.items()) said.fields[name] = value.get<std::string>();
        for (const auto& overrule : json.value("overrules", base::Json::array()))
            said.overrules.push_back(cases::overruleFromJson(overrule));
        said.confirmed = json.value("confirmed", true);
        said.continues = continuedIn(json);
        return said;
    }
    return {.type = {}, .fields = {}, .material = {}, .overrules = {}, .confirmed = false};
}

void confirmPaper(store::Store& store, const base::PageId& page, int document, const PaperCorrection& correction,
                  const staff::Actor& actor) {
    base::Json fields = base::Json::object();
    for (const auto& [name, value] : correction.fields) fields[name] = value;
    base::Json json{{"type", correction.type}, {"fields", fields}, {"material", correction.material}};
    if (!correction.confirmed) json["confirmed"] = false;
    if (correction.continues)
        json["continues"] = {{"page", correction.continues->page.text()}, {"document", correction.continues->document}};
    for (const auto& overrule : correction.overrules) json["overrules"].push_back(cases::toJson(overrule));
    store.saveCorrection(page, document, base::toLine(json), actor);
}

namespace {

/// Comparisons are such that numbers that are none are refused too.
void demandClockwise(const DrawnDocument& drawn) {
    constexpr double smallest = 400;  // square pixels: what is smaller was not meant
    for (std::size_t i = 0; i < 4; ++i) {
        const base::Point a = drawn[i], b = drawn[(i + 1) % 4], c = drawn[(i + 2) % 4];
        if (!((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x) > 0) || !(base::area(drawn) >= smallest))
            throw base::Error(
                base::ErrorKind::BadArguments,
                base::Sentence("The four corners must go clockwise around the document, from its own top-left."));
    }
}

}  // namespace

std::vector<DrawnDocument> documentsAsRead(const store::Store& store, const base::PageId& page) {
    const auto reading = store.reading(page);
    if (!reading) return {};
    std::vector<DrawnDocument> documents;
    const base::Json json = base::parseJson(reading->json, base::Sentence("A stored reading"));
    for (const auto& document : json.value("documents", base::Json::array()))
        documents.push_back(base::quadFromJson(document.at("quad")));
    return documents;
}

void demandOnPage(const DrawnDocument& drawn, int width, int height) {
    demandClockwise(drawn);
    constexpr double out = 0.25;
    for (const base::Point& corner : drawn)
        if (!(corner.x >= -out * width && corner.x <= (1 + out) * width && corner.y >= -out * height &&
              corner.y <= (1 + out) * height))
            throw base::Error(
                base::ErrorKind::BadArguments,
                base::Sentence("The page is {} × {} pixels; a corner lies far outside it. Nothing was changed.", width,
                               height));
}

void drawDocument(store::Store& store, const base::PageId& page, int document, const DrawnDocument& drawn,
                  const staff::Actor& actor) {
    std::vector<DrawnDocument> documents = documentsAsRead(store, page);
    if (documents.empty())
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("The page was not read yet: read it before correcting it."));
    if (document < 0 || static_cast<std::size_t>(document) > documents.size())
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("The page has {} documents.", documents.size()));
    demandClockwise(drawn);
    if (static_cast<std::size_t>(document) == documents.size())
        documents.push_back(drawn);
    else
        documents[static_cast<std::size_t>(document)] = drawn;
    store.saveCorrection(page, store::Correction::wholePage, base::toLine({{"drawn", drawnToJson(documents)}}), actor);
}

cases::Identity applicantOn(const std::vector<cases::Paper>& papers, base::Date today,
                            const documents::DocumentTypes& types) {
    const auto known = cases::KnownSubjects::identify(papers, {}, today, types);
    const cases::Party& applicant = known.of(cases::Subject::Applicant);
    return applicant.certain ? applicant.identity : cases::Identity{};
}

}  // namespace daiban::intake
