#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace daiban::cases {

/// Whose paper a material is.
enum class Subject { Anyone, Applicant, Spouse, Couple, Child, Agent, LegalRepresentative, Enterprise };

/// "applicant", "legal-representative" ...; of Anyone the empty text.
[[nodiscard]] std::string_view codeOf(Subject subject);
/// "申请人", "法定代表人" ...; of Anyone the empty text.
[[nodiscard]] std::string_view chineseNameOf(Subject subject);
/// The subject of a code, "" and "anyone" being Anyone; empty when there is none.
[[nodiscard]] std::optional<Subject> subjectOf(std::string_view code);

/// Who somebody is. Either may be empty: not known.
struct Identity {
    std::string name;
    std::string idNumber;  ///< citizen number; of an enterprise its credit code
};

/// Who the subjects of a case are, as far as a person said so.
using Subjects = std::map<Subject, Identity>;

}  // namespace daiban::cases
