#pragma once

#include <string>
#include <utility>

#include "desk/Parts.h"

namespace daiban::desk {

/// A label whose key was withdrawn: genuine or forged, nobody can tell.
class WithdrawnLabel : public base::Error {
  public:
    struct Facts {
        std::string thing;  ///< token id
        char key = '0';     ///< the key's id
        std::string since;  ///< day since which it is withdrawn
    };
    WithdrawnLabel(const base::Sentence& sentence, Facts facts)
        : Error(base::ErrorKind::CheckFailed, sentence), facts_(std::move(facts)) {}
    [[nodiscard]] const Facts& facts() const { return facts_; }

  private:
    Facts facts_;
};

/// Where a label was held out.
struct SeenWhere {
    base::HandoffId handoff{};  ///< empty: not on one
    base::EventId id{};         ///< of the scan, its sender's; empty: a new one
};

void raiseAlarm(const Parts& parts, const staff::Actor& actor, const WithdrawnLabel& label, const SeenWhere& where);

/// What `look` finds. Where it meets a label of a withdrawn key, that is refused as ever, and an alarm stands in the
/// list of differences until somebody closes it with a reason.
template <class Look>
auto withAlarm(const Parts& parts, const staff::Actor& actor, const SeenWhere& where, const Look& look) {
    try {
        return look();
    } catch (const WithdrawnLabel& label) {
        raiseAlarm(parts, actor, label, where);
        throw;
    }
}

}  // namespace daiban::desk
