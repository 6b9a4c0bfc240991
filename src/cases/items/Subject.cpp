#include "cases/items/Subject.h"

#include <algorithm>
#include <array>

namespace daiban::cases {

namespace {

struct Name {
    Subject subject;
    std::string_view code;
    std::string_view chinese;
};

constexpr std::array names{
    Name{Subject::Anyone, "", ""},
    Name{Subject::Applicant, "applicant", "申请人"},
    Name{Subject::Spouse, "spouse", "配偶"},
    Name{Subject::Couple, "couple", "夫妻双方"},
    Name{Subject::Child, "child", "子女"},
    Name{Subject::Agent, "agent", "代理人"},
    Name{Subject::LegalRepresentative, "legal-representative", "法定代表人"},
    Name{Subject::Enterprise, "enterprise", "企业"},
};

const Name& nameOf(Subject subject) {
    return *std::ranges::find(names, subject, &Name::subject);
}

}  // namespace

std::string_view codeOf(Subject subject) {
    return nameOf(subject).code;
}

std::string_view chineseNameOf(Subject subject) {
    return nameOf(subject).chinese;
}

std::optional<Subject> subjectOf(std::string_view code) {
    if (code == "anyone") return Subject::Anyone;
    const auto found = std::ranges::find(names, code, &Name::code);
    if (found == names.end()) return std::nullopt;
    return found->subject;
}

}  // namespace daiban::cases
