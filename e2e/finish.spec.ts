// The finish: painted pictures turn clean; switched, recoloured, saved, dropped back; and what cannot be clean.
import { serious } from './axe.ts';
import { firstAlpha } from './files.ts';
import { expect, test } from './fixtures.ts';
import { by, downloaded, drop, makePicture, openGallery } from './gallery.ts';
import { circle, HOUSE, type Studio } from './studio.ts';

/** How many pixels of the result are of about this colour. */
async function pixelsOf(studio: Studio, [r, g, b]: readonly [number, number, number]): Promise<number> {
  await studio.settled();
  return studio.at('result-canvas').evaluate(
    (canvas: HTMLCanvasElement, [r, g, b]) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const far = Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b);
        if (far < 12 && data[i + 3] === 255) count++;
      }
      return count;
    },
    [r, g, b] as const,
  );
}

const GREEN = [0x4c, 0xaf, 0x50] as const;

async function housePicture(studio: Studio): Promise<void> {
  await studio.draw(...HOUSE);
  await makePicture(studio, 'red house');
  await studio.settled();
}

test('a drawn picture is clean; the switch and its key show the painted one and bring the clean one back', async ({
  studio,
}) => {
  await housePicture(studio);
  await expect(studio.at('finish-clean')).toBeChecked();
  const clean = await studio.shown('result-canvas');
  await expect(studio.at('result-canvas')).toHaveAttribute('data-finish', 'clean');
  expect(await serious(studio.page)).toEqual([]);

  await studio.at('finish-painted').check({ force: true });
  await expect(studio.at('result-canvas')).toHaveAttribute('data-finish', 'painted');
  expect(await studio.shown('result-canvas')).not.toBe(clean);
  await studio.page.keyboard.press('Shift+F');
  await expect(studio.at('result-canvas')).toHaveAttribute('data-finish', 'clean');
  expect(await studio.shown('result-canvas')).toBe(clean);

  await studio.at('finish-options').click();
  await studio.at('finish-ink').selectOption('none');
  await expect.poll(() => studio.shown('result-canvas')).not.toBe(clean);
});

test('a region gets another colour, keeps it in the next picture, and undo takes it back', async ({ studio }) => {
  await housePicture(studio);
  const before = await studio.shown('result-canvas');
  expect(await pixelsOf(studio, GREEN)).toBe(0);

  const box = (await studio.at('result-canvas').boundingBox())!;
  await studio.page.mouse.click(box.x + 0.35 * box.width, box.y + 0.75 * box.height); // the wall
  await expect(studio.at('recolour')).toBeVisible();
  expect(await serious(studio.page)).toEqual([]);
  const other = await studio.at('recolour-region').count();
  expect(other).toBeGreaterThan(1);
  await studio.at('recolour-palette').locator('[data-colour="#4caf50"]').click();
  await expect.poll(() => pixelsOf(studio, GREEN)).toBeGreaterThan(2000);
  await studio.at('recolour-close').click();
  await expect(studio.at('recolour')).toHaveCount(0);

  await studio.at('seed').fill('99');
  await studio.generate();
  expect(await pixelsOf(studio, GREEN)).toBeGreaterThan(2000);
  await studio.at('recent').nth(1).click();
  await expect.poll(() => pixelsOf(studio, GREEN)).toBeGreaterThan(2000);

  await studio.at('undo').click();
  await expect.poll(() => studio.shown('result-canvas')).toBe(before);
  await studio.at('redo').click();
  await expect.poll(() => pixelsOf(studio, GREEN)).toBeGreaterThan(2000);
});

test('regions are reached and coloured by the keyboard alone', async ({ studio }) => {
  await housePicture(studio);
  await studio.at('recolour-open').focus();
  await studio.page.keyboard.press('Enter');
  await expect(studio.at('recolour')).toBeVisible();
  const chosen = studio.page.locator('[data-testid=recolour-region][aria-checked=true]');
  await expect(chosen).toBeFocused();
  const first = await chosen.getAttribute('aria-label');
  expect(first).toMatch(/% of the picture/);
  await studio.page.keyboard.press('ArrowRight');
  await expect(chosen).toBeFocused();
  await expect(chosen).not.toHaveAttribute('aria-label', first ?? '');
  await studio.page.keyboard.press('Tab');
  await studio.page.keyboard.press('Enter');
  await expect(studio.at('recolour-reset')).toBeEnabled();
  await studio.page.keyboard.press('Escape');
  await expect(studio.at('recolour')).toHaveCount(0);
  await expect(studio.at('recolour-open')).toBeFocused();
});

test('an SVG and a PNG are saved; the SVG that is dropped on the page brings its page back', async ({ studio }) => {
  await housePicture(studio);
  const paper = await studio.shown('draw-paper');
  const picture = await studio.shown('result-canvas');
  await studio.at('save-as').click();
  const { name, file } = await downloaded(studio.page, () => studio.at('save-as-svg').click());
  expect(name).toMatch(/^red-house-\d+\.svg$/);
  const text = file.toString();
  expect(text).toContain('<title>red house</title>');
  expect(text).not.toMatch(/<script|href=|<image|<foreignObject/);
  // The browser's own parser finds no fault in it, and paths for every region. Inkling's page itself parses no markup.
  const elsewhere = await studio.page.context().newPage();
  const read = await elsewhere.evaluate((svg) => {
    const found = new DOMParser().parseFromString(svg, 'image/svg+xml');
    return { faults: found.querySelectorAll('parsererror').length, paths: found.querySelectorAll('path').length };
  }, text);
  await elsewhere.close();
  expect(read.faults).toBe(0);
  expect(read.paths).toBeGreaterThan(3);

  await studio.at('finish-options').click();
  await by(studio, 'finish-transparent').check({ force: true });
  await studio.page.keyboard.press('Escape');
  await studio.settled();
  await studio.at('save-as').click();
  const png = await downloaded(studio.page, () => studio.at('save-as-png-512').click());
  expect(png.name).toMatch(/^red-house-\d+\.png$/);
  expect([png.file.readUInt32BE(16), png.file.readUInt32BE(20)]).toEqual([512, 512]);
  expect(png.file.toString('latin1')).toContain('tEXtparameters\0red house');
  expect(firstAlpha(png.file), 'the paper is left out').toBe(0);

  await studio.at('clear').click();
  await studio.at('prompt').fill('');
  await drop(studio.page, name, 'image/svg+xml', file);
  await expect(by(studio, 'restore')).toContainText('red house');
  await by(studio, 'restore-settings').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(paper);
  await expect(studio.at('prompt')).toHaveValue('red house');
  expect(await studio.generate()).toBe(picture);
});

test('a foreign SVG is a picture like any other, whatever it holds', async ({ studio }) => {
  const empty = await studio.shown('draw-paper');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><metadata id="inkling">{"v":2,"w":7}</metadata>
<script>document.title = 'taken over'</script><circle cx="32" cy="32" r="20" fill="none" stroke="#000" stroke-width="6"/></svg>`;
  await drop(studio.page, 'ring.svg', 'image/svg+xml', Buffer.from(svg));
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  expect(await studio.page.title()).not.toContain('taken over');
});

test('a picture without a drawing is traced, says so, and is saved as an SVG', async ({ studio }) => {
  await makePicture(studio, 'red apple');
  await studio.settled();
  await expect(studio.at('result-canvas')).toHaveAttribute('data-finish', 'clean');
  await expect(studio.at('finish-why')).toContainText('Traced from the picture: it followed no drawing');
  await expect(studio.at('recolour-open')).toBeEnabled();
  await studio.at('save-as').click();
  const { file } = await downloaded(studio.page, () => studio.at('save-as-svg').click());
  expect(file.toString().match(/<path/g)?.length).toBeGreaterThan(1);

  // Nothing but a point: a drawing, too.
  await studio.draw(circle(0.5, 0.5, 0.002, 3));
  await makePicture(studio, 'red apple');
  await studio.settled();
  await expect(studio.at('error')).toBeHidden();
  await expect(studio.at('download')).toBeEnabled();
});

test('live previews are clean, one after the other', async ({ studio }) => {
  await studio.api();
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await studio.at('live').click();
  await expect(studio.at('live')).toHaveAttribute('data-status', 'draws', { timeout: 30_000 });
  await expect(studio.at('live')).toHaveAttribute('data-status', 'rests', { timeout: 60_000 });
  await studio.settled();
  await expect(studio.at('result-canvas')).toHaveAttribute('data-finish', 'clean');
  await studio.at('live').click();
});

test('strip, grid, comparison and gallery show clean pictures clean', async ({ studio }) => {
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('red house');
  await studio.at('steps').fill('1');
  await studio.at('batch').selectOption('2');
  await studio.generate();
  await expect(studio.page.locator('[data-testid=cell] canvas[data-clean=true]')).toHaveCount(2);
  await expect(studio.page.locator('[data-testid=recent] canvas[data-clean=true]')).toHaveCount(2);
  await studio.at('cell').first().click();
  await studio.at('compare-toggle').click();
  await expect(studio.page.locator('[data-testid=compare] canvas[data-clean=true]')).toHaveCount(1);
  await studio.at('compare-end').click();
  await openGallery(studio);
  await by(studio, 'gallery-picture').first().dblclick();
  await expect(by(studio, 'gallery-viewer').locator('img[data-clean=true]')).toBeVisible();
});

test('through the API: a picture and its lines become vectors, and a request may ask for it', async ({ studio }) => {
  const api = await studio.api();
  const found = await api.evaluate(async (inkling) => {
    const canvas = (paint: (context: OffscreenCanvasRenderingContext2D) => void): OffscreenCanvas => {
      const sheet = new OffscreenCanvas(128, 128);
      const context = sheet.getContext('2d')!;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 128, 128);
      paint(context);
      return sheet;
    };
    const image = canvas((context) => {
      context.fillStyle = '#d02020';
      context.fillRect(30, 30, 68, 68);
    });
    const lines = canvas((context) => {
      context.lineWidth = 4;
      context.strokeRect(30, 30, 68, 68);
    });
    const open = inkling as unknown as {
      finish(image: unknown, lines: unknown, options?: unknown): Promise<Finished>;
      generate(request: unknown): Promise<{ image: ImageData; finish: Finished | null }>;
    };
    interface Finished {
      readonly svg: string;
      readonly regions: number;
      readonly note: string | null;
      image(scale: number): Promise<ImageData>;
    }
    const finished = await open.finish(image, lines, { ink: 'black' });
    const large = await finished.image(4);
    const middle = 4 * (256 * 512 + 256);
    const control = { image: lines, preprocessor: 'invert' };
    const base = { prompt: 'red box', seed: 3, steps: 1, controls: [control] };
    const [painted, clean, words] = [
      await open.generate(base),
      await open.generate({ ...base, finish: 'clean' }),
      await open.generate({ ...base, controls: [], finish: 'clean' }),
    ];
    const failure = await open.finish(image, lines, { ink: 'gold' }).then(
      () => null,
      (error: unknown) => (error as { code: string }).code,
    );
    return {
      regions: finished.regions,
      svg: finished.svg.startsWith('<svg'),
      size: [large.width, large.height],
      colour: [...large.data.subarray(middle, middle + 4)],
      painted: painted.finish,
      same: painted.image.data.every((value, i) => value === clean.image.data[i]),
      clean: clean.finish !== null && clean.finish.regions > 0,
      words: words.finish && [words.finish.regions > 0, words.finish.note],
      failure,
    };
  });
  expect(found).toMatchObject({
    regions: 2,
    svg: true,
    size: [512, 512],
    painted: null,
    same: true,
    clean: true,
    words: [true, 'no-lines'],
    failure: 'bad-input',
  });
  const [r, g, b, a] = found.colour;
  expect(Math.abs(r - 0xd0) + Math.abs(g - 0x20) + Math.abs(b - 0x20)).toBeLessThan(12);
  expect(a).toBe(255);
});
