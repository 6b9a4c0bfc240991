// Makes PinyinTable.h: reads Unihan_Readings.txt (Unicode's, UAX #38) from standard input, writes C++ to standard
// output.
//
// Taken are the readings of the list of characters for general use (kTGHZ2013: 通用规范汉字字典) or, of characters that
// are not in it, of 现代汉语词典 (kXHC1983), and the commonest reading (kMandarin). Tones are left out; ü is written v,
// as keyboards have it, and u as well. A row for each reading, sorted by character.

#include <cstdint>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Readings {
    std::set<std::string> dictionary, older, commonest;
};

char32_t nextCodePoint(const std::string& text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t value = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
    for (int n = 0; n < more && at < text.size(); ++n)
        value = (value << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    return value;
}

/// The letter under the tone mark; 0 for what is no letter (a tone mark that stands alone).
char plainLetter(char32_t c) {
    static const std::map<char, std::u32string> marked{{'a', U"āáǎà"}, {'e', U"ēéěèêếề"}, {'i', U"īíǐì"},
                                                       {'o', U"ōóǒò"}, {'u', U"ūúǔù"},    {'v', U"üǖǘǚǜ"},
                                                       {'n', U"ńňǹ"},  {'m', U"ḿ"}};
    if (c >= U'a' && c <= U'z') return static_cast<char>(c);
    for (const auto& [plain, letters] : marked)
        if (letters.find(c) != std::u32string::npos) return plain;
    return 0;
}

std::string withoutTones(const std::string& reading) {
    std::string plain;
    for (std::size_t at = 0; at < reading.size();)
        if (const char letter = plainLetter(nextCodePoint(reading, at)); letter != 0) plain += letter;
    return plain;
}

/// "148.140:huì 200.140:kuài" or "shuài lǜ".
void addReadings(std::set<std::string>& readings, const std::string& value) {
    std::istringstream parts(value);
    for (std::string part; parts >> part;) {
        const auto colon = part.find(':');
        const std::string plain = withoutTones(colon == std::string::npos ? part : part.substr(colon + 1));
        if (plain.empty()) continue;
        readings.insert(plain);
        if (const auto v = plain.find('v'); v != std::string::npos)
            readings.insert(std::string(plain).replace(v, 1, "u"));
    }
}

std::map<std::uint32_t, Readings> readUnihan(std::istream& in) {
    std::map<std::uint32_t, Readings> characters;
    for (std::string line; std::getline(in, line);) {
        std::istringstream columns(line);
        std::string code, property, value;
        if (!std::getline(columns, code, '\t') || !std::getline(columns, property, '\t') ||
            !std::getline(columns, value))
            continue;
        const bool wanted = property == "kTGHZ2013" || property == "kXHC1983" || property == "kMandarin";
        if (!wanted || code.rfind("U+", 0) != 0) continue;
        Readings& readings = characters[static_cast<std::uint32_t>(std::stoul(code.substr(2), nullptr, 16))];
        addReadings(property == "kTGHZ2013"  ? readings.dictionary
                    : property == "kXHC1983" ? readings.older
                                             : readings.commonest,
                    value);
    }
    return characters;
}

}  // namespace

int main() {
    std::map<std::string, std::size_t> numbers;
    std::vector<std::string> syllables;
    std::ostringstream rows;
    std::size_t count = 0;
    for (const auto& [character, readings] : readUnihan(std::cin)) {
        std::set<std::string> all = readings.dictionary.empty() ? readings.older : readings.dictionary;
        if (all.empty()) continue;  // names of offices and papers are written with characters of these dictionaries
        all.insert(readings.commonest.begin(), readings.commonest.end());
        for (const std::string& syllable : all) {
            const auto [number, isNew] = numbers.emplace(syllable, syllables.size());
            if (isNew) syllables.push_back(syllable);
            rows << "{0x" << std::hex << character << std::dec << "," << number->second << "},\n";
            ++count;
        }
    }
    if (count < 8000) {
        std::cerr << "Unihan_Readings.txt gave " << count << " readings; is it the file of the package unicode-data?\n";
        return 1;
    }
    std::cout
        << "#pragma once\n\n// Made by MakePinyinTable.cpp from Unicode's Unihan_Readings.txt.\n#include <array>\n"
           "#include <cstdint>\n#include <string_view>\n\nnamespace daiban::cases::pinyin {\n\n"
           "struct Row {\n    std::uint32_t character;\n    std::uint16_t syllable;\n};\n\n"
           "inline constexpr std::array<std::string_view, "
        << syllables.size() << "> syllables{\n";
    for (const std::string& syllable : syllables) std::cout << "\"" << syllable << "\",\n";
    std::cout << "};\n\ninline constexpr std::array<Row, " << count << "> rows{{\n"
              << rows.str() << "}};\n\n}  // namespace daiban::cases::pinyin\n";
    return std::cout ? 0 : 1;
}
