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
[[nodiscard]] Response followIntake(const Call& call);
[[nodiscard]] Response takeUpCase(const Call& call);

/// The intake a route names; and as it is now, for the answer.
[[nodiscard]] store::IntakeId intakeOf(const Call& call);
[[nodiscard]] Response intakeAnswer(const Call& call, const store::IntakeId& id, unsigned status = 200);
/// Something was done: who follows is told, and it can be taken back.
void didSomething(const Call& call, const store::IntakeId& id, base::Sentence label, std::function<void()> takeBack);

}  // namespace daiban::web
