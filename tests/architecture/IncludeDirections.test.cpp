// The rooms of docs/architecture.md: who may include whom, and where third-party headers may be named.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace {

namespace fs = std::filesystem;

const fs::path root = DAIBAN_SOURCE_DIR;

/// Folder -> the folders it may include besides itself.
const std::map<std::string, std::set<std::string>>& allowed() {
    static const std::map<std::string, std::set<std::string>> table = [] {
        // Columns from left to right; a folder may include every column left of its own.
        const std::vector<std::vector<std::string>> columns{{"base"},      {"staff", "process"},
                                                            {"page"},      {"scanners", "imaging", "codes", "text"},
                                                            {"documents"}, {"cases"},
                                                            {"handoff"},   {"store", "printing"},
                                                            {"intake"},    {"desk"},
                                                            {"web", "cli"}};
        std::map<std::string, std::set<std::string>> out;
        std::set<std::string> left;
        for (const auto& column : columns) {
            for (const auto& folder : column) out[folder] = left;
            left.insert(column.begin(), column.end());
        }
        return out;
    }();
    return table;
}

struct Include {
    fs::path file;
    int line;
    std::string header;
    bool own;  ///< in quotes
};

std::vector<Include> includesBelow(const fs::path& folder) {
    static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]");
    std::vector<Include> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const auto extension = entry.path().extension();
        if (extension != ".h" && extension != ".cpp") continue;
        std::ifstream stream(entry.path());
        std::string text;
        for (int line = 1; std::getline(stream, text); ++line) {
            std::smatch match;
            if (std::regex_search(text, match, pattern))
                found.push_back({entry.path(), line, match[2].str(), match[1].str() == "\""});
        }
    }
    return found;
}

fs::path folderOf(const std::string& room) {
    return room == "scanners" ? root / room : root / "src" / room;
}

std::string placeOf(const Include& include) {
    return fs::relative(include.file, root).string() + ":" + std::to_string(include.line) + " includes " +
           include.header;
}

TEST(Rooms, IncludeOnlyWhatStandsLeftOfThem) {
    std::size_t seen = 0;
    for (const auto& [room, left] : allowed()) {
        if (!fs::exists(folderOf(room))) continue;
        for (const Include& include : includesBelow(folderOf(room))) {
            if (!include.own) continue;
            ++seen;
            const std::string other = include.header.substr(0, include.header.find('/'));
            EXPECT_TRUE(other == room || left.contains(other)) << placeOf(include);
        }
    }
    EXPECT_GT(seen, 50U) << "the test must have looked at something";
}

TEST(Rooms, EveryFolderOfTheSourceHasItsPlace) {
    for (const auto& entry : fs::directory_iterator(root / "src")) {
        const std::string name = entry.path().filename().string();
        if (!entry.is_directory() || name == "ui") continue;
        EXPECT_TRUE(allowed().contains(name)) << name << " stands in no column";
    }
}

TEST(Rooms, HeadersAreNamedFromTheRootOfTheSource) {
    for (const auto& [room, left] : allowed()) {
        if (!fs::exists(folderOf(room))) continue;
        for (const Include& include : includesBelow(folderOf(room))) {
            if (include.own) {
                EXPECT_NE(include.header.find('/'), std::string::npos) << placeOf(include);
            }
        }
    }
}

TEST(ThirdParty, HeadersStayInOneRoom) {
    const std::map<std::string, std::string> homes{
        {"sodium", "base"},       {"linear.h", "documents"}, {"yaml-cpp/", "base"},
        {"nlohmann/", "base"},    {"ZXing/", "codes"},       {"BarcodeFormat", "codes"},
        {"ReadBarcode", "codes"}, {"tesseract/", "text"},    {"leptonica/", "text"},
        {"onnxruntime", "text"},  {"sane/", "scanners"},     {"soci/", "store"},
        {"sqlite3", "store"},     {"cairo", "printing"},     {"pango/", "printing"},
        {"qpdf/", "printing"},    {"cups/", "printing"},     {"CLI/", "cli"},
        {"oneapi/tbb", "intake"}, {"jpeglib", "page"},       {"tiffio", "page"},
        {"png.h", "page"},        {"webp/", "page"},        {"boost/", "web"},
        {"openssl/", "web"}};
    for (const auto& [room, left] : allowed()) {
        if (!fs::exists(folderOf(room))) continue;
        for (const Include& include : includesBelow(folderOf(room)))
            for (const auto& [prefix, home] : homes)
                if (include.header.rfind(prefix, 0) == 0) {
                    EXPECT_EQ(room, home) << placeOf(include);
                    const bool onePlace = include.header == "nlohmann/json.hpp" || include.file.extension() == ".cpp";
                    EXPECT_TRUE(onePlace) << placeOf(include) << ": only a .cpp file may";
                }
    }
}

TEST(Headers, AllSayPragmaOnce) {
    for (const auto& [room, left] : allowed()) {
        if (!fs::exists(folderOf(room))) continue;
        for (const auto& entry : fs::recursive_directory_iterator(folderOf(room))) {
            if (entry.path().extension() != ".h") continue;
            std::ifstream stream(entry.path());
            const std::string text((std::istreambuf_iterator<char>(stream)), {});
            EXPECT_NE(text.find("#pragma once"), std::string::npos) << entry.path();
        }
    }
}

TEST(Sources, NameNoRegistryAndNoMachine) {
    // Spelled in pieces so that this file does not find itself.
    const std::vector<std::string> forbidden{std::string("registry.") + "npmjs", std::string("deb.") + "debian.org",
                                             std::string("/tmp/") + "bash_jobs"};
    for (const char* folder : {"src", "scanners", "samples/draw", "scripts", "tests", "cmake", "docs", "models"}) {
        if (!fs::exists(root / folder)) continue;
        for (auto entries = fs::recursive_directory_iterator(root / folder); entries != fs::end(entries); ++entries) {
            const auto& entry = *entries;
            if (entry.path().filename() == "node_modules") entries.disable_recursion_pending();  // others' packages
            if (!entry.is_regular_file() || entry.file_size() > 2'000'000) continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            const std::string text((std::istreambuf_iterator<char>(stream)), {});
            for (const auto& word : forbidden)
                EXPECT_EQ(text.find(word), std::string::npos) << entry.path() << " names " << word;
        }
    }
}

}  // namespace
