import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { precompress } from './precompress';

const here = fileURLToPath(new URL('.', import.meta.url));

const folder = join(here, '../../build/ui');

export default defineConfig({
  plugins: [vue(), precompress(folder, (name) => !/^(assets\/)?courier/.test(name))],
  resolve: { alias: { '@': here } },
  server: { proxy: { '/api': process.env['DAIBAN_SERVER'] ?? 'http://127.0.0.1:8420' } },
  build: {
    outDir: folder,
    // The courier's page, built before, stands there already.
    emptyOutDir: false,
    // Chromium 90 stands in UOS and Kylin stations.
    target: 'chrome90',
    cssTarget: 'chrome90',
    // Inlined pictures would need img-src data: in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // The telephone's page stands apart: whoever scans a code gets no workstation.
      input: { index: join(here, 'index.html'), phone: join(here, 'phone.html') },
      output: {
        manualChunks: (id: string) => {
          if (/node_modules\/(@vue|vue|vue-router|pinia|vue-i18n|@intlify)\//.test(id)) return 'vue';
          // What stands on every page, in one file that is asked for with the first ones: in twenty, each waits for the one before.
          if (/\/src\/ui\/(api|parts|shell|stores|style|use)\//.test(id)) return 'shared';
          return undefined;
        },
      },
    },
  },
});
