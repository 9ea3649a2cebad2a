// Sharing: a link that makes the same picture elsewhere, its QR code, PNGs that tell how they were made.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { png } from './files.ts';
import { by, downloaded, drop, makePicture } from './gallery.ts';
import { circle, HOUSE, Studio } from './studio.ts';

test('a link opens to the same picture, bit for bit, in another browser', async ({ studio, browser, baseURL }) => {
  await studio.draw(...HOUSE);
  await makePicture(studio, 'a red house');
  const [paper, picture] = [await studio.shown('draw-paper'), await studio.shown('result-canvas')];
  await by(studio, 'share').click();
  await expect(by(studio, 'share-link')).toHaveValue(/#2\./);
  await expect(by(studio, 'share-qr')).toBeVisible();
  const link = await by(studio, 'share-link').inputValue();
  const axe = await new AxeBuilder({ page: studio.page }).analyze();
  expect(axe.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  const context = await browser.newContext({ ...(baseURL && { baseURL }), viewport: { width: 1280, height: 900 } });
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  await page.goto(link);
  const elsewhere = new Studio(page, '');
  await expect.poll(() => elsewhere.shown('draw-paper')).toBe(paper);
  await expect(elsewhere.at('prompt')).toHaveValue('a red house');
  expect(await elsewhere.generate()).toBe(picture);
  // The part after # stays in the browser, and leaves the address when it is opened.
  expect(asked.filter((url) => url.includes(link.slice(-20)) && !url.includes('#'))).toEqual([]);
  expect(new URL(page.url()).hash).toBe('');
  await context.close();
});

test('a drawing that is too large for a link says so, and offers the project file', async ({ studio }) => {
  await studio.page.evaluate(async () => {
    // Noise cannot be made small: words of the longest prompt, thousands of strokes.
    const strokes = Array.from({ length: 4000 }, () => [
      0,
      20,
      0,
      Array.from({ length: 60 }, () => Math.round(Math.random() * 40 - 20)),
    ]);
    const text = JSON.stringify({ p: 'noise', n: '', r: 1, s: {}, d: strokes });
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    let binary = '';
    for (const byte of new Uint8Array(await new Response(packed).arrayBuffer())) binary += String.fromCharCode(byte);
    const body = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    await (window as unknown as { inkling: { share: { open(link: string): Promise<void> } } }).inkling.share.open(
      `#1.${body}`,
    );
  });
  await by(studio, 'share').click();
  await expect(by(studio, 'share-refused')).toContainText('project file');
  await expect(by(studio, 'project-save')).toBeEnabled();
});

test('a damaged link changes nothing and says so', async ({ studio }) => {
  await studio.draw(circle(0.5, 0.5, 0.3));
  const paper = await studio.shown('draw-paper');
  await studio.page.evaluate(() => {
    location.hash = '#2.AAAAAAAA';
  });
  await expect(studio.at('notice')).toContainText('damaged');
  await studio.page.evaluate(() => {
    location.hash = '#99.AAAAAAAA';
  });
  await expect(studio.at('notice')).toContainText('newer');
  expect(await studio.shown('draw-paper')).toBe(paper);
});

test('a saved picture that is dropped on the page brings its page back', async ({ studio }) => {
  await studio.draw(...HOUSE);
  const house = await studio.shown('draw-paper');
  await makePicture(studio, 'a red house');
  await by(studio, 'share').click();
  const { name, file } = await downloaded(studio.page, () => by(studio, 'share-picture').click());
  await by(studio, 'share-panel-close').click();
  await studio.at('clear').click();
  await studio.at('prompt').fill('');

  await drop(studio.page, name, 'image/png', file);
  await expect(by(studio, 'restore')).toContainText('a red house');
  await by(studio, 'restore-settings').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(house);
  await expect(studio.at('prompt')).toHaveValue('a red house');
});

test("another program's picture gives its settings, or lies on the paper", async ({ studio }) => {
  const empty = await studio.shown('draw-paper');
  const parameters =
    'a castle\nNegative prompt: fog\nSteps: 3, Sampler: Euler a, CFG scale: 4, Seed: 77, Size: 512x512';
  const file = withParameters(
    png(64, 64, (x) => (x < 32 ? 0 : 255)),
    parameters,
  );
  await drop(studio.page, 'castle.png', 'image/png', file);
  await by(studio, 'restore-settings').click();
  await expect(studio.at('prompt')).toHaveValue('a castle');
  await expect(studio.at('negative-prompt')).toHaveValue('fog');
  await expect(studio.at('seed')).toHaveValue('77');
  await expect(studio.at('sampler')).toHaveValue('euler-a');
  expect(await studio.shown('draw-paper')).toBe(empty);

  await drop(studio.page, 'castle.png', 'image/png', file);
  await by(studio, 'restore-picture').click();
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
});

/** The PNG with a tEXt chunk after its header (8 + 25 bytes); nobody checks its CRC. */
function withParameters(file: Buffer, text: string): Buffer {
  const data = Buffer.from(`parameters\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const chunk = Buffer.concat([length, Buffer.from('tEXt'), data, Buffer.alloc(4)]);
  return Buffer.concat([file.subarray(0, 33), chunk, file.subarray(33)]);
}
