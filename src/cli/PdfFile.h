#pragma once

#include <filesystem>
#include <string>

#include "cli/OutputFile.h"
#include "page/Page.h"
#include "printing/pdf/SearchablePdf.h"

namespace daiban::cli {

class Context;

/// A searchable PDF that is being made, as OutputFile is: that it may and can be written is found out first, before any
/// page is read.
class PdfFile {
  public:
    PdfFile(Context& context, std::filesystem::path file, std::string title);

    /// A document with its text, its light evened.
    void add(const page::CleanPage& clean, const text::PageText& text, const std::string& bookmark = {});
    /// A page that could not be read, as it is.
    void addUnread(const page::Page& page, const std::string& bookmark = {});
    [[nodiscard]] int pageCount() const { return pdf_.pageCount(); }
    void finish();

  private:
    OutputFile file_;
    printing::SearchablePdf pdf_;
};

}  // namespace daiban::cli
