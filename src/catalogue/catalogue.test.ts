// The catalogue as data, and what it offers.
import { expect, test } from 'vitest';
import type { ModelRecord, PackInfo } from '../../workers/engine/api.ts';
import { isFileAddress } from '../files/fileAddress.ts';
import { CATALOGUE } from './entries.ts';
import { entryOf, modelOf, netOffer } from './offers.ts';

const record = (change: Partial<ModelRecord>): ModelRecord => ({
  id: 'model:0',
  kind: 'controlnet',
  name: 'net',
  family: 'sd1',
  bytes: 1,
  source: 'net.safetensors',
  uses: [],
  sha256: '',
  otherHashes: [],
  condition: null,
  config: null,
  prediction: null,
  kept: true,
  ...change,
});
const pack = (family: PackInfo['family'], ...conditions: readonly string[]): PackInfo =>
  ({ family, controlNets: conditions.map((name) => ({ name, conditions: [name] })) }) as unknown as PackInfo;

/** As the engine writes it down (`workers/engine/shelf/address.ts`). */
function addressOf({ source }: { readonly source: string }): string {
  const [owner, repository = '', ...path] = source.split('/');
  const [name, revision = 'main'] = repository.split('@');
  return `https://huggingface.co/${owner}/${name}/resolve/${revision}/${path.join('/')}`;
}

test('ids, names, sources and hashes are each one of a kind', () => {
  for (const key of ['id', 'name', 'source', 'sha256'] as const) {
    const values = CATALOGUE.map((entry) => entry[key]).filter((value) => value !== undefined);
    expect(new Set(values).size, key).toBe(values.length);
  }
});

test.each(CATALOGUE.map((entry) => [entry.id, entry] as const))(
  '%s has an address of a file, a licence behind a link and whole numbers',
  (_, entry) => {
    expect(isFileAddress(entry.source)).toBe(true);
    expect(entryOf(addressOf(entry))).toBe(entry);
    expect(entry.licence.url).toMatch(/^https:\/\//);
    expect(Number.isSafeInteger(entry.bytes)).toBe(true);
    expect(entry.bytes).toBeGreaterThan(1e6);
    if (entry.sha256 !== undefined) expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(entry.name).not.toMatch(/[/#<>:]/);
    if (entry.kind === 'controlnet') expect(entry.source).toContain(`_${entry.condition}`);
  },
);

test('every condition of the purpose has a light net and one in full', () => {
  const wanted = [
    'canny',
    'lineart',
    'scribble',
    'mlsd',
    'seg',
    'depth',
    'normal',
    'openpose',
    'softedge',
    'tile',
    'inpaint',
  ];
  for (const condition of wanted) {
    const nets = CATALOGUE.filter((entry) => entry.kind === 'controlnet' && entry.condition === condition).map(
      ({ bytes }) => bytes,
    );
    expect(nets, condition).toHaveLength(2);
    expect(nets[0], condition).toBeLessThan(nets[1] ?? 0);
  }
});

test('a model is known again by its hash, by its address, by what it is called', () => {
  const entry = CATALOGUE.find(({ id }) => id === 'canny-light')!;
  expect(modelOf(entry, [])).toBeUndefined();
  const others = [record({ id: 'model:1' }), record({ id: 'model:2', kind: 'lora', name: entry.name })];
  const mine = [{ name: 'mine', sha256: entry.sha256! }, { source: addressOf(entry) }, { name: entry.name }];
  for (const change of mine) expect(modelOf(entry, [...others, record(change)])).toEqual(record(change));
  expect(modelOf(entry, [record({ name: entry.name, kind: 'lora' })])).toBeUndefined();
  expect(modelOf(entry, [record({ source: 'https://elsewhere.example/canny.safetensors' })])).toBeUndefined();
});

test('a map that no net reads brings the light net that was made for it', () => {
  expect(netOffer('canny', pack('sd1', 'scribble'), [])?.id).toBe('canny-light');
  expect(netOffer('depth_file', pack('sd1', 'scribble'), [])?.id).toBe('depth-light');
  expect(netOffer('openpose', pack('sd1'), [])?.id).toBe('openpose-light');
});

test('nothing is offered where it is there, is on this device, or would not fit', () => {
  expect(netOffer('canny', pack('sd1', 'canny'), [])).toBeNull();
  expect(netOffer('canny', pack('sd2', 'scribble'), [])).toBeNull();
  expect(netOffer('canny', pack('unknown', 'scribble'), [])).toBeNull();
  const entry = CATALOGUE.find(({ id }) => id === 'canny-light')!;
  expect(netOffer('canny', pack('sd1', 'scribble'), [record({ name: entry.name })])).toBeNull();
});
