import { expect, it, vi } from 'vitest';
import { type Device, makeUploadsLean } from './leanUploads.ts';

const MAP_WRITE_COPY_SRC = 6;

function fakeDevice() {
  const created: GPUBufferDescriptor[] = [];
  const written: number[][] = [];
  const prototype: Device = {
    createBuffer(descriptor) {
      created.push(descriptor);
      return { unmap: () => undefined, getMappedRange: () => new ArrayBuffer(descriptor.size) } as unknown as GPUBuffer;
    },
    queue: {
      writeBuffer: vi.fn((_buffer, _at, data: ArrayBuffer, start: number, size: number) => {
        written.push([...new Uint8Array(data, start, Math.min(4, size)), size]);
        return undefined;
      }),
    },
  };
  makeUploadsLean(prototype);
  return { device: prototype, created, written };
}

it('a big staging buffer is written from memory that is gone afterwards', () => {
  const { device, created, written } = fakeDevice();
  const size = 2 << 20;
  const buffer = device.createBuffer({ size, usage: MAP_WRITE_COPY_SRC, mappedAtCreation: true });
  const range = buffer.getMappedRange();
  new Uint8Array(range).set([1, 2, 3, 4]);
  buffer.unmap();
  expect(created).toEqual([{ size, usage: 12 }]);
  expect(written).toEqual([[1, 2, 3, 4, size]]);
});

it.each([
  ['small', { size: 16, usage: MAP_WRITE_COPY_SRC, mappedAtCreation: true }],
  ['of another use', { size: 2 << 20, usage: 0x80, mappedAtCreation: true }],
  ['not mapped', { size: 2 << 20, usage: MAP_WRITE_COPY_SRC }],
])('a buffer that is %s is left alone', (_what, descriptor) => {
  const { device, created, written } = fakeDevice();
  device.createBuffer(descriptor).unmap();
  expect(created).toEqual([descriptor]);
  expect(written).toEqual([]);
});

it('is done once, however often it is asked for', () => {
  const { device } = fakeDevice();
  const before = Object.getOwnPropertyDescriptor(device, 'createBuffer');
  makeUploadsLean(device);
  expect(Object.getOwnPropertyDescriptor(device, 'createBuffer')).toEqual(before);
});
