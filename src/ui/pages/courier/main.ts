import { createApp } from 'vue';
import '@/style/tokens.css';
import '@/style/base.css';
import './courier.css';
import CourierApp from './CourierApp.vue';
import { begin, goOnSending, tellUnkept } from './heart';
import { keepPage } from './kept';
import { applySettings } from './settings';

applySettings();
const app = createApp(CourierApp);
app.config.errorHandler = (error) => void (tellUnkept(error) || console.error(error));
window.addEventListener('unhandledrejection', (event) => void (tellUnkept(event.reason) && event.preventDefault()));
app.mount('#app');
void begin().then((begun) => {
  if (!begun) return;
  goOnSending();
  void keepPage();
});
