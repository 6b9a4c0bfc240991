#include "text/glyphs/GlyphPrototypes.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <numeric>
#include <utility>

#include "base/Error.h"
#include "text/glyphs/GlyphFeatures.h"

namespace daiban::text::glyphs {

namespace {

constexpr std::string_view magic = "daiban glyphs 1\n";
/// More than there can be; a damaged file must not ask for more memory than the machine has.
constexpr std::uint32_t mostCharacters = 100'000;
constexpr std::uint32_t mostNumbers = 1024;
/// Discriminants by which the nearest are chosen from all.
constexpr int firstDiscriminants = 40;

void put(std::ostream& out, std::uint32_t value) {
    out.write(reinterpret_cast<const char*>(&value), sizeof value);
}

std::uint32_t take(std::istream& in) {
    std::uint32_t value = 0;
    in.read(reinterpret_cast<char*>(&value), sizeof value);
    return value;
}

void put(std::ostream& out, const cv::Mat& rows) {
    for (int y = 0; y < rows.rows; ++y)
        out.write(reinterpret_cast<const char*>(rows.ptr(y)),
                  static_cast<std::streamsize>(static_cast<std::size_t>(rows.cols) * sizeof(float)));
}

cv::Mat take(std::istream& in, int rows, int columns) {
    cv::Mat out(rows, columns, CV_32F);
    in.read(reinterpret_cast<char*>(out.data), static_cast<std::streamsize>(out.total() * sizeof(float)));
    return out;
}

[[noreturn]] void refuse(const std::filesystem::path& file) {
    throw base::Error(
        base::ErrorKind::DependencyMissing,
        base::Sentence("The prototypes of glyphs in {} are damaged; delete the file and build daiban again.",
                       file.string()));
}

std::string headOf(std::istream& in) {
    std::string begin(magic.size(), '\0');
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    std::string from;
    if (!in || begin != magic || !std::getline(in, from)) return "";
    return from;
}

}  // namespace

void writeGlyphTable(const GlyphTable& table, const std::filesystem::path& file) {
    const std::filesystem::path fresh = file.string() + ".new";
    {
        std::ofstream out(fresh, std::ios::binary);
        out << magic << table.madeFrom << '\n';
        put(out, static_cast<std::uint32_t>(table.characters.size()));
        put(out, static_cast<std::uint32_t>(table.prototypes.cols));
        for (const char32_t c : table.characters) put(out, static_cast<std::uint32_t>(c));
        put(out, table.discriminants);
        put(out, table.prototypes);
        if (!out.flush())
            throw base::Error(
                base::ErrorKind::StorageFailed,
                base::Sentence("The prototypes of glyphs cannot be written to {}; is the disk full?", file.string()));
    }
    std::filesystem::rename(fresh, file);
}

std::string madeFrom(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return headOf(in);
}

GlyphTable readGlyphTable(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    GlyphTable table;
    table.madeFrom = headOf(in);
    const std::uint32_t characters = take(in);
    const std::uint32_t numbers = take(in);
    if (!in || table.madeFrom.empty() || characters == 0 || characters > mostCharacters || numbers == 0 ||
        numbers > mostNumbers)
        refuse(file);
    table.characters.resize(characters);
    for (char32_t& c : table.characters) c = static_cast<char32_t>(take(in));
    table.discriminants = take(in, featureCount, static_cast<int>(numbers));
    table.prototypes = take(in, static_cast<int>(characters), static_cast<int>(numbers));
    if (!in || in.peek() != std::ifstream::traits_type::eof()) refuse(file);
    return table;
}

GlyphPrototypes::GlyphPrototypes(GlyphTable table) : table_(std::move(table)) {
    // Turned once, so that what is multiplied lies side by side.
    table_.discriminants = table_.discriminants.t();
    const int first = std::min(firstDiscriminants, table_.prototypes.cols);
    first_ = table_.prototypes.colRange(0, first).t();
    cv::Mat squares;
    cv::multiply(first_, first_, squares);
    cv::reduce(squares, firstLengths_, 0, cv::REDUCE_SUM);
    for (int row = 0; row < table_.prototypes.rows; ++row)
        rows_.emplace(table_.characters[static_cast<std::size_t>(row)], row);
}

cv::Mat GlyphPrototypes::projected(const cv::Mat& features) const {
    cv::Mat point(1, table_.discriminants.rows, CV_32F);
    for (int i = 0; i < point.cols; ++i)
        point.at<float>(i) = static_cast<float>(table_.discriminants.row(i).dot(features));
    return point;
}

double GlyphPrototypes::distance(const cv::Mat& point, int row) const {
    const double apart = cv::norm(point, table_.prototypes.row(row), cv::NORM_L2SQR);
    return apart / point.cols;
}

std::vector<GlyphMatch> GlyphPrototypes::nearest(const cv::Mat& features, std::size_t count) const {
    const cv::Mat point = projected(features);
    // The first discriminants tell most: what they leave far behind is not looked at further.
    cv::Mat apart = firstLengths_.clone();
    for (int i = 0; i < first_.rows; ++i) cv::scaleAdd(first_.row(i), -2.0 * point.at<float>(i), apart, apart);
    const auto* value = apart.ptr<float>();
    std::vector<int> order(table_.characters.size());
    std::iota(order.begin(), order.end(), 0);
    const std::size_t shortlist = std::min(order.size(), std::max<std::size_t>(64, 4 * count));
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shortlist) - 1, order.end(),
                     [&](int a, int b) { return value[a] < value[b]; });
    std::vector<GlyphMatch> matches;
    for (std::size_t i = 0; i < shortlist; ++i)
        matches.push_back({table_.characters[static_cast<std::size_t>(order[i])], distance(point, order[i])});
    std::sort(matches.begin(), matches.end(),
              [](const GlyphMatch& a, const GlyphMatch& b) { return a.distance < b.distance; });
    if (matches.size() > count) matches.resize(count);
    return matches;
}

std::optional<double> GlyphPrototypes::distanceTo(const cv::Mat& features, char32_t character) const {
    const auto row = rows_.find(character);
    if (row == rows_.end()) return std::nullopt;
    return distance(projected(features), row->second);
}

}  // namespace daiban::text::glyphs
