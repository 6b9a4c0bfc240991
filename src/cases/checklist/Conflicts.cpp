#include "cases/checklist/Conflicts.h"

#include <algorithm>
#include <map>

#include "base/Shown.h"
#include "base/Text.h"
#include "cases/checklist/KnownSubjects.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

/// Gathers what papers of one subject say and keeps what differs.
class Conflicts {
  public:
    void add(Subject subject, const std::string& field, const PaperPlace& place, const ComparedValue& reading) {
        if (reading.sure && !reading.value.empty()) said_[{subject, field}].emplace_back(place, reading.value);
    }

    [[nodiscard]] std::vector<Conflict> found() const {
        std::vector<Conflict> out;
        for (const auto& [about, values] : said_) {
            const bool same =
                std::ranges::all_of(values, [&](const auto& value) { return value.second == values.front().second; });
            if (!same) out.push_back({about.second, about.first, values});
        }
        return out;
    }

  private:
    std::map<std::pair<Subject, std::string>, std::vector<std::pair<PaperPlace, std::string>>> said_;
};

/// Of the persons on a paper the one who is, or is meant to be, the subject.
const Person* nearestTo(const Party& party, const std::vector<Person>& persons) {
    if (persons.size() == 1) return &persons.front();
    const auto shares = [&](const Person& person) {
        const bool number = !party.identity.idNumber.empty() && person.number.value == party.identity.idNumber;
        return number || (!party.identity.name.empty() && person.name.value == party.identity.name);
    };
    const auto found = std::ranges::find_if(persons, shares);
    return found == persons.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Conflict> conflictsAmong(const DealtPapers& dealt, const std::vector<Requirement>& rows,
                                     const std::vector<Paper>& papers, const CaseFacts& facts) {
    Conflicts conflicts;
    const auto addPerson = [&](Subject subject, std::size_t paper) {
        // Whose name is on the cover of the register says nothing about the subject.
        if (papers[paper].document.classification.type == "household-register-cover" || !typeIsSure(papers[paper]))
            return;
        const auto persons = personsOn(papers[paper], subject, facts.today, facts.types);
        const Person* person = nearestTo(facts.subjects.of(subject), persons);
        if (person == nullptr) return;
        conflicts.add(subject, "name", papers[paper].place, person->name);
        conflicts.add(subject, "id_number", papers[paper].place, person->number);
    };
    for (const Subject subject :
         {Subject::Applicant, Subject::Spouse, Subject::Child, Subject::Agent, Subject::LegalRepresentative}) {
        for (const std::size_t paper : dealt.of(subject, rows)) addPerson(subject, paper);
        if (subject == Subject::Applicant || subject == Subject::Spouse)
            for (const std::size_t paper : dealt.of(Subject::Couple, rows)) addPerson(subject, paper);
    }
    // Beside a paper of the enterprise's own the same paper of anyone is another's: the licence of who takes a pledge.
    const auto isAnothers = [&](Subject subject, std::size_t paper) {
        return subject == Subject::Anyone && std::ranges::any_of(rows, [&](const Requirement& row) {
                   return row.material.subject == Subject::Enterprise &&
                          row.material.type == papers[paper].document.classification.type;
               });
    };
    for (const Subject subject : {Subject::Anyone, Subject::Enterprise})
        for (const std::size_t paper : dealt.of(subject, rows)) {
            if (isAnothers(subject, paper)) continue;
            if (!typeIsSure(papers[paper]) || !namesEnterprise(papers[paper].document.classification.type, facts.types))
                continue;
            conflicts.add(Subject::Enterprise, "enterprise_name", papers[paper].place,
                          readName(papers[paper], "enterprise_name"));
            conflicts.add(Subject::Enterprise, "credit_code", papers[paper].place,
                          readCreditCode(papers[paper], "credit_code"));
        }
    return conflicts.found();
}

std::vector<std::size_t> differingPlaces(const std::vector<std::string>& values) {
    std::vector<std::u32string> texts;
    for (const std::string& value : values) texts.push_back(base::toCodePoints(value));
    std::vector<std::size_t> places;
    if (texts.empty()) return places;
    for (const auto& text : texts)
        if (text.size() != texts.front().size()) return {};
    for (std::size_t at = 0; at < texts.front().size(); ++at)
        if (!std::ranges::all_of(texts, [&](const auto& text) { return text[at] == texts.front()[at]; }))
            places.push_back(at + 1);
    return places;
}

std::vector<std::string> markedValues(const Conflict& conflict) {
    std::vector<std::u32string> texts;
    for (const auto& [place, value] : conflict.values) texts.push_back(base::toCodePoints(value));
    // What all begin and end with is left as it is; of what lies between, the characters that differ, or all of it
    // where one value is longer than another.
    const std::size_t shortest = std::ranges::min(texts, {}, &std::u32string::size).size();
    const auto allHave = [&](auto characterOf) {
        return std::ranges::all_of(texts, [&](const auto& text) { return characterOf(text) == characterOf(texts[0]); });
    };
    std::size_t head = 0;
    while (head < shortest && allHave([&](const auto& text) { return text[head]; })) ++head;
    std::size_t tail = 0;
    while (tail < shortest - head && allHave([&](const auto& text) { return text[text.size() - 1 - tail]; })) ++tail;
    const bool sameLength = std::ranges::all_of(texts, [&](const auto& text) { return text.size() == shortest; });
    std::vector<std::string> marked;
    for (const auto& text : texts) {
        std::string out;
        bool inside = false;
        for (std::size_t at = 0; at < text.size(); ++at) {
            bool differs = at >= head && at < text.size() - tail;
            if (differs && sameLength) differs = !allHave([&](const auto& other) { return other[at]; });
            if (differs != inside) out += differs ? "【" : "】";
            inside = differs;
            out += base::toUtf8(text[at]);
        }
        marked.push_back(inside ? out + "】" : out);
    }
    return marked;
}

std::vector<std::string> shownValues(const Conflict& conflict) {
    constexpr int mostShown = 4;  // two numbers that have little in common are told apart by their ends
    std::vector<std::string> values = markedValues(conflict);
    if (conflict.field != "id_number") return values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::u32string masked = base::toCodePoints(base::maskedNumber(conflict.values[i].second));
        std::string shown;
        std::size_t at = 0;
        int inMiddle = 0;
        bool differs = false;
        for (const char32_t c : base::toCodePoints(values[i])) {
            if (c == U'【' || c == U'】') {
                differs = c == U'【';
                shown += base::toUtf8(c);
                continue;
            }
            const bool hidden = masked[at] == U'*' && !(differs && inMiddle++ < mostShown);
            shown += base::toUtf8(hidden ? U'*' : c);
            ++at;
        }
        values[i] = std::move(shown);
    }
    return values;
}

}  // namespace daiban::cases
