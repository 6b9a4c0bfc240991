#include "desk/Teaching.h"

#include "base/Text.h"
#include "documents/LearningFolder.h"

namespace daiban::desk {

documents::Lesson Teaching::teach(const staff::Actor& actor, std::vector<documents::Example> examples) const {
    parts_.demand(actor, staff::Verb::TeachType, actor.office);
    for (auto& example : examples) {
        example.taughtBy = actor.account;
        example.taughtAt = base::isoTime(parts_.clock.now());
    }
    auto lesson = documents::LearningFolder(parts_.dataFolder).teach(examples, parts_.models.types());
    const bool isKept = lesson.refused.empty() && lesson.wouldTurnWrong.empty();
    if (isKept && !examples.empty())
        parts_.store.recordTeaching("type.taught", examples.front().type, examples.size(), actor);
    return lesson;
}

std::vector<documents::Example> Teaching::taught(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::TeachType, actor.office);
    return documents::LearningFolder(parts_.dataFolder).examples(parts_.models.types());
}

documents::Lesson Teaching::forget(const staff::Actor& actor, const std::vector<std::string>& ids) const {
    parts_.demand(actor, staff::Verb::ForgetType, actor.office);
    auto lesson = documents::LearningFolder(parts_.dataFolder).forget(ids, parts_.models.types());
    for (const auto& id : ids) parts_.store.recordTeaching("type.forgotten", id, 1, actor);
    return lesson;
}

documents::Lesson Teaching::learnAgain(const staff::Actor& actor) const {
    parts_.demand(actor, staff::Verb::TeachType, actor.office);
    return documents::LearningFolder(parts_.dataFolder).learnAgain(parts_.models.types());
}

}  // namespace daiban::desk
