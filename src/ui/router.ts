import { createRouter, createWebHistory } from 'vue-router';
import { homeOf } from './shell/rail';
import { useSession } from './stores/session';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/login', name: 'login', component: () => import('./pages/login/LoginPage.vue'), meta: { open: true } },
    {
      path: '/',
      component: () => import('./shell/Shell.vue'),
      children: [
        { path: '', redirect: { name: 'intake' } },
        { path: 'intake/:id?', name: 'intake', component: () => import('./pages/intake/IntakePage.vue') },
        { path: 'batch/:id?', name: 'batch', meta: { room: 'intake' }, component: () => import('./pages/batch/BatchPage.vue') },
        { path: 'cases', name: 'cases', component: () => import('./pages/cases/CasesPage.vue') },
        { path: 'cases/:key', name: 'case', meta: { room: 'cases' }, component: () => import('./pages/case/CasePage.vue') },
        { path: 'handoff/:key?', name: 'handoff', component: () => import('./pages/handoff/HandoffPage.vue') },
        { path: 'returns', name: 'returns', component: () => import('./pages/returns/ReturnsPage.vue') },
        { path: 'pickup', name: 'pickup', component: () => import('./pages/pickup/PickupPage.vue') },
        { path: 'overview', name: 'overview', component: () => import('./pages/overview/OverviewPage.vue') },
        { path: 'quality', name: 'quality', component: () => import('./pages/quality/QualityPage.vue') },
        { path: 'admin', name: 'admin', component: () => import('./pages/admin/AdminPage.vue') },
        { path: 'search', name: 'search', component: () => import('./pages/search/SearchPage.vue') },
        { path: 'settings', name: 'settings', component: () => import('./pages/settings/SettingsPage.vue') },
        { path: ':rest(.*)*', name: 'not-found', component: () => import('./pages/missing/MissingPage.vue') },
      ],
    },
  ],
});

/** Gets the files of the page the address names while it is still being asked who is signed in. */
export function getAhead(): void {
  const { pathname } = window.location;
  // Most who only come in are going to the counter.
  for (const { components } of router.resolve(pathname === '/' ? { name: 'intake' } : pathname).matched) {
    const page: unknown = components?.['default'];
    // A page whose file cannot be had says so when it is gone to.
    if (typeof page === 'function') void Promise.resolve((page as () => unknown)()).catch(() => undefined);
  }
}

router.beforeEach(async (to) => {
  if (to.meta['open']) return true;
  const session = useSession();
  await session.resume();
  if (!session.who || session.who.must_change_password) return { name: 'login', query: { to: (to.redirectedFrom ?? to).fullPath } };
  // Whoever only comes in begins in the room that is his.
  const home = homeOf(session.who.roles);
  const coming = to.name === 'intake' && to.redirectedFrom?.path === '/';
  // A courier who comes in by phone wants the phone's own page: camera, no network needed.
  if (coming && home === 'handoff' && session.who.roles.includes('courier') && window.matchMedia('(max-width: 640px)').matches) {
    window.location.replace('/courier');
    return false;
  }
  if (coming && home !== 'intake') return { name: home };
  return true;
});
