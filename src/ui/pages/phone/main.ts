import { createApp } from 'vue';
import '@/style/tokens.css';
import '@/style/base.css';
import PhoneApp from './PhoneApp.vue';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const apply = (): void => void document.documentElement.classList.toggle('dark', dark.matches);
dark.addEventListener('change', apply);
apply();
createApp(PhoneApp).mount('#app');
