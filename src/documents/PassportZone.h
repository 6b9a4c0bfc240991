#pragma once

#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "documents/Layout.h"

namespace daiban::documents {

/// The second line of a passport's machine readable zone (ICAO 9303, TD3), where its check digits agree.
struct PassportZone {
    std::string number;
    std::string birthDate;   ///< YYYY-MM-DD
    std::string expiryDate;  ///< YYYY-MM-DD
};

[[nodiscard]] std::optional<PassportZone> findPassportZone(const Layout& layout);

/// On a type with a passport number: what differs from the zone is not valid; what is missing is taken from it.
void checkAgainstZone(const DocumentType& type, const Layout& layout, Fields& fields);

}  // namespace daiban::documents
