#pragma once

#include <iosfwd>
#include <memory>
#include <opencv2/core.hpp>
#include <string>

#include "base/Clock.h"
#include "printing/pdf/PdfPicture.h"
#include "text/PageText.h"

namespace daiban::printing {

/// What the file says of itself.
struct PdfMetadata {
    std::string title;               ///< of the document, shown in the viewer's title bar
    std::string language = "zh-CN";  ///< RFC 3066
    std::string creator;             ///< "daiban 0.1.0"
    base::Instant created{};         ///< given by the caller: the same pages make the same bytes
};

/// A page to be put in.
struct PdfPage {
    const cv::Mat& pixels;       ///< upright; 8-bit BGR or gray
    double dpi = 0;              ///< 0: taken as 300
    const text::PageText& text;  ///< quads in pixels of `pixels`; may be empty
    std::string bookmark = {};   ///< entry of the outline that leads here; empty: none
};

/// A PDF/A-2b file (ISO 19005-2, level B) of pages as pictures, each with its text, unseen, where it stands on the
/// page, to be searched for and copied.
///
/// Pages are coded as they come and wait in a temporary file, so that memory holds one of them however many there are.
/// Throws Error{StorageFailed} when there is no room for that or for the file itself.
class SearchablePdf {
  public:
    explicit SearchablePdf(PdfMetadata metadata, PdfPictureOptions picture = {});
    ~SearchablePdf();
    SearchablePdf(SearchablePdf&&) noexcept;
    SearchablePdf& operator=(SearchablePdf&&) noexcept;

    void add(const PdfPage& page);
    [[nodiscard]] int pageCount() const;
    /// The whole file. Throws Error{BadArguments} when no page was added. Once only, last.
    void write(std::ostream& out);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace daiban::printing
