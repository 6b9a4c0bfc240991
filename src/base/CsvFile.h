#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daiban::base {

/// A table as spreadsheets read it: UTF-8 with its mark, fields in quotes, lines ended by CR LF (RFC 4180). What a
/// spreadsheet would take for a formula gets an apostrophe before it, and control characters become visible.
class CsvFile {
  public:
    explicit CsvFile(const std::vector<std::string>& heading) { add(heading); }
    void add(const std::vector<std::string>& row);
    [[nodiscard]] std::string bytes() const { return "\xEF\xBB\xBF" + rows_; }

  private:
    std::string rows_;
};

}  // namespace daiban::base
