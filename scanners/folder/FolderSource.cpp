#include "scanners/folder/FolderSource.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "page/PageFile.h"
#include "scanners/ScanError.h"

namespace daiban::scanners {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "folder:";
/// Names that promise a page; a file named so is never passed over.
constexpr std::array<std::string_view, 14> pageEndings{".jpg", ".jpeg", ".png",  ".tif",  ".tiff", ".webp", ".bmp",
                                                       ".pdf", ".heic", ".heif", ".avif", ".gif",  ".jp2",  ".ofd"};

fs::path folderOf(const std::string& device) {
    const fs::path folder = device.substr(std::min(prefix.size(), device.size()));
    std::error_code error;
    const auto status = fs::status(folder, error);
    if (error == std::errc::permission_denied) throw scanError(ScanProblem::AccessDenied, device);
    if (!fs::exists(status))
        throw ScanError(ScanProblem::NoDevice,
                        base::Sentence("There is no folder {}; check its name.", folder.string()));
    if (!fs::is_directory(status))
        throw ScanError(ScanProblem::NoDevice,
                        base::Sentence("{} is a file, not a folder; name the folder it is in.", folder.string()));
    return folder;
}

bool isDigit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// Numbers in names count as numbers: "scan 2" comes before "scan 10".
bool comesBefore(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        if (!isDigit(a[0]) || !isDigit(b[0])) {
            if (a[0] != b[0]) return static_cast<unsigned char>(a[0]) < static_cast<unsigned char>(b[0]);
            a.remove_prefix(1);
            b.remove_prefix(1);
            continue;
        }
        const auto takeNumber = [](std::string_view& text) {
            while (text.size() > 1 && text[0] == '0' && isDigit(text[1])) text.remove_prefix(1);
            const auto end = std::find_if_not(text.begin(), text.end(), isDigit);
            const auto number = text.substr(0, static_cast<std::size_t>(end - text.begin()));
            text.remove_prefix(number.size());
            return number;
        };
        const auto first = takeNumber(a);
        const auto second = takeNumber(b);
        if (first.size() != second.size()) return first.size() < second.size();
        if (first != second) return first < second;
    }
    return a.size() < b.size();
}

bool isNamedLikeAPage(const fs::path& file) {
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(pageEndings.begin(), pageEndings.end(), ending) != pageEndings.end();
}

bool isPageByItsBytes(const fs::path& file) {
    std::string first(1024, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    first.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return !page::PageFile::mediaTypeOf(first).empty();
}

std::vector<fs::path> filesToFeed(const std::string& device) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folderOf(device), error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        const fs::path file = entry->path();
        if (!entry->is_regular_file(ignored) || file.filename().string().front() == '.') continue;
        if (isNamedLikeAPage(file) || isPageByItsBytes(file)) files.push_back(file);
    }
    if (error == std::errc::permission_denied) throw scanError(ScanProblem::AccessDenied, device);
    if (error) throw scanError(ScanProblem::Offline, device);
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
        const std::string first = a.filename().string(), second = b.filename().string();
        if (comesBefore(first, second) != comesBefore(second, first)) return comesBefore(first, second);
        return first < second;  // "1" and "01"
    });
    return files;
}

/// Runs `read` and says what PageFile refuses in a scanner's words.
template <class Read>
auto asScanned(const Read& read) {
    try {
        return read();
    } catch (const base::Error& error) {
        if (error.kind() == base::ErrorKind::Unreadable || error.kind() == base::ErrorKind::NotFound)
            throw ScanError(ScanProblem::BadPage, error.sentence());
        throw;
    }
}

}  // namespace

Capabilities FolderSource::capabilities(const std::string& device) {
    (void)folderOf(device);
    return {
        {ScanSource::Adf}, {ScanMode::Color, ScanMode::Gray, ScanMode::BlackWhite}, {150, 200, 300, 400, 600}, 0, 0};
}

int FolderSource::scan(const ScanOptions& options, const ScanTaker& taker) {
    const auto files = filesToFeed(options.device);
    if (files.empty())
        throw ScanError(ScanProblem::FeederEmpty,
                        base::Sentence("There are no pictures or PDF files in {}; put some in and scan again.",
                                       folderOf(options.device).string()));
    page::DecodeLimits limits;
    if (options.dpi > 0) limits.pdfDpi = options.dpi;
    int pages = 0;
    for (const auto& path : files) {
        const auto file = asScanned([&] { return page::PageFile::open(path, limits); });
        for (int number = 1; number <= file.pageCount(); ++number) {
            if (options.maxPages > 0 && pages == options.maxPages) return pages;
            if (taker.onProgress && !taker.onProgress({.page = pages + 1})) return pages;
            auto page = asScanned([&] { return file.page(number); });
            ++pages;
            if (!taker.onPage(std::move(page))) return pages;
        }
    }
    return pages;
}

}  // namespace daiban::scanners
