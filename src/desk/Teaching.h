#pragma once

#include <string>
#include <vector>

#include "desk/Parts.h"
#include "documents/LearnTypes.h"

namespace daiban::desk {

/// What the station knows better than the models: a deliberate act, apart from any case.
class Teaching {
  public:
    explicit Teaching(const Parts& parts) : parts_(parts) {}

    /// All or none: Lesson::refused says why they are not taken. Who taught and when is kept with each.
    documents::Lesson teach(const staff::Actor& actor, std::vector<documents::Example> examples) const;
    /// Oldest first; of each its id, type, by whom and when, and what the rules say of the page.
    [[nodiscard]] std::vector<documents::Example> taught(const staff::Actor& actor) const;
    /// Takes them back by their ids. Throws Error{NotFound} for one that was not taught; then nothing is forgotten.
    documents::Lesson forget(const staff::Actor& actor, const std::vector<std::string>& ids) const;
    documents::Lesson learnAgain(const staff::Actor& actor) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
