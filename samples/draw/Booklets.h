#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

namespace daiban::samples {

// Sizes as they lie open on the glass.
inline constexpr Size kRegisterPage{143, 105};
inline constexpr Size kMarriageBooklet{176, 125};
inline constexpr Size kEmploymentBooklet{176, 125};
inline constexpr Size kRetirementBooklet{190, 130};
inline constexpr Size kDisabilityBooklet{170, 120};

void drawHouseholdRegisterCover(Sheet& sheet, const Subject& subject);
void drawHouseholdRegisterPerson(Sheet& sheet, const Subject& subject);
void drawMarriageCertificate(Sheet& sheet, const Subject& subject);
void drawEmploymentCertificate(Sheet& sheet, const Subject& subject);
void drawRetirementCertificate(Sheet& sheet, const Subject& subject);
void drawDisabilityCertificate(Sheet& sheet, const Subject& subject);

}  // namespace daiban::samples
