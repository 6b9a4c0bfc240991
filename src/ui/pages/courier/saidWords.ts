import type { Line, Side } from './records';
import { moment, t } from './text';

const words = { 'signed-out': 'verdictOut', 'signed-in': 'verdictIn', refused: 'verdictRefused' } as const;

/** "10:51 签入": what one side said last; empty: nothing. */
export function saidBy(line: Line | undefined, side: Side): { when: string; what: string } | undefined {
  const said = line?.said.find((each) => each.side === side);
  return said && { when: moment(said.at, false), what: t(words[said.verdict]) };
}

export const verdictWord = (verdict: keyof typeof words): string => t(words[verdict]);
