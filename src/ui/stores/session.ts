import { defineStore } from 'pinia';
import { session as api } from '@/api/session';
import type { Session } from '@/api/model';
import { ProblemError } from '@/api/problem';
import { setSession } from '@/api/transport';
import { shelf } from '@/use/shelf';

/** Set while somebody is signed in here, so that a first visit asks nothing that can only be refused. Says not who. */
const sign = 'daiban.signed-in';

/** Who is signed in. */
export const useSession = defineStore('session', {
  state: () => ({ who: null as Session | null, asked: false }),
  getters: {
    may: (state) => (verb: string) => !!state.who && (state.who.verbs.length === 0 || state.who.verbs.includes(verb)),
  },
  actions: {
    take(who: Session | null) {
      this.who = who;
      this.asked = true;
      setSession(who?.csrf ?? '');
      if (who) shelf.keep('localStorage', sign, '1');
      else shelf.drop('localStorage', sign);
    },
    /** Asks once a page load whether the cookie still stands for somebody. */
    async resume() {
      if (this.asked) return;
      if (!shelf.read('localStorage', sign)) return this.take(null);
      try {
        this.take(await api.get());
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        this.take(null);
      }
    },
    async open(account: string, password: string) {
      this.take(await api.open(account, password));
    },
    async close(everywhere = false) {
      await (everywhere ? api.closeAll() : api.close());
      this.take(null);
    },
  },
});
