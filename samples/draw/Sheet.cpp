#include "samples/draw/Sheet.h"

#include <algorithm>

namespace daiban::samples {

void Sheet::note(std::string_view field, std::string_view printed) {
    fields[std::string(field)] = printed;
}

void Sheet::noteDate(std::string_view field, std::string_view printed, std::string_view iso) {
    note(field, printed);
    fieldsIso[std::string(field)] = iso;
}

FormCell label(std::string text, double width) {
    return {std::move(text), width, FormCell::Kind::Label};
}
FormCell value(std::string text, double width) {
    return {std::move(text), width, FormCell::Kind::Value};
}
FormCell valueLeft(std::string text, double width) {
    return {std::move(text), width, FormCell::Kind::ValueLeft};
}

namespace {

void drawCell(Sheet& sheet, Box box, const FormCell& cell, const FormLook& look) {
    sheet.canvas.frame(box, look.lineWidth, look.lineColour);
    if (cell.text.empty()) return;
    TextStyle style = cell.kind == FormCell::Kind::Label ? look.labels : look.values;
    switch (cell.kind) {
        case FormCell::Kind::Label:
        case FormCell::Kind::Value:
            sheet.canvas.cell(box, cell.text, style);
            break;
        case FormCell::Kind::ValueLeft:
            style.align = Align::Left;
            sheet.canvas.cell(box, cell.text, style);
            break;
        case FormCell::Kind::Upright:
            sheet.canvas.column(box, cell.text, look.labels);
            break;
    }
}

}  // namespace

double drawTable(Sheet& sheet, Point topLeft, double width, std::span<const FormRow> rows, const FormLook& look) {
    double y = topLeft.y;
    for (const FormRow& row : rows) {
        double fixed = 0;
        int open = 0;
        for (const FormCell& cell : row.cells) {
            fixed += cell.width;
            if (cell.width == 0) ++open;
        }
        const double share = (width - fixed) / std::max(1, open);
        double x = topLeft.x;
        for (const FormCell& cell : row.cells) {
            const double cellWidth = cell.width > 0 ? cell.width : share;
            drawCell(sheet, {x, y, cellWidth, row.height}, cell, look);
            x += cellWidth;
        }
        y += row.height;
    }
    sheet.canvas.frame({topLeft.x, topLeft.y, width, y - topLeft.y}, look.lineWidth * 2, look.lineColour);
    return y;
}

double drawLabelledLines(Sheet& sheet, Point topLeft, std::span<const LabelledLine> lines, const LabelledLook& look) {
    double y = topLeft.y;
    for (const LabelledLine& line : lines) {
        const double sink = (look.values.size - look.labels.size) * 0.86;
        sheet.canvas.text({topLeft.x, y + std::max(0.0, sink)}, line.label, look.labels);
        const Point at{topLeft.x + look.tab, y + std::max(0.0, -sink)};
        double height = 0;
        if (look.width > 0)
            height = sheet.canvas.paragraph({at.x, at.y, look.width, 0}, line.value, look.values);
        else
            sheet.canvas.text(at, line.value, look.values);
        y += std::max(look.step, height + look.step - look.values.size * look.values.lineHeight);
    }
    return y;
}

void drawSpecimenMark(Sheet& sheet, Point at, Align align, double size) {
    sheet.canvas.text(at, "样本 SPECIMEN",
                      {.face = Face::Hei, .size = size, .colour = {0.5, 0.5, 0.53}, .align = align});
}

}  // namespace daiban::samples
