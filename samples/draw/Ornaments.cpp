#include "samples/draw/Ornaments.h"

#include <cairo/cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace daiban::samples {

namespace {

constexpr double kPi = std::numbers::pi;

void useColour(cairo_t* pen, Colour colour) {
    cairo_set_source_rgba(pen, colour.red, colour.green, colour.blue, colour.alpha);
}

void ellipse(cairo_t* pen, Point centre, double width, double height) {
    cairo_save(pen);
    cairo_translate(pen, centre.x, centre.y);
    cairo_scale(pen, width, height);
    cairo_new_path(pen);
    cairo_arc(pen, 0, 0, 1, 0, 2 * kPi);
    cairo_restore(pen);
}

void fillEllipse(cairo_t* pen, Point centre, double width, double height, Colour colour) {
    ellipse(pen, centre, width, height);
    useColour(pen, colour);
    cairo_fill(pen);
}

void roundedPath(cairo_t* pen, Box box, double radius) {
    const double right = box.x + box.width, bottom = box.y + box.height;
    cairo_new_path(pen);
    cairo_arc(pen, right - radius, box.y + radius, radius, -kPi / 2, 0);
    cairo_arc(pen, right - radius, bottom - radius, radius, 0, kPi / 2);
    cairo_arc(pen, box.x + radius, bottom - radius, radius, kPi / 2, kPi);
    cairo_arc(pen, box.x + radius, box.y + radius, radius, kPi, 3 * kPi / 2);
    cairo_close_path(pen);
}

// A long name gets smaller letters: they must not lean on one another around the arc.
void drawArcText(Canvas& canvas, Point centre, const Seal& seal, TextStyle style) {
    constexpr double kLongestArc = 262, kPitch = 1.3, kTightest = 1.02;  // degrees; ems from letter to letter
    const std::vector<std::string> pieces = characters(seal.name);
    const auto gaps = static_cast<double>(std::max<std::size_t>(1, pieces.size() - 1));
    const double radius = seal.radius * 0.9 - style.size * 0.62;
    style.size = std::min(style.size, kLongestArc / gaps * kPi / 180 * radius / kTightest);
    const double step = std::min(kPitch * style.size / radius * 180 / kPi, kLongestArc / gaps);
    double degrees = seal.turn - step * gaps / 2;
    for (const std::string& piece : pieces) {
        const double angle = (degrees - 90) * kPi / 180;
        canvas.glyph({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)}, degrees, piece, style);
        degrees += step;
    }
}

// What a face is made of, in units of the head's half width.
struct FaceParts {
    Colour skin, hair, clothes, collar;
    bool glasses = false;
    bool longHair = false;
    bool grey = false;
    double headWidth = 1, headHeight = 1.28;
};

FaceParts partsOf(const PortraitLook& look) {
    static constexpr std::array<Colour, 3> kSkins{{{0.95, 0.82, 0.71}, {0.92, 0.77, 0.65}, {0.97, 0.85, 0.76}}};
    static constexpr std::array<Colour, 5> kClothes{
        {{0.20, 0.25, 0.36}, {0.35, 0.22, 0.26}, {0.24, 0.36, 0.33}, {0.30, 0.30, 0.33}, {0.44, 0.36, 0.27}}};
    Dice dice(look.face);
    FaceParts parts;
    parts.skin = kSkins[static_cast<std::size_t>(dice.between(0, 2))];
    parts.clothes = kClothes[static_cast<std::size_t>(dice.between(0, 4))];
    parts.collar = dice.between(0, 1) == 0 ? Colour{0.97, 0.97, 0.98} : Colour{0.80, 0.86, 0.92};
    parts.glasses = dice.between(0, 9) < 3;
    parts.longHair = look.sex == Sex::Female && look.age < 50 && dice.between(0, 9) < 6;
    parts.grey = look.age >= 60;
    const double shade = look.age >= 75 ? 0.78 : 0.55;
    parts.hair = parts.grey ? Colour{shade, shade, shade} : Colour{0.13, 0.11, 0.11};
    parts.headWidth = 0.95 + 0.12 * dice.fraction();
    parts.headHeight = 1.22 + 0.14 * dice.fraction();
    return parts;
}

void drawShoulders(cairo_t* pen, const FaceParts& parts) {
    cairo_new_path(pen);
    cairo_move_to(pen, -2.25, 3.6);
    cairo_curve_to(pen, -2.2, 2.0, -1.4, 1.85, -0.5, 1.5);
    cairo_line_to(pen, 0.5, 1.5);
    cairo_curve_to(pen, 1.4, 1.85, 2.2, 2.0, 2.25, 3.6);
    cairo_close_path(pen);
    useColour(pen, parts.clothes);
    cairo_fill(pen);
    for (const double side : {-1.0, 1.0}) {
        cairo_move_to(pen, side * 0.52, 1.42);
        cairo_line_to(pen, 0, 2.35);
        cairo_line_to(pen, side * 0.62, 2.25);
        cairo_line_to(pen, side * 0.80, 1.62);
        cairo_close_path(pen);
        useColour(pen, parts.collar);
        cairo_fill(pen);
    }
}

void drawHairBehind(cairo_t* pen, const FaceParts& parts, Sex sex) {
    const double w = parts.headWidth, h = parts.headHeight;
    if (sex == Sex::Male) {
        fillEllipse(pen, {0, -0.28 * h}, w * 1.05, h * 0.84, parts.hair);
        return;
    }
    fillEllipse(pen, {0, -0.15 * h}, w * 1.24, h * 1.02, parts.hair);
    const double foot = parts.longHair ? 2.3 : 0.95;
    roundedPath(pen, {-w * 1.24, -0.2 * h, w * 2.48, foot + 0.2 * h}, 0.45);
    useColour(pen, parts.hair);
    cairo_fill(pen);
}

void drawHead(cairo_t* pen, const FaceParts& parts) {
    const double w = parts.headWidth, h = parts.headHeight;
    const Colour shadow{parts.skin.red * 0.88, parts.skin.green * 0.85, parts.skin.blue * 0.82};
    roundedPath(pen, {-0.42, 0.6, 0.84, 1.15}, 0.2);
    useColour(pen, shadow);
    cairo_fill(pen);
    fillEllipse(pen, {-w, 0.08}, 0.14, 0.26, shadow);
    fillEllipse(pen, {w, 0.08}, 0.14, 0.26, shadow);
    fillEllipse(pen, {0, 0}, w, h, parts.skin);
}

void drawFringe(cairo_t* pen, const FaceParts& parts, Sex sex) {
    const double w = parts.headWidth, h = parts.headHeight;
    cairo_save(pen);
    ellipse(pen, {0, -0.06 * h}, w * 1.06, h * 1.08);
    cairo_clip(pen);
    cairo_new_path(pen);
    cairo_move_to(pen, -1.6, -2);
    cairo_line_to(pen, 1.6, -2);
    cairo_line_to(pen, 1.6, -0.25 * h);
    if (sex == Sex::Male)
        cairo_curve_to(pen, 0.8, -0.72 * h, -0.3, -0.78 * h, -1.6, -0.28 * h);
    else
        cairo_curve_to(pen, 0.7, -0.35 * h, 0.0, -0.95 * h, -1.6, -0.05 * h);
    cairo_close_path(pen);
    useColour(pen, parts.hair);
    cairo_fill(pen);
    cairo_restore(pen);
}

void drawFeatures(cairo_t* pen, const FaceParts& parts, int age) {
    const Colour dark{0.17, 0.13, 0.12}, lip{0.74, 0.42, 0.40};
    const Colour crease{parts.skin.red * 0.76, parts.skin.green * 0.70, parts.skin.blue * 0.66};
    for (const double side : {-1.0, 1.0}) {
        fillEllipse(pen, {side * 0.40, 0.02}, 0.17, 0.085, kWhite);
        fillEllipse(pen, {side * 0.40, 0.02}, 0.085, 0.085, dark);
        cairo_set_line_width(pen, 0.075);
        useColour(pen, parts.grey ? crease : dark);
        cairo_arc(pen, side * 0.40, 0.14, 0.42, -kPi * 0.68, -kPi * 0.32);
        cairo_stroke(pen);
        if (age < 58) continue;
        cairo_set_line_width(pen, 0.04);
        useColour(pen, crease);
        cairo_arc(pen, side * 0.36, 0.52, 0.30, side > 0 ? -0.35 : kPi - 0.25, side > 0 ? 0.25 : kPi + 0.35);
        cairo_stroke(pen);
    }
    cairo_set_line_width(pen, 0.06);
    useColour(pen, crease);
    cairo_move_to(pen, 0.02, 0.05);
    cairo_curve_to(pen, 0.06, 0.3, 0.2, 0.45, -0.06, 0.46);
    cairo_stroke(pen);
    useColour(pen, lip);
    cairo_set_line_width(pen, 0.11);
    cairo_arc(pen, 0, 0.48, 0.34, kPi * 0.27, kPi * 0.73);
    cairo_stroke(pen);
    if (!parts.glasses) return;
    useColour(pen, {0.2, 0.2, 0.24, 0.9});
    cairo_set_line_width(pen, 0.06);
    for (const double side : {-1.0, 1.0}) {
        roundedPath(pen, {side * 0.40 - 0.28, -0.16, 0.56, 0.38}, 0.14);
        cairo_stroke(pen);
    }
    cairo_move_to(pen, -0.12, -0.02);
    cairo_line_to(pen, 0.12, -0.02);
    cairo_stroke(pen);
}

// The face drawn around the origin with a head of half width 1, then brought to its place.
void drawFace(cairo_t* pen, Point centre, double unit, const PortraitLook& look) {
    const FaceParts parts = partsOf(look);
    cairo_save(pen);
    cairo_translate(pen, centre.x, centre.y);
    cairo_scale(pen, unit, unit);
    drawHairBehind(pen, parts, look.sex);
    drawShoulders(pen, parts);
    drawHead(pen, parts);
    drawFringe(pen, parts, look.sex);
    drawFeatures(pen, parts, look.age);
    cairo_restore(pen);
}

}  // namespace

void drawSeal(Sheet& sheet, Point centre, const Seal& seal) {
    Canvas& canvas = sheet.canvas;
    cairo_t* pen = canvas.pen();
    const double radius = seal.radius;
    const double size = std::clamp(radius * 0.27, 1.5, 4.8);
    const TextStyle letters{.face = Face::Song, .size = size, .bold = true, .colour = kSealRed};
    const TextStyle below{.face = Face::Song,
                          .size = size * 0.66,
                          .bold = true,
                          .colour = kSealRed,
                          .align = Align::Centre,
                          .record = Record::No};
    cairo_push_group(pen);
    canvas.ring(centre, radius - radius * 0.03, radius * 0.06, kSealRed);
    drawArcText(canvas, centre, seal, letters);
    drawStar(canvas, centre, radius * 0.27, kSealRed, seal.turn);
    canvas.text({centre.x, centre.y + radius * 0.38}, seal.below.empty() ? "样本" : seal.below, below);
    if (!seal.below.empty()) canvas.text({centre.x, centre.y + radius * 0.38 + size * 0.8}, "样本", below);
    cairo_pop_group_to_source(pen);
    cairo_set_operator(pen, CAIRO_OPERATOR_MULTIPLY);
    cairo_paint_with_alpha(pen, 0.85);
    cairo_set_operator(pen, CAIRO_OPERATOR_OVER);
    sheet.optionalLines.push_back({seal.name + seal.below + "样本", "seal",
                                   canvas.pixels({centre.x - radius, centre.y - radius, 2 * radius, 2 * radius})});
}

PortraitLook portraitOf(const Person& person, Date today, Colour background) {
    return {person.sex, today.year - person.birth.year, person.face, background};
}

void drawPortrait(Canvas& canvas, Box box, const PortraitLook& look) {
    cairo_t* pen = canvas.pen();
    cairo_save(pen);
    cairo_rectangle(pen, box.x, box.y, box.width, box.height);
    cairo_clip(pen);
    canvas.fill(box, look.background);
    drawFace(pen, {box.x + box.width / 2, box.y + box.height * 0.44}, box.width * 0.235, look);
    cairo_restore(pen);
}

void drawCouple(Canvas& canvas, Box box, const PortraitLook& left, const PortraitLook& right) {
    cairo_t* pen = canvas.pen();
    cairo_save(pen);
    cairo_rectangle(pen, box.x, box.y, box.width, box.height);
    cairo_clip(pen);
    canvas.fill(box, left.background);
    drawFace(pen, {box.x + box.width * 0.31, box.y + box.height * 0.52}, box.width * 0.125, left);
    drawFace(pen, {box.x + box.width * 0.69, box.y + box.height * 0.48}, box.width * 0.125, right);
    cairo_restore(pen);
}

void drawGuilloche(Canvas& canvas, Box box, const Guilloche& pattern) {
    cairo_t* pen = canvas.pen();
    cairo_save(pen);
    cairo_rectangle(pen, box.x, box.y, box.width, box.height);
    cairo_clip(pen);
    useColour(pen, pattern.colour);
    cairo_set_line_width(pen, pattern.lineWidth);
    const int count = static_cast<int>((box.height + 4 * pattern.amplitude) / pattern.spacing);
    for (int i = 0; i <= count; ++i) {
        const double level = box.y - 2 * pattern.amplitude + i * pattern.spacing;
        for (double x = box.x; x <= box.x + box.width + 1; x += 0.8) {
            const double phase = 2 * kPi * (x - box.x) / pattern.wavelength;
            const double y = level + pattern.amplitude * (std::sin(phase + i * 0.22) + 0.4 * std::sin(phase * 2.6));
            cairo_line_to(pen, x, y);
        }
        cairo_stroke(pen);
    }
    cairo_restore(pen);
}

void drawRosette(Canvas& canvas, Point centre, double radius, Colour colour) {
    cairo_t* pen = canvas.pen();
    useColour(pen, colour);
    cairo_set_line_width(pen, 0.11);
    constexpr int kPetals = 18;
    for (int i = 0; i < kPetals; ++i) {
        cairo_save(pen);
        cairo_translate(pen, centre.x, centre.y);
        cairo_rotate(pen, i * kPi / kPetals);
        ellipse(pen, {0, 0}, radius, radius * 0.42);
        cairo_restore(pen);
        cairo_stroke(pen);
    }
}

void drawTint(Canvas& canvas, Box box, Colour left, Colour right) {
    cairo_pattern_t* gradient = cairo_pattern_create_linear(box.x, box.y, box.x + box.width, box.y + box.height);
    cairo_pattern_add_color_stop_rgb(gradient, 0, left.red, left.green, left.blue);
    cairo_pattern_add_color_stop_rgb(gradient, 1, right.red, right.green, right.blue);
    cairo_set_source(canvas.pen(), gradient);
    cairo_rectangle(canvas.pen(), box.x, box.y, box.width, box.height);
    cairo_fill(canvas.pen());
    cairo_pattern_destroy(gradient);
}

void drawWreath(Canvas& canvas, Point centre, double radius) {
    const Colour red{0.80, 0.12, 0.13}, gold{0.93, 0.74, 0.24};
    canvas.disc(centre, radius, gold);
    canvas.disc(centre, radius * 0.86, red);
    constexpr int kLeaves = 22;
    for (int i = 0; i < kLeaves; ++i) {
        const double angle = i * 2 * kPi / kLeaves;
        const Point leaf{centre.x + radius * 0.93 * std::cos(angle), centre.y + radius * 0.93 * std::sin(angle)};
        canvas.disc(leaf, radius * 0.075, red);
    }
    drawStar(canvas, {centre.x, centre.y - radius * 0.08}, radius * 0.46, gold);
    cairo_t* pen = canvas.pen();
    useColour(pen, gold);
    cairo_set_line_width(pen, radius * 0.09);
    cairo_new_path(pen);
    cairo_arc(pen, centre.x, centre.y, radius * 0.62, kPi * 0.2, kPi * 0.8);
    cairo_stroke(pen);
}

void drawStar(Canvas& canvas, Point centre, double radius, Colour colour, double turn) {
    cairo_t* pen = canvas.pen();
    cairo_new_path(pen);
    for (int i = 0; i < 10; ++i) {
        const double reach = i % 2 == 0 ? radius : radius * 0.382;
        const double angle = turn * kPi / 180 - kPi / 2 + i * kPi / 5;
        cairo_line_to(pen, centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle));
    }
    cairo_close_path(pen);
    useColour(pen, colour);
    cairo_fill(pen);
}

void drawRoundedBox(Canvas& canvas, Box box, double radius, Colour colour) {
    roundedPath(canvas.pen(), box, radius);
    useColour(canvas.pen(), colour);
    cairo_fill(canvas.pen());
}

void cutCorners(Canvas& canvas, double radius) {
    cairo_t* pen = canvas.pen();
    const Box whole{0, 0, canvas.paper().width, canvas.paper().height};
    roundedPath(pen, whole, radius);
    // Drawn a little larger, because the picture's size is rounded to whole pixels.
    cairo_rectangle(pen, -1, -1, whole.width + 2, whole.height + 2);
    useColour(pen, kWhite);
    cairo_set_fill_rule(pen, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill(pen);
    cairo_set_fill_rule(pen, CAIRO_FILL_RULE_WINDING);
}

void drawChip(Canvas& canvas, Box box) {
    cairo_t* pen = canvas.pen();
    const Colour line{0.55, 0.43, 0.16};
    drawRoundedBox(canvas, box, 1.2, {0.90, 0.77, 0.42});
    roundedPath(pen, box, 1.2);
    useColour(pen, line);
    cairo_set_line_width(pen, 0.18);
    cairo_stroke(pen);
    for (const double share : {0.33, 0.67}) {
        const double y = box.y + box.height * share;
        canvas.line({box.x, y}, {box.x + box.width * 0.33, y}, 0.18, line);
        canvas.line({box.x + box.width * 0.67, y}, {box.x + box.width, y}, 0.18, line);
        const double x = box.x + box.width * share;
        canvas.line({x, box.y}, {x, box.y + box.height}, 0.18, line);
    }
}

void drawCertificateFrame(Canvas& canvas, Box box, Colour colour) {
    canvas.frame(box, 1.1, colour);
    canvas.frame({box.x + 1.8, box.y + 1.8, box.width - 3.6, box.height - 3.6}, 0.3, colour);
    constexpr double kCurl = 5;
    for (const double x : {box.x + 1.8, box.x + box.width - 1.8})
        for (const double y : {box.y + 1.8, box.y + box.height - 1.8})
            for (const double radius : {kCurl, kCurl * 0.7, kCurl * 0.4}) canvas.ring({x, y}, radius, 0.3, colour);
}

void drawFold(Canvas& canvas, double x) {
    for (int i = -8; i <= 8; ++i) {
        const double depth = 0.13 * (1 - std::abs(i) / 9.0);
        canvas.fill({x + i * 0.45 - 0.225, 0, 0.45, canvas.paper().height}, {0.3, 0.3, 0.32, depth});
    }
    canvas.line({x, 0}, {x, canvas.paper().height}, 0.12, {0.4, 0.4, 0.42, 0.6});
}

}  // namespace daiban::samples
