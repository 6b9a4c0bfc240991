import type { IconName } from '@/parts/icons';
import type { Tone } from '@/parts/states';
import type { RowState } from './rows';
import type { TextKey } from './text';

/** Shape, colour and word of a row, which say the same three times. */
export const rowLooks: Record<RowState, { readonly icon: IconName; readonly tone: Tone; readonly word: TextKey }> = {
  expected: { icon: 'none', tone: 'none', word: 'stateExpected' },
  given: { icon: 'ok', tone: 'ok', word: 'stateGiven' },
  taken: { icon: 'ok', tone: 'ok', word: 'stateTaken' },
  short: { icon: 'bad', tone: 'bad', word: 'stateShort' },
  surplus: { icon: 'doubt', tone: 'doubt', word: 'stateSurplus' },
  refused: { icon: 'expired', tone: 'bad', word: 'stateRefused' },
  'taken-back': { icon: 'undo', tone: 'none', word: 'stateTakenBack' },
  alarm: { icon: 'expired', tone: 'bad', word: 'stateAlarm' },
  problem: { icon: 'bad', tone: 'bad', word: 'stateProblem' },
};
