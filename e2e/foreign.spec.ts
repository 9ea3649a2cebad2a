// What other programs wrote: pictures of every kind tell their settings, one or several at a time, dropped or pasted as text.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { by, drop } from './gallery.ts';

interface Told {
  readonly profiled: string;
  readonly whiteLines: string;
  readonly files: readonly { readonly name: string; readonly type: string; readonly file: string }[];
  readonly stealth: readonly { readonly packed: boolean; readonly png: string }[];
}
const told: Told = JSON.parse(
  readFileSync(new URL('../python/golden/fixtures/told-files.json', import.meta.url), 'utf8'),
);
const fileOf = (name: string) => {
  const found = told.files.find((each) => each.name === name);
  return { type: found?.type ?? '', bytes: Buffer.from(found?.file ?? '', 'base64') };
};

test('a JPEG and a WebP with EXIF give their settings; the program is named', async ({ studio }) => {
  for (const name of ['JPEG, utf-16be', 'WEBP, utf-16le in big-endian']) {
    await studio.at('prompt').fill('');
    const { type, bytes } = fileOf(name);
    await drop(studio.page, 'lamp', type, bytes);
    await expect(by(studio, 'restore-program')).toContainText('AUTOMATIC1111');
    await by(studio, 'restore-settings').click();
    await expect(studio.at('prompt')).toHaveValue('a lamp, 家, ein Häuschen');
    await expect(studio.at('seed')).toHaveValue('31');
  }
});

test('scripts read settings, also out of the bits of alpha', async ({ studio }) => {
  await studio.api();
  for (const { png } of told.stealth) {
    const read = await studio.page.evaluate(async (text) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      const { inkling } = window as unknown as { inkling: { readSettings(file: Blob): Promise<unknown> } };
      return inkling.readSettings(new Blob([bytes], { type: 'image/png' }));
    }, png);
    expect(read).toMatchObject({
      program: 'AUTOMATIC1111',
      request: { steps: 11, seed: 31, rng: 'philox' },
      notTaken: [],
    });
  }
});

test('of several pictures one is chosen from a table', async ({ studio }) => {
  const files = ['JPEG, utf-8', 'PNG, iTXt', 'PNG, utf-16be'].map((name) => ({ name, ...fileOf(name) }));
  await studio.page.evaluate(
    (given) => {
      const data = new DataTransfer();
      for (const { name, type, text } of given)
        data.items.add(new File([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], name, { type }));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
    },
    files.map(({ name, type, bytes }) => ({ name, type, text: bytes.toString('base64') })),
  );
  await expect(by(studio, 'restore-choice')).toHaveCount(3);
  await by(studio, 'restore-choice').nth(1).check();
  await studio.page.screenshot({ path: 'test-results/restore-table.png' });
  await by(studio, 'restore-settings').click();
  await expect(studio.at('seed')).toHaveValue('31');
});

test('settings pasted into the words are offered, and words alone are not', async ({ studio }) => {
  const paste = (text: string) =>
    studio.at('prompt').evaluate((field, given) => {
      const data = new DataTransfer();
      data.setData('text/plain', given);
      field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }));
    }, text);
  await paste('a house\nSteps: walk up them');
  const text = 'a kiln\nNegative prompt: ash\nSteps: 12, Sampler: DPM++ SDE, CFG scale: 7, Seed: 5, Size: 128x128';
  // Another notice may come in between; then it is pasted once more.
  await expect(async () => {
    await paste(text);
    await expect(studio.at('notice')).toContainText('AUTOMATIC1111', { timeout: 3000 });
    await studio.at('notice-action').click({ timeout: 3000 });
  }).toPass();
  await expect(studio.at('prompt')).toHaveValue('a kiln');
  await expect(studio.at('seed')).toHaveValue('5');
  await expect(studio.at('notice')).toContainText('sampler DPM++ SDE');
});

test("a photo in Display P3 has the browser's colours; as a hint it keeps its numbers", async ({ studio }) => {
  await studio.api();
  const [made, shown] = await studio.page.evaluate(async (text) => {
    const file = new Blob([Uint8Array.from(atob(text), (char) => char.charCodeAt(0))], { type: 'image/png' });
    const image = new Image();
    image.src = URL.createObjectURL(file);
    await image.decode();
    const context = new OffscreenCanvas(8, 8).getContext('2d');
    context?.drawImage(image, 0, 0);
    const { inkling } = window as unknown as { inkling: { preprocess(name: string, image: Blob): Promise<ImageData> } };
    const map = await inkling.preprocess('none', file);
    return [[...map.data.slice(0, 3)], [...(context?.getImageData(0, 0, 1, 1).data ?? []).slice(0, 3)]];
  }, told.profiled);
  expect(made).toEqual(shown);
  expect(made).not.toEqual([200, 40, 30]);
});

test('white lines on nothing are seen as a drawing', async ({ studio }) => {
  const empty = await studio.shown('draw-paper');
  await drop(studio.page, 'lines.png', 'image/png', Buffer.from(told.whiteLines, 'base64'));
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
});

test('a HEIC photo is refused by its name', async ({ studio }) => {
  const head = Buffer.from('0000001c6674797068656963000000006d69663168656963' + '00'.repeat(80), 'hex');
  await drop(studio.page, 'photo.heic', 'image/heic', head);
  await expect(studio.at('notice')).toContainText('HEIC');
});

test('once a pen was seen a finger moves the paper, until the switch says otherwise; a pen that measures nothing draws', async ({
  studio,
}) => {
  const stroke = (pointerType: 'pen' | 'touch', y: number, pressure: number) =>
    studio.at('draw-canvas').evaluate(
      (canvas, { pointerType, y, pressure }) => {
        const box = canvas.getBoundingClientRect();
        const fire = (type: string, share: number, buttons: number) =>
          canvas.dispatchEvent(
            new PointerEvent(type, {
              pointerId: 7,
              pointerType,
              isPrimary: true,
              bubbles: true,
              cancelable: true,
              button: type === 'pointermove' ? -1 : 0,
              buttons,
              pressure,
              clientX: box.left + share * box.width,
              clientY: box.top + y * box.height,
            }),
          );
        // No such pointer is down, which capturing would complain of.
        canvas.setPointerCapture = () => undefined;
        fire('pointerdown', 0.3, 1);
        for (let i = 1; i <= 10; i++) fire('pointermove', 0.3 + 0.03 * i, 1);
        fire('pointerup', 0.6, 0);
      },
      { pointerType, y, pressure },
    );
  await expect(by(studio, 'finger-draws')).toHaveCount(0);
  const empty = await studio.shown('draw-paper');
  await stroke('pen', 0.4, 0);
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  await expect(by(studio, 'finger-draws')).toHaveAttribute('aria-pressed', 'false');
  await expect(studio.at('undo')).toBeEnabled();
  await studio.page.waitForTimeout(1200); // the heel of the hand is ignored so long anyway
  await stroke('touch', 0.6, 0);
  await studio.at('undo').click();
  // The pen's stroke was the only one.
  await expect(studio.at('undo')).toBeDisabled();

  await by(studio, 'finger-draws').click();
  await stroke('touch', 0.6, 0);
  await expect(studio.at('undo')).toBeEnabled();
});
