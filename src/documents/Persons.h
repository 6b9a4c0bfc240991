#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/Document.h"
#include "documents/DocumentTypes.h"

namespace daiban::documents {

/// Somebody a paper names. The fields are those of the document it was taken from; null where they were not read.
struct NamedPerson {
    std::string name;                    ///< as printed; of several owners in one line one of them
    std::string number;                  ///< citizen number or credit code as printed; of a disability certificate the
                                         ///< citizen number its own begins with
    const Field* nameField = nullptr;    ///< what `name` was cut out of
    const Field* numberField = nullptr;  ///< what `number` was cut out of
    FieldKind nameKind = FieldKind::PersonName;  ///< Organisation: an enterprise, no person
    FieldKind numberKind = FieldKind::CitizenNumber;

    [[nodiscard]] bool isBlank() const { return name.empty() && number.empty(); }
};

/// Who a paper of that type is about when it is asked for as that subject's ("child", "agent" ..., see
/// PersonRole::of): one for each role of the type's file (`persons:`), blank where nothing was read. Empty when the
/// type names nobody. `type` null: a type that has no model; then name and id_number say who it is.
[[nodiscard]] std::vector<NamedPerson> personsOn(const Fields& fields, const DocumentType* type, std::string_view of);

/// Everybody a paper names, whoever is asked for, without those of whom nothing was read.
[[nodiscard]] std::vector<NamedPerson> everybodyOn(const Fields& fields, const DocumentType* type);

/// Whether papers of that type name an enterprise when they are asked for as the enterprise's; an application form it
/// hands in names its person instead.
[[nodiscard]] bool namesEnterprise(const DocumentType& type);

}  // namespace daiban::documents
