import type { Intake, SituationQuestion } from '@/api/model';

/** The first question about the resident's situation that still wants an answer. */
export function askedOf(situations: Intake['situations'] | undefined): SituationQuestion | null {
  if (!situations) return null;
  const chosen = new Set(situations.chosen);
  return situations.asked.find((each) => each.least > 0 && each.answers.filter((answer) => chosen.has(answer.code)).length < each.least) ?? null;
}
