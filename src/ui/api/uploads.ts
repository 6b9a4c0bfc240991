import { base, send } from './transport';
import { ProblemError } from './problem';

/** How much of a file goes in one request: a lost one costs no more than this. */
const chunk = 4 * 1024 * 1024;

function address(id: string): string {
  return new URL(`${base}/uploads/${id}`, window.location.href).href;
}

async function offsetOf(id: string): Promise<number> {
  const answer = await send(new Request(address(id), { method: 'HEAD' }));
  return Number(answer.headers.get('Upload-Offset') ?? 0);
}

/** Sends a file in pieces and goes on where it stopped; `moved` is told the share sent, 0 to 1. */
export async function upload(id: string, file: Blob, name: string, moved: (share: number) => void): Promise<void> {
  let at = 0;
  while (at < file.size) {
    const piece = file.slice(at, at + chunk);
    const headers: Record<string, string> = { 'Content-Type': 'application/octet-stream' };
    if (at === 0) Object.assign(headers, { 'Upload-Length': String(file.size), 'X-File-Name': encodeURIComponent(name) });
    else headers['Upload-Offset'] = String(at);
    try {
      const answer = await send(new Request(address(id), { method: at === 0 ? 'PUT' : 'PATCH', headers, body: piece }));
      at = ((await answer.json()) as { received: number }).received;
    } catch (error) {
      // A piece that arrived although its answer did not is known by its offset.
      if (!(error instanceof ProblemError) || error.problem.status !== 409) throw error;
      const received = await offsetOf(id);
      if (received <= at) throw error;
      at = received;
    }
    moved(at / file.size);
  }
}
