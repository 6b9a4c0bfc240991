#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "documents/DocumentTypes.h"
#include "documents/LearnedTypes.h"
#include "documents/Understand.h"

namespace daiban::documents {

enum class ExampleSource {
    Corrected,  ///< a person said what it is because the answer was wrong
    Confirmed,  ///< a person said the answer was right
};

/// A page a person named: with its text, whose digits are all 0, while it is being taught; as it is kept (kept(),
/// LearnExample.h) its features alone, from which no name, address or number can be read.
struct Example {
    std::string type;  ///< code, or "unknown": of none of the types
    ExampleSource source = ExampleSource::Corrected;
    text::PageText text;
    double width = 0;  ///< pixels of the flat document
    double height = 0;
    double dpi = 0;    ///< 0: unknown
    std::string id{};  ///< of one that is kept; empty: it still has its text
    int characters = 0;
    FeatureVector features{};
    std::string rulesSaid{};                  ///< what the rules said of the page when it was taught
    double rulesChance = 0;                   ///< and how sure they were
    std::vector<std::string> rulesReasons{};  ///< not kept
    int times = 1;                            ///< how often pages that differ in their persons alone were taught as it
    std::string taughtBy{};                   ///< account, of the last
    std::string taughtAt{};                   ///< ISO time
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
    /// Why pages were not taken, a sentence each; then nothing was kept and nothing learned.
    std::vector<base::Sentence> refused{};
};

/// Learns from everything people said (the later word on the same page counts): L2-regularised logistic regression
/// (liblinear's L2R_LR: Lin, Weng, Keerthi, JMLR 2008) of each type that the rules did not find by themselves, against
/// the pages of other types and one page made up of the words of every type's file, so that known types stay where they
/// are. Every example that was answered right by the rules and `before` must be so again, else the new model is limited
/// or refused. The same examples give the same model.
[[nodiscard]] Lesson learnTypes(const std::vector<Example>& examples, const DocumentTypes& types,
                                const LearnedTypes& before = {});

}  // namespace daiban::documents
