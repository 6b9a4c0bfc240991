#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

#include <cstdint>
#include <string>

namespace daiban::samples {

/// A round seal: the name on the arc, a star, a line below it, and always 样本.
struct Seal {
    std::string name;
    std::string below{};  // 户口专用章
    double radius = 20;
    double turn = 0;  // degrees clockwise
};
void drawSeal(Sheet& sheet, Point centre, const Seal& seal);

/// A head and shoulders of plain shapes.
struct PortraitLook {
    Sex sex = Sex::Female;
    int age = 40;
    std::uint32_t face = 0;
    Colour background{0.93, 0.94, 0.95};
};
PortraitLook portraitOf(const Person& person, Date today, Colour background);
void drawPortrait(Canvas& canvas, Box box, const PortraitLook& look);
/// Two faces side by side, as in a marriage certificate.
void drawCouple(Canvas& canvas, Box box, const PortraitLook& left, const PortraitLook& right);

/// Fine waving lines over the whole box.
struct Guilloche {
    Colour colour{0.6, 0.75, 0.85, 0.55};
    double spacing = 2.0;
    double amplitude = 2.2;
    double wavelength = 26;
    double lineWidth = 0.11;
};
void drawGuilloche(Canvas& canvas, Box box, const Guilloche& pattern);
/// A rosette of turned ellipses.
void drawRosette(Canvas& canvas, Point centre, double radius, Colour colour);
/// From one colour on the left to another on the right.
void drawTint(Canvas& canvas, Box box, Colour left, Colour right);
/// A wreath with a star: no state's emblem, only red and gold in its place.
void drawWreath(Canvas& canvas, Point centre, double radius);
void drawStar(Canvas& canvas, Point centre, double radius, Colour colour, double turn = 0);
void drawRoundedBox(Canvas& canvas, Box box, double radius, Colour colour);
/// Takes the corners off: outside of the round ones the paper ends.
void cutCorners(Canvas& canvas, double radius);
/// The gold contacts of a chip card.
void drawChip(Canvas& canvas, Box box);
/// A double frame with curls in its corners, as on certificates.
void drawCertificateFrame(Canvas& canvas, Box box, Colour colour);
/// The fold in the middle of an open booklet.
void drawFold(Canvas& canvas, double x);

}  // namespace daiban::samples
