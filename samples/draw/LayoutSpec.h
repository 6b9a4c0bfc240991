#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daiban::samples {

/// A field or another thing with a label: what it is called and what stands there.
struct LayoutItem {
    std::string name;  ///< of a field; empty: another thing
    std::string kind;
    std::vector<std::string> labels;
};

/// A paper's words, as LayoutWords.h has them.
struct LayoutSpec {
    std::string code, paper, ways;
    std::vector<std::string> titles;
    std::vector<LayoutItem> fields, others;
    std::vector<std::string> personHeadings;  ///< of another person's section; empty: there is none
    std::vector<LayoutItem> personItems;
    std::vector<std::string> prose;
};

const std::vector<LayoutSpec>& layoutSpecs();
std::vector<std::string> splitWords(std::string_view text, char at);

}  // namespace daiban::samples
