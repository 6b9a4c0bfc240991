#pragma once

#include <opencv2/core.hpp>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// Cairo's and Pango's own headers stay in the .cpp files.
typedef struct _cairo cairo_t;

namespace daiban::samples {

/// A size, position or rectangle on paper, in millimetres from the paper's top-left corner.
struct Size {
    double width = 0, height = 0;
};
struct Point {
    double x = 0, y = 0;
};
struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

struct Colour {
    double red = 0, green = 0, blue = 0, alpha = 1;
};
inline constexpr Colour kBlack{0.08, 0.08, 0.09};
inline constexpr Colour kGrey{0.45, 0.45, 0.47};
inline constexpr Colour kWhite{1, 1, 1};
inline constexpr Colour kSealRed{0.83, 0.10, 0.12};

/// The type faces of Chinese paper: Song for print, Hei for headings and cards, Kai for what is filled in.
enum class Face { Song, Hei, Kai };
enum class Align { Left, Centre, Right };
/// Where a line may be broken: between words (Chinese punctuation never begins a line) or anywhere.
enum class BreakAt { Word, Anywhere };
/// Whether the text is page truth or mere decoration.
enum class Record { Yes, No };

struct TextStyle {
    Face face = Face::Song;
    double size = 3.7;  // millimetres an em
    bool bold = false;
    Colour colour = kBlack;
    Align align = Align::Left;
    double letterSpacing = 0;  // millimetres
    double lineHeight = 1.45;  // ems
    BreakAt breakAt = BreakAt::Word;
    Record record = Record::Yes;
};

/// Four corners, clockwise from top-left, in pixels.
using Quad = std::array<cv::Point2d, 4>;

enum class Direction { Across, Down };
struct TextLine {
    std::string text;
    Quad quad;
    Direction direction = Direction::Across;
};

/// A sheet of paper to draw on in millimetres; remembers every line of text and where it stands.
class Canvas {
  public:
    Canvas(Size paper, double dpi, Colour background = kWhite);
    ~Canvas();
    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;

    Size paper() const;

    /// One line; `at` is the top-left, top-centre or top-right of its em box, as the style aligns. Returns its width.
    double text(Point at, std::string_view words, const TextStyle& style);
    /// Text broken to the width of the box from its top down. Returns the height used.
    double paragraph(Box box, std::string_view words, const TextStyle& style);
    /// Text in the middle of a table cell, made smaller where it does not fit.
    void cell(Box box, std::string_view words, const TextStyle& style);
    /// One character below the other in the middle of the box.
    void column(Box box, std::string_view words, const TextStyle& style);
    /// One character centred on a point and turned clockwise (for seals); never recorded.
    void glyph(Point centre, double degrees, std::string_view character, const TextStyle& style);
    double textWidth(std::string_view words, const TextStyle& style) const;

    void fill(Box box, Colour colour);
    void frame(Box box, double lineWidth, Colour colour = kBlack);
    void line(Point from, Point to, double lineWidth, Colour colour = kBlack);
    void disc(Point centre, double radius, Colour colour);
    void ring(Point centre, double radius, double lineWidth, Colour colour);

    /// Cairo's context with millimetres as units, for ornaments.
    cairo_t* pen() const;
    Quad pixels(Box box) const;

    const std::vector<TextLine>& lines() const;
    cv::Mat image() const;  // 8-bit BGR

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The characters of a UTF-8 string, one a piece.
std::vector<std::string> characters(std::string_view words);

}  // namespace daiban::samples
