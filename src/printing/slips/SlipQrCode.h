#pragma once

#include <string>

struct _cairo;  // cairo_t

namespace daiban::printing {

/// A QR code that is drawn anywhere on a slip, its modules of whole dots at 203 dpi, the coarsest printer's.
class SlipQrCode {
  public:
    /// `side`: the most it may take with its quiet zone, points. Throws Error{BadArguments} when the text does not fit.
    SlipQrCode(const std::string& text, double side);

    [[nodiscard]] double ink() const { return modules_ * module_; }  ///< side without the quiet zone, points
    [[nodiscard]] double quiet() const;                              ///< width of the quiet zone, points
    /// The dark modules with the top left of the ink at (x, y).
    void draw(_cairo* cairo, double x, double y) const;

  private:
    std::string text_;
    int modules_ = 0;
    double module_ = 0;
};

}  // namespace daiban::printing
