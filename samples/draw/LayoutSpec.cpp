#include "samples/draw/LayoutSpec.h"

#include "samples/draw/LayoutWords.h"

namespace daiban::samples {

namespace {

constexpr std::string_view kNameLabels = "姓名";
constexpr std::string_view kNumberLabels =
    "身份证号码/公民身份号码/身份证号/居民身份证号码/证件号码/身份证件号码/公民身份证号/居民身份证号";

std::string withMacros(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool macro = text[i] == '$' && i + 1 < text.size();
        if (!macro)
            out += text[i];
        else
            out += text[++i] == 'N' ? kNameLabels : kNumberLabels;
    }
    return out;
}

// "性别 sex;民族 ethnicity": labels, each with its kind.
std::vector<LayoutItem> itemsOf(std::string_view text) {
    std::vector<LayoutItem> items;
    for (const std::string& item : splitWords(text, ';')) {
        const auto words = splitWords(item, ' ');
        items.push_back({"", words.at(1), {words.at(0)}});
    }
    return items;
}

void readLine(std::string_view line, LayoutSpec& spec) {
    const std::string rest = withMacros(line.substr(2));
    if (line[0] == '=') spec.titles = splitWords(rest, '/');
    if (line[0] == '~') spec.prose.push_back(rest);
    if (line[0] == '-') spec.others = itemsOf(rest);
    if (line[0] == '.') {
        const auto words = splitWords(rest, ' ');
        spec.fields.push_back({words.at(0), words.at(1), splitWords(words.at(2), '/')});
    }
    if (line[0] == '@') {
        const auto parts = splitWords(rest, ':');
        spec.personHeadings = splitWords(parts.at(0), '/');
        spec.personItems = itemsOf(std::string_view(parts.at(1)).substr(1));
    }
}

std::vector<LayoutSpec> readSpecs() {
    std::vector<LayoutSpec> specs;
    bool inBlock = false;
    for (const std::string& line : splitWords(layoutWords(), '\n')) {
        if (line.empty()) {
            inBlock = false;
        } else if (!inBlock) {
            const auto words = splitWords(line, ' ');
            specs.push_back({words.at(0), words.at(1), words.at(2), {}, {}, {}, {}, {}, {}});
            inBlock = true;
        } else {
            readLine(line, specs.back());
        }
    }
    return specs;
}

}  // namespace

std::vector<std::string> splitWords(std::string_view text, char at) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(at, begin), text.size());
        words.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

const std::vector<LayoutSpec>& layoutSpecs() {
    static const std::vector<LayoutSpec> specs = readSpecs();
    return specs;
}

}  // namespace daiban::samples
