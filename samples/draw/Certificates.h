#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

namespace daiban::samples {

// Single sheets that hang on a wall or lie in a drawer.
inline constexpr Size kBirthCertificate{265, 190};
inline constexpr Size kLicenceCopy{297, 210};
inline constexpr Size kDiploma{285, 205};

void drawBirthCertificate(Sheet& sheet, const Subject& subject);
void drawBusinessLicense(Sheet& sheet, const Subject& subject);
void drawDiploma(Sheet& sheet, const Subject& subject);

}  // namespace daiban::samples
