import { settings } from './settings';

/** What a hand and an ear are told: ok one short, seen two short, foreign one long (and low). */
export type Tone = 'ok' | 'seen' | 'foreign';

const shakes: Record<Tone, number | number[]> = { ok: 40, seen: [40, 60, 40], foreign: 400 };
const notes: Record<Tone, readonly (readonly [hertz: number, from: number, long: number])[]> = {
  ok: [[1760, 0, 0.09]],
  seen: [[880, 0, 0.08], [880, 0.14, 0.08]],
  foreign: [[220, 0, 0.4]],
};

let ear: AudioContext | undefined;

/** Browsers let a page sound only after a person has touched it. */
export function openEar(): void {
  ear ??= new AudioContext();
  if (ear.state === 'suspended') void ear.resume();
}

export function feel(tone: Tone): void {
  if (settings.shake) navigator.vibrate?.(shakes[tone]);
  if (!settings.sound || !ear || ear.state !== 'running') return;
  for (const [hertz, from, long] of notes[tone]) {
    const voice = new OscillatorNode(ear, { type: tone === 'foreign' ? 'square' : 'sine', frequency: hertz });
    const loud = new GainNode(ear, { gain: 0.25 });
    voice.connect(loud).connect(ear.destination);
    voice.start(ear.currentTime + from);
    voice.stop(ear.currentTime + from + long);
  }
}

/** Keeps the screen on while somebody scans, where the phone can. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const take = async (): Promise<void> => {
    if (over || document.hidden || !('wakeLock' in navigator)) return;
    lock = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (over) void lock?.release();
  };
  const back = (): void => void take();
  document.addEventListener('visibilitychange', back);
  void take();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', back);
    void lock?.release();
  };
}
