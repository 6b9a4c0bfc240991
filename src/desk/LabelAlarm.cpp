#include "desk/LabelAlarm.h"

namespace daiban::desk {

void raiseAlarm(const Parts& parts, const staff::Actor& actor, const WithdrawnLabel& label, const SeenWhere& where) {
    (void)parts.store.raiseLabelAlarm({.id = where.id.empty() ? parts.newId<base::EventId>() : where.id,
                                       .scanned = label.facts().thing,
                                       .key = label.facts().key,
                                       .withdrawn = label.facts().since,
                                       .handoff = where.handoff,
                                       .actor = actor});
}

}  // namespace daiban::desk
