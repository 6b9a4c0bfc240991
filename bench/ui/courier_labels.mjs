// How fast the courier's phone reads the labels of one A4 sheet (40), held before its camera one after the other:
//   node bench/ui/courier_labels.mjs [FRAMES ...]
// FRAMES of 30 a second is how long the film shows each label (default 18 9 6 4: 0.6, 0.3, 0.2 and 0.13 s). Printed: seconds a label
// from the first hit to the last, and how many were missed when first shown (the film then goes round again). Must be <= 0.7 s.
import { rmSync } from 'node:fs';
import { openPhone, signIn, videoOf } from '../../tests/ui/courier/phone.mjs';
import { courier, openStation, password } from '../../tests/ui/courier/station.mjs';

const labels = 40;
const paces = process.argv.slice(2).map(Number);
const station = await openStation({ folders: labels });

async function time(frames) {
  const video = videoOf({ ...station, count: labels, frames });
  const phone = await openPhone({ address: station.address, video: video.file });
  try {
    const { page } = phone;
    await signIn(page, courier, password);
    await page.evaluate(() => {
      window.hits = [];
      new MutationObserver(() => {
        const count = document.querySelectorAll('[data-number]').length;
        while (window.hits.length < count) window.hits.push(performance.now());
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.getByRole('button', { name: '新开' }).click();
    await page.getByRole('button', { name: '开单并扫码' }).click();
    await page.waitForFunction((all) => window.hits.length >= all, labels, { timeout: 300_000 });
    const hits = await page.evaluate(() => window.hits);
    const missed = hits.filter((at) => at - hits[0] > video.seconds * 1000).length;
    const seconds = (hits.at(-1) - hits[0]) / 1000;
    console.log(`${(frames / 30).toFixed(2)} s shown: ${(seconds / (labels - 1)).toFixed(2)} s a label, ${labels} in ${seconds.toFixed(1)} s, ${missed} missed at first`);
  } finally {
    await phone.close();
    rmSync(video.file, { force: true });
  }
}

try {
  for (const frames of paces.length > 0 ? paces : [18, 9, 6, 4]) await time(frames);
} finally {
  await station.stop();
}
