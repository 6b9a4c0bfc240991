import { computed, onScopeDispose, reactive, ref } from 'vue';
import { newId } from '@/api/ids';
import { forget, isPaired, leave, pair, Refusal, send, standing, type PhonePage } from './api';
import { t } from './text';

/** A picture on its way: waiting, being sent, or what the server says of it. */
export interface Shot {
  readonly id: string;
  readonly url: string;
  readonly picture: Blob;
  share: number;
  state: 'waiting' | 'sending' | 'refused' | PhonePage['state'];
  name: string;
  sentence: string;
}

export type Link = 'pairing' | 'on' | 'ended';

const settled = new Set<Shot['state']>(['read', 'blank', 'failed', 'refused', 'removed']);
/** From one question how it stands to the next, ms: while something is read, and else, to find out that it ended. */
const often = 1000;
const seldom = 15_000;
const retryAfter = 2500;

/** The telephone's pictures: paired, sent one after another, and what became of each. */
export function usePictures() {
  const link = ref<Link>('pairing');
  const sentence = ref('');
  const item = ref('');
  const ends = ref('');
  const away = ref(false);
  const shots = reactive<Shot[]>([]);
  const unsettled = computed(() => shots.filter((each) => !settled.has(each.state) && each.state !== 'waiting' && each.state !== 'sending'));
  const received = computed(() => shots.filter((each) => !['waiting', 'sending', 'refused'].includes(each.state)).length);
  let timer = 0;
  let sending = false;
  let gone = false;

  function end(why: string): void {
    window.clearTimeout(timer);
    forget();
    link.value = 'ended';
    sentence.value = why;
  }

  function lookIn(ms: number): void {
    window.clearTimeout(timer);
    if (!gone && link.value === 'on') timer = window.setTimeout(() => void look(), ms);
  }

  function take(page: PhonePage): void {
    const shot = shots.find((each) => each.id === page.upload);
    if (!shot) return;
    shot.state = page.state;
    shot.name = page.name;
    shot.sentence = page.warnings.join('；');
  }

  async function look(): Promise<void> {
    const asked = unsettled.value.slice(0, 50);
    try {
      const now = await standing(asked.map((each) => each.id));
      away.value = false;
      item.value = now.item;
      ends.value = now.ends;
      now.pages.forEach(take);
      for (const shot of asked) if (!now.pages.some((page) => page.upload === shot.id)) shot.state = 'removed';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 401) return end(error.sentence);
      away.value = true;
    }
    lookIn(unsettled.value.length > 0 ? often : seldom);
  }

  async function sendOne(shot: Shot): Promise<void> {
    shot.state = 'sending';
    try {
      await send(shot.id, shot.picture, 'phone.jpg', (share) => (shot.share = share));
      away.value = false;
      shot.state = 'stored';
      lookIn(100);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 401) return end(error.sentence);
      away.value = error.status === 0;
      shot.state = error.status === 0 ? 'waiting' : 'refused';
      shot.sentence = error.sentence;
      if (error.status === 0) await new Promise((later) => window.setTimeout(later, retryAfter));
    }
  }

  async function sendAll(): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      for (let next = shots.find((each) => each.state === 'waiting'); next && link.value === 'on' && !gone; next = shots.find((each) => each.state === 'waiting')) await sendOne(next);
    } finally {
      sending = false;
    }
  }

  function add(pictures: readonly Blob[]): void {
    for (const picture of pictures) shots.push({ id: newId(), url: URL.createObjectURL(picture), picture, share: 0, state: 'waiting', name: '', sentence: '' });
    void sendAll();
  }

  async function begin(): Promise<void> {
    const code = window.location.hash.slice(1);
    // Not in the history, and not to be copied with the address.
    if (code) window.history.replaceState(null, '', window.location.pathname);
    try {
      if (code) await pair(code);
      if (!isPaired()) return end(t('ended'));
      link.value = 'on';
      await look();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A code that was used, by this telephone before it loaded the page again.
      if (error.status === 403 && isPaired()) {
        link.value = 'on';
        return look();
      }
      end(error.status === 0 ? t('away') : error.sentence);
    }
  }

  async function disconnect(): Promise<void> {
    await leave().catch(() => undefined);
    end(t('left'));
  }

  const unsent = (event: BeforeUnloadEvent): void => {
    if (shots.some((each) => each.state === 'waiting' || each.state === 'sending')) event.preventDefault();
  };
  window.addEventListener('beforeunload', unsent);
  onScopeDispose(() => {
    gone = true;
    window.clearTimeout(timer);
    window.removeEventListener('beforeunload', unsent);
    for (const shot of shots) URL.revokeObjectURL(shot.url);
  });
  void begin();
  return { link, sentence, item, ends, away, shots, received, add, disconnect };
}
