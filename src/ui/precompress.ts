import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Writes a .br and a .gz beside every text file that `ours` names, so that the server sends bytes it need not press. */
export function precompress(folder: string, ours: (name: string) => boolean): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    closeBundle() {
      const names = readdirSync(folder, { recursive: true }) as string[];
      for (const name of names.filter((each) => /\.(js|css|svg|html|json|wasm|webmanifest)$/.test(each) && ours(each))) {
        const file = join(folder, name);
        const bytes = readFileSync(file);
        if (bytes.length < 512) continue;
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
      }
    },
  };
}
