#include "printing/labels/LabelSheet.h"

#include <cairo.h>
#include <fmt/format.h>

#include <cmath>

#include "base/Error.h"
#include "printing/FitText.h"
#include "printing/PaperPdf.h"
#include "printing/labels/DrawLabel.h"

namespace daiban::printing {

namespace {

constexpr double a4Width = 210;
constexpr double a4Height = 297;
// Sheets are as exact as the numbers on their box: a label may touch the next or the edge, within rounding.
constexpr double rounding = 0.011;
// Origins of labels stand on whole dots of this grid, as the QR code's modules within them do.
constexpr double laserDpi = 600;
constexpr double millimetresPerInch = 25.4;

double sizeAt(const base::YamlNode& node, std::string_view key) {
    const auto at = node.at(key);
    const double value = at.number();
    if (!(value > 0) || value > 1000) at.fail(base::Sentence("expected millimetres, above 0 and up to 1000."));
    return value;
}

int countAt(const base::YamlNode& node, std::string_view key) {
    const auto at = node.at(key);
    const int value = at.integer();
    if (value < 1 || value > 100) at.fail(base::Sentence("expected 1 to 100."));
    return value;
}

void readDesigns(const base::YamlNode& node, LabelSheet& sheet) {
    for (const auto& [name, design] : node.entries()) {
        const auto kind = codes::tokenKindNamed(name);
        if (!kind)
            design.fail(base::Sentence("'{}' is no kind of label; write folder, certificate, sheet or desk.", name));
        sheet.designs[*kind] = design.string();
    }
}

void mustFit(const base::YamlNode& root, const LabelSheet& sheet) {
    if (sheet.pitchX < sheet.labelWidth - rounding || sheet.pitchY < sheet.labelHeight - rounding)
        root.at("pitch").fail(base::Sentence("the labels overlap; the pitch is at least a label's size."));
    const auto last = sheet.boxOf(sheet.labels());
    if (sheet.left < 0 || sheet.top < 0 || last.x + last.width > sheet.pageWidth + rounding ||
        last.y + last.height > sheet.pageHeight + rounding)
        root.at("first").fail(base::Sentence("the last label ends at {} x {} mm, off the page of {} x {} mm.",
                                             last.x + last.width, last.y + last.height, sheet.pageWidth,
                                             sheet.pageHeight));
}

void mustHave(const LabelSheet& sheet, int label) {
    if (label >= 1 && label <= sheet.labels()) return;
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("The sheet {} has labels 1 to {}, not {}.", sheet.name, sheet.labels(), label));
}

double onDot(double millimetres) {
    return std::round(millimetres * laserDpi / millimetresPerInch) * millimetresPerInch / laserDpi;
}

void correct(cairo_t* cairo, const PrinterCalibration& calibration) {
    const cairo_matrix_t matrix{.xx = 1 / calibration.scaleX,
                                .yx = 0,
                                .xy = 0,
                                .yy = 1 / calibration.scaleY,
                                .x0 = -calibration.offsetX / calibration.scaleX,
                                .y0 = -calibration.offsetY / calibration.scaleY};
    cairo_transform(cairo, &matrix);
}

void drawOn(cairo_t* cairo, const LabelSheet& sheet, const MillimetreBox& place, const SheetLabel& label) {
    const LabelDesign& design = *label.design;
    if (design.width > sheet.labelWidth || design.height > sheet.labelHeight)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The design {} is larger than a label of the sheet {}; choose another design.",
                                         design.name, sheet.name));
    cairo_save(cairo);
    cairo_translate(cairo, onDot(place.x + (place.width - design.width) / 2),
                    onDot(place.y + (place.height - design.height) / 2));
    cairo_rectangle(cairo, 0, 0, design.width, design.height);
    cairo_clip(cairo);
    drawLabel(cairo, design, label.content, laserDpi);
    cairo_restore(cairo);
}

void drawCross(cairo_t* cairo, double x, double y) {
    constexpr double arm = 8;
    constexpr double ring = 3;
    cairo_set_line_width(cairo, 0.15);
    cairo_move_to(cairo, x - arm, y);
    cairo_line_to(cairo, x + arm, y);
    cairo_move_to(cairo, x, y - arm);
    cairo_line_to(cairo, x, y + arm);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, x, y, ring, 0, 2 * M_PI);
    cairo_stroke(cairo);
}

void drawLine(cairo_t* cairo, const MillimetreBox& place, double points, TextWeight weight, const std::string& text) {
    const LabelTextBox box{
        .what = LabelText::Fixed, .box = place, .size = points, .smallest = 6, .lines = 3, .weight = weight};
    drawFittedText(cairo, box, place, text);
}

}  // namespace

MillimetreBox LabelSheet::boxOf(int label) const {
    const int index = label - 1;
    return {left + pitchX * (index % columns), top + pitchY * (index / columns), labelWidth, labelHeight};
}

LabelSheet labelSheetFrom(const base::YamlNode& root) {
    root.onlyKeys({"title", "page", "columns", "rows", "label", "first", "pitch", "designs"});
    LabelSheet sheet;
    sheet.name = root.file().stem().string();
    sheet.title = root.at("title").string();
    root.at("page").onlyKeys({"width", "height"});
    sheet.pageWidth = sizeAt(root.at("page"), "width");
    sheet.pageHeight = sizeAt(root.at("page"), "height");
    sheet.columns = countAt(root, "columns");
    sheet.rows = countAt(root, "rows");
    root.at("label").onlyKeys({"width", "height"});
    sheet.labelWidth = sizeAt(root.at("label"), "width");
    sheet.labelHeight = sizeAt(root.at("label"), "height");
    root.at("first").onlyKeys({"left", "top"});
    sheet.left = root.at("first").at("left").number();
    sheet.top = root.at("first").at("top").number();
    root.at("pitch").onlyKeys({"x", "y"});
    sheet.pitchX = sizeAt(root.at("pitch"), "x");
    sheet.pitchY = sizeAt(root.at("pitch"), "y");
    mustFit(root, sheet);
    readDesigns(root.at("designs"), sheet);
    return sheet;
}

LabelSheet loadLabelSheet(const std::filesystem::path& file) {
    return labelSheetFrom(base::YamlNode::load(file));
}

std::map<std::string, LabelSheet> loadLabelSheets(const std::filesystem::path& folder) {
    std::map<std::string, LabelSheet> sheets;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (entry.path().extension() != ".yaml") continue;
        auto sheet = loadLabelSheet(entry.path());
        const std::string name = sheet.name;
        sheets.emplace(name, std::move(sheet));
    }
    if (sheets.empty())
        throw base::Error(
            base::ErrorKind::NotFound,
            base::Sentence("There is no label sheet (*.yaml) in {}; install the models or name their folder.",
                           folder.string()));
    return sheets;
}

std::vector<SheetPlace> placesOn(const LabelSheet& sheet, std::size_t count, const SheetStart& start) {
    mustHave(sheet, start.first);
    for (const int label : start.skipped) mustHave(sheet, label);
    std::vector<SheetPlace> places;
    SheetPlace next{.page = 0, .label = start.first};
    while (places.size() < count) {
        if (next.page > 0 || !start.skipped.contains(next.label)) places.push_back(next);
        if (++next.label > sheet.labels()) next = {next.page + 1, 1};
    }
    return places;
}

std::string labelSheetPdf(const LabelSheet& sheet, const std::vector<SheetLabel>& labels, const SheetStart& start,
                          const PrinterCalibration& calibration) {
    if (labels.empty())
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("There is no label to print; name one."));
    const auto places = placesOn(sheet, labels.size(), start);
    PaperPdf pdf(sheet.pageWidth, sheet.pageHeight, sheet.title);
    for (int page = 0; page <= places.back().page; ++page) {
        cairo_save(pdf.cairo());
        correct(pdf.cairo(), calibration);
        for (std::size_t i = 0; i < labels.size(); ++i)
            if (places[i].page == page) drawOn(pdf.cairo(), sheet, sheet.boxOf(places[i].label), labels[i]);
        cairo_restore(pdf.cairo());
        pdf.endPage();
    }
    return pdf.finished();
}

std::string calibrationPdf() {
    PaperPdf pdf(a4Width, a4Height, "标签打印校准页");
    cairo_t* cairo = pdf.cairo();
    cairo_set_source_rgb(cairo, 0, 0, 0);
    drawCross(cairo, firstCrossX, firstCrossY);
    drawCross(cairo, secondCrossX, secondCrossY);
    drawLine(cairo, {31, 14, 60, 12}, 14, TextWeight::Bold, "十字一");
    drawLine(cairo, {160, 271, 22, 12}, 14, TextWeight::Bold, "十字二");
    drawLine(cairo, {25, 60, 160, 12}, 22, TextWeight::Bold, "标签打印校准页");
    double y = 80;
    for (const char* line : {"1. 打印时选“实际大小”（100%），不要选“适合页面”。",
                             "2. 用直尺量十字一的中心：到纸左边多少毫米，到纸上边多少毫米。",
                             "3. 再量十字二的中心：同样从纸的左边和上边量起。",
                             "4. 量到 0.1 或 0.2 毫米，四个数按“一左、一上、二左、二上”填入：",
                             "    daiban label calibrate --printer 打印机 --measured 20.0,20.0,190.0,277.0",
                             "5. 以后打印的标签纸都按这次量得的数校正。换打印机或换进纸盒后再校准一次。"}) {
        drawLine(cairo, {25, y, 160, 9}, 12, TextWeight::Regular, line);
        y += 11;
    }
    drawLine(cairo, {25, y + 8, 160, 8}, 10, TextWeight::Regular,
             fmt::format("不偏不缩时，十字一应在 {:g}、{:g} 毫米，十字二应在 {:g}、{:g} 毫米。", firstCrossX,
                         firstCrossY, secondCrossX, secondCrossY));
    pdf.endPage();
    return pdf.finished();
}

}  // namespace daiban::printing
