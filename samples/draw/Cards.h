#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

namespace daiban::samples {

// Cards of ISO/IEC 7810 size ID-1 and the passport photograph.
inline constexpr Size kCardSize{85.6, 54};
inline constexpr double kCardCorner = 3.18;
inline constexpr Size kPhotoSize{33, 48};

void drawIdCardFront(Sheet& sheet, const Subject& subject);
void drawIdCardBack(Sheet& sheet, const Subject& subject);
void drawResidencePermit(Sheet& sheet, const Subject& subject);
void drawSocialSecurityCard(Sheet& sheet, const Subject& subject);
void drawBankCard(Sheet& sheet, const Subject& subject);
void drawElderBenefitCard(Sheet& sheet, const Subject& subject);
void drawHealthCertificate(Sheet& sheet, const Subject& subject);
void drawPortraitPhoto(Sheet& sheet, const Subject& subject);

}  // namespace daiban::samples
