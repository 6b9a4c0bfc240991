#include "samples/draw/CopiedCards.h"

#include "samples/draw/Cards.h"
#include "samples/draw/Forms.h"
#include "samples/draw/Ornaments.h"
#include "samples/draw/Placement.h"
#include "samples/draw/SampleTypes.h"
#include "samples/draw/Truth.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace daiban::samples {

namespace {

using Json = nlohmann::ordered_json;

bool oneIn(Dice& dice, int n) {
    return dice.between(1, n) == 1;
}

double about(Dice& dice, double middle, double spread) {
    return middle + spread * (2 * dice.fraction() - 1);
}

// ---- identity cards

TextStyle styled(Face face, double size, bool bold = false) {
    return {.face = face, .size = size, .bold = bold};
}

/// `at`: left edge and middle of the line.
double textAt(Canvas& canvas, Point at, std::string_view words, const TextStyle& style) {
    return canvas.text({at.x, at.y - style.size / 2}, words, style);
}

Face anyFace(Dice& dice) {
    constexpr std::array faces{Face::Hei, Face::Hei, Face::Song, Face::Kai};
    return faces[static_cast<std::size_t>(dice.between(0, 3))];
}

}  // namespace

void drawVariedIdCardFront(Sheet& sheet, const Subject& subject) {
    Dice dice(subject.seed * 2654435761U + 1);
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    const Face labelFace = anyFace(dice), valueFace = anyFace(dice);
    const TextStyle label = styled(labelFace, about(dice, 2.7, 0.25)),
                    value = styled(valueFace, about(dice, 3.15, 0.25));
    const double left = about(dice, 6, 0.6), tab = about(dice, 16.3, 0.9), pitch = about(dice, 6.55, 0.2);
    const bool spaced = dice.between(0, 1) == 0;
    const auto labelled = [&](Point at, const char* tight, const char* apart) {
        textAt(canvas, at, spaced ? apart : tight, label);
    };
    double y = about(dice, 8.2, 0.6);
    labelled({left, y}, "姓名", "姓 名");
    textAt(canvas, {tab, y}, person.name, styled(valueFace, value.size * about(dice, 1.15, 0.08)));
    y += pitch;
    labelled({left, y}, "性别", "性 别");
    textAt(canvas, {tab, y}, sexName(person.sex), value);
    const double ethnicity = tab + about(dice, 9.5, 1.2);
    labelled({ethnicity, y}, "民族", "民 族");
    textAt(canvas, {ethnicity + about(dice, 10, 0.8), y}, person.ethnicity, value);
    y += pitch;
    labelled({left, y}, "出生", "出 生");
    textAt(canvas, {tab, y}, spacedChineseDate(person.birth), value);
    y += about(dice, 6.8, 0.3);
    labelled({left, y}, "住址", "住 址");
    TextStyle address = value;
    address.breakAt = BreakAt::Anywhere;
    canvas.paragraph({tab, y - value.size / 2, about(dice, 37, 2), 0}, person.address, address);
    y = about(dice, 46.6, 0.8);
    textAt(canvas, {left, y}, "公民身份号码", label);
    TextStyle number = styled(Face::Hei, about(dice, 3.9, 0.3), dice.between(0, 1) == 0);
    number.letterSpacing = about(dice, 0.35, 0.3);
    textAt(canvas, {about(dice, 29, 1.2), y}, person.idNumber, number);
    drawPortrait(canvas, {about(dice, 58.5, 1), about(dice, 8.5, 0.8), about(dice, 22, 1), about(dice, 28, 1.2)},
                 portraitOf(person, {2020}, {0.95, 0.95, 0.95}));
    sheet.note("name", person.name);
    sheet.note("id_number", person.idNumber);
}

void drawVariedIdCardBack(Sheet& sheet, const Subject& subject) {
    Dice dice(subject.seed * 2654435761U + 2);
    Canvas& canvas = sheet.canvas;
    const Person& person = subject.holder;
    drawWreath(canvas, {about(dice, 15, 1), about(dice, 14.5, 1)}, about(dice, 8.2, 0.6));
    TextStyle state = styled(anyFace(dice), about(dice, 4.7, 0.4), true),
              title = styled(anyFace(dice), about(dice, 7, 0.7), true);
    state.letterSpacing = about(dice, 0.6, 0.5), title.letterSpacing = about(dice, 0.8, 0.6);
    state.align = title.align = Align::Centre;
    const double middle = about(dice, 51, 4);
    canvas.text({middle, about(dice, 9.2, 0.7) - state.size / 2}, "中华人民共和国", state);
    canvas.text({middle, about(dice, 19, 0.9) - title.size / 2}, "居民身份证", title);
    const TextStyle label = styled(anyFace(dice), about(dice, 2.85, 0.3), true),
                    value = styled(anyFace(dice), about(dice, 3.1, 0.2));
    const double left = about(dice, 17.2, 0.9), tab = about(dice, 32.5, 1.8), first = about(dice, 39.3, 0.7);
    const double second = first + about(dice, 6.9, 0.25);
    const Date from{2024, dice.between(1, 12), dice.between(1, 28)};
    textAt(canvas, {left, first}, "签发机关", label);
    textAt(canvas, {tab, first}, person.authority, value);
    textAt(canvas, {left, second}, "有效期限", label);
    textAt(canvas, {tab, second}, dottedDate(from) + "-" + (oneIn(dice, 3) ? "长期" : dottedDate(laterBy(from, 20))),
           value);
    sheet.note("issuing_authority", person.authority);
}

namespace {

// ---- copying

/// What one copier does to a sheet.
struct CopyLook {
    bool colour = false;
    double dark = 62, light = 205;  // grey levels that become black and white
    double scale = 1;
    double grain = 2;
    double shade = 0;    // grey levels that one side of the sheet is darker
    double rim = 0;      // millimetres of black along one side
    double outline = 0;  // grey levels of what is left of a card's edge; 0: nothing
    int turnClockwise = 0;
};

CopyLook anyLook(Dice& dice) {
    CopyLook look;
    look.colour = oneIn(dice, 5);
    look.dark = about(dice, 55, 25);
    look.light = about(dice, 200, 25);
    look.scale = oneIn(dice, 2) ? 1 : about(dice, 1, 0.03);
    look.grain = 0.5 + 7 * dice.fraction() * dice.fraction();
    look.shade = oneIn(dice, 3) ? about(dice, 10, 10) : 0;
    look.rim = oneIn(dice, 4) ? about(dice, 3, 2) : 0;
    look.outline = oneIn(dice, 4) ? about(dice, 25, 20) : 0;
    constexpr std::array turns{0, 0, 0, 0, 90, 180, 270};
    look.turnClockwise = turns[static_cast<std::size_t>(dice.between(0, 6))];
    return look;
}

/// A document as toner: what is paler than a copier sees is gone.
cv::Mat toner(const cv::Mat& bgr, const CopyLook& look) {
    cv::Mat picture = bgr;
    if (!look.colour) {
        cv::cvtColor(bgr, picture, cv::COLOR_BGR2GRAY);
        cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
    }
    cv::Mat out;
    const double gain = 255 / (look.light - look.dark);
    picture.convertTo(out, CV_8U, gain, -look.dark * gain);
    return out;
}

/// A sheet of paper on which documents are copied without their outlines.
class Copy {
  public:
    Copy(Size paper, double dpi, const CopyLook& look) : look_(look), dpi_(dpi), canvas_(paper, dpi) {}

    /// Words and marks of the sheet's own.
    Canvas& canvas() { return canvas_; }
    void place(const DrawnPage& document, Point centre, double degrees) {
        documents_.push_back({document, centre, degrees});
    }
    DrawnPage made(Dice& dice);

  private:
    struct Document {
        DrawnPage page;
        Point centre;
        double degrees;
    };
    void copy(cv::Mat& sheet, const Document& document, Dice& dice);
    void addTruth(DrawnPage& page, const Document& document, const cv::Matx23d& turn) const;
    cv::Matx23d placeOf(const Document& document) const {
        const double scale = dpi_ / 25.4;
        return placement(document.page.image.size(), {document.centre.x * scale, document.centre.y * scale},
                      document.degrees, look_.scale);
    }

    CopyLook look_;
    double dpi_;
    Canvas canvas_;
    std::vector<Document> documents_;
};

void Copy::copy(cv::Mat& sheet, const Document& document, Dice& dice) {
    const cv::Matx23d place = placeOf(document);
    cv::Mat layer;
    cv::warpAffine(toner(document.page.image, look_), layer, place, sheet.size(), cv::INTER_AREA, cv::BORDER_CONSTANT,
                   cv::Scalar::all(255));
    cv::min(sheet, layer, sheet);
    if (look_.outline <= 0) return;
    // The lid casts a shadow along one or two sides.
    const double w = document.page.image.cols, h = document.page.image.rows;
    const std::array<cv::Point2d, 5> c{moved(place, {0, 0}), moved(place, {w, 0}), moved(place, {w, h}),
                                       moved(place, {0, h}), moved(place, {0, 0})};
    cv::Mat shadow(sheet.size(), CV_8UC3, cv::Scalar::all(0));
    const auto first = static_cast<std::size_t>(dice.between(0, 3));
    for (std::size_t i = first; i < std::min<std::size_t>(4, first + 2); ++i)
        cv::line(shadow, cv::Point(c[i]), cv::Point(c[i + 1]), cv::Scalar::all(look_.outline), 2, cv::LINE_AA);
    cv::subtract(sheet, shadow, sheet);
}

cv::Mat turnedBy(const cv::Mat& picture, int degrees) {
    cv::Mat turned;
    if (degrees == 0) return picture;
    cv::rotate(picture, turned,
               degrees == 90    ? cv::ROTATE_90_CLOCKWISE
               : degrees == 180 ? cv::ROTATE_180
                                : cv::ROTATE_90_COUNTERCLOCKWISE);
    return turned;
}

void Copy::addTruth(DrawnPage& page, const Document& document, const cv::Matx23d& turn) const {
    const cv::Matx23d place = placeOf(document);
    for (Json entry : document.page.truth.at("documents")) {
        const auto onPage = [&](const Json& quad) { return movedQuad(turn, movedQuad(place, quad)); };
        entry["quad"] = onPage(entry["quad"]);
        for (Json& line : entry["lines"]) line["quad"] = onPage(line["quad"]);
        const double degrees = document.degrees + look_.turnClockwise;
        const int quarters = (static_cast<int>(std::lround(degrees / 90)) % 4 + 4) % 4;
        entry["rotation"] = (4 - quarters) % 4 * 90;
        entry["skew_deg"] = degrees - 90 * std::round(degrees / 90);
        entry["edges"] = "none";
        page.truth["documents"].push_back(std::move(entry));
    }
}

DrawnPage Copy::made(Dice& dice) {
    cv::Mat sheet = toner(canvas_.image(), look_);
    for (const Document& document : documents_) copy(sheet, document, dice);
    cv::Mat light;
    sheet.convertTo(light, CV_32FC3, 0.97);
    for (int x = 0; look_.shade > 0 && x < light.cols; ++x)
        light.col(x) -= cv::Scalar::all(look_.shade * x / light.cols);
    const int rim = static_cast<int>(look_.rim * dpi_ / 25.4);
    if (rim > 0) light.colRange(light.cols - rim, light.cols) *= 0.25;
    cv::RNG random(static_cast<std::uint64_t>(dice.between(1, 1 << 30)));
    for (int i = dice.between(0, 60); i > 0; --i)
        cv::circle(light, {random.uniform(0, light.cols), random.uniform(0, light.rows)}, random.uniform(1, 3),
                   cv::Scalar::all(random.uniform(20, 150)), cv::FILLED, cv::LINE_AA);
    cv::GaussianBlur(light, light, {}, 0.4 + 0.5 * dice.fraction());
    cv::Mat grain(light.size(), CV_32FC1), three;
    random.fill(grain, cv::RNG::NORMAL, 0, look_.grain);
    cv::merge(std::vector<cv::Mat>{grain, grain, grain}, three);
    light += three;
    cv::Mat picture;
    light.convertTo(picture, CV_8U);
    if (!look_.colour) cv::cvtColor(picture, picture, cv::COLOR_BGR2GRAY);

    DrawnPage page{.image = turnedBy(picture, look_.turnClockwise), .dpi = dpi_, .truth = emptyTruth({}, "photocopy")};
    const double w = picture.cols, h = picture.rows;
    const cv::Matx23d turn = look_.turnClockwise == 90    ? cv::Matx23d{0, -1, h, 1, 0, 0}
                             : look_.turnClockwise == 180 ? cv::Matx23d{-1, 0, w, 0, -1, h}
                             : look_.turnClockwise == 270 ? cv::Matx23d{0, 1, 0, -1, 0, w}
                                                          : cv::Matx23d{1, 0, 0, 0, 1, 0};
    for (const Document& document : documents_) addTruth(page, document, turn);
    page.truth["width"] = page.image.cols;
    page.truth["height"] = page.image.rows;
    page.truth["rotation"] = (360 - look_.turnClockwise) % 360;
    page.truth["params"] = {{"dpi", dpi_}, {"scale", look_.scale}, {"turned_cw", look_.turnClockwise}};
    return page;
}

// ---- sheets

constexpr SampleType variedFront{"id-card-front", "id-card-front", kCardSize,
                                 kCardCorner,     Age::Retired,    drawVariedIdCardFront};
constexpr SampleType variedBack{"id-card-back", "id-card-back", kCardSize,
                                kCardCorner,    Age::Retired,   drawVariedIdCardBack};

/// "仅供办理…使用" by hand across the cards.
void writePurpose(Canvas& canvas, Point at, Dice& dice) {
    constexpr std::array<std::string_view, 4> purposes{"仅供办理养老待遇使用", "仅供办理居住证使用，他用无效",
                                                       "仅供社区代办使用", "本复印件仅限办理就业登记"};
    const TextStyle hand{.face = Face::Kai, .size = about(dice, 5.5, 1.5), .colour = {0.25, 0.25, 0.3}};
    canvas.text(at, dice.oneOf(purposes), hand);
}

void stamp(Canvas& canvas, Point centre, Dice& dice) {
    canvas.ring(centre, about(dice, 16, 4), 0.9, kSealRed);
    canvas.text({centre.x - 11, centre.y - 2}, "与原件核对一致", {.face = Face::Song, .size = 3.4, .colour = kSealRed});
}

void addMarks(Copy& copy, const std::vector<Point>& centres, Dice& dice) {
    const Point any = centres[static_cast<std::size_t>(dice.between(0, static_cast<int>(centres.size()) - 1))];
    if (oneIn(dice, 4)) writePurpose(copy.canvas(), {any.x - 30, any.y + about(dice, 2, 22)}, dice);
    if (oneIn(dice, 5)) stamp(copy.canvas(), {any.x + about(dice, 10, 40), any.y + about(dice, 10, 20)}, dice);
    if (oneIn(dice, 6))
        copy.canvas().text({105, about(dice, 18, 5)}, "身份证复印件粘贴处",
                           {.face = Face::Hei, .size = 6, .align = Align::Centre});
    if (oneIn(dice, 6))
        for (const Point& centre : centres) copy.canvas().frame({centre.x - 47, centre.y - 31, 94, 62}, 0.3);
}

Age anyAge(Dice& dice) {
    constexpr std::array ages{Age::Working, Age::Retired, Age::Elder};
    return ages[static_cast<std::size_t>(dice.between(0, 2))];
}

/// Where cards lie on a sheet that stands: one or two above one another, or two rows of two.
std::vector<Point> placesFor(int cards, Dice& dice) {
    const double gap = 54 + about(dice, 16, 13);
    const double top = about(dice, 75, 30);
    if (cards == 1) return {{about(dice, 105, 45), about(dice, 110, 75)}};
    if (cards == 2) {
        const double x = about(dice, 105, 40);
        return {{x, top}, {x + about(dice, 0, 8), top + gap}};
    }
    std::vector<Point> places{{54, top}, {54, top + gap}, {154, top}, {154, top + gap}};
    places.resize(static_cast<std::size_t>(cards));
    return places;
}

}  // namespace

DrawnPage drawCopiedCards(std::uint32_t seed, double dpi) {
    Dice dice(seed * 747796405U + 17);
    Copy copy({210, 297}, dpi, anyLook(dice));
    std::vector<DrawnPage> cards;
    const auto person = [&](std::uint32_t n) { return inventSubject(seed * 8 + n, anyAge(dice)); };
    const int kind = dice.between(0, 9);
    if (kind <= 5) {
        const Subject holder = person(0);
        cards = {drawClean(variedFront, holder, dpi), drawClean(variedBack, holder, dpi)};
        if (oneIn(dice, 8)) std::swap(cards[0], cards[1]);
    } else if (kind == 6) {
        const Subject a = person(0), b = person(1);
        cards = {drawClean(variedFront, a, dpi), drawClean(variedFront, b, dpi)};
        if (oneIn(dice, 2)) cards.insert(cards.end(), {drawClean(variedBack, a, dpi), drawClean(variedBack, b, dpi)});
    } else if (kind == 7) {
        cards = {drawClean(oneIn(dice, 2) ? variedFront : variedBack, person(0), dpi)};
    } else {
        constexpr std::array<std::string_view, 5> others{"social-security-card", "health-certificate",
                                                         "residence-permit", "elder-benefit-card",
                                                         "household-register-person"};
        cards = {drawClean(dice.oneOf(others), person(0), dpi)};
    }
    const std::vector<Point> places = placesFor(static_cast<int>(cards.size()), dice);
    for (std::size_t i = 0; i < cards.size(); ++i) copy.place(cards[i], places[i], about(dice, 0, 3) * dice.fraction());
    addMarks(copy, places, dice);
    return copy.made(dice);
}

DrawnPage drawCopiedForm(std::uint32_t seed, double dpi) {
    Dice dice(seed * 747796405U + 29);
    constexpr std::array<std::string_view, 14> forms{"pension-application-form",
                                                     "flexible-employment-subsidy-form",
                                                     "elder-allowance-form",
                                                     "social-insurance-payment-record",
                                                     "income-certificate",
                                                     "lease-contract",
                                                     "power-of-attorney",
                                                     "diploma",
                                                     "birth-certificate",
                                                     "business-license",
                                                     "marriage-certificate",
                                                     "employment-registration-certificate",
                                                     "leaflet",
                                                     "blank-page"};
    const std::string_view form = dice.oneOf(forms);
    CopyLook look = anyLook(dice);
    look.scale = 1;
    const DrawnPage page = drawClean(form, inventSubject(seed * 8 + 3, sampleType(form).age), dpi);
    const Size paper = sampleType(form).paper;
    Copy copy(paper, dpi, look);
    copy.place(page, {paper.width / 2, paper.height / 2}, 0);
    if (oneIn(dice, 4)) writePurpose(copy.canvas(), {paper.width / 4, paper.height / 2}, dice);
    return copy.made(dice);
}

}  // namespace daiban::samples
