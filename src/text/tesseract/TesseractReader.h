#pragma once

#include <memory>

#include "text/TextReader.h"

namespace daiban::text::tesseract {

/// Tesseract's LSTM on lines that findLines found: its own page layout drops most cells of ruled forms.
/// Engines are kept in a pool, one a thread at work. Throws Error{DependencyMissing} without chi_sim.
class TesseractReader final : public TextReader {
  public:
    TesseractReader();
    ~TesseractReader() override;
    [[nodiscard]] Orientation orientation(const page::CleanPage& document) const override;
    [[nodiscard]] PageText read(const page::CleanPage& document) const override;

  private:
    class Pool;
    std::unique_ptr<Pool> pool_;
};

}  // namespace daiban::text::tesseract
