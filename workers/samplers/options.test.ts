// Scheduler files of Stable Diffusion as diffusers' own tests have them, and every option of every class with betas, one at a time:
// each of our samplers gives what diffusers gives, or refuses the file by the option's name. docs/schedulers.md is what came of it,
// and this test holds it to the truth (`npx vitest run workers/samplers/options -u` writes it anew).
import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { markdownTable, parseFixture, runSampler, type RunOptions, verdict } from '../testing/schedulerRuns.ts';
import { SAMPLER_NAMES, type SamplerName, type SchedulerConfig } from './types.ts';

type Expected = readonly (readonly number[] | null)[];

interface Options extends RunOptions {
  readonly samplers: readonly SamplerName[];
  /** The saved file of each class. */
  readonly classes: Readonly<Record<string, SchedulerConfig>>;
  readonly results: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly scheduler: string;
    readonly changed: SchedulerConfig;
    /** Counts into `results`; null where diffusers itself fails or gives no finite numbers. */
    readonly expected: readonly (number | null)[];
  }[];
}

interface Pipelines extends RunOptions {
  readonly cases: readonly {
    readonly name: string;
    readonly config: SchedulerConfig;
    readonly expected: Partial<Record<SamplerName, readonly number[] | null>>;
  }[];
  readonly others: readonly SchedulerConfig[];
}

const read = (name: string): unknown =>
  parseFixture(readFileSync(new URL(`../../python/golden/fixtures/${name}.json`, import.meta.url), 'utf8'));
const options = read('scheduler-options') as Options;
const pipelines = read('scheduler-configs') as Pipelines;

/** SGM Uniform is the plain sampler with one option set, which is among those below. */
const PLAIN_NAMES = SAMPLER_NAMES.filter((name) => !name.endsWith('-sgm-uniform'));

/** In the order of PLAIN_NAMES. */
function verdicts(config: SchedulerConfig, expected: Expected, how: RunOptions): Promise<readonly string[]> {
  return Promise.all(
    PLAIN_NAMES.map(async (name, i) => verdict(await runSampler(name, config, how), expected[i] ?? null)),
  );
}

/** "option = value" -> the verdicts of each class that has it. */
const byOption = new Map<string, (readonly string[])[]>();
const byPipeline: (readonly string[])[] = [];

beforeAll(async () => {
  const places = PLAIN_NAMES.map((name) => options.samplers.indexOf(name));
  for (const { scheduler, changed, expected } of options.cases) {
    const want = places.map((place) => options.results[expected[place] ?? -1] ?? null);
    const found = await verdicts({ ...options.classes[scheduler], ...changed }, want, options);
    const label = Object.entries(changed).map(([key, value]) => `${key} = ${shown(value)}`);
    const key = label.length === 0 ? 'as it comes' : label.join(', ');
    byOption.set(key, [...(byOption.get(key) ?? []), found]);
  }
  for (const { config, expected } of pipelines.cases)
    byPipeline.push(
      await verdicts(
        config,
        PLAIN_NAMES.map((name) => expected[name] ?? null),
        pipelines,
      ),
    );
});

const shown = (value: unknown): string =>
  Array.isArray(value) && value.length > 3 ? `${value.length} values` : JSON.stringify(value);

it('no sampler gives another picture than diffusers does, or one that is none', () => {
  const wrong = [
    ...[...byOption].map(([name, rows]) => [name, ...rows.flat()]),
    ...pipelines.cases.map(({ name }, i) => [name, ...(byPipeline[i] ?? [])]),
  ].filter((row) => row.some((cell) => cell.startsWith('WRONG')));
  expect(wrong).toEqual([]);
});

it('nearly all files of the classes run with every sampler as they come', () => {
  const cells = (byOption.get('as it comes') ?? []).flat();
  expect(cells.filter((cell) => cell === '=' || cell === 'only here').length / cells.length).toBeGreaterThan(0.9);
});

/** What of it holds over all classes that have the option. */
function summed(rows: readonly (readonly string[])[], column: number): string {
  const cells = [...new Set(rows.map((row) => row[column] ?? ''))].filter((cell) => cell !== 'only here');
  return cells.length === 0 ? 'only here' : cells.sort().join(', ');
}

it('the page of the documentation says what is true', async () => {
  const head = PLAIN_NAMES.map((name) => `\`${name}\``);
  const text = `# Scheduler files

What the seven samplers do with a \`scheduler_config.json\`. Each cell is a whole run on the file as diffusers saves it, compared with
diffusers' scheduler of the same name reading the same file (\`from_config\`): **=** equal to 1e-4 of the standard deviation; **a
key's name**: refused, with this key in the message; *only here*: diffusers itself fails on the file, and the run here has nothing to be
compared with. Nothing else is allowed: \`workers/samplers/options.test.ts\` makes this page, and fails when a cell is anything else or
the page says something else.

## Files that diffusers' tests give to pipelines of Stable Diffusion 1.x and 2.x

From \`tests/pipelines/stable_diffusion\`, \`stable_diffusion_2\` and \`controlnet\` (the dummy components, the tests of single schedulers).

${markdownTable(
  ['file', ...head],
  pipelines.cases.map(({ name }, i) => [name, ...(byPipeline[i] ?? [])]),
)}

Refused by their class, whatever the sampler: ${pipelines.others.map((config) => String(config['_class_name'])).join(', ')}.

## Options

${Object.keys(options.classes).length} classes (${Object.keys(options.classes).join(', ')}), saved with the betas of Stable Diffusion
and one option changed to a value that \`tests/schedulers\` has; ${options.cases.length} files. A row is over all classes that have the
option: a key beside "=" says that it is refused in some of them. An option that a sampler does not know makes no difference to it, in
diffusers as here.

${markdownTable(
  ['option', ...head],
  [...byOption].map(([name, rows]) => [name, ...head.map((_, column) => summed(rows, column))]),
)}

Two differences are wanted. \`dpmpp-2m-karras\` takes Karras' levels also where the file asks for exponential or beta ones: the sampler was
chosen by a person. And where diffusers' trailing timesteps come to one too many by rounding (61, 103, 121 and 122 steps of 1000), so
that its last step goes wrong, there are as many here as were asked for.
`;
  await expect(text).toMatchFileSnapshot('../../docs/schedulers.md');
});
