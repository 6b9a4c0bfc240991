#include "cli/CaseArguments.h"

#include <algorithm>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::cli {

namespace {

[[noreturn]] void refuse(const base::Sentence& sentence) {
    throw base::Error(base::ErrorKind::BadArguments, sentence);
}

}  // namespace

std::vector<std::string> situationsFrom(const std::string& text) {
    std::vector<std::string> situations;
    for (const auto& part : base::split(text, ','))
        if (!base::trimmed(part).empty()) situations.push_back(base::trimmed(part));
    return situations;
}

cases::Identity identityFrom(const std::string& text) {
    const auto parts = base::split(text, '/');
    if (parts.size() > 2) refuse(base::Sentence("A person is given as NAME/IDNUMBER."));
    return {.name = base::trimmed(parts[0]), .idNumber = parts.size() == 2 ? base::trimmed(parts[1]) : ""};
}

cases::Subjects subjectsFrom(const std::vector<std::string>& texts) {
    cases::Subjects subjects;
    for (const std::string& text : texts) {
        const auto equals = text.find('=');
        const auto subject = cases::subjectOf(text.substr(0, equals));
        if (equals == std::string::npos || !subject || *subject == cases::Subject::Anyone)
            refuse(
                base::Sentence("--subject takes SUBJECT=NAME/IDNUMBER, the subject being applicant, spouse, couple, "
                               "child, agent, legal-representative or enterprise."));
        subjects[*subject] = identityFrom(text.substr(equals + 1));
    }
    return subjects;
}

void demandMaterial(const cases::Item& item, const std::string& name) {
    std::vector<std::string> names;
    for (const auto& material : item.materials) {
        if (name == material.name || name == cases::titleOf(material)) return;
        if (std::ranges::find(names, material.name) == names.end()) names.push_back(material.name);
    }
    refuse(base::Sentence("Item {} asks for no material '{}'; choose from: {}.", item.code, name,
                          base::joined(names, ", ")));
}

base::Date dayFrom(const std::string& text) {
    if (const auto day = base::parseIsoDate(text)) return *day;
    refuse(base::Sentence("'{}' is no day; write it as YYYY-MM-DD.", text));
}

}  // namespace daiban::cli
