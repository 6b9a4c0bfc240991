#include "cli/PdfFile.h"

#include <utility>

#include "cli/Context.h"
#include "imaging/EvenLight.h"

namespace daiban::cli {

PdfFile::PdfFile(Context& context, std::filesystem::path file, std::string title)
    : context_(context),
      file_(std::move(file)),
      pdf_({.title = std::move(title), .creator = "daiban " DAIBAN_VERSION, .created = context.clock().now()}) {
    if (toStdout()) return;
    if (std::filesystem::is_directory(file_)) fail();
    stream_.open(temporary(), std::ios::binary | std::ios::trunc);
    if (!stream_) fail();
}

PdfFile::~PdfFile() {
    if (finished_ || !stream_.is_open()) return;
    std::error_code ignored;
    std::filesystem::remove(temporary(), ignored);
}

void PdfFile::add(const page::CleanPage& clean, const text::PageText& text, const std::string& bookmark) {
    const cv::Mat lit = imaging::evenLight(clean.pixels);
    pdf_.add({.pixels = lit, .dpi = clean.dpi, .text = text, .bookmark = bookmark});
}

void PdfFile::addUnread(const page::Page& page, const std::string& bookmark) {
    const text::PageText nothing;
    pdf_.add({.pixels = page.pixels, .dpi = page.dpi, .text = nothing, .bookmark = bookmark});
}

void PdfFile::finish() {
    if (toStdout()) return pdf_.write(context_.out());
    pdf_.write(stream_);
    stream_.close();
    std::error_code failed;
    if (stream_) std::filesystem::rename(temporary(), file_, failed);
    if (!stream_ || failed) fail();
    finished_ = true;
}

void PdfFile::fail() const {
    throw base::Error(base::ErrorKind::StorageFailed,
                      file_.string() + " could not be written; see that its folder exists, is writable and has room.");
}

}  // namespace daiban::cli
