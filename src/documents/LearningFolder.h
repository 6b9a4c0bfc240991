#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "documents/LearnTypes.h"

namespace daiban::documents {

/// DATA/learning: the pages people named (examples.jsonl, one a line, without their digits) and what was learned from
/// them (types.model, made again from the examples at any time). Both are readable by their owner only. Several
/// processes may teach at once; they take turns.
class LearningFolder {
  public:
    explicit LearningFolder(const std::filesystem::path& dataFolder);

    /// What was learned, or why it is not used: a sentence for the operator. Neither where nothing was taught.
    struct Loaded {
        std::unique_ptr<const LearnedTypes> learned;
        std::string problem;
    };
    [[nodiscard]] Loaded load() const;

    /// Everything that is kept, oldest first. Throws Error{Unreadable} "file:line: sentence".
    [[nodiscard]] std::vector<Example> examples() const;

    /// Keeps the examples and learns from all there are. They are on the disk before anything is learned; the model is
    /// replaced only by one that keeps earlier right answers right. Throws Error{StorageFailed}, Error{Unreadable}.
    Lesson teach(const std::vector<Example>& examples, const DocumentTypes& types) const;
    /// teach() without new examples.
    Lesson learnAgain(const DocumentTypes& types) const { return teach({}, types); }

    [[nodiscard]] std::filesystem::path modelFile() const { return folder_ / "types.model"; }
    [[nodiscard]] std::filesystem::path examplesFile() const { return folder_ / "examples.jsonl"; }

  private:
    std::filesystem::path folder_;
};

}  // namespace daiban::documents
