#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "page/Page.h"
#include "printing/pdf/SearchablePdf.h"

namespace daiban::cli {

class Context;

/// A searchable PDF that is being made: under a temporary name until it is whole; "-" is stdout. That it can be written
/// is found out first, before any page is read. Throws Error{StorageFailed}.
class PdfFile {
  public:
    PdfFile(Context& context, std::filesystem::path file, std::string title);
    ~PdfFile();
    PdfFile(const PdfFile&) = delete;
    PdfFile& operator=(const PdfFile&) = delete;

    /// A document with its text, its light evened.
    void add(const page::CleanPage& clean, const text::PageText& text, const std::string& bookmark = {});
    /// A page that could not be read, as it is.
    void addUnread(const page::Page& page, const std::string& bookmark = {});
    [[nodiscard]] int pageCount() const { return pdf_.pageCount(); }
    void finish();

  private:
    [[nodiscard]] bool toStdout() const { return file_ == "-"; }
    [[nodiscard]] std::filesystem::path temporary() const { return file_.string() + ".part"; }
    [[noreturn]] void fail() const;

    Context& context_;
    std::filesystem::path file_;
    std::ofstream stream_;
    printing::SearchablePdf pdf_;
    bool finished_ = false;
};

}  // namespace daiban::cli
