// What is done with a case, by what lies in its folder: pictures that tell settings, poses, photos, scheduler files; beside
// those that need no page, or a page of their own.
import type { Page } from '@playwright/test';
import { type Case, fileOf, type Got, type Kind, typeOf, wanted } from './case.ts';
import { NODE_KINDS } from './nodeKinds.ts';
import { PAGE_KINDS } from './pageKinds.ts';
import { SAMPLERS } from '../../workers/samplers/index.ts';
import { SAMPLER_NAMES } from '../../workers/samplers/types.ts';

interface Read {
  readonly program: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly notTaken: readonly string[];
}

/** `window.inkling`, seen from here. */
interface Inside {
  readSettings(file: Blob): Promise<Read | null>;
  preprocess(name: string, image: Blob): Promise<{ readonly data: Uint8ClampedArray }>;
  readonly pose: { render(json: string, width: number, height: number): Promise<{ readonly data: Uint8ClampedArray }> };
}

/** Text in the page's own terms: what `expected` calls `settings.x`, `size`, `nets[0].module` ... is looked for by value. */
const SETTINGS =
  /settings\.|"prompt"|"seed"|"sampler"|"steps"|"size"|"negativePrompt"|named|never|page words|nets\[0\]/;

export const KINDS: readonly Kind[] = [
  ...NODE_KINDS,
  ...PAGE_KINDS,
  {
    takes: (one) => SETTINGS.test(wanted(one)) && one.files.some(({ name }) => /\.(png|jpe?g|webp)$/.test(name)),
    run: async ({ page }, one) => {
      const all: Got[] = [];
      for (const { name, bytes } of one.files.filter((each) => typeOf(each.name) !== '')) {
        const read = await inside(page, bytes, name, 'settings');
        all.push({ holds: agrees(one, read as Read | null), got: JSON.stringify(read) });
      }
      return { holds: all.every(({ holds }) => holds), got: all.map(({ got }) => got).join(' | ') };
    },
  },
  {
    takes: (one) => one.files.some(({ name }) => name === 'pose.json'),
    run: async ({ page }, one) => {
      const lit = await inside(page, fileOf(one, /pose\.json/), 'pose.json', 'pose');
      const number = typeof lit === 'number';
      const few = !number ? /animals|sure enough/.test(String(lit)) : lit > 10_000;
      return { holds: few, got: number ? `${lit} lit pixels` : String(lit) };
    },
  },
  {
    takes: (one) => one.files.some(({ name }) => name === 'scheduler_config.json'),
    run: async (_, one) => {
      const config = JSON.parse(fileOf(one, /scheduler_config/).toString()) as Record<string, unknown>;
      const outcomes = await Promise.all(SAMPLER_NAMES.map((name) => sampled(name, config)));
      return {
        holds: outcomes.every((each) => each === 'finite' || each.includes('config.json')),
        got: [...new Set(outcomes)].join('; '),
      };
    },
  },
  {
    takes: (one) => /display-p3|heic/.test(one.id),
    run: async ({ page }, one) => {
      const { name = '' } = one.files.find((each) => /photo\./.test(each.name)) ?? {};
      const got = await inside(page, fileOf(one, /photo\./), name, 'colours');
      const text = JSON.stringify(got);
      const colours = /"pixels[^"]*":\["(\d+),(\d+),(\d+)/.exec(wanted(one))?.slice(1).map(Number);
      return {
        holds: colours ? text.startsWith(`[${colours.join()}`) : text.includes('HEIC'),
        got: text.slice(0, 200),
      };
    },
  },
];

function agrees({ expected }: Case, read: Read | null): boolean {
  if (!read) return false;
  const { request, notTaken } = read;
  const want = expected['expected'] as Readonly<Record<string, unknown>>;
  const names = notTaken.join(' ');
  const [unit = {}] = (request['controls'] ?? []) as readonly Readonly<Record<string, unknown>>[];
  return Object.entries(want).every(([key, value]) => {
    const plain = key.replace('settings.', '');
    if (plain === 'size') return `${String(request['width'])}x${String(request['height'])}` === value;
    if (plain === 'strength') return (request['init'] ?? null) === value;
    if (plain === 'seed' && value === null) return request['seed'] === undefined;
    if (plain === 'model' || plain === 'never') return true;
    if (plain === 'page words') return request['prompt'] !== '';
    if (plain === 'prompt' && value === 'without the tag') return !String(request['prompt']).includes('<');
    if (plain === 'nets[0]') {
      const { model, module, ...rest } = value as Readonly<Record<string, unknown>>;
      return (
        unit['net'] === model &&
        unit['preprocessor'] === module &&
        Object.entries(rest).every(([name, each]) => unit[name] === each)
      );
    }
    if (plain.startsWith('named'))
      return [value]
        .flat()
        .every((each) => names.includes(/seed/.test(String(each)) ? 'Seed' : String(each)) || each === 'BREAK');
    return JSON.stringify(request[plain]) === JSON.stringify(value);
  });
}

function inside(page: Page, bytes: Buffer, name: string, what: 'settings' | 'pose' | 'colours'): Promise<unknown> {
  return page.evaluate(
    async ({ base64, type, what }) => {
      const { inkling } = window as unknown as { inkling: Inside };
      const data = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const blob = new Blob([data], { type });
      try {
        if (what === 'settings') return await inkling.readSettings(blob);
        if (what === 'colours') return [...(await inkling.preprocess('none', blob)).data.slice(0, 3)];
        const map = await inkling.pose.render(await blob.text(), 512, 768);
        let lit = 0;
        for (let i = 0; i < map.data.length; i += 4)
          if ((map.data[i] ?? 0) + (map.data[i + 1] ?? 0) + (map.data[i + 2] ?? 0) > 0) lit += 1;
        return lit;
      } catch (error) {
        return String(error);
      }
    },
    { base64: bytes.toString('base64'), type: typeOf(name), what },
  );
}

async function sampled(
  name: (typeof SAMPLER_NAMES)[number],
  config: Readonly<Record<string, unknown>>,
): Promise<string> {
  const noise = Float32Array.from({ length: 16 }, (_, i) => Math.sin(i));
  const model = (x: Float32Array): Promise<Float32Array> => Promise.resolve(x.map((value) => 0.5 * value));
  try {
    let last: Float32Array = noise;
    for await (const { x } of SAMPLERS[name]({ model, config, steps: 4, noise, randn: () => noise })) last = x;
    return last.every(Number.isFinite) ? 'finite' : `${name}: not finite`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
