#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/Yaml.h"
#include "printing/PrinterBook.h"
#include "printing/labels/Label.h"

namespace daiban::printing {

/// A page of self-adhesive labels as it is sold, read from models/labels/sheets/NAME.yaml. Millimetres.
struct LabelSheet {
    std::string name;   ///< of the file: "3x8"
    std::string title;  ///< 3 × 8（70 × 37 毫米）
    double pageWidth = 210;
    double pageHeight = 297;
    int columns = 0;
    int rows = 0;
    double labelWidth = 0;
    double labelHeight = 0;
    double left = 0;  ///< from the page's edge to the first label
    double top = 0;
    double pitchX = 0;  ///< from the edge of one label to that of the next
    double pitchY = 0;
    std::map<codes::TokenKind, std::string> designs;  ///< of models/labels, by what is labelled

    [[nodiscard]] int labels() const { return columns * rows; }
    /// Of the label's own corner. Labels are counted from 1, left to right and then down, as a person counts them.
    [[nodiscard]] MillimetreBox boxOf(int label) const;
};

/// Throws Error{Unreadable} "file:line: sentence": labels that overlap or leave the page, keys missing or unknown.
[[nodiscard]] LabelSheet loadLabelSheet(const std::filesystem::path& file);
[[nodiscard]] LabelSheet labelSheetFrom(const base::YamlNode& root);
/// Every *.yaml of `folder` by name. Throws Error{NotFound} when there is none.
[[nodiscard]] std::map<std::string, LabelSheet> loadLabelSheets(const std::filesystem::path& folder);

struct SheetStart {
    int first = 1;          ///< label of the first page to begin at: those before it are used up
    std::set<int> skipped;  ///< further labels of the first page that are used up or spoilt
};

/// Where each of `count` labels goes: page (from 0) and label (from 1). Throws Error{BadArguments} when `start` names a
/// label that the sheet does not have.
struct SheetPlace {
    int page = 0;
    int label = 1;
};
[[nodiscard]] std::vector<SheetPlace> placesOn(const LabelSheet& sheet, std::size_t count, const SheetStart& start);

/// One label and how it looks. The design is centred on the sheet's label.
struct SheetLabel {
    LabelContent content;
    const LabelDesign* design = nullptr;
};

/// A PDF of as many sheets as it takes, text and codes as vectors, drawn so that the printer of this calibration puts
/// every label where it belongs. Throws Error{BadArguments} when there is no label, when a design is larger than the
/// sheet's label, or when `start` names a label that is not there.
[[nodiscard]] std::string labelSheetPdf(const LabelSheet& sheet, const std::vector<SheetLabel>& labels,
                                        const SheetStart& start = {}, const PrinterCalibration& calibration = {});

/// A page with two crosses for a person to measure from the paper's left and upper edges, and how to. Drawn without
/// any correction.
[[nodiscard]] std::string calibrationPdf();

}  // namespace daiban::printing
