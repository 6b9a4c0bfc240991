// Renders labels of ZPL as PNG files with zpl-renderer-js:
//   node render.mjs RENDERER-FOLDER LABEL.zpl LABEL.png WIDTH-MM HEIGHT-MM DOTS-A-MILLIMETRE [LABEL.zpl ...]
import { webcrypto } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, ...labels] = process.argv.slice(2);
globalThis.crypto ??= webcrypto; // the renderer wants it; Node 18, Debian 12's own, has it only here
const load = createRequire(resolve(folder, "package.json"));
const { ready } = load("zpl-renderer-js");
const { api } = await ready;
while (labels.length > 0) {
    const [from, to, width, height, dots] = labels.splice(0, 5);
    const png = await api.zplToBase64Async(readFileSync(from, "latin1"), Number(width), Number(height), Number(dots));
    writeFileSync(to, Buffer.from(png, "base64"));
}
process.exit(0); // the renderer's own runtime does not end by itself
