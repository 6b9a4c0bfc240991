#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/Yaml.h"
#include "codes/label/LabelToken.h"

namespace daiban::printing {

/// Millimetres from the label's top-left corner.
struct MillimetreBox {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// What a text box shows. There is none for a person's name: a label carries no personal data.
enum class LabelText { ShortNumber, Title, Item, Office, Date, Fixed };
enum class TextAlign { Left, Centre, Right };
enum class TextFace { Sans, Mono };
enum class TextWeight { Regular, Bold };
enum class TextFrame { None, Filled, Outlined };  ///< Filled: white on black

struct LabelTextBox {
    LabelText what = LabelText::Fixed;
    std::string fixed;    ///< the text of LabelText::Fixed
    MillimetreBox box;    ///< no ink of the text or its frame outside
    double size = 8;      ///< points, when the text has room
    double smallest = 5;  ///< points; short numbers and dates go below rather than be cut
    int lines = 1;        ///< at most
    TextAlign align = TextAlign::Left;
    TextFace face = TextFace::Sans;
    TextWeight weight = TextWeight::Regular;
    TextFrame frame = TextFrame::None;
};

/// How a label looks, read from models/labels/NAME.yaml.
struct LabelDesign {
    std::string name;   ///< of the file: "folder-60x40"
    std::string title;  ///< what the thing is, in the clerks' word: 案卷袋
    codes::TokenKind kind = codes::TokenKind::Folder;
    double width = 0;  ///< millimetres
    double height = 0;
    double dpi = 203;  ///< the printer's; the QR code's modules are whole dots of it
    MillimetreBox qr;  ///< square, quiet zone included
    std::vector<LabelTextBox> texts;
    std::vector<MillimetreBox> rules;  ///< filled black
};

/// ISO/IEC 18004: four modules of quiet zone around the code; at least four printer dots a module (0.5 mm at 203 dpi).
inline constexpr int qrQuietModules = 4;
inline constexpr int leastDotsAModule = 4;
/// A label token is a version 3 code.
inline constexpr int tokenQrModules = 29;

/// Throws Error{Unreadable} "file:line: sentence": keys missing or unknown, boxes that leave the label or cover the QR
/// code, a QR box too small for four dots a module.
[[nodiscard]] LabelDesign loadLabelDesign(const std::filesystem::path& file);
[[nodiscard]] LabelDesign labelDesignFrom(const base::YamlNode& root);
/// Every *.yaml of `folder` by name. Throws Error{NotFound} when there is none.
[[nodiscard]] std::map<std::string, LabelDesign> loadLabelDesigns(const std::filesystem::path& folder);

}  // namespace daiban::printing
