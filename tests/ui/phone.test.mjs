// A telephone as the counter's camera: paired by the code on the screen, in a browser of its own without an account.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, launchBrowser, paper, theBrowser } from './browser.mjs';
import { accounts, serveDaiban, signIn } from './station/served.mjs';

const patience = 60_000; // a page is read in a second, but tests share the machine
const pictures = process.env.DAIBAN_PICTURES;
after(closeBrowser);

async function station() {
  const served = await serveDaiban({ names: [accounts.worker] });
  const context = await (await theBrowser()).newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', baseURL: served.address });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const broken = [];
  page.on('pageerror', (error) => broken.push(String(error.stack ?? error)));
  await signIn(page, accounts.worker);
  await page.waitForURL('**/intake');
  const invite = async () => {
    if (!(await page.getByRole('region', { name: '手机拍照与收件箱' }).count())) await page.getByRole('button', { name: '手机拍照与收件箱' }).click();
    const [answer] = await Promise.all([page.waitForResponse((each) => each.url().endsWith('/phones') && each.request().method() === 'POST'), page.getByRole('button', { name: /连一部|再连一部/ }).click()]);
    await page.getByAltText('给手机扫的二维码').waitFor();
    return (await answer.json()).address;
  };
  return { served, page, invite, broken, async close() { await context.close(); await served.stop(); } };
}

async function telephone(browser, address, { scheme = 'light', locale = 'zh-CN' } = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale, colorScheme: scheme, permissions: ['camera'] });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(address);
  return { page, context };
}

const shot = async (page, name) => { if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) }); };

test('a telephone that scanned the code adds pictures, sees what each is, and nothing else', { timeout: 5 * patience }, async () => {
  const counter = await station();
  // A fake camera, which shows a moving picture: enough to see that frames are taken, sent and looked at.
  const browser = await launchBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
  try {
    const address = await counter.invite();
    await shot(counter.page, 'phone-invite');
    const { page, context } = await telephone(browser, address);
    await page.getByText('为这次收件拍').first().waitFor();
    assert.equal(new URL(page.url()).hash, '', 'the code is in no history');
    assert.equal((await context.cookies()).length, 0, 'nobody is signed in on it');
    await counter.page.getByText('手机已连接').waitFor();
    await page.locator('input[type=file]').setInputFiles([paper('01-id-card.jpg')]);
    await page.getByText('居民身份证').waitFor();
    await counter.page.getByText('居民身份证').first().waitFor();
    assert.equal(await page.getByText('王秀兰').count(), 0, 'no name of the resident');
    await shot(page, 'phone-page');

    await page.getByRole('button', { name: '连续拍' }).click();
    const shoot = page.getByRole('button', { name: '拍下' });
    for (let i = 0; i < 3; i += 1) { await shoot.click(); await page.waitForTimeout(300); }
    await shot(page, 'phone-live');
    await page.getByRole('button', { name: '拍完了' }).click();
    await page.waitForFunction(() => document.querySelectorAll('li').length === 4);
    await page.getByText('已收下 4 张').waitFor();

    await page.reload();
    await page.getByText('为这次收件拍').first().waitFor();
    const other = await telephone(browser, address);
    await other.page.getByText('配对码已用过、已过期或不对').waitFor();
    await shot(other.page, 'phone-refused');

    await counter.page.getByRole('button', { name: '断开' }).first().click();
    await page.locator('input[type=file]').setInputFiles([paper('05-bank-card.jpg')]);
    await page.getByText('这部手机没有连着收件').waitFor();
    assert.equal(await counter.page.getByText('银行卡').count(), 0, 'nothing more came');
    assert.deepEqual(counter.broken, []);
  } finally {
    await browser.close();
    await counter.close();
  }
});

test('a telephone speaks its own language and keeps its pictures while the server is away', { timeout: 5 * patience }, async () => {
  const counter = await station();
  const browser = await theBrowser();
  try {
    const { page, context } = await telephone(browser, await counter.invite(), { scheme: 'dark', locale: 'en' });
    await page.getByText('For this intake').first().waitFor();
    await counter.served.kill();
    await page.locator('input[type=file]').setInputFiles([paper('01-id-card.jpg')]);
    await page.getByText('The server does not answer').waitFor();
    await shot(page, 'phone-away-dark');
    await counter.served.restart();
    await page.getByText('1 received').waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    assert.equal(wide, false, 'nothing runs off the side');
    await context.close();
  } finally {
    await counter.close();
  }
});
