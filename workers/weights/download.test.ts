// Servers and disks that answer as real ones were seen to: refused ranges, changing validators, silence, no disk after all.
import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { download, type DownloadOptions } from './download.ts';
import { opfsStore } from './opfs.ts';
import { putOff } from './response.ts';
import { memoryStore } from './storage.ts';

const FILE = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7) % 251);
const CUT = 2000;
const sha256 = createHash('sha256').update(FILE).digest('hex');

let asked: string[];
beforeEach(() => (asked = []));

/** A body that comes piece by piece when it is read, and breaks, or falls silent, after so many bytes. */
function body(from: number, to: number, end: 'close' | 'break' | 'silence'): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = from;
  return new ReadableStream(
    {
      pull(controller) {
        if (at < to) controller.enqueue(FILE.slice(at, (at = Math.min(to, at + 500))));
        else if (end === 'close') controller.close();
        else if (end === 'break') controller.error(new TypeError('network error'));
        else return new Promise(() => undefined);
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
}

interface Server {
  readonly first?: 'break' | 'silence';
  readonly range?: (from: number) => Response;
}

const part = (from: number, etag: string): Response =>
  new Response(body(from, FILE.length, 'close'), {
    status: 206,
    headers: { etag, 'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}` },
  });

/** Cuts the first answer at half; later ones are whole. */
function server({ first = 'break', range = (from) => part(from, '"a"') }: Server): typeof fetch {
  return async (_url, init) => {
    const wanted = new Headers(init?.headers).get('range');
    asked.push(wanted?.replace('bytes=', '') ?? 'whole');
    if (wanted) return range(Number(/\d+/.exec(wanted)?.[0]));
    const whole = asked.length > 1;
    return new Response(body(0, whole ? FILE.length : CUT, whole ? 'close' : first), {
      headers: { etag: '"a"', 'content-length': String(FILE.length) },
    });
  };
}

async function fetched(fetch: typeof globalThis.fetch, options: Partial<DownloadOptions> = {}): Promise<Uint8Array> {
  const store = memoryStore();
  const path = 'f';
  const kept = await download({ url: 'https://a.example/f', path, store, fetch, retryMs: 1, stallMs: 40, ...options });
  const source = await kept.open(path);
  return source.read(0, source.byteLength);
}

test.each([403, 400, 405])('a server that answers a range with %d is asked for the whole file', async (status) => {
  const refuses = server({ range: () => new Response('no', { status }) });
  expect(await fetched(refuses)).toEqual(FILE);
  expect(asked).toEqual(['whole', '2000-', 'whole']);
});

test('a range that the server never gives is not asked for again and again', async () => {
  const refuses = server({ range: () => new Response('no', { status: 403 }) });
  const always: typeof fetch = async (url, init) => {
    if (new Headers(init?.headers).has('range')) return refuses(url, init);
    asked.push('whole');
    return new Response(body(0, CUT, 'break'), { headers: { 'content-length': String(FILE.length) } });
  };
  await expect(fetched(always)).rejects.toMatchObject({ code: 'download' });
  expect(asked.filter((each) => each !== 'whole')).toHaveLength(1);
});

test('a connection that falls silent is given up and gone on with', async () => {
  expect(await fetched(server({ first: 'silence' }))).toEqual(FILE);
  expect(asked).toEqual(['whole', '2000-']);
});

test.each(['W/"a"', '"b"'])('goes on under another validator (%s) where the hash is known', async (etag) => {
  const changes = server({ range: (from) => part(from, etag) });
  expect(await fetched(changes, { expected: { sha256 } })).toEqual(FILE);
  expect(asked).toEqual(['whole', '2000-']);
});

test('two halves of two files are found out by the hash, and the file fetched once more', async () => {
  const other = (from: number): Response => {
    const bytes = FILE.slice(from).map((value) => value ^ 1);
    return new Response(bytes, { status: 206, headers: { etag: '"b"' } });
  };
  expect(await fetched(server({ range: other }), { expected: { sha256 } })).toEqual(FILE);
  expect(asked).toEqual(['whole', '2000-', 'whole']);
});

test('without a hash another validator means another file', async () => {
  expect(await fetched(server({ range: (from) => part(from, '"b"') }))).toEqual(FILE);
  expect(asked).toEqual(['whole', '2000-', 'whole']);
});

test.each(['UnknownError', 'SecurityError', 'InvalidStateError', 'QuotaExceededError'])(
  'a disk that answers %s is no other tab: the file goes to memory',
  async (name) => {
    const handle = {
      getFile: async () => new File([], 'f'),
      createSyncAccessHandle: async () => {
        throw new DOMException('no', name);
      },
    };
    const directory = { getFileHandle: async () => handle } as unknown as FileSystemDirectoryHandle;
    const store = opfsStore(directory);
    const kept = await download({ url: 'https://a.example/f', path: 'f', store, fetch: server({}), retryMs: 1 });
    expect(kept.kind).toBe('memory');
    expect((await kept.open('f')).byteLength).toBe(FILE.length);
  },
);

/** A file that another tab holds until it was asked for so often. */
function heldFile(refusals: number) {
  let asked = 0;
  const bytes: number[] = [];
  const handle = {
    getFile: async () => new File([], 'f'),
    createSyncAccessHandle: async () => {
      if (asked++ < refusals) throw new DOMException('locked', 'NoModificationAllowedError');
      return {
        getSize: () => bytes.length,
        write: (part: Uint8Array, { at }: { at: number }) => (bytes.splice(at, part.length, ...part), part.length),
        read: (part: Uint8Array, { at }: { at: number }) => {
          part.set(bytes.slice(at, at + part.length));
          return Math.min(part.length, bytes.length - at);
        },
        truncate: (size: number) => void (bytes.length = size),
        flush: () => undefined,
        close: () => undefined,
      };
    },
  };
  return opfsStore({ getFileHandle: async () => handle } as unknown as FileSystemDirectoryHandle);
}

test('a file that another tab writes is in use', async () => {
  const store = heldFile(Infinity);
  const work = download({ url: 'https://a.example/f', path: 'f', store, fetch: server({}), retryMs: 1 });
  await expect(work).rejects.toMatchObject({ code: 'bad-input', message: 'f is in use by another tab.' });
});

test('a file of a tab that has just been closed is asked for again', async () => {
  const writer = await heldFile(3).write('f');
  writer.append(FILE.slice());
  expect([writer.kept(), writer.same()]).toEqual([FILE.length, true]);
});

test.each([429, 503])(
  'a server that answers %d is asked again when it says so, and goes on where the file stops',
  async (status) => {
    const slow = server({});
    const busy: typeof fetch = async (url, init) => {
      if (asked.length !== 1) return slow(url, init);
      asked.push('busy');
      return new Response('later', { status, headers: { 'retry-after': '0' } });
    };
    expect(await fetched(busy)).toEqual(FILE);
    expect(asked).toEqual(['whole', 'busy', '2000-']);
  },
);

test('a server that stays busy is named with its own word', async () => {
  const busy: typeof fetch = async () => {
    asked.push('busy');
    return new Response('later', { status: 429 });
  };
  await expect(fetched(busy, { name: 'net.safetensors' })).rejects.toMatchObject({
    code: 'download',
    message: 'net.safetensors: the server answered 429',
  });
  expect(asked).toHaveLength(4);
});

test.each([
  ['2', 2000],
  ['Mon, 30 Nov 2026 12:00:05 GMT', 5000],
  ['Mon, 30 Nov 2026 11:00:00 GMT', 0],
  ['86400', 60_000],
  ['soon', 0],
  ['', 0],
])('Retry-After: %s', (value, wait) => {
  const headers = value === '' ? {} : { 'retry-after': value };
  expect(putOff(new Response('', { status: 503, headers }), Date.parse('2026-11-30T12:00:00Z'))).toBe(wait);
  expect(putOff(new Response('', { status: 500, headers }))).toBeNull();
});
