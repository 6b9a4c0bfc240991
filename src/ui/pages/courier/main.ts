import { createApp } from 'vue';
import '@/style/tokens.css';
import '@/style/base.css';
import './courier.css';
import CourierApp from './CourierApp.vue';
import { begin, goOnSending } from './heart';
import { keepPage } from './kept';
import { applySettings } from './settings';

applySettings();
createApp(CourierApp).mount('#app');
void begin().then(() => {
  goOnSending();
  void keepPage();
});
