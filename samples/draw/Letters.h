#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

namespace daiban::samples {

void drawLeaseContract(Sheet& sheet, const Subject& subject);
void drawPowerOfAttorney(Sheet& sheet, const Subject& subject);
void drawIncomeCertificate(Sheet& sheet, const Subject& subject);

}  // namespace daiban::samples
