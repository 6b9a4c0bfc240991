#pragma once

#include "web/Call.h"

namespace daiban::web {

[[nodiscard]] Response getIntakes(const Call& call);
[[nodiscard]] Response openIntake(const Call& call);
[[nodiscard]] Response getIntake(const Call& call);
[[nodiscard]] Response changeIntake(const Call& call);
[[nodiscard]] Response putIntakeAside(const Call& call);
[[nodiscard]] Response openCaseOfIntake(const Call& call);
[[nodiscard]] Response undo(const Call& call);
[[nodiscard]] Response revealApplicant(const Call& call);
/// Events of `topic` for as long as whoever asks may look: `look` is called with the account behind the session or
/// token, first at once, and throws base::Error where it may not.
[[nodiscard]] Response follow(const Call& call, const std::string& topic,
                              std::function<void(const staff::Actor&)> look);
[[nodiscard]] Response followIntake(const Call& call);
[[nodiscard]] Response takeUpCase(const Call& call);

/// The intake a route names; and as it is now, for the answer.
[[nodiscard]] store::IntakeId intakeOf(const Call& call);
[[nodiscard]] Response intakeAnswer(const Call& call, const store::IntakeId& id, unsigned status = 200);
/// Something was done: who follows is told, and it can be taken back.
void didSomething(const Call& call, const store::IntakeId& id, base::Sentence label, std::function<void()> takeBack);

}  // namespace daiban::web
