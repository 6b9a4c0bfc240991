// The editor of items and document types: what a change of the form does to the text, and the pages as an administrator uses them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeSource, closeBrowser, openDesk, paper, root } from './browser.mjs';

after(closeBrowser);
const ui = join(root, 'src/ui');
const require = createRequire(join(ui, 'package.json'));
const ts = require('typescript');

/** A module of the source that imports nothing but types and the reader of YAML. */
function load(file) {
  const source = ts.transpileModule(readFileSync(join(ui, 'pages/admin/editor', file), 'utf8'), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2020 } }).outputText;
  return import(`data:text/javascript;base64,${Buffer.from(source.replace("'yaml'", `'${pathToFileURL(require.resolve('yaml'))}'`)).toString('base64')}`);
}

const item = `# Kept by hand.
code: AB-001
name: 试办   # as the office says it
days: 5
result:
  name: 结果
situations:
  lost: 遗失   # since 2026
materials:
  - {use: id-card, subject: applicant}
  # the form of the district
  - {type: other, name: 申请表, form: 收原件}   # mind the seal

  - type: diploma
    name: 毕业证书
    form: 收复印件
`;
/** The lines of the second text that are not in the first, and the other way round. */
const changed = (before, after) => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return { gone: a.filter((line) => !b.includes(line)), fresh: b.filter((line) => !a.includes(line)) };
};

test('a change of the form changes only the line it must, and what is remarked stays', async () => {
  const y = await load('yamlText.ts');
  const set = (path, value, order) => y.withValue(y.parse(item), path, value, order);
  const order = ['code', 'name', 'days', 'legal_days', 'fee', 'result', 'situations', 'materials'];
  assert.deepEqual(changed(item, set(['name'], '试办二')), { gone: ['name: 试办   # as the office says it'], fresh: ['name: 试办二   # as the office says it'] });
  assert.deepEqual(changed(item, set(['fee'], '不收费', order)), { gone: [], fresh: ['fee: 不收费'] });
  assert.ok(set(['fee'], '不收费', order).includes('days: 5\nfee: 不收费\nresult:'), 'behind its neighbour');
  assert.deepEqual(changed(item, set(['result', 'type'], 'none', order)), { gone: [], fresh: ['  type: none'] });
  assert.deepEqual(changed(item, set(['materials', 1, 'form'], '收复印件')), { gone: ['  - {type: other, name: 申请表, form: 收原件}   # mind the seal'], fresh: ['  - {type: other, name: 申请表, form: 收复印件}   # mind the seal'] });
  assert.deepEqual(changed(item, set(['materials', 1, 'note'], '加盖公章', ['type', 'name', 'form', 'note'])).fresh, ['  - {type: other, name: 申请表, form: 收原件, note: 加盖公章}   # mind the seal']);
  assert.deepEqual(changed(item, set(['materials', 2, 'copies'], '2', ['type', 'name', 'form', 'copies'])), { gone: [], fresh: ['    copies: 2'] });
  assert.deepEqual(changed(item, set(['materials', 1, 'form'], '')).fresh, ['  - {type: other, name: 申请表}   # mind the seal']);
  assert.deepEqual(changed(item, set(['days'], '')), { gone: ['days: 5'], fresh: [] });
  assert.ok(set(['aliases'], ['甲', '乙: 丙'], order).includes('aliases: [甲, "乙: 丙"]'));
});

test('rows are added, taken out and raised where they stand', async () => {
  const y = await load('yamlText.ts');
  const rows = (text) => y.countAt(y.parse(text), ['materials']);
  const added = y.withRow(y.parse(item), ['materials'], { type: 'other', name: '照片' });
  assert.deepEqual(changed(item, added), { gone: [], fresh: ['  - {type: other, name: 照片}'] });
  assert.equal(rows(added), 4);
  const less = y.withoutRow(y.parse(item), ['materials'], 1);
  assert.deepEqual(changed(item, less).fresh, []);
  assert.equal(rows(less), 2);
  assert.ok(less.includes('# the form of the district'));
  const raised = y.withRowRaised(y.parse(item), ['materials'], 2);
  assert.equal(y.textAt(y.parse(raised), ['materials', 1, 'name']), '毕业证书');
  assert.equal(y.textAt(y.parse(raised), ['materials', 2, 'name']), '申请表');
  assert.equal(y.textAt(y.parse(y.withEntry(y.parse(item), ['situations'], 1, { key: 'moved', value: '迁移' })), ['situations', 'moved']), '迁移');
  assert.equal(y.parse(y.withEntry(y.parse(item), ['situations'], 0, { key: '', value: '' })).text.includes('situations'), false, 'with the last of them its key goes');
  assert.equal(y.countAt(y.parse(y.withRow(y.parse('code: A\n'), ['materials'], { name: '甲' })), ['materials']), 1);
  assert.equal(y.parse('a: [').problem?.line, 1);
});

test('two texts are held against each other line by line', async () => {
  const { diffLines, changesOf } = await load('lineDiff.ts');
  const lines = diffLines('a\nb\nc\nd\n', 'a\nx\nc\nd\n');
  assert.deepEqual(lines.filter((each) => each.kind !== 'same').map((each) => [each.kind, each.text, each.before, each.after]), [['gone', 'b', 2, 0], ['new', 'x', 0, 2]]);
  assert.deepEqual(changesOf(diffLines('a\nb\n', 'a\nb\n')), []);
  assert.equal(changesOf(lines, 0).length, 2);
});

/** The text of a box once it is another than it was. */
const textAfter = (box, was) => box.evaluate((area, old) => new Promise((done) => {
  const look = () => (area.value === old ? requestAnimationFrame(look) : done(area.value));
  look();
}), was);

test('an item is changed by form and by text, checked while one types, saved with its day and reason, compared and withdrawn', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/admin?part=items&item=SB-001');
  await page.getByRole('button', { name: '修改' }).click();
  const text = page.getByRole('textbox', { name: /的文本/ });
  await text.waitFor();
  await page.getByText('校验通过').count();
  const value = () => text.inputValue();
  const before = await value();
  await page.getByLabel('承诺工作日').fill('7');
  await page.getByLabel('承诺工作日').press('Tab');
  assert.deepEqual(changed(before, await textAfter(text, before)), { gone: ['days: 5'], fresh: ['days: 7'] });
  await text.fill((await value()).replace('social-insurance-registration-form', 'no-such-type'));
  const line = (await value()).split('\n').findIndex((each) => each.includes('no-such-type')) + 1;
  await page.getByRole('button', { name: `第 ${line} 行` }).waitFor();
  assert.equal(await page.getByRole('button', { name: '保存新版' }).isDisabled(), true, 'what is wrong is not saved');
  await page.getByRole('button', { name: `第 ${line} 行` }).click();
  assert.equal(await text.evaluate((box) => box.value.slice(0, box.selectionStart).split('\n').length), line);
  await text.fill((await value()).replace('no-such-type', 'social-insurance-registration-form'));
  await page.getByText('校验通过').waitFor();
  await page.getByRole('button', { name: '整项校验' }).click();
  await page.getByText(/25 套材料/).waitFor();
  await page.getByRole('radio', { name: '试一试' }).click();
  await page.getByText('要收 4 项材料').waitFor();
  await page.getByLabel('残疾人').check();
  await page.getByText('要收 5 项材料').waitFor();
  await page.getByRole('button', { name: '保存新版' }).click();
  assert.equal(await page.getByLabel('从哪天起执行').inputValue(), '2026-12-01');
  await page.getByLabel('原因').fill('区里发了新的办事指南');
  await page.keyboard.press('Enter');
  await page.getByText('已存为第 1001 版').first().waitFor();
  const waiting = page.locator('article.version').filter({ hasText: '第 1001 版' });
  await waiting.filter({ hasText: '待执行' }).waitFor();
  await page.getByRole('region', { name: '逐行比较' }).getByText('days: 7').waitFor();
  await page.getByRole('button', { name: '撤回' }).click();
  await page.getByLabel('原因').fill('写错了');
  await page.keyboard.press('Enter');
  await waiting.filter({ hasText: '已撤回' }).waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a wholly new item and a new document type begin from a text that is in order', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/admin?part=items');
  await page.getByRole('button', { name: '新事项' }).click();
  await page.getByRole('textbox', { name: '编码', exact: true }).fill('volunteers');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: '两个大写字母' }).waitFor();
  await page.getByRole('textbox', { name: '编码', exact: true }).fill('zh-901');
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: /的文本/ });
  await text.waitFor();
  assert.match(await text.inputValue(), /^code: ZH-901$/m);
  await page.getByText('新的，还没有存过').waitFor();
  await page.getByText('校验通过').waitFor();
  await page.getByRole('textbox', { name: '名称' }).first().fill('志愿服务登记');
  await page.keyboard.press('Tab');
  assert.match(await text.inputValue(), /^name: 志愿服务登记$/m);
  await page.getByRole('button', { name: '保存新版' }).click();
  await page.getByLabel('从哪天起执行').fill('2026-12-05');
  await page.getByLabel('原因').fill('区里新开的事项');
  await page.keyboard.press('Enter');
  await page.getByText('已存为第 1001 版').first().waitFor();
  await page.locator('article.version').filter({ hasText: '待执行' }).waitFor();
  await page.goto('/admin?part=types');
  await page.getByRole('button', { name: '新证照类型' }).click();
  await page.getByRole('textbox', { name: '编码', exact: true }).fill('volunteer-card');
  await page.getByRole('button', { name: '开始写' }).click();
  await text.waitFor();
  assert.match(await text.inputValue(), /^code: volunteer-card$/m);
  await page.getByRole('button', { name: '放弃改动' }).click();
  await page.getByRole('button', { name: '新证照类型' }).waitFor();
  assert.deepEqual(desk.complaints.filter((each) => !/404/.test(each)), []);
  await desk.close();
});

test('what was being written is there after a reload and the back button, and ten megabytes are refused whole', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/admin?part=items');
  await page.goto('/admin?part=items&edit=items/SB-001');
  const text = page.getByRole('textbox', { name: /的文本/ });
  await text.waitFor();
  const shipped = await text.inputValue();
  await text.fill(`${shipped}# ours\n`);
  await page.getByText('校验通过').waitFor();
  await page.reload();
  await page.getByText('接着写上次没有存的文本').waitFor();
  assert.equal(await text.inputValue(), `${shipped}# ours\n`);
  await page.goBack();
  await page.getByRole('button', { name: '新事项' }).waitFor();
  await page.goForward({ waitUntil: 'commit' });
  await text.waitFor();
  assert.equal(await text.inputValue(), `${shipped}# ours\n`);
  const whole = await text.evaluate((box) => {
    const drop = (size) => {
      const data = new DataTransfer();
      data.items.add(new File(['a: b\n'.repeat(size / 5)], 'rules.yaml'));
      return !box.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    };
    return drop(10_000_000);
  });
  assert.equal(whole, true, 'the browser does not leave the page for it');
  await page.getByText('文本太长').waitFor();
  assert.equal(await text.inputValue(), `${shipped}# ours\n`);
  await page.getByRole('button', { name: '放弃改动' }).click();
  await page.waitForFunction((wanted) => document.querySelector('textarea').value === wanted, shipped);
  await page.reload();
  await text.waitFor();
  assert.equal(await text.inputValue(), shipped, 'what was discarded does not come back');
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a document type is tried on a page that is not kept, and the keyboard is not caught in the text', async () => {
  const desk = await openDesk();
  const { page } = desk;
  await page.goto('/admin?part=types&edit=types/id-card-front');
  const text = page.getByRole('textbox', { name: /的文本/ });
  await text.waitFor();
  await text.focus();
  await page.keyboard.press('Control+End');
  const before = await text.inputValue();
  await page.keyboard.press('Tab');
  assert.equal(await text.inputValue(), `${before}  `, 'Tab indents');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await text.evaluate((box) => box === document.activeElement), false, 'Esc and Tab leave');
  assert.ok(page.url().includes('edit='), 'Esc in the text leaves the page where it is');
  await page.getByText('校验通过').waitFor();
  await page.getByRole('radio', { name: '试一试' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '选一页图片' }).click()]);
  await chooser.setFiles([paper('01-id-card.jpg')]);
  await page.getByRole('cell', { name: '王秀兰' }).waitFor();
  await page.getByRole('cell', { name: '王秀', exact: true }).waitFor();
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('an administrator is told of a version that is not followed', async () => {
  const desk = await openDesk({ station: { troubles: ['本站保存的 SB-001 第 1001 版现在不能用。'] } });
  await desk.page.goto('/admin?part=items');
  await desk.page.getByRole('alert').filter({ hasText: '第 1001 版现在不能用' }).waitFor();
  await desk.close();
});

for (const dark of [false, true]) {
  test(`axe finds no serious violation in the editor, ${dark ? 'dark' : 'light'}`, async () => {
    const desk = await openDesk({ dark });
    const bad = [];
    for (const edit of ['items/SB-001', 'types/diploma', 'calendars/2026']) {
      await desk.page.goto(`/admin?part=items&edit=${edit}`);
      await desk.page.getByText('校验通过').count();
      await desk.page.getByRole('textbox', { name: /的文本/ }).waitFor();
      for (const side of ['表单', '版本']) {
        await desk.page.getByRole('radio', { name: side }).click();
        await desk.page.waitForTimeout(300);
        await desk.page.evaluate(readFileSync(axeSource, 'utf8'));
        const found = await desk.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
        bad.push(...found.violations.filter((each) => ['serious', 'critical'].includes(each.impact)).map((each) => `${edit} ${side} ${each.id}: ${each.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary.split('\n')[1] ?? ''}`).join(' | ')}`));
      }
    }
    assert.deepEqual(bad, []);
    await desk.close();
  });
}
