// Faults as a matrix (faults/table.ts): whatever goes wrong, the drawing and all pictures are there afterwards, one coded error
// at most is told, and the next picture works. `npm run test:faults` walks the whole of it.
import { ERROR_CODES } from '../workers/errors.ts';
import { expect, test } from './fixtures.ts';
import { expectAll, treasureOf } from './faults/kept.ts';
import { MADE, type Scene } from './faults/make.ts';
import { seamsOf } from './faults/seams.ts';
import { cellsOf, type Fault, FAULTS, type Phase } from './faults/table.ts';
import { PACK_HOST, servePacks } from './packs.ts';
import { staticHost } from './staticHost.ts';
import { HOUSE, Studio } from './studio.ts';

const FULL = process.env['FAULTS'] === 'full';
/** Enough that a fault at the first step meets others. */
const STEPS = 4;
const CODES: readonly string[] = ERROR_CODES;

for (const fault of FAULTS) {
  const phases = cellsOf(fault, FULL);
  if (phases.length === 0) continue;
  const gpu = fault === 'GPU device destroyed';
  const updated = fault === 'service worker updated';
  test.describe(fault, () => {
    test.use(updated ? { serviceWorkers: 'allow' } : {});
    test(
      phases.join(', '),
      { tag: gpu ? ['@webgpu', '@webgpu-only'] : [] },
      async ({ page, context, backend, trouble }) => {
        test.setTimeout(FULL ? 900_000 : 300_000);
        trouble.allow(LOGGED);
        const seams = await seamsOf(page);
        const studio = new Studio(page, backend === 'webgpu' ? '?backend=webgpu&precision=fp16' : '');
        const host = updated ? await staticHost(true) : undefined;
        try {
          if (host) await page.goto(host.url);
          else await studio.open();
          const devtools = await context.newCDPSession(page);
          const scene: Scene = { studio, context, devtools, seams, pack: '', ...(host && { host }) };
          await begin(scene);
          for (const phase of phases) await test.step(phase, () => cell(scene, fault, phase));
          await comeBack(scene);
        } finally {
          await host?.stop();
        }
      },
    );
  });
}

/** Cut and stalled networks, workers that end: the browser logs each file that it could not have, the runtime its own end. */
const LOGGED = /Failed to load resource|net::ERR|Aborted\(|RangeError|QuotaExceeded|device.*(lost|destroyed)/i;

async function begin({ studio, host }: Scene): Promise<void> {
  await studio.api();
  if (host) {
    const controlled = (): Promise<boolean> => studio.page.evaluate(() => navigator.serviceWorker.controller !== null);
    await expect.poll(controlled, { timeout: 60_000 }).toBe(true);
  }
  await studio.draw(...HOUSE);
  await studio.at('prompt').fill('house');
  await next(studio);
}

/** What was told to be kept is there at the next visit; a new version of the page is let in in the middle of a picture. */
async function comeBack({ studio, seams, host }: Scene): Promise<void> {
  await studio.saved();
  const before = await treasureOf(studio);
  if (host) {
    await seams.arm('step', 'none');
    await generate(studio);
    await seams.reached('step');
    const loaded = studio.page.waitForEvent('load');
    await studio.at('update-reload').click();
    await loaded;
  } else await studio.page.reload();
  await studio.api();
  await expect.poll(() => studio.shown('draw-paper')).toBe(before.drawing);
  await next(studio);
  await expectAll(studio, before, 1, 'at the next visit');
}

/** One fault at one phase. */
async function cell(scene: Scene, fault: Fault, phase: Phase): Promise<void> {
  const { studio, seams } = scene;
  const made = MADE[fault];
  const before = await treasureOf(studio);
  if (phase === 'start' || phase === 'compile') await seams.stopEngine();
  await seams.arm(phase, made.act);
  const ended = phase === 'download' ? await load(scene) : await generate(studio);
  await seams.reached(phase);
  await made.begin?.(scene, phase);
  if (made.holds) await made.end?.(scene);
  const told = await ended();
  await seams.heal();
  if (!made.holds) await made.end?.(scene);
  test.info().annotations.push({ type: `${fault} x ${phase}`, description: told || 'nothing was told' });
  if (told !== '') expect(CODES, 'an error has a code').toContain(told);
  await next(studio);
  await studio.saved();
  await expectAll(studio, before, 1, `after ${fault} at ${phase}`);
}

/** Presses Generate; what comes is the code of its error, '' where the picture came. */
async function generate(studio: Studio): Promise<() => Promise<string>> {
  await studio.at('steps').fill(String(STEPS));
  await studio.at('generate').click();
  return async () => {
    await expect(studio.at('cancel'), 'the picture ends').toBeHidden({ timeout: 240_000 });
    expect(await studio.at('error').count(), 'errors on the page').toBeLessThanOrEqual(1);
    return (await studio.at('error').count()) === 0 ? '' : codeOf(studio);
  };
}

async function codeOf(studio: Studio): Promise<string> {
  return (await studio.at('error').getAttribute('data-code')) ?? 'none';
}

let packs = 0;

/** Loads a folder that this device has not seen. */
async function load(scene: Scene): Promise<() => Promise<string>> {
  await servePacks(scene.context);
  scene.pack = `${PACK_HOST}/case-${++packs}/pack-sd1/`;
  const api = await scene.studio.api();
  const result = api.evaluate(
    (inkling, base) =>
      inkling.loadPack({ base }).then(
        () => '',
        (error: unknown) => (error as { code?: string; name: string }).code ?? (error as Error).name,
      ),
    scene.pack,
  );
  return () => result;
}

/** The next picture works. */
async function next(studio: Studio): Promise<void> {
  await studio.at('steps').fill('2');
  await studio.generate();
}
