// The line between one browser and the server: it can be cut and mended, and it can send everything twice, as a network does that
// loses answers and not questions.
import { Agent, createServer, request as ask } from 'node:http';

/** Answers that never end, and so are passed on as they come and once. */
const isStream = (request) => /text\/event-stream/.test(request.headers.accept ?? '');
/** A browser's own word on its hop. */
const ofTheHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'proxy-connection', 'upgrade']);
const passedOn = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheHop.has(name)));

const bodyOf = async (stream) => {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};

/** `to`: the server's address. `twice`: every request is sent twice and the browser hears the second answer only. */
export async function openLine(to, { twice = false } = {}) {
  const { hostname, port } = new URL(to);
  const agent = new Agent({ keepAlive: true });
  const differing = [];
  let doubled = 0;

  const send = (request, body) => new Promise((answered, failed) => {
    const headers = { ...passedOn(request.headers), ...(body.length > 0 ? { 'content-length': String(body.length) } : {}) };
    const sent = ask({ hostname, port, agent, method: request.method, path: request.url, headers }, answered);
    sent.once('error', failed);
    sent.end(body);
  });

  async function answer(request, response) {
    const body = await bodyOf(request);
    const again = twice && !isStream(request);
    let first;
    if (again) {
      const lost = await send(request, body);
      first = lost.statusCode;
      await bodyOf(lost);
      doubled += 1;
    }
    const heard = await send(request, body);
    if (again && Math.floor(first / 100) !== Math.floor(heard.statusCode / 100)) differing.push(`${request.method} ${request.url}: ${first}, then ${heard.statusCode}`);
    response.once('close', () => heard.destroy());
    response.writeHead(heard.statusCode, passedOn(heard.headers));
    heard.pipe(response);
  }

  const server = createServer((request, response) => { answer(request, response).catch(() => response.destroy()); });
  const listen = (at) => new Promise((ready) => { server.listen(at, '127.0.0.1', ready); });
  await listen(0);
  const here = server.address().port;
  const cut = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return {
    address: `http://127.0.0.1:${here}`,
    cut,
    mend: () => listen(here),
    /** How many requests went twice, and those whose second answer was of another kind than the first. */
    doubled: () => doubled,
    differing,
    async close() {
      if (server.listening) await cut();
      agent.destroy();
    },
  };
}
