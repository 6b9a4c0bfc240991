#include <algorithm>

#include "documents/Understand.h"

namespace daiban::documents {

bool saysWhatAndWhose(const Document& document, const DocumentTypes& types) {
    const DocumentType* type = types.find(document.classification.type);
    if (type == nullptr || document.classification.confidence < base::certainEnough) return false;
    return std::all_of(type->keyFields.begin(), type->keyFields.end(), [&](const std::string& name) {
        const auto field = document.fields.find(name);
        return field != document.fields.end() && field->second.valid;
    });
}

}  // namespace daiban::documents
