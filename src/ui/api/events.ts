import { base, language, tell } from './transport';

export interface Stream {
  close(): void;
}

/**
 * Listens to a stream of server-sent events. The browser itself goes on after the last event it saw; where it gives up
 * (the server answered something else, as a proxy does while the server restarts) the stream is opened again.
 * `again` is called after every interruption, for what was missed.
 */
export function listen(path: string, handlers: Record<string, (data: unknown) => void>, again: () => void): Stream {
  let source: EventSource | null = null;
  let timer = 0;
  let broken = false;
  let closed = false;

  function open(): void {
    source = new EventSource(`${base}${path}?lang=${language()}`);
    source.onopen = () => {
      tell.cameBack();
      if (broken) again();
      broken = false;
    };
    source.onerror = () => {
      broken = true;
      if (source?.readyState !== EventSource.CLOSED || closed) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(open, 2000);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        const text = (event as MessageEvent<string>).data;
        handle(text ? JSON.parse(text) : undefined);
      });
    }
  }

  open();
  return {
    close() {
      closed = true;
      window.clearTimeout(timer);
      source?.close();
    },
  };
}
