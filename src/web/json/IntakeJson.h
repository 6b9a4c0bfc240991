#pragma once

#include "base/Json.h"
#include "desk/Intakes.h"
#include "web/Station.h"
#include "web/json/PapersJson.h"

namespace daiban::web {

/// The questions of an intake; none while it is not known what is needed.
[[nodiscard]] std::vector<desk::Doubt> doubtsOf(const desk::IntakeView& view);
/// The papers of an intake, as they are shown; refers to `view`.
[[nodiscard]] PapersView papersView(Station& station, const desk::IntakeView& view, const base::Words& words);
[[nodiscard]] base::Json intakeJson(Station& station, const desk::IntakeView& view, const base::Words& words);
[[nodiscard]] base::Json intakeSummaryJson(Station& station, const desk::IntakeView& view);
[[nodiscard]] base::Json applicantJson(const cases::Identity& applicant, bool byPerson,
                                       base::Date today);  ///< null: unknown

}  // namespace daiban::web
