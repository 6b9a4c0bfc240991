import { reactive } from 'vue';

const counts = reactive<Record<string, number>>({});

/** How much waits in a room, shown on the rail; a page that knows says so. */
export function useWaiting(): { waiting: Readonly<Record<string, number>>; tellWaiting: (room: string, count: number) => void } {
  return {
    waiting: counts,
    tellWaiting(room, count) {
      counts[room] = count;
    },
  };
}
