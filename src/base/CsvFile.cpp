#include "base/CsvFile.h"

#include "base/Shown.h"

namespace daiban::base {

namespace {

std::string field(std::string_view text) {
    std::string shown = base::shown(text);
    constexpr std::string_view formula = "=+-@";
    const auto first = shown.find_first_not_of(" '\"");
    if (first != std::string::npos && formula.find(shown[first]) != std::string_view::npos) shown.insert(0, "'");
    std::string quoted = "\"";
    for (const char c : shown) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

}  // namespace

void CsvFile::add(const std::vector<std::string>& row) {
    std::string_view comma;
    for (const std::string& text : row) {
        rows_ += comma;
        rows_ += field(text);
        comma = ",";
    }
    rows_ += "\r\n";
}

}  // namespace daiban::base
