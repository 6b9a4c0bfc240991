#pragma once

#include "samples/draw/DrawSamples.h"
#include "samples/draw/Sheet.h"

#include <cstdint>

namespace daiban::samples {

// Cards copied onto sheets of A4: what most residents bring. A copy has no outline, and no two issues of a card, fonts
// and copiers are alike: places, sizes, spacing and faces of the print vary with the seed within what is printed by the
// standards (GA 448), the copying with it.

/// Both sides of an identity card, laid out by the subject's seed. Without the tint that a copier takes off.
void drawVariedIdCardFront(Sheet& sheet, const Subject& subject);
void drawVariedIdCardBack(Sheet& sheet, const Subject& subject);

/// A sheet with one to four cards or one page of a booklet copied onto it, as the seed has it: at any place and tilt,
/// turned, enlarged or reduced by up to 3 per cent, with "仅供办理…使用" written across, a stamp, frames, a heading, a
/// dirty rim. Truth as of any DrawnPage; "edges" is "none".
DrawnPage drawCopiedCards(std::uint32_t seed, double dpi = 200);

/// A sheet without a card on it, copied in the same ways: forms that ask for name, sex, birth and number, letters,
/// certificates, leaflets.
DrawnPage drawCopiedForm(std::uint32_t seed, double dpi = 200);

}  // namespace daiban::samples
