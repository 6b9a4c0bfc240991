#include "printing/slips/SlipFill.h"

#include <fmt/format.h>

#include <limits>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::printing {

namespace {

// A line to write on is made of blanks at which no line is broken: four, of about a quarter em each, for a character.
constexpr std::string_view blank = "\u00A0";
constexpr int blanksACharacter = 4;

std::string lineToWriteOn(int characters) {
    std::string text;
    for (int n = 0; n < characters * blanksACharacter; ++n) text += blank;
    return text;
}

/// The name most like the one that is not there.
std::string nearest(const std::string& name, const SlipContent& content, const SlipRow* row) {
    std::string best;
    std::size_t least = std::numeric_limits<std::size_t>::max();
    const auto consider = [&](const std::string& known) {
        const std::size_t distance = base::editDistance(std::string_view(name), std::string_view(known));
        if (distance < least) {
            least = distance;
            best = known;
        }
    };
    for (const auto& [known, value] : content.values) consider(known);
    if (row != nullptr)
        for (const auto& [known, value] : *row) consider(known);
    return best;
}

}  // namespace

void SlipFiller::fail(int line, const base::Sentence& sentence) const {
    throw base::Error(base::ErrorKind::Unreadable, base::ModelProblem{design_.file, line, sentence}.said());
}

std::string SlipFiller::valueOf(const std::string& name, int line, const SlipRow* row) const {
    if (row != nullptr)
        if (const auto found = row->find(name); found != row->end()) return found->second;
    if (name == "number") return content_.number;
    if (name == "title") return design_.title;
    if (const auto found = content_.values.find(name); found != content_.values.end()) return found->second;
    const std::string like = nearest(name, content_, row);
    fail(line, base::Sentence(
                   "the slip {} has nothing for {{{}}}{}", design_.name, name,
                   like.empty() ? base::Sentence("; take it out.") : base::Sentence("; did you mean {{{}}}?", like)));
}

SlipRuns SlipFiller::filled(const SlipTemplate& text, const SlipRow* row) const {
    SlipRuns runs;
    std::size_t at = 0;
    while (at < text.text.size()) {
        const auto open = text.text.find('{', at);
        const auto close = text.text.find('}', open);
        if (open == std::string::npos || close == std::string::npos) break;
        if (open > at) runs.push_back({.text = text.text.substr(at, open - at)});
        const std::string inside = text.text.substr(open + 1, close - open - 1);
        const auto colon = inside.find(':');
        std::string value = valueOf(inside.substr(0, colon), text.line, row);
        const bool underlined = colon != std::string::npos;
        if (underlined && value.empty())
            value = lineToWriteOn(std::stoi(inside.substr(colon + 1)));
        else if (underlined)
            value = std::string(blank) + value + std::string(blank);
        runs.push_back({.text = value, .underlined = underlined});
        at = close + 1;
    }
    if (at < text.text.size()) runs.push_back({.text = text.text.substr(at)});
    return runs;
}

std::vector<SlipRow> SlipFiller::rows(const std::string& list, int line) const {
    const auto found = content_.lists.find(list);
    if (found == content_.lists.end()) {
        std::string known;
        for (const auto& [name, rows] : content_.lists) known += (known.empty() ? "" : ", ") + name;
        fail(line, base::Sentence("the slip {} has no list '{}'; there are: {}.", design_.name, list, known));
    }
    std::vector<SlipRow> numbered = found->second;
    for (std::size_t n = 0; n < numbered.size(); ++n) numbered[n]["row"] = std::to_string(n + 1);
    return numbered;
}

bool SlipFiller::hasSomething(const std::string& name, int line) const {
    if (const auto found = content_.lists.find(name); found != content_.lists.end()) return !found->second.empty();
    return !valueOf(name, line, nullptr).empty();
}

SlipRuns plainRuns(const std::string& text) {
    return {{.text = text}};
}

}  // namespace daiban::printing
