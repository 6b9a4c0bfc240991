// The catalogues of models/languages against the sources: everything a person is told is there in both languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "base/Text.h"
#include "base/Words.h"

namespace {

namespace fs = std::filesystem;
using daiban::base::Words;

const fs::path root = DAIBAN_SOURCE_DIR;

/// A literal of the sources, its adjacent pieces joined.
struct Found {
    std::string file;
    std::string text;
    std::vector<std::string> pieces;
    bool isSaid = false;  ///< stands first within Sentence(...) or Pattern(...)
};

char unescaped(char c) {
    return c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
}

class Source {
  public:
    explicit Source(const fs::path& file) : name_(fs::relative(file, root).string()) {
        std::ifstream stream(file, std::ios::binary);
        text_.assign(std::istreambuf_iterator<char>(stream), {});
    }

    std::vector<Found> literals() {
        std::vector<Found> found;
        while (at_ < text_.size()) {
            if (skipUnspoken()) continue;
            if (text_[at_] != '"') {
                code_ += text_[at_++];
                continue;
            }
            Found one{.file = name_, .text = {}, .pieces = {}, .isSaid = isSaid()};
            while (at_ < text_.size() && text_[at_] == '"') {
                one.pieces.push_back(piece());
                one.text += one.pieces.back();
                while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
            }
            code_ += "\"\"";
            found.push_back(std::move(one));
        }
        return found;
    }

  private:
    [[nodiscard]] bool begins(std::string_view what) const { return text_.compare(at_, what.size(), what) == 0; }

    /// Comments, characters, raw literals and includes.
    bool skipUnspoken() {
        if (begins("//") || begins("#include")) return skipTo("\n");
        if (begins("/*")) return skipTo("*/");
        if (begins("R\"(")) return skipTo(")\"");
        const auto isHexDigit = [&](std::size_t at) {
            return std::isxdigit(static_cast<unsigned char>(text_[at])) != 0;
        };
        const bool isDigitSeparator = at_ > 0 && at_ + 1 < text_.size() && isHexDigit(at_ - 1) && isHexDigit(at_ + 1);
        if (text_[at_] == '\'' && !isDigitSeparator) {
            at_ += text_.compare(at_ + 1, 1, "\\") == 0 ? 2 : 1;
            return skipTo("'");
        }
        return false;
    }
    bool skipTo(std::string_view end) {
        const auto found = text_.find(end, at_ + 1);
        at_ = found == std::string::npos ? text_.size() : found + end.size();
        return true;
    }
    std::string piece() {
        std::string out;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
            out += text_[at_] == '\\' ? unescaped(text_[++at_]) : text_[at_];
        ++at_;
        return out;
    }
    [[nodiscard]] bool isSaid() const {
        static const std::regex before("(Sentence|Pattern)( \\w+)?[({]\\s*$");
        const std::size_t length = std::min<std::size_t>(code_.size(), 60);
        return std::regex_search(code_.substr(code_.size() - length), before);
    }

    std::string name_;
    std::string text_;
    std::string code_;
    std::size_t at_ = 0;
};

const std::vector<Found>& literals() {
    static const std::vector<Found> all = [] {
        std::vector<Found> found;
        for (const char* folder : {"src", "scanners"})
            for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
                const auto extension = entry.path().extension();
                if (extension != ".h" && extension != ".cpp") continue;
                std::ranges::move(Source(entry.path()).literals(), std::back_inserter(found));
            }
        return found;
    }();
    return all;
}

Words wordsIn(std::string_view language) {
    return Words::load(root / "models/languages", language);
}

bool has(const Words& words, const std::string& pattern) {
    return words.all().contains(pattern);
}

bool isOfHan(char32_t c) {
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

bool hasHan(const std::string& text) {
    return std::ranges::any_of(daiban::base::toCodePoints(text), isOfHan);
}

bool hasCharacters(const std::string& text) {
    return std::ranges::any_of(daiban::base::toCodePoints(text), daiban::base::isHan);
}

/// Words of English, not a code or a unit among Chinese ones.
bool hasEnglish(const std::string& pattern) {
    static const std::regex letters("[A-Za-z]"), phrase("[a-z]{2,} [a-z]{2,} [a-z]{2,}"), place("\\{\\d*\\}");
    const std::string text = std::regex_replace(pattern, place, "");
    return hasHan(text) ? std::regex_search(text, phrase) : std::regex_search(text, letters);
}

/// Which things stand in a pattern, by number.
std::multiset<int> placesOf(const std::string& pattern) {
    static const std::regex place("\\{\\{|\\}\\}|\\{(\\d*)\\}");
    std::multiset<int> places;
    int next = 0;
    for (auto found = std::sregex_iterator(pattern.begin(), pattern.end(), place); found != std::sregex_iterator();
         ++found) {
        if (!(*found)[1].matched) continue;
        const std::string number = (*found)[1].str();
        places.insert(number.empty() ? next : std::stoi(number));
        ++next;
    }
    return places;
}

TEST(Languages, EveryPatternOfTheSourcesHasItsTranslation) {
    const Words chinese = wordsIn("zh-CN"), english = wordsIn("en");
    std::size_t said = 0;
    for (const Found& one : literals()) {
        if (!one.isSaid) continue;
        ++said;
        if (hasEnglish(one.text)) {
            EXPECT_TRUE(has(chinese, one.text)) << one.file << ": " << one.text;
        }
        if (hasHan(one.text)) {
            EXPECT_TRUE(has(english, one.text)) << one.file << ": " << one.text;
        }
    }
    EXPECT_GT(said, 900U);
}

TEST(Languages, NoTranslationIsLeftOver) {
    // What CLI11 and a rule of grammar make up.
    std::set<std::string> known{"Print this help message and exit",
                                "Display program version information and exit",
                                "a counter worker",
                                "a courier",
                                "a street clerk",
                                "a bureau clerk",
                                "a pickup clerk",
                                "a supervisor",
                                "an administrator"};
    for (const Found& one : literals()) {
        known.insert(one.text);
        known.insert(one.pieces.begin(), one.pieces.end());
        // "标题：..." is said as a word and what was read.
        constexpr std::string_view colon = "：";
        if (const auto at = one.text.find(colon); at != std::string::npos) {
            known.insert(one.text.substr(0, at));
            known.insert(one.text.substr(at + colon.size()));
        }
    }
    for (const char* language : {"zh-CN", "en"}) {
        const Words words = wordsIn(language);
        for (const auto& [pattern, translation] : words.all())
            EXPECT_TRUE(known.contains(pattern)) << language << ": " << pattern;
    }
}

TEST(Languages, ATranslationHasThePlacesOfItsPattern) {
    for (const char* language : {"zh-CN", "en"}) {
        const Words words = wordsIn(language);
        for (const auto& [pattern, translation] : words.all())
            EXPECT_EQ(placesOf(translation), placesOf(pattern)) << language << ": " << pattern;
    }
}

TEST(Languages, EnglishHasNoChineseButWhatIsTypedAsItIs) {
    const std::set<std::string> typed{"is no day; write it as YYYY-MM-DD, or 长期", "is neither 男 nor 女"};
    const Words words = wordsIn("en");
    for (const auto& [pattern, translation] : words.all())
        EXPECT_TRUE(!hasHan(translation) || typed.contains(pattern) || pattern.find("无") != std::string::npos)
            << pattern << " -> " << translation;
}

TEST(Languages, ChineseSaysNoSentenceInEnglish) {
    static const std::regex sentence("[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}");
    const Words words = wordsIn("zh-CN");
    for (const auto& [pattern, translation] : words.all())
        EXPECT_FALSE(std::regex_search(translation, sentence)) << pattern << " -> " << translation;
}

TEST(Languages, WhatIsSaidInChineseInTheRoomsThatSpeakIsTranslated) {
    // Words of papers, of data and of what is printed for residents: they are the same in every language.
    const std::set<std::string> ofPapers{"src/cases/checklist/Mandate.cpp",
                                         "src/cases/checklist/NamesItem.cpp",
                                         "src/cases/checklist/PaperSubject.cpp",
                                         "src/cases/checklist/PerfectPapers.cpp",
                                         "src/cases/checklist/WhosePaper.cpp",
                                         "src/cases/checklist/PaperDates.cpp",
                                         "src/cli/TourCommand.cpp",
                                         "src/cli/TourJourney.cpp",
                                         "src/cli/TourReturn.cpp",
                                         "src/cli/ExportCommand.cpp",
                                         "src/cli/RemindCommand.cpp",
                                         "src/store/HouseholdCsv.cpp",
                                         "src/store/Store.h",
                                         "src/staff/Verb.cpp",
                                         "src/staff/Permissions.cpp"};
    const Words english = wordsIn("en");
    for (const Found& one : literals()) {
        const bool speaks = one.file.starts_with("src/cli/") || one.file.starts_with("src/handoff/") ||
                            one.file.starts_with("src/cases/checklist/") ||
                            one.file.starts_with("src/cases/deadlines/") || one.file.starts_with("src/store/") ||
                            one.file.starts_with("src/staff/");
        if (speaks && hasCharacters(one.text) && !ofPapers.contains(one.file)) {
            EXPECT_TRUE(has(english, one.text)) << one.file << ": " << one.text;
        }
    }
}

}  // namespace
