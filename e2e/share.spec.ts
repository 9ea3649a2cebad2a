// Sharing: a link that makes the same picture elsewhere, its QR code, PNGs that tell how they were made.
import { serious } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { png } from './files.ts';
import { by, downloaded, drop, makePicture } from './gallery.ts';
import { circle, HOUSE, settledIn, Studio } from './studio.ts';

test('a link opens to the same picture, bit for bit, in another browser', async ({ studio, browser, baseURL }) => {
  await studio.draw(...HOUSE);
  await makePicture(studio, 'a red house');
  const [paper, picture] = [await studio.shown('draw-paper'), await studio.shown('result-canvas')];
  await by(studio, 'share').click();
  await expect(by(studio, 'share-link')).toHaveValue(/#2\./);
  await expect(by(studio, 'share-qr')).toBeVisible();
  const link = await by(studio, 'share-link').inputValue();
  expect(await serious(studio.page)).toEqual([]);

  const context = await browser.newContext({ ...(baseURL && { baseURL }), viewport: { width: 1280, height: 900 } });
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const page = await context.newPage();
  await settledIn(page); // so that both papers are of one size
  await page.goto(link);
  const elsewhere = new Studio(page, '');
  await expect.poll(() => elsewhere.shown('draw-paper')).toBe(paper);
  await expect(elsewhere.at('prompt')).toHaveValue('a red house');
  // It makes its picture by itself: that is what a link is sent for.
  await expect(elsewhere.at('download')).toBeEnabled({ timeout: 240_000 });
  await elsewhere.finished();
  expect(await elsewhere.shown('result-canvas')).toBe(picture);
  // The part after # stays in the browser, and leaves the address when it is opened.
  expect(asked.filter((url) => url.includes(link.slice(-20)) && !url.includes('#'))).toEqual([]);
  expect(new URL(page.url()).hash).toBe('');
  // Esc stops it before it has begun: nothing is in the queue, and the offer is withdrawn.
  const made = await elsewhere.at('result-canvas').getAttribute('data-shown');
  await page.goto(link);
  await expect(elsewhere.at('notice')).toContainText('Esc stops it');
  await page.keyboard.press('Escape');
  await expect(elsewhere.at('notice')).toBeEmpty();
  await expect(elsewhere.at('cancel')).toBeHidden();
  await expect(elsewhere.at('result-canvas')).toHaveAttribute('data-shown', made ?? '');
  await context.close();
});

test(
  'a drawing that is too large for a link says so, and offers the project file',
  { tag: '@no-engine' },
  async ({ studio }) => {
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
  },
);

test('a damaged link changes nothing and says so', { tag: '@no-engine' }, async ({ studio }) => {
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
  const picture = await studio.shown('result-canvas');
  await by(studio, 'share').click();
  const { name, file } = await downloaded(studio.page, () => by(studio, 'share-picture').click());
  await by(studio, 'share-panel-close').click();
  await studio.at('clear').click();
  await makePicture(studio, 'a blue fish');
  await studio.at('prompt').fill('');

  await drop(studio.page, name, 'image/png', file);
  await expect(by(studio, 'restore')).toContainText('a red house');
  await by(studio, 'restore-settings').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(house);
  await expect(studio.at('prompt')).toHaveValue('a red house');
  // The very picture is shown, too.
  await expect.poll(() => studio.shown('result-canvas')).toBe(picture);
});

test(
  "another program's picture gives its settings, or lies on the paper",
  { tag: '@no-engine' },
  async ({ studio }) => {
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

    // Chosen with the upload tool it is asked about just the same.
    await studio.at('upload').setInputFiles({ name: 'castle.png', mimeType: 'image/png', buffer: file });
    await by(studio, 'restore-picture').click();
    await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  },
);

test("another program's strength, nets and noise are taken; what is not here is named", async ({ studio }) => {
  await studio.api(); // the nets of the pack are known
  const parameters =
    'a castle\nSteps: 3, Sampler: DPM++ SDE, CFG scale: 4, Seed: 77, Size: 512x512, Clip skip: 2, RNG: NV, Model: dreamshaper_8, ' +
    'Denoising strength: 0.45, Face restoration: CodeFormer, ' +
    'ControlNet 0: "Module: canny, Model: control_v11p_sd15_scribble [d4ba51ff], Weight: 0.6, Resize Mode: Resize and Fill, Guidance Start: 0.1, Guidance End: 0.7, Control Mode: My prompt is more important", ' +
    'ControlNet 1: "Module: openpose_full, Model: control_v11p_sd15_openpose [cab727d4], Weight: 1, Guidance Start: 0, Guidance End: 1"';
  const file = withParameters(png(64, 64), parameters);
  await studio.at('upload').setInputFiles({ name: 'castle.png', mimeType: 'image/png', buffer: file });
  await by(studio, 'restore-settings').click();
  await expect(studio.at('notice')).toContainText(
    /sampler DPM\+\+ SDE.*model control_v11p_sd15_openpose.*Face restoration/,
  );
  await expect(studio.at('notice')).toContainText('dreamshaper_8');
  await expect(studio.at('notice')).toContainText('Denoising strength 0.45 holds as soon as there is a start picture');
  await expect(studio.at('rng')).toHaveValue('philox'); // what is set is unfolded
  await expect(studio.at('clip-skip')).toHaveValue('2');
  await studio.at('control-panel').locator('summary').click();
  await expect(studio.at('unit')).toHaveCount(2);
  await expect(studio.at('unit').first().locator('small')).toHaveText(/^scribble · 0\.60 · 10–70 %/);
  await by(studio, 'unit-fold').first().click();
  await expect(studio.at('unit-mode')).toHaveValue('prompt');
  await studio.at('start-panel').locator('summary').click();
  await studio.draw(...HOUSE);
  await studio.at('start-drawing').click();
  await expect(studio.at('start-strength')).toHaveValue('0.45');
});

/** What the device's own share sheet got; Chromium has none here, so that the page finds this in its place. */
async function shareSheet(
  { page }: Studio,
  answer: 'takes' | 'refuses' | 'is closed',
): Promise<() => Promise<unknown>> {
  await page.addInitScript((answer) => {
    const got: unknown[] = [];
    Reflect.set(globalThis, '__shared', got);
    Object.assign(navigator, {
      canShare: () => answer !== 'refuses',
      share: ({ title, url, files = [] }: ShareData) => {
        if (answer === 'is closed') return Promise.reject(new DOMException('', 'AbortError'));
        got.push({ title, url, files: files.map(({ name, type, size }) => ({ name, type, large: size > 1000 })) });
        return Promise.resolve();
      },
    });
  }, answer);
  await page.reload();
  return () => page.evaluate(() => Reflect.get(globalThis, '__shared') as unknown);
}

test("the device's own share sheet gets the link and the picture", async ({ studio }) => {
  const got = await shareSheet(studio, 'takes');
  await studio.draw(...HOUSE);
  await makePicture(studio, 'a red house');
  await by(studio, 'share').click();
  await expect(by(studio, 'share-link')).toHaveValue(/#/);
  const url = await by(studio, 'share-link').inputValue();
  await by(studio, 'share-native').click();
  await by(studio, 'share-picture').click();
  await expect.poll(got).toEqual([
    { title: 'Inkling', url, files: [] },
    { title: 'Inkling', files: [{ name: expect.stringMatching(/\.png$/) as unknown, type: 'image/png', large: true }] },
  ]);
});

test('a share sheet that is closed again does nothing; one that takes no files saves the picture', async ({
  studio,
}) => {
  await shareSheet(studio, 'is closed');
  await makePicture(studio, 'a red house');
  await by(studio, 'share').click();
  await expect(by(studio, 'share-link')).toHaveValue(/#/);
  await by(studio, 'share-native').click();
  await expect(studio.at('notice')).toBeEmpty();
  await by(studio, 'share-panel-close').click();

  await shareSheet(studio, 'refuses');
  await makePicture(studio, 'a red house');
  await by(studio, 'share').click();
  const { name } = await downloaded(studio.page, () => by(studio, 'share-picture').click());
  expect(name).toMatch(/\.png$/);
});

/** The PNG with a tEXt chunk after its header (8 + 25 bytes); nobody checks its CRC. */
function withParameters(file: Buffer, text: string): Buffer {
  const data = Buffer.from(`parameters\0${text}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const chunk = Buffer.concat([length, Buffer.from('tEXt'), data, Buffer.alloc(4)]);
  return Buffer.concat([file.subarray(0, 33), chunk, file.subarray(33)]);
}
