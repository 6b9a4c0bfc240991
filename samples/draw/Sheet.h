#pragma once

#include "samples/draw/Canvas.h"

#include <nlohmann/json.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::samples {

/// Text that may or may not be read: a seal's.
struct OptionalLine {
    std::string text, kind;
    Quad quad;
};

/// A document while it is being drawn: the canvas and what the truth will say about it.
struct Sheet {
    Canvas canvas;
    nlohmann::ordered_json fields = nlohmann::ordered_json::object();
    nlohmann::ordered_json fieldsIso = nlohmann::ordered_json::object();
    std::vector<OptionalLine> optionalLines{};

    void note(std::string_view field, std::string_view printed);
    void noteDate(std::string_view field, std::string_view printed, std::string_view iso);
};

/// One cell of a form. A width of 0 takes what is left of the row.
struct FormCell {
    std::string text;
    double width = 0;
    enum class Kind { Label, Value, ValueLeft, Upright } kind = Kind::Label;
};
FormCell label(std::string text, double width = 24);
FormCell value(std::string text, double width = 0);
FormCell valueLeft(std::string text, double width = 0);

struct FormRow {
    double height = 9;
    std::vector<FormCell> cells;
};

struct FormLook {
    TextStyle labels{.face = Face::Song, .size = 3.7, .align = Align::Centre};
    TextStyle values{.face = Face::Kai, .size = 3.9, .align = Align::Centre};
    double lineWidth = 0.25;
    Colour lineColour = kBlack;
};

/// Draws rows of cells below one another; returns the y of the table's foot.
double drawTable(Sheet& sheet, Point topLeft, double width, std::span<const FormRow> rows, const FormLook& look = {});

/// A label and, a tab further, what stands behind it; returns the y of the next line.
struct LabelledLine {
    std::string label, value;
};
struct LabelledLook {
    TextStyle labels, values;
    double tab = 20;   // from the labels' left edge to the values'
    double step = 7;   // from line to line
    double width = 0;  // of the values; 0: never broken
};
double drawLabelledLines(Sheet& sheet, Point topLeft, std::span<const LabelledLine> lines, const LabelledLook& look);

/// The small mark that every specimen carries.
void drawSpecimenMark(Sheet& sheet, Point at, Align align = Align::Left, double size = 2.2);

}  // namespace daiban::samples
