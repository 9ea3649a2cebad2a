// Node only: sharded sets, joined readers, sources.
import { expect, test } from 'vitest';
import { writeSafetensors } from '../testing/writeSafetensors.ts';
import { joinReaders, parseShardIndex, safetensorsReader, shardedReader, weightBytes } from './reader.ts';
import { handleSource, memorySource } from './source.ts';
import type { TensorReader } from './types.ts';

const reader = (...keys: string[]): TensorReader =>
  safetensorsReader(
    memorySource('f', writeSafetensors(keys.map((key, i) => ({ key, shape: [1], data: new Uint8Array([i]) })))),
  );

test('joined readers route by the first part of the key', () => {
  const joined = joinReaders({ 'unet/': reader('a', 'x/b'), 'controlnet.scribble': reader('a.b', 'c') });
  expect(joined.keys()).toEqual(['unet/a', 'unet/x/b', 'controlnet.scribble/a.b', 'controlnet.scribble/c']);
  expect(joined.info('controlnet.scribble/c')).toMatchObject({ dtype: 'U8', shape: [1] });
  expect([...joined.read('unet/x/b')]).toEqual([1]);
  expect(joined.info('vae/a')).toBeUndefined();
  expect(joined.info('a')).toBeUndefined();
  expect(() => joined.read('vae/a')).toThrow("tensor 'vae/a' is missing");
  joined.close();
  expect(() => joined.read('unet/a')).toThrow('read after close');
});

test('a reader that is added later can be read, and is closed with the others', () => {
  const joined = joinReaders({ unet: reader('a') });
  joined.add('controlnet.shape', reader('b', 'c'));
  expect(joined.keys()).toEqual(['unet/a', 'controlnet.shape/b', 'controlnet.shape/c']);
  expect([...joined.read('controlnet.shape/c')]).toEqual([1]);
  joined.close();
  expect(() => joined.read('controlnet.shape/c')).toThrow('read after close');
  joined.add('vae', reader('d'));
  expect(() => joined.read('vae/d'), 'it came too late').toThrow('read after close');
});

test('the bytes of all tensors', () => {
  const half = { key: 'h', shape: [3, 5], dtype: 'F16' as const, data: new Uint8Array(30) };
  const joined = joinReaders({
    'a/': safetensorsReader(memorySource('f', writeSafetensors([half]))),
    'b/': reader('c'),
  });
  expect(weightBytes(joined)).toBe(31);
});

test('a sharded set reads each tensor from its shard', () => {
  const index = parseShardIndex('{"weight_map": {"a": "1.safetensors", "b": "2.safetensors"}}', 'i.json');
  const sharded = shardedReader(
    'i.json',
    index,
    new Map([
      ['1.safetensors', reader('a')],
      ['2.safetensors', reader('z', 'b')],
    ]),
  );
  expect(sharded.keys()).toEqual(['a', 'b']);
  expect([...sharded.read('b')]).toEqual([1]);
  expect(() => sharded.read('z')).toThrow("tensor 'z' is missing");
});

test('a shard that lacks a promised tensor is bad-model', () => {
  const index = new Map([['a', '1.safetensors']]);
  expect(() => shardedReader('i.json', index, new Map([['1.safetensors', reader('b')]]))).toThrow(
    "i.json: 1.safetensors: tensor 'a'",
  );
});

test.each(['<!doctype html>', 'null', '{}', '{"weight_map": {"a": 1}}', '{"weight_map": {"a": "../x.safetensors"}}'])(
  'index %s is bad-model',
  (text) => expect(() => parseShardIndex(text, 'i.json')).toThrow(expect.objectContaining({ code: 'bad-model' })),
);

test('an opened file says how long its longest read will be', () => {
  const tensors = [1, 3, 2].map((length, i) => ({ key: `${i}`, shape: [length], data: new Uint8Array(length) }));
  const reserved: number[] = [];
  const reserve = (length: number): number => reserved.push(length);
  safetensorsReader({ ...memorySource('f', writeSafetensors(tensors)), reserve });
  expect(reserved).toEqual([3]);
});

test('a handle that gives fewer bytes than asked is asked again; one that gives none is bad-model', () => {
  const bytes = new Uint8Array([1, 2, 3, 4, 5]);
  let closed = 0;
  const handle = {
    getSize: () => 6, // one byte more than there is
    read(target: Uint8Array, { at }: { at: number }) {
      const some = bytes.subarray(at, at + Math.min(2, target.length));
      target.set(some);
      return some.length;
    },
    close: () => {
      closed++;
    },
  };
  const source = handleSource('f', handle);
  expect([...source.read(1, 4)]).toEqual([2, 3, 4, 5]);
  expect(() => source.read(2, 4)).toThrow('cannot be read');
  expect(() => source.read(4, 4)).toThrow('lie outside');
  source.close();
  source.close();
  expect(closed).toBe(1);
});
