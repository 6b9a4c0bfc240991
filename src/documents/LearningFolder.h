#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "documents/LearnTypes.h"

namespace daiban::documents {

/// DATA/learning: the pages people named (examples.jsonl, one a line: their features, no text) and what was learned
/// from them (types.model, made again from the examples at any time). Both are readable by their owner only. Several
/// processes may teach at once; they take turns. Lines of a program that still kept the text are taken over, and the
/// text is gone with the next change.
class LearningFolder {
  public:
    explicit LearningFolder(const std::filesystem::path& dataFolder);

    /// What was learned, or why it is not used: a sentence for the operator. Neither where nothing was taught.
    struct Loaded {
        std::unique_ptr<const LearnedTypes> learned;
        base::Sentence problem;
    };
    [[nodiscard]] Loaded load() const;

    /// Everything that is kept, oldest first; of a page taught twice the later word. Throws Error{Unreadable}
    /// "file:line: sentence".
    [[nodiscard]] std::vector<Example> examples(const DocumentTypes& types) const;

    /// Keeps the examples and learns from all there are, or keeps none of them: where one contradicts what is certain
    /// (whyNotTeach), and where earlier right answers would turn wrong. Throws Error{StorageFailed}, Error{Unreadable}.
    Lesson teach(const std::vector<Example>& examples, const DocumentTypes& types) const;
    /// Takes examples back, by their ids, and learns again from the others as if they had never been. Throws
    /// Error{NotFound} for an id nobody taught; then nothing is forgotten.
    Lesson forget(const std::vector<std::string>& ids, const DocumentTypes& types) const;
    /// Learns from what is kept.
    Lesson learnAgain(const DocumentTypes& types) const;

    [[nodiscard]] std::filesystem::path modelFile() const { return folder_ / "types.model"; }
    [[nodiscard]] std::filesystem::path examplesFile() const { return folder_ / "examples.jsonl"; }

  private:
    void makeFolder() const;
    void write(const std::vector<Example>& examples) const;

    std::filesystem::path folder_;
};

}  // namespace daiban::documents
