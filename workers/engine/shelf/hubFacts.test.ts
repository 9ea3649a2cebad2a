// What the hub tells of a file, in the form of its `paths-info` endpoint.
import { afterEach, expect, test, vi } from 'vitest';
import { hubFacts } from './hubFacts.ts';

const FILE = 'https://huggingface.co/owner/name/resolve/main/sub%20dir/net.safetensors';
const OID = 'ab'.repeat(32);
const signal = new AbortController().signal;
const answers = (value: unknown, status = 200): ReturnType<typeof vi.fn> => {
  const asked = vi.fn(() => Promise.resolve(new Response(JSON.stringify(value), { status })));
  vi.stubGlobal('fetch', asked);
  return asked;
};
afterEach(() => vi.unstubAllGlobals());

test('size and hash of a large file', async () => {
  const asked = answers([
    { type: 'file', path: 'sub dir/net.safetensors', size: 42, oid: 'c0', lfs: { oid: OID, size: 42 } },
  ]);
  expect(await hubFacts(FILE, signal)).toEqual({ bytes: 42, sha256: OID });
  const [url, init] = asked.mock.calls[0] as unknown as [string, RequestInit];
  expect(url).toBe('https://huggingface.co/api/models/owner/name/paths-info/main');
  expect(init.body).toBe('{"paths":["sub dir/net.safetensors"]}');
});

test.each([
  ['a file that git keeps', [{ size: 42, oid: 'c0' }], { bytes: 42 }],
  ['a hash that is none', [{ size: 42, lfs: { oid: '../x' } }], { bytes: 42 }],
  ['no such file', [], {}],
  ['a size that is none', [{ size: -1, lfs: { oid: OID } }], {}],
  ['no list', { error: 'x' }, {}],
  ['nothing', null, {}],
])('%s', async (_, value, facts) => {
  answers(value);
  expect(await hubFacts(FILE, signal)).toEqual(facts);
});

test('a hub that refuses, or cannot be reached, or another host says nothing', async () => {
  answers([{ size: 42 }], 401);
  expect(await hubFacts(FILE, signal)).toEqual({});
  const asked = vi.fn(() => Promise.reject(new TypeError('failed')));
  vi.stubGlobal('fetch', asked);
  expect(await hubFacts(FILE, signal)).toEqual({});
  asked.mockClear();
  expect(await hubFacts('https://files.example/owner/name/resolve/main/x.bin', signal)).toEqual({});
  expect(asked).not.toHaveBeenCalled();
});
