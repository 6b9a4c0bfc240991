// What a phone's camera sees: pictures of printed labels held before it one after the other.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const size = '1280x720';
const wood = '#6b5a43';

/** One still of a label on a bag, a hand's breadth turned. */
function still(picture, folder, at) {
  const file = join(folder, `still-${at}.jpg`);
  execFileSync('convert', [picture, '-background', 'white', '-flatten', '-resize', '620x420>', '-bordercolor', '#c8a97a', '-border', '40', '-background', wood, '-rotate', String((at % 7) * 3 - 9), '-gravity', 'center', '-extent', size, '-colorspace', 'sRGB', '-type', 'TrueColor', '-quality', '80', file]);
  return readFileSync(file);
}

/** Writes `file`, an MJPEG film, anew: each picture for `frames` of 30 a second; no pictures: a bare table. */
export function film(file, pictures, { folder, frames = 18 }) {
  mkdirSync(folder, { recursive: true });
  const bare = join(folder, 'bare.jpg');
  execFileSync('convert', ['-size', size, `xc:${wood}`, '-colorspace', 'sRGB', '-type', 'TrueColor', '-quality', '80', bare]);
  const stills = pictures.length > 0 ? pictures.map((picture, at) => still(picture, folder, at)) : [readFileSync(bare)];
  writeFileSync(`${file}.new`, Buffer.concat(stills.flatMap((each) => Array(frames).fill(each))));
  renameSync(`${file}.new`, file); // a camera that is open goes on with the one before
}
