import { reactive } from 'vue';
import type { Router } from 'vue-router';

/** What stopped a page from being shown: its own error, or that its files are of a version that is gone. */
export const broken = reactive<{ kind: '' | 'error' | 'stale'; line: string; to: string }>({ kind: '', line: '', to: '' });

/** A page's file that cannot be got any more was replaced by an upgrade; only opening it again brings the new ones. */
export function watchRouter(router: Router): void {
  router.onError((error, to) => {
    const line = String(error instanceof Error ? error.message : error);
    Object.assign(broken, { kind: /import|module|preload/i.test(line) ? 'stale' : 'error', line, to: to.fullPath });
  });
  router.afterEach(() => Object.assign(broken, { kind: '', line: '', to: '' }));
}
