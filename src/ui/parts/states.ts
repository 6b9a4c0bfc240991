import type { IconName } from './icons';

/** The tone of a state: its colour. The drawing and the word say the same again. */
export type Tone = 'ok' | 'doubt' | 'bad' | 'promise' | 'none';

export interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const looks: Record<string, Look> = {
  ok: { tone: 'ok', icon: 'ok' },
  doubt: { tone: 'doubt', icon: 'doubt' },
  missing: { tone: 'bad', icon: 'bad' },
  bad: { tone: 'bad', icon: 'bad' },
  expired: { tone: 'bad', icon: 'expired' },
  'wrong-person': { tone: 'bad', icon: 'other-person' },
  promise: { tone: 'promise', icon: 'promise' },
  'not-needed': { tone: 'none', icon: 'none' },
  none: { tone: 'none', icon: 'none' },
  // the clock of a case
  normal: { tone: 'ok', icon: 'ok' },
  green: { tone: 'ok', icon: 'ok' },
  yellow: { tone: 'doubt', icon: 'doubt' },
  red: { tone: 'bad', icon: 'bad' },
  overdue: { tone: 'bad', icon: 'expired' },
  stopped: { tone: 'none', icon: 'pause' },
  done: { tone: 'ok', icon: 'tick' },
  // a thing on a handoff's sheet
  confirmed: { tone: 'ok', icon: 'ok' },
  'in-transit': { tone: 'promise', icon: 'promise' },
  surplus: { tone: 'doubt', icon: 'doubt' },
  refused: { tone: 'bad', icon: 'expired' },
  'taken-back': { tone: 'none', icon: 'undo' },
  impossible: { tone: 'bad', icon: 'expired' },
  dismissed: { tone: 'none', icon: 'none' },
  // devices
  ready: { tone: 'ok', icon: 'ok' },
  busy: { tone: 'promise', icon: 'busy' },
  offline: { tone: 'bad', icon: 'bad' },
};

/** How a state looks; one the server has and we do not know stands grey and is still told by its word. */
export function lookOf(state: string): Look {
  return looks[state] ?? { tone: 'none', icon: 'none' };
}
