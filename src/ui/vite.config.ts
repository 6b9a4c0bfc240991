import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Writes a .br and a .gz beside every text file, so that the server sends bytes it need not press. */
function precompress(folder: string): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      const names = readdirSync(folder, { recursive: true }) as string[];
      for (const name of names.filter((each) => /\.(js|css|svg|html|json|wasm)$/.test(each))) {
        const file = join(folder, name);
        const bytes = readFileSync(file);
        if (bytes.length < 512) continue;
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}

const folder = join(here, '../../build/ui');

export default defineConfig({
  plugins: [vue(), precompress(folder)],
  resolve: { alias: { '@': here } },
  server: { proxy: { '/api': process.env['DAIBAN_SERVER'] ?? 'http://127.0.0.1:8420' } },
  build: {
    outDir: folder,
    emptyOutDir: true,
    // Chromium 90 stands in UOS and Kylin stations.
    target: 'chrome90',
    cssTarget: 'chrome90',
    // Inlined pictures would need img-src data: in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      output: {
        manualChunks: (id: string) => {
          if (/node_modules\/(@vue|vue|vue-router|pinia|vue-i18n|@intlify)\//.test(id)) return 'vue';
          return undefined;
        },
      },
    },
  },
});
