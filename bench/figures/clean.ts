// (f) The finish: regions of a drawing and colours of a preview in the page's own worker, and what clean previews cost Live.
import type { JSHandle } from '@playwright/test';
import { circle, HOUSE, type Path, type Studio } from '../../e2e/studio.ts';
import type { Figure } from '../main.ts';
import { amount } from '../short.ts';
import { onStudio } from '../studioPage.ts';
import { firstPreviewMs, median, rested } from './live.ts';

const ROUNDS = amount(40, 2);
const PAIRS = amount(12, 1);
const REGIONS_MS = 60;
const COLOURS_MS = 15;
const MOST_RATIO = 1.05;

/** A village of 30 strokes: house, sun with rays, two windows, a tree, five flowers. */
const VILLAGE: readonly Path[] = [
  ...HOUSE,
  circle(0.85, 0.13, 0.06),
  ...Array.from({ length: 8 }, (_, i): Path => {
    const [x, y] = [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)];
    return [
      [0.85 + 0.08 * x, 0.13 + 0.08 * y],
      [0.85 + 0.12 * x, 0.13 + 0.12 * y],
    ];
  }),
  ...[0.31, 0.61].flatMap((x): Path[] => [
    [
      [x, 0.57],
      [x + 0.1, 0.57],
      [x + 0.1, 0.66],
      [x, 0.66],
      [x, 0.57],
    ],
    [
      [x, 0.615],
      [x + 0.1, 0.615],
    ],
    [
      [x + 0.05, 0.57],
      [x + 0.05, 0.66],
    ],
  ]),
  [
    [0.1, 0.85],
    [0.1, 0.62],
  ],
  circle(0.1, 0.53, 0.08),
  ...[0.1, 0.3, 0.5, 0.7, 0.9].flatMap((x): Path[] => [
    [
      [x, 0.98],
      [x, 0.94],
    ],
    circle(x, 0.91, 0.025, 12),
  ]),
];

export async function clean(site: string): Promise<readonly Figure[]> {
  return onStudio(site, async (studio) => {
    await studio.draw(...VILLAGE);
    await studio.at('prompt').fill('house');
    const recorded = await studio.page.evaluateHandle(recordFinish);
    await studio.generate();
    await studio.settled();
    const { regions, colours } = await replayed(recorded);
    return [
      timed(`clean: regions of a drawing of ${VILLAGE.length} strokes, in the worker`, regions, REGIONS_MS),
      timed('clean: colours of a picture, in the worker', colours, COLOURS_MS),
      await liveRatio(studio),
    ];
  });
}

function timed(what: string, times: readonly number[], most: number): Figure {
  const [middle, slow] = [median(times), [...times].sort((a, b) => a - b)[Math.floor(0.9 * times.length)] ?? NaN];
  return {
    id: 'f',
    what,
    value: `${middle.toFixed(1)} ms, p90 ${slow.toFixed(1)} ms`,
    bar: `<= ${most} ms`,
    ok: middle <= most,
  };
}

interface Recorded {
  worker: Worker | null;
  args: { pixels: { data: Uint8ClampedArray }; lines: { outlines: { rings: Float32Array[] }[] } } | null;
}

/** Runs in the page: keeps what it asks of its finish worker from now on. */
function recordFinish(): Recorded {
  const recorded: Recorded = { worker: null, args: null };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its worker below
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, message: { method?: string; args?: unknown }, moved?: object) {
    if (message.method === 'clean') Object.assign(recorded, { worker: this, args: message.args });
    post.call(this, message, moved as StructuredSerializeOptions);
  };
  return recorded;
}

/** The page's request over again: a drawing that the worker has not seen yet, then another picture of the same drawing. */
async function replayed(
  recorded: JSHandle<Recorded>,
): Promise<{ readonly regions: readonly number[]; readonly colours: readonly number[] }> {
  return recorded.evaluate(async ({ worker, args }, rounds) => {
    if (!worker || !args) throw new Error('the page asked its finish worker for nothing');
    let id = 1e6;
    const asked = (): Promise<number> =>
      new Promise((resolve, reject) => {
        const mine = ++id;
        const start = performance.now();
        const heard = ({ data }: MessageEvent<{ id: number; kind: string; error?: { message: string } }>): void => {
          if (data.id !== mine) return;
          worker.removeEventListener('message', heard);
          if (data.kind === 'ok') resolve(performance.now() - start);
          else reject(new Error(data.error?.message));
        };
        worker.addEventListener('message', heard);
        worker.postMessage({ kind: 'call', id: mine, method: 'clean', args });
      });
    const [regions, colours]: [number[], number[]] = [[], []];
    const ring = args.lines.outlines[0]?.rings[0];
    for (let i = 0; i < rounds; i++) {
      if (ring) ring[0] = (ring[0] ?? 0) + 0.01;
      const both = await asked();
      args.pixels.data[0] = i;
      const one = await asked();
      colours.push(one);
      regions.push(both - one);
    }
    return { regions, colours };
  }, ROUNDS);
}

/** First previews with painted and clean pictures in turn, on the same page. */
async function liveRatio(studio: Studio): Promise<Figure> {
  await studio.at('live').click();
  await rested(studio);
  const times: { clean: number[]; painted: number[] } = { clean: [], painted: [] };
  for (let i = 0; i < PAIRS; i++) {
    for (const finish of ['clean', 'painted'] as const) {
      await studio.at(`finish-${finish}`).check({ force: true });
      times[finish].push(await firstPreviewMs(studio, 0.05 + (0.45 * i) / PAIRS + (finish === 'clean' ? 0 : 0.45)));
    }
  }
  await studio.at('live').click();
  const [first, plain] = [median(times.clean), median(times.painted)];
  return {
    id: 'f',
    what: "live: a stroke's first preview, clean against painted",
    value: `${(first / plain).toFixed(3)} (${first.toFixed(0)} ms, ${plain.toFixed(0)} ms)`,
    bar: `<= ${MOST_RATIO}`,
    ok: first / plain <= MOST_RATIO,
  };
}
