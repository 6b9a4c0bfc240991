#include "text/hybrid/Lexicon.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "base/Error.h"
#include "base/Text.h"

namespace daiban::text::hybrid {

Lexicon::Lexicon(const std::vector<std::u32string>& words) {
    for (const auto& word : words) add(word);
}

void Lexicon::add(std::u32string word) {
    if (word.size() < 2) return;
    longest_ = std::max(longest_, word.size());
    words_.insert(std::move(word));
}

void Lexicon::add(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::error_code ignored;
    if (!in || !std::filesystem::is_regular_file(file, ignored))
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("The list of words {} cannot be read; install daiban's models again.", file.string()));
    for (std::string line; std::getline(in, line);)
        if (!line.starts_with('#')) add(base::toCodePoints(base::trimmed(line)));
}

std::size_t Lexicon::longestWordAt(std::u32string_view text, std::size_t at) const {
    for (std::size_t length = std::min(longest_, text.size()); length > 1; --length) {
        const std::size_t first = at + 1 > length ? at + 1 - length : 0;
        for (std::size_t begin = first; begin <= at && begin + length <= text.size(); ++begin)
            if (words_.find(text.substr(begin, length)) != words_.end()) return length;
    }
    return 0;
}

}  // namespace daiban::text::hybrid
