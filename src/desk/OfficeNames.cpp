#include "desk/OfficeNames.h"

namespace daiban::desk {

base::Sentence namingOffices(const base::Sentence& sentence, const Models& models) {
    if (sentence.kind() == base::Sentence::Kind::Verbatim) {
        const auto* office = models.offices().find(sentence.text());
        return office == nullptr ? sentence : base::Sentence::verbatim(office->name);
    }
    std::vector<base::Sentence> parts;
    for (const auto& part : sentence.parts()) parts.push_back(namingOffices(part, models));
    return sentence.kind() == base::Sentence::Kind::Pattern
               ? base::Sentence::ofPattern(std::string(sentence.pattern()), std::move(parts))
               : base::Sentence::sequence(std::move(parts));
}

}  // namespace daiban::desk
