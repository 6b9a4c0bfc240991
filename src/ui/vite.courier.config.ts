import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { precompress } from './precompress';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = join(here, '../../build/ui');
const publicFiles = join(here, 'pages/courier/public');

/**
 * Tells the service worker which files are the page's, and by their contents which version they are. A build of its own
 * shares no file with the workstation, so this list is all a phone needs.
 */
function fileList(): Plugin {
  return {
    name: 'courier-files',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const built = Object.keys(bundle).filter((name) => name !== 'courier-sw.js' && name !== 'courier.html');
        const files = ['/courier', ...built.map((name) => `/${name}`), ...readdirSync(publicFiles).map((name) => `/${name}`)];
        const page = bundle['courier.html'];
        const contents = createHash('sha256').update(files.join('\n')).update(page?.type === 'asset' ? page.source : '');
        for (const name of readdirSync(publicFiles)) contents.update(readFileSync(join(publicFiles, name)));
        const worker = bundle['courier-sw.js'];
        if (worker?.type !== 'chunk') throw new Error('courier-sw.js was not built');
        worker.code = worker.code.replaceAll('__COURIER_FILES__', JSON.stringify(files)).replaceAll('__COURIER_VERSION__', JSON.stringify(contents.digest('hex').slice(0, 12)));
        if (/^\s*(import|export)\b/m.test(worker.code)) throw new Error('courier-sw.js must stand alone');
      },
    },
  };
}

export default defineConfig({
  plugins: [vue(), fileList(), precompress(folder, (name) => name.startsWith('courier') || name.startsWith('assets/courier/'))],
  resolve: { alias: { '@': here } },
  publicDir: publicFiles,
  worker: { format: 'es', rollupOptions: { output: { entryFileNames: 'assets/courier/[name]-[hash].js', assetFileNames: 'assets/courier/[name]-[hash][extname]' } } },
  build: {
    outDir: folder,
    // Built first, so that index.html is the last to be new: by that the server knows that it should look again.
    emptyOutDir: true,
    assetsDir: 'assets/courier',
    target: 'chrome90',
    cssTarget: 'chrome90',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { courier: join(here, 'courier.html'), 'courier-sw': join(here, 'pages/courier/sw.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === 'courier-sw' ? 'courier-sw.js' : 'assets/courier/[name]-[hash].js') },
    },
  },
});
