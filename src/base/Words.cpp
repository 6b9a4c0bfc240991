#include "base/Words.h"

#include <cctype>

namespace daiban::base {

Words Words::of(std::map<std::string, std::string, std::less<>> translations) {
    Words words;
    words.translations_ = std::move(translations);
    return words;
}

std::string_view Words::of(std::string_view pattern) const {
    const auto found = translations_.find(pattern);
    return found == translations_.end() ? pattern : std::string_view(found->second);
}

namespace {

int placeOnStreams() {
    static const int place = std::ios_base::xalloc();
    return place;
}

}  // namespace

void speak(std::ios_base& out, const Words& words) {
    out.pword(placeOnStreams()) = const_cast<Words*>(&words);  // NOLINT: a stream keeps no pointers to const
}

const Words& wordsOf(std::ios_base& out) {
    static const Words asTheSource;
    const auto* words = static_cast<const Words*>(out.pword(placeOnStreams()));
    return words == nullptr ? asTheSource : *words;
}

std::string_view languageNamed(std::string_view locale) {
    const auto begins = [&](std::string_view language) {
        if (locale.size() < language.size()) return false;
        for (std::size_t i = 0; i < language.size(); ++i)
            if (std::tolower(static_cast<unsigned char>(locale[i])) != language[i]) return false;
        return locale.size() == language.size() || !std::isalpha(static_cast<unsigned char>(locale[language.size()]));
    };
    if (begins("zh")) return chinese;
    if (begins("en")) return english;
    return {};
}

}  // namespace daiban::base
