#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

namespace daiban::samples {

inline constexpr Size kA4{210, 297};

void drawPensionForm(Sheet& sheet, const Subject& subject);
void drawFlexibleEmploymentForm(Sheet& sheet, const Subject& subject);
void drawElderAllowanceForm(Sheet& sheet, const Subject& subject);
void drawPaymentRecord(Sheet& sheet, const Subject& subject);

}  // namespace daiban::samples
