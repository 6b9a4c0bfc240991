import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { onSignedOut } from './api/transport';
import { i18n } from './i18n';
import { getAhead, router } from './router';
import { watchRouter } from './shell/broken';
import { useSession } from './stores/session';
import { useSettings } from './stores/settings';
import './style/tokens.css';
import './style/base.css';
import './style/rows.css';
import './style/shared.css';

getAhead();
const app = createApp(App).use(createPinia()).use(i18n);

const settings = useSettings();
settings.apply();
i18n.global.locale.value = settings.language;
settings.$subscribe(() => {
  i18n.global.locale.value = settings.language;
});

const session = useSession();
onSignedOut(() => {
  session.take(null);
  void router.push({ name: 'login', query: { to: router.currentRoute.value.fullPath, ended: '1' } });
});

watchRouter(router);
app.use(router).mount('#app');
