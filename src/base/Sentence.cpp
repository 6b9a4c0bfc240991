#include "base/Sentence.h"

#include <fmt/format.h>

#include <charconv>
#include <ostream>

#include "base/Shown.h"
#include "base/Words.h"

namespace daiban::base {

namespace {

/// The number within `{1}`; `next` within `{}`.
std::size_t numberOfPlace(std::string_view inside, std::size_t next) {
    std::size_t number = next;
    std::from_chars(inside.data(), inside.data() + inside.size(), number);
    return number;
}

template <class Say>
std::string filled(std::string_view pattern, const std::vector<Sentence>& parts, const Say& say) {
    std::string out;
    std::size_t next = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        const bool isBrace = c == '{' || c == '}';
        if (isBrace && i + 1 < pattern.size() && pattern[i + 1] == c) {
            out += c;
            ++i;
        } else if (const auto end = c == '{' ? pattern.find('}', i) : std::string_view::npos;
                   end != std::string_view::npos) {
            const std::size_t number = numberOfPlace(pattern.substr(i + 1, end - i - 1), next++);
            if (number < parts.size()) out += say(parts[number]);
            i = end;
        } else {
            out += c;
        }
    }
    return out;
}

/// What was put in is a stranger's word as often as not: it makes no line and no colour of its own.
std::string shownIn(const Sentence& sentence, const Words& words) {
    const auto say = [&](const Sentence& part) { return shownIn(part, words); };
    if (sentence.kind() == Sentence::Kind::Pattern) return filled(words.of(sentence.pattern()), sentence.parts(), say);
    if (sentence.kind() == Sentence::Kind::Verbatim) return shown(sentence.text());
    std::string out;
    for (const Sentence& part : sentence.parts()) out += say(part);
    return out;
}

}  // namespace

Sentence Sentence::verbatim(std::string text) {
    Sentence sentence;
    sentence.text_ = std::move(text);
    return sentence;
}

Sentence Sentence::sequence(std::vector<Sentence> parts) {
    Sentence sentence;
    sentence.kind_ = Kind::Sequence;
    sentence.parts_ = std::move(parts);
    return sentence;
}

Sentence Sentence::ofPattern(std::string pattern, std::vector<Sentence> parts) {
    Sentence sentence;
    sentence.kind_ = Kind::Pattern;
    sentence.text_ = std::move(pattern);
    sentence.parts_ = std::move(parts);
    return sentence;
}

Sentence Sentence::part(double number) {
    return verbatim(fmt::format("{:g}", number));
}

bool Sentence::empty() const {
    if (kind_ != Kind::Sequence) return text_.empty();
    for (const Sentence& part : parts_)
        if (!part.empty()) return false;
    return true;
}

std::string Sentence::text() const {
    return in(Words{});
}

std::string Sentence::in(const Words& words) const {
    const auto say = [&](const Sentence& part) { return part.in(words); };
    if (kind_ == Kind::Pattern) return filled(words.of(text_), parts_, say);
    std::string out = text_;
    for (const Sentence& part : parts_) out += say(part);
    return out;
}

std::ostream& operator<<(std::ostream& out, const Sentence& sentence) {
    return out << shownIn(sentence, wordsOf(out));
}

std::vector<std::string> textsOf(const std::vector<Sentence>& sentences) {
    std::vector<std::string> texts;
    for (const Sentence& sentence : sentences) texts.push_back(sentence.text());
    return texts;
}

Sentence joined(const std::vector<Sentence>& parts, const Sentence& separator) {
    std::vector<Sentence> all;
    for (const Sentence& part : parts) {
        if (!all.empty()) all.push_back(separator);
        all.push_back(part);
    }
    return Sentence::sequence(std::move(all));
}

}  // namespace daiban::base
