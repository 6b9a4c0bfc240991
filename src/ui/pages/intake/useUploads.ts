import { reactive } from 'vue';
import { newId } from '@/api/ids';
import { intakes } from '@/api/intakes';
import type { Intake } from '@/api/model';
import { upload } from '@/api/uploads';
import { useAttempt } from '@/use/attempt';
import { useToasts } from '@/use/toasts';

export interface Sending {
  readonly id: string;
  readonly intake: string;
  readonly name: string;
  share: number;
  failed: boolean;
}

/** Two at once fill the line; more would only make each page wait longer for its first look. */
const atOnce = 2;

/** Files on their way to becoming pages, in the order they were given. */
export function useUploads(take: (fresh: Intake) => void) {
  const attempt = useAttempt();
  const { say } = useToasts();
  const sending = reactive<Sending[]>([]);
  /** What was refused of those that are sent now: told together, as one error takes another's place. */
  const told: string[] = [];
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  let order: Promise<unknown> = Promise.resolve();

  function next(): void {
    while (running < atOnce) {
      const task = waiting.shift();
      if (!task) return;
      running += 1;
      void task().finally(() => {
        running -= 1;
        next();
      });
    }
  }

  function drop(id: string): void {
    const at = sending.findIndex((each) => each.id === id);
    if (at >= 0) sending.splice(at, 1);
  }

  async function one(entry: Sending, file: File, before: Promise<unknown>): Promise<void> {
    const sent = await attempt(async () => {
      await upload(entry.id, file, file.name, (share) => (entry.share = share));
      return true;
    });
    await before;
    const kept = sent && (await attempt(() => intakes.addPages(entry.intake, [entry.id])));
    if (!kept) {
      entry.failed = true;
      return;
    }
    take(kept.intake);
    drop(entry.id);
    if (kept.refused.length === 0) return;
    told.push(...kept.refused.map((each) => each.detail));
    say({ tone: 'bad', sentence: told.join(' ') });
  }

  /** What is said of files that are not sent at all; together with what is refused of those under way. */
  function refuse(sentences: readonly string[]): void {
    if (sending.every((each) => each.failed)) told.length = 0;
    told.push(...sentences);
    if (sentences.length > 0) say({ tone: 'bad', sentence: told.join(' ') });
  }

  function send(intake: string, files: readonly File[]): void {
    for (const file of files) {
      sending.push({ id: newId(), intake, name: file.name, share: 0, failed: false });
      const entry = sending[sending.length - 1]!;
      const before = order;
      let done: () => void = () => {};
      order = new Promise<void>((resolve) => (done = resolve));
      waiting.push(() => one(entry, file, before).finally(done));
    }
    next();
  }

  return { sending, refuse, send, drop };
}
