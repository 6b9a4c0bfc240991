#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/DocumentTypes.h"
#include "documents/LearnedTypes.h"
#include "documents/Understand.h"

namespace daiban::documents {

enum class ExampleSource {
    Corrected,  ///< a person said what it is because the answer was wrong
    Confirmed,  ///< a person said the answer was right
};

/// A page a person named, as it is kept: every digit is a 0, for what is learned never needs them.
struct Example {
    std::string type;  ///< code, or "unknown": of none of the types
    ExampleSource source = ExampleSource::Corrected;
    text::PageText text;
    double width = 0;  ///< pixels of the flat document
    double height = 0;
    double dpi = 0;  ///< 0: unknown
};

[[nodiscard]] Example exampleOf(const Evidence& evidence, std::string type, ExampleSource source);

/// Fewer characters than that are nothing to learn from: an empty sheet, a photo.
inline constexpr std::size_t leastCharactersToLearnFrom = 10;
[[nodiscard]] std::size_t charactersOf(const text::PageText& text);

/// What came of learning.
struct Lesson {
    LearnedTypes learned;
    int examples = 0;                         ///< of different pages
    int right = 0;                            ///< of these the answer is right now
    std::vector<std::string> limited;         ///< types that are named less readily so that earlier answers stay right
    std::vector<std::string> contradictions;  ///< types of pages that are still answered otherwise
    /// Types of pages answered right before that would be answered wrong: then `learned` is what it was before.
    std::vector<std::string> wouldTurnWrong;
};

/// Learns from everything people said (the later word on the same page counts): L2-regularised logistic regression
/// (liblinear's L2R_LR: Lin, Weng, Keerthi, JMLR 2008) of each type that the rules did not find by themselves, against
/// the pages of other types and one page made up of the words of every type's file, so that known types stay where they
/// are. Every example that was answered right by the rules and `before` must be so again, else the new model is limited
/// or refused. The same examples give the same model.
[[nodiscard]] Lesson learnTypes(const std::vector<Example>& examples, const DocumentTypes& types,
                                const LearnedTypes& before = {});

}  // namespace daiban::documents
