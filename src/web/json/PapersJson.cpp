#include "web/json/PapersJson.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/Shown.h"
#include "base/Text.h"
#include "cases/checklist/Conflicts.h"
#include "cases/checklist/Notice.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;
using cases::PaperPlace;
using cases::RequirementState;

struct StateWords {
    RequirementState state;
    const char* code;
    base::Pattern word;
};
constexpr std::array stateWords{
    StateWords{RequirementState::Satisfied, "ok", base::Pattern("齐全")},
    StateWords{RequirementState::Uncertain, "doubt", base::Pattern("待确认")},
    StateWords{RequirementState::Missing, "missing", base::Pattern("缺少")},
    StateWords{RequirementState::Expired, "expired", base::Pattern("已过期")},
    StateWords{RequirementState::TooOld, "bad", base::Pattern("开具过早")},
    StateWords{RequirementState::WrongSubject, "wrong-person", base::Pattern("不是本人的")},
    StateWords{RequirementState::TooFew, "bad", base::Pattern("份数不足")},
    StateWords{RequirementState::Later, "promise", base::Pattern("可容缺")},
};
constexpr StateWords notNeeded{RequirementState::Missing, "not-needed", base::Pattern("不需要")};

const StateWords& wordsOf(const cases::Requirement& row) {
    const bool optional = row.material.need == cases::Need::No && row.state == RequirementState::Missing;
    if (row.waived || optional) return notNeeded;
    return *std::ranges::find(stateWords, row.state, &StateWords::state);
}

/// What the checklist says of a paper.
struct PaperRole {
    std::optional<std::string> material;
    bool surplus = false;
    bool repeated = false;
    bool doubtful = false;
    std::string owner;
    /// Field -> what others say instead, marked; of conflicts.
    std::map<std::string, std::vector<std::pair<desk::PaperKey, std::string>>> conflicts;
};

std::map<std::size_t, PaperRole> rolesOf(const PapersView& view, const desk::PapersByPlace& places) {
    std::map<std::size_t, PaperRole> roles;
    if (view.checklist == nullptr) return roles;
    const auto& list = *view.checklist;
    const auto mark = [&](const PaperPlace& place, const auto& what) {
        if (const auto paper = places.find(place)) what(roles[*paper]);
    };
    for (const auto& row : list.requirements)
        for (const auto& place : row.by)
            mark(place, [&](PaperRole& role) {
                role.material = cases::titleOf(row.material);
                role.doubtful = role.doubtful || row.state == RequirementState::Uncertain;
            });
    for (const auto& surplus : list.surplus) mark(surplus.place, [](PaperRole& role) { role.surplus = true; });
    for (const auto& repeated : list.repeated) mark(repeated.place, [](PaperRole& role) { role.repeated = true; });
    for (const auto& about : list.papers)
        mark(about.place, [&](PaperRole& role) { role.owner = about.about.person.name.value; });
    for (const auto& conflict : list.conflicts) {
        const auto marked = cases::shownValues(conflict);
        for (std::size_t i = 0; i < conflict.values.size(); ++i)
            mark(conflict.values[i].first, [&](PaperRole& role) {
                for (std::size_t other = 0; other < conflict.values.size(); ++other)
                    if (const auto paper = places.find(conflict.values[other].first); paper && other != i)
                        role.conflicts[conflict.field].emplace_back(places.keyOf(*paper), marked[other]);
            });
    }
    return roles;
}

bool isMasked(documents::FieldKind kind) {
    using documents::FieldKind;
    return kind == FieldKind::CitizenNumber || kind == FieldKind::BankCardNumber || kind == FieldKind::AccountNumber ||
           kind == FieldKind::DisabilityNumber || kind == FieldKind::PassportNumber;
}

Json quadOrNull(const Json& of) {
    const auto found = of.find("quad");
    return found == of.end() ? Json(nullptr) : *found;
}

/// Values of a field on all papers, to say what agrees.
using SeenValues = std::map<std::string, std::map<std::string, int>>;

SeenValues seenValues(const intake::CasePapers& papers) {
    SeenValues seen;
    for (const auto& paper : papers.papers)
        for (const auto& [name, field] : paper.document.fields) ++seen[name][field.value];
    return seen;
}

Json fieldJson(const std::string& name, const documents::Field& field, const documents::DocumentType* type,
               const Json& readFields, const PaperRole* role, const SeenValues& seen) {
    const auto* rule = type == nullptr ? nullptr : type->findField(name);
    const bool masked = rule != nullptr && isMasked(rule->kind);
    const auto shown = [&](const std::string& value) { return masked ? base::maskedNumber(value) : value; };
    const auto read = readFields.find(name);
    const std::string readValue = read == readFields.end() ? "" : read->value("value", "");
    const bool byPerson = read == readFields.end() || readValue != field.value;
    Json json{{"name", name},
              {"label", rule == nullptr ? name : rule->title()},
              {"value", shown(field.value)},
              {"masked", masked},
              {"confidence", field.confidence.value()},
              {"valid", field.valid},
              {"origin", byPerson ? "person" : "read"},
              {"quad", read == readFields.end() ? Json(nullptr) : quadOrNull(*read)},
              {"compare", "none"}};
    if (!field.iso.empty() && !masked) json["iso"] = field.iso;
    if (byPerson && !readValue.empty()) json["read_value"] = shown(readValue);
    const auto conflict = role == nullptr ? decltype(role->conflicts.end()){} : role->conflicts.find(name);
    if (role != nullptr && conflict != role->conflicts.end()) {
        json["compare"] = "differs";
        for (const auto& [key, value] : conflict->second)
            json["compare_with"].push_back({{"page", key.page}, {"document", key.document}, {"value", value}});
    } else if (const auto values = seen.find(name); values != seen.end() && values->second.at(field.value) > 1) {
        json["compare"] = "same";
    }
    return json;
}

struct Context {
    const PapersView& view;
    desk::PapersByPlace places;
    std::map<std::size_t, PaperRole> roles;
    SeenValues seen;
    std::map<std::string, std::vector<std::size_t>> byPage;  ///< papers of a page, in order

    explicit Context(const PapersView& of)
        : view(of), places(of.papers), roles(rolesOf(of, places)), seen(seenValues(of.papers)) {
        for (std::size_t i = 0; i < of.papers.places.size(); ++i) byPage[of.papers.places[i].page.text()].push_back(i);
    }
    [[nodiscard]] const PaperRole* roleOf(std::size_t paper) const {
        const auto found = roles.find(paper);
        return found == roles.end() ? nullptr : &found->second;
    }
};

Json documentJson(const Context& context, std::size_t number, const Json& read, int rotation) {
    const auto& paper = context.view.papers.papers[number];
    const auto* role = context.roleOf(number);
    const auto& classification = paper.document.classification;
    const auto* type = context.view.models.types().find(classification.type);
    Json fields = Json::array();
    const Json readFields = read.value("fields", Json::object());
    if (type != nullptr)  // in the order of the form
        for (const auto& rule : type->fields)
            if (const auto found = paper.document.fields.find(rule.name); found != paper.document.fields.end())
                fields.push_back(fieldJson(rule.name, found->second, type, readFields, role, context.seen));
    Json warnings = Json::array();
    for (const auto& note : paper.doubts) warnings.push_back(note.in(context.view.words));
    Json json{{"number", paper.place.document + 1},
              {"type", classification.type},
              {"type_name", typeNameOf(context.view.models, classification.type, context.view.words)},
              {"confidence", classification.confidence.value()},
              {"quad", quadOrNull(read)},
              {"turn", rotation},
              {"confirmed", paper.confirmedByPerson},
              {"material", nullptr},
              {"fields", fields},
              {"warnings", warnings}};
    if (role != nullptr && role->material) json["material"] = *role->material;
    if (paper.continues)
        if (const auto lead = context.places.find(*paper.continues)) {
            const auto key = context.places.keyOf(*lead);
            json["continues"] = {{"page", key.page}, {"document", key.document}};
        }
    return json;
}

Json emptyPageJson(const store::StoredPage& page, int number, desk::PictureSize size) {
    return {{"id", page.id.text()},
            {"number", number},
            {"state", "stored"},
            {"name", ""},
            {"owner", ""},
            {"tag", ""},
            {"file", page.sourceName},
            {"width", size.width},
            {"height", size.height},
            {"documents", Json::array()},
            {"codes", Json::array()},
            {"removed", number == 0}};
}

std::string nameOfPage(const std::vector<std::string>& names) {
    std::vector<std::string> different;
    for (const auto& name : names)
        if (std::ranges::find(different, name) == different.end()) different.push_back(name);
    return base::joined(different, "、");
}

void addReading(const Context& context, const store::StoredPage& page, const Json& reading, Json& json) {
    if (reading.contains("error")) {
        json["state"] = "failed";
        json["failure"] =
            base::sentenceFromJson(reading.contains("error_said") ? reading["error_said"] : reading["error"])
                .in(context.view.words);
        return;
    }
    const Json quality = reading.value("quality", Json::object());
    const bool blank = quality.value("blank", false);
    json["state"] = blank ? "blank" : "read";
    json["tag"] = blank ? "blank" : "";
    for (const auto& code : reading.value("codes", Json::array()))
        json["codes"].push_back({{"format", code.value("format", "")}, {"text", code.value("text", "")}});
    for (const auto& note : quality.value("notes", Json::array()))
        json["warnings"].push_back(said(note.value("sentence", ""), context.view.words));
    const Json documents = reading.value("documents", Json::array());
    std::vector<std::string> names;
    bool doubt = false, surplus = false, repeated = false, unknown = false;
    const auto papers = context.byPage.find(page.id.text());
    if (papers == context.byPage.end()) return;
    for (const auto number : papers->second) {
        const auto& paper = context.view.papers.papers[number];
        const auto at = static_cast<std::size_t>(paper.place.document);
        json["documents"].push_back(documentJson(
            context, number, at < documents.size() ? documents[at] : Json::object(), reading.value("rotation", 0)));
        const auto* role = context.roleOf(number);
        names.push_back(typeNameOf(context.view.models, paper.document.classification.type, context.view.words));
        if (json["owner"] == "" && role != nullptr) json["owner"] = role->owner;
        doubt = doubt || (role != nullptr && role->doubtful);
        surplus = surplus || (role != nullptr && role->surplus);
        repeated = repeated || paper.repeats || (role != nullptr && role->repeated);
        unknown = unknown || paper.document.classification.type == documents::unknownType;
    }
    json["name"] = blank ? base::Sentence("空白页").in(context.view.words) : nameOfPage(names);
    if (!blank) json["tag"] = repeated ? "repeated" : doubt ? "doubt" : unknown ? "unknown" : surplus ? "surplus" : "";
}

Json pageJson(const Context& context, const store::StoredPage& page, int number) {
    Json json = emptyPageJson(page, number, context.view.pictures.sizeOf(page.id));
    const auto progress = context.view.progress ? context.view.progress(page.id) : std::nullopt;
    if (progress)
        return pageInProgressJson(page, number, *progress, context.view.models, context.view.pictures.sizeOf(page.id),
                                  context.view.words);
    if (const std::string text = context.view.reading(page.id); !text.empty())
        addReading(context, page, base::parseJson(text, base::Sentence("A stored reading")), json);
    return json;
}

/// What is told of each row, by its number.
std::map<std::size_t, base::Sentence> sentencesOf(const cases::Checklist& list) {
    std::map<std::size_t, base::Sentence> sentences;
    for (const auto& entry : list.notice.entries)
        for (const auto row : entry.rows) sentences.emplace(row, entry.demand);
    return sentences;
}

Json lineJson(const Context& context, const cases::Requirement& row, int number, const base::Sentence& sentence) {
    const StateWords& state = wordsOf(row);
    const base::Words& words = context.view.words;
    Json pages = Json::array(), notes = Json::array();
    for (const auto& note : row.notes) notes.push_back(note.in(words));
    for (const auto& place : row.by)
        if (const auto paper = context.places.find(place)) {
            const auto key = context.places.keyOf(*paper);
            pages.push_back({{"page", key.page}, {"document", key.document}});
        }
    Json json{{"number", number},
              {"material", cases::titleOf(row.material)},
              {"name", cases::titleOf(row.material)},
              {"state", state.code},
              {"word", base::Sentence(state.word).in(words)},
              {"sentence", sentence.in(words)},
              {"notes", notes},
              {"pages", pages},
              {"group", row.material.oneOf},
              {"required", cases::codeOf(row.material.need)},
              {"form", said(cases::nameOf(row.material.form), words)},
              {"copies", row.material.copies}};
    for (const auto& ruled : row.overruled)
        json["overruled"].push_back({{"about", cases::codeOf(ruled.overrule.about)},
                                     {"ruling", cases::codeOf(ruled.overrule.ruling)},
                                     {"reason", ruled.overrule.reason},
                                     {"by", ruled.overrule.by}});
    return json;
}

}  // namespace

Json questionsJson(const std::vector<desk::Doubt>& doubts, const base::Words& words) {
    Json all = Json::array();
    for (const auto& doubt : doubts) {
        Json json{{"id", doubt.id},
                  {"sentence", doubt.sentence.in(words)},
                  {"kind", doubt.kind == desk::Doubt::Kind::Conflict ? "conflict"
                           : doubt.kind == desk::Doubt::Kind::Type   ? "type"
                                                                     : "confirm"},
                  {"page", doubt.at.page},
                  {"document", doubt.at.document}};
        if (!doubt.material.empty()) json["material"] = doubt.material;
        Json answers = Json::array();
        if (doubt.kind == desk::Doubt::Kind::Conflict) {
            json["field"] = doubt.field;
            std::set<std::string> offered;
            for (std::size_t i = 0; i < doubt.values.size(); ++i) {
                json["values"].push_back({{"page", doubt.values[i].first.page},
                                          {"document", doubt.values[i].first.document},
                                          {"value", doubt.marked[i]}});
                const bool isNumber = doubt.field == "id_number";  // its answers must differ where it is masked
                if (offered.insert(doubt.values[i].second).second)
                    answers.push_back({{"code", "v" + std::to_string(i + 1)},
                                       {"label", isNumber ? doubt.marked[i] : doubt.values[i].second}});
            }
        } else if (doubt.kind == desk::Doubt::Kind::Type) {
            for (std::size_t i = 0; i < doubt.choices.size(); ++i)
                answers.push_back({{"code", "m" + std::to_string(i + 1)}, {"label", doubt.choices[i]}});
            answers.push_back({{"code", "none"}, {"label", base::Sentence("都不是").in(words)}});
        } else {
            answers.push_back({{"code", "yes"}, {"label", base::Sentence("是").in(words)}});
            answers.push_back({{"code", "no"}, {"label", base::Sentence("不是").in(words)}});
        }
        json["answers"] = answers;
        all.push_back(std::move(json));
    }
    return all;
}

Json pageInProgressJson(const store::StoredPage& page, int number, const PageProgress& progress,
                        const desk::Models& models, desk::PictureSize size, const base::Words& words) {
    Json json = emptyPageJson(page, number, size);
    json["state"] = progress.state == ReadingState::Looking ? "looking" : "reading";
    if (!progress.firstLook) return json;
    json["tag"] = "first-look";
    std::vector<std::string> names;
    int document = 0;
    for (const auto& read : progress.firstLook->documents) {
        const auto& classification = read.document.classification;
        names.push_back(typeNameOf(models, classification.type, words));
        const auto name = read.document.fields.find("name");
        if (json["owner"] == "" && name != read.document.fields.end()) json["owner"] = name->second.value;
        json["documents"].push_back({{"number", ++document},
                                     {"type", classification.type},
                                     {"type_name", names.back()},
                                     {"confidence", classification.confidence.value()},
                                     {"quad", base::toJson(read.clean.quad)},
                                     {"turn", static_cast<int>(progress.firstLook->turn)},
                                     {"confirmed", false},
                                     {"material", nullptr},
                                     {"fields", Json::array()},
                                     {"warnings", Json::array()}});
    }
    json["name"] = nameOfPage(names);
    return json;
}

Json pagesJson(const PapersView& view) {
    const Context context(view);
    Json all = Json::array();
    int number = 0;
    for (const auto& page : view.pages) all.push_back(pageJson(context, page, ++number));
    for (const auto& [page, reason] : view.removed) {
        Json json = emptyPageJson(page, 0, view.pictures.sizeOf(page.id));
        json["removed_reason"] = reason;
        if (!view.reading(page.id).empty()) json["state"] = "read";
        all.push_back(std::move(json));
    }
    return all;
}

Json pageJson(const PapersView& view, const base::PageId& page) {
    const Context context(view);
    const auto found = std::ranges::find(view.pages, page, &store::StoredPage::id);
    if (found == view.pages.end()) return nullptr;
    return pageJson(context, *found, static_cast<int>(found - view.pages.begin()) + 1);
}

namespace {

/// What a resident has to bring: papers of which any one will do are one, and stand as the best of them does.
class Counts {
  public:
    void add(const cases::Requirement& row) {
        const Told told = toldOf(wordsOf(row).code);
        if (row.material.oneOf.empty()) return count(told);
        const auto [group, isNew] = groups_.try_emplace(row.material.oneOf, told);
        if (!isNew) group->second = std::min(group->second, told);
    }
    [[nodiscard]] Json json() const {
        Counts all = *this;
        for (const auto& [word, told] : groups_) all.count(told);
        return {{"ok", all.of(Told::Ok)},
                {"doubt", all.of(Told::Doubt)},
                {"bad", all.of(Told::Bad)},
                {"promise", all.of(Told::Promise)}};
    }

  private:
    enum class Told { Ok, Doubt, Promise, Bad, NotNeeded };  ///< best first
    static Told toldOf(std::string_view code) {
        if (code == "ok") return Told::Ok;
        if (code == "doubt") return Told::Doubt;
        if (code == "promise") return Told::Promise;
        return code == "not-needed" ? Told::NotNeeded : Told::Bad;
    }
    void count(Told told) { counts_.at(static_cast<std::size_t>(told)) += 1; }
    [[nodiscard]] int of(Told told) const { return counts_.at(static_cast<std::size_t>(told)); }

    std::array<int, 5> counts_{};
    std::map<std::string, Told> groups_;
};

std::string noticeText(const PapersView& view) {
    std::string text;
    for (const auto& line : view.checklist->notice.lines()) text += line.in(view.words) + "\n";
    return text;
}
}  // namespace

Json checklistJson(const PapersView& view) {
    Json lines = Json::array();
    Counts counts;
    if (view.checklist != nullptr) {
        const Context context(view);
        const auto sentences = sentencesOf(*view.checklist);
        for (std::size_t i = 0; i < view.checklist->requirements.size(); ++i) {
            const auto& row = view.checklist->requirements[i];
            const auto sentence = sentences.find(i);
            lines.push_back(lineJson(context, row, static_cast<int>(i) + 1,
                                     sentence == sentences.end() ? base::Sentence() : sentence->second));
            counts.add(row);
        }
    }
    const bool known = view.checklist != nullptr;
    return {{"lines", lines},
            {"counts", counts.json()},
            {"complete", known && view.checklist->complete},
            {"complete_with_promise", known && view.checklist->completeWithPromise},
            {"waits_for_choice", known && view.checklist->waitsForChoice()},
            {"notice", known ? noticeText(view) : ""}};
}

}  // namespace daiban::web
