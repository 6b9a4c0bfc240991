import { ref } from 'vue';
import type { Picture, SeenCode, Told } from './decoder.worker';

export type { SeenCode };

/** none: not asked for yet. Kept by the service worker, so it is there without a network from then on. */
export const decoder = ref<'none' | 'loading' | 'ready' | 'failed'>('none');

let worker: Worker | undefined;
let next = 0;
const waiting = new Map<number, (codes: readonly SeenCode[]) => void>();

function failed(): void {
  decoder.value = 'failed';
  worker?.terminate();
  worker = undefined;
  for (const done of waiting.values()) done([]);
  waiting.clear();
}

/** Loads the decoder, once; called when the page stands. */
export function loadDecoder(): void {
  if (worker) return;
  decoder.value = 'loading';
  worker = new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' });
  worker.onerror = failed;
  worker.onmessage = ({ data }: MessageEvent<Told>) => {
    if ('ready' in data) decoder.value = 'ready';
    else if ('failed' in data) failed();
    else {
      waiting.get(data.id)?.(data.codes);
      waiting.delete(data.id);
    }
  };
}

/** The codes on a picture; empty when there is none, or no decoder. */
export function codesOn(image: ImageData, still = false): Promise<readonly SeenCode[]> {
  if (!worker) return Promise.resolve([]);
  const id = (next += 1);
  return new Promise((done) => {
    waiting.set(id, done);
    const picture: Picture = { id, image, still };
    worker!.postMessage(picture, [image.data.buffer]);
  });
}

/** A photograph's pixels, no side longer than `longest`. */
export async function pixelsOf(photo: Blob, longest = 2600): Promise<{ image: ImageData; picture: Blob }> {
  const bitmap = await createImageBitmap(photo);
  const share = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * share);
  canvas.height = Math.round(bitmap.height * share);
  const pen = canvas.getContext('2d')!;
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const picture = await new Promise<Blob>((done) => canvas.toBlob((blob) => done(blob ?? photo), 'image/jpeg', 0.92));
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), picture };
}
