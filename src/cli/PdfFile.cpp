#include "cli/PdfFile.h"

#include <utility>

#include "cli/Context.h"
#include "imaging/EvenLight.h"

namespace daiban::cli {

PdfFile::PdfFile(Context& context, std::filesystem::path file, std::string title)
    : file_(context, std::move(file)),
      pdf_({.title = std::move(title), .creator = "daiban " DAIBAN_VERSION, .created = context.clock().now()}) {}

void PdfFile::add(const page::CleanPage& clean, const text::PageText& text, const std::string& bookmark) {
    const cv::Mat lit = imaging::evenLight(clean.pixels);
    pdf_.add({.pixels = lit, .dpi = clean.dpi, .text = text, .bookmark = bookmark});
}

void PdfFile::addUnread(const page::Page& page, const std::string& bookmark) {
    const text::PageText nothing;
    pdf_.add({.pixels = page.pixels, .dpi = page.dpi, .text = nothing, .bookmark = bookmark});
}

void PdfFile::finish() {
    pdf_.write(file_.stream());
    file_.finish();
}

}  // namespace daiban::cli
