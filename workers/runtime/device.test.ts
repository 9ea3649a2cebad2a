import { afterEach, describe, expect, it, vi } from 'vitest';
import { chooseBackend, type Hardware, readHardware } from './device.ts';

const gpu = (over: Partial<NonNullable<Hardware['adapter']>> = {}): Hardware => ({
  adapter: { name: 'test gpu', fallback: false, float16: true, ...over },
  threads: 4,
});
const none: Hardware = { adapter: null, threads: 4 };
const auto = { backend: 'auto', precision: 'auto' } as const;

describe('chooseBackend', () => {
  it('prefers WebGPU fp16, then WebGPU fp32, then WASM', () => {
    const chosen = [gpu(), gpu({ float16: false }), none].map((hardware) => {
      const { kind, precision } = chooseBackend(auto, hardware);
      return `${kind} ${precision}`;
    });
    expect(chosen).toEqual(['webgpu fp16', 'webgpu fp32', 'wasm fp32']);
  });

  it('passes a software adapter over unless WebGPU is asked for', () => {
    expect(chooseBackend(auto, gpu({ fallback: true })).kind).toBe('wasm');
    expect(chooseBackend({ ...auto, backend: 'webgpu' }, gpu({ fallback: true })).kind).toBe('webgpu');
  });

  it('says no-webgpu when what was demanded is not there', () => {
    const demands = [
      () => chooseBackend({ backend: 'webgpu', precision: 'auto' }, none),
      () => chooseBackend({ backend: 'auto', precision: 'fp16' }, gpu({ float16: false })),
      () => chooseBackend({ backend: 'wasm', precision: 'fp16' }, gpu()),
    ];
    for (const demand of demands) expect(demand).toThrow(expect.objectContaining({ code: 'no-webgpu' }));
  });

  it('always gives a reason', () => {
    for (const hardware of [gpu(), gpu({ fallback: true }), gpu({ float16: false }), none]) {
      expect(chooseBackend(auto, hardware).reason).toMatch(/\w.*\.$/);
    }
  });
});

describe('readHardware', () => {
  afterEach(() => void vi.unstubAllGlobals());

  const shared = SharedArrayBuffer;
  afterEach(() => void Object.assign(globalThis, { SharedArrayBuffer: shared }));

  it.each([
    { isolated: true, memory: true, threads: 6 },
    { isolated: false, memory: true, threads: 1 },
    { isolated: true, memory: false, threads: 1 }, // WebKitGTK
  ])('finds $threads threads where isolated is $isolated and shared memory $memory', async (browser) => {
    vi.stubGlobal('crossOriginIsolated', browser.isolated);
    vi.stubGlobal('navigator', { hardwareConcurrency: 6 });
    if (!browser.memory) Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    expect(await readHardware()).toEqual({ adapter: null, threads: browser.threads });
  });
});

describe('what readHardware says of the adapter', () => {
  const withAdapter = async (adapter: object | null): Promise<Hardware> => {
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter }, hardwareConcurrency: 4 });
    try {
      return await readHardware();
    } finally {
      vi.unstubAllGlobals();
    }
  };

  it('takes an adapter that tells nothing of itself', async () => {
    const { adapter } = await withAdapter({ features: new Set(['shader-f16']) });
    expect(adapter).toEqual({ name: 'unnamed adapter', fallback: false, float16: true });
  });

  it('names an adapter by what it tells', async () => {
    const info = { vendor: 'v', architecture: 'a', description: '', isFallbackAdapter: true };
    const { adapter } = await withAdapter({ info, features: new Set() });
    expect(adapter).toEqual({ name: 'v a', fallback: true, float16: false });
    expect((await withAdapter(null)).adapter).toBeNull();
  });
});
