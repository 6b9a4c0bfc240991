#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/Yaml.h"
#include "printing/labels/LabelDesign.h"

namespace daiban::printing {

/// What a slip (文书) is about: says which placeholders and lists it may show.
enum class SlipSubject { Case, Handoff };
/// What its QR code is: a slip's, or that of a sheet that parts a stack in the scanner.
enum class SlipCode { Slip, Separator };
enum class SlipPaper { A4, A5, A5Landscape, Roll80 };
enum class SlipFace { Serif, Sans };
enum class SlipColour { Black, Red };
enum class SlipLines { None, Thin };

/// A text with {placeholders}. "{worker:8}" is underlined, and a line of eight characters to write on when empty.
struct SlipTemplate {
    std::string text;
    int line = 0;  ///< of the design's file
};

/// Millimetres.
struct SlipMargins {
    double top = 0;
    double right = 0;
    double bottom = 0;
    double left = 0;
};

/// Office over title, centred; the QR code at the right edge.
struct SlipHeading {
    SlipTemplate office;
    SlipTemplate title;
    double officeSize = 16;  ///< points
    double titleSize = 22;
    double titleSpacing = 0;  ///< between its characters, in ems
    SlipColour colour = SlipColour::Black;
    double qr = 0;  ///< side with quiet zone in mm; 0: none here
};

struct SlipParagraph {
    SlipTemplate text;
    double size = 0;    ///< points; 0: the slip's
    double indent = 2;  ///< of the first line, ems
    TextAlign align = TextAlign::Left;
    TextWeight weight = TextWeight::Regular;
};

struct SlipPair {
    SlipTemplate label;
    SlipTemplate value;
    bool wide = false;  ///< takes the whole row
};

/// Labels and values, in 1 or 2 columns.
struct SlipFields {
    int columns = 2;
    double labelWidth = 26;  ///< mm
    double size = 0;
    SlipLines lines = SlipLines::Thin;
    std::vector<SlipPair> pairs;
};

struct SlipColumn {
    SlipTemplate head;
    double width = 1;  ///< its share of the slip's
    SlipTemplate cell;
    TextAlign align = TextAlign::Left;
};

/// A row for each of a list; the head again on every page.
struct SlipTable {
    std::string list;
    int listLine = 0;
    double size = 0;
    SlipLines lines = SlipLines::Thin;
    int leastRows = 0;  ///< empty rows are added, to write in
    std::vector<SlipColumn> columns;
    std::vector<SlipTemplate> total;  ///< none or one: a last row as wide as the table
};

/// A paragraph for each of a list, numbered by its own text: "{row}. {text}".
struct SlipList {
    std::string list;
    int listLine = 0;
    SlipTemplate item;
    double size = 0;
    double hang = 1.5;  ///< ems by which all lines but the first are moved in
};

/// Who signs. A line that ends in "＿" is ruled to the end of the column.
struct SlipParty {
    double width = 1;  ///< its share
    double seal = 0;   ///< diameter in mm of the dotted circle; 0: none
    TextAlign align = TextAlign::Left;
    std::string picture;  ///< of the content: a signature drawn on a screen, on the first ruled line; empty: none
    std::vector<SlipTemplate> text;
};

struct SlipSignatures {
    double size = 0;
    double height = 0;   ///< mm at least
    double spacing = 2;  ///< of lines, in ems: room for handwriting
    SlipLines lines = SlipLines::None;
    std::vector<SlipParty> parties;
};

struct SlipQr {
    double size = 28;  ///< side with quiet zone, mm
    std::vector<SlipTemplate> caption;
};

struct SlipRule {
    bool dashed = false;
};

/// Small print at the foot of the page where it comes.
struct SlipFootnote {
    SlipTemplate text;
    double size = 9;
};

struct SlipNewPage {};

struct SlipBlock {
    std::string when;  ///< left out when this placeholder or list is empty; empty: always there
    int line = 0;
    double before = 0;  ///< mm of space above
    std::variant<SlipHeading, SlipParagraph, SlipFields, SlipTable, SlipList, SlipSignatures, SlipQr, SlipRule,
                 SlipFootnote, SlipNewPage>
        what;
};

/// How a slip looks and what it says, read from models/slips/NAME.yaml.
struct SlipDesign {
    std::string name;            ///< of the file: "receipt"
    std::filesystem::path file;  ///< for messages
    std::string title;           ///< 收件凭证
    SlipSubject subject = SlipSubject::Case;
    SlipCode code = SlipCode::Slip;
    std::string prefix;  ///< of its number: SJ
    SlipPaper paper = SlipPaper::A4;
    SlipMargins margins;
    SlipFace face = SlipFace::Serif;
    double size = 12;      ///< points
    double spacing = 1.5;  ///< of lines, ems
    double rowRoom = 1;    ///< share of the usual room above and below a row's text: tightened() takes from it
    std::vector<SlipBlock> blocks;

    [[nodiscard]] double width() const;   ///< mm
    [[nodiscard]] double height() const;  ///< mm; of a roll the most there may be
    [[nodiscard]] bool isRoll() const { return paper == SlipPaper::Roll80; }
};

/// Throws Error{Unreadable} "file:line: sentence": keys missing or unknown, a placeholder that is not closed, no QR
/// code or more than one, no number.
[[nodiscard]] SlipDesign loadSlipDesign(const std::filesystem::path& file);
[[nodiscard]] SlipDesign slipDesignFrom(const base::YamlNode& root);
/// Every *.yaml of `folder` by name. Throws Error{NotFound} when there is none.
[[nodiscard]] std::map<std::string, SlipDesign> loadSlipDesigns(const std::filesystem::path& folder);

/// Everything that is wrong in the slips of a folder, a placeholder that no slip of its subject has included.
[[nodiscard]] std::vector<base::ModelProblem> slipProblemsIn(const std::filesystem::path& folder);

}  // namespace daiban::printing
