#pragma once

#include <memory>
#include <string>

struct _cairo;  // cairo_t

namespace daiban::printing {

/// A PDF file being drawn, every page of one size; the unit of its cairo is the millimetre.
class PaperPdf {
  public:
    PaperPdf(double width, double height, const std::string& title);
    ~PaperPdf();
    PaperPdf(const PaperPdf&) = delete;
    PaperPdf& operator=(const PaperPdf&) = delete;

    [[nodiscard]] _cairo* cairo() const;
    void endPage();
    /// The file's bytes; nothing can be drawn afterwards. Throws Error{Other} when cairo failed at something.
    [[nodiscard]] std::string finished();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daiban::printing
