// Keeps onnxruntime-web's weight uploads from filling the page's memory.
//
// For each weight ORT makes a staging buffer that is mapped at creation, fills the mapping, unmaps and copies. Chromium
// keeps the memory of such a mapping until the garbage collector comes, which it does late while ORT loads without a
// pause: with Stable Diffusion 1.5 more than 400 MB pile up. Here a big mapping is memory of our own, which goes to the
// device by writeBuffer and is given back at once. The calls are those of the pinned version's upload function.

/** GPUBufferUsage.MAP_WRITE | COPY_SRC: what only a staging buffer is for. */
const STAGING = 0x0002 | 0x0004;
const COPY_SRC_AND_DST = 0x0004 | 0x0008;
/** Smaller mappings are left as they are. */
const BIG_BYTES = 1 << 20;

/** The part of GPUDevice that this touches. */
export interface Device {
  createBuffer(descriptor: GPUBufferDescriptor): GPUBuffer;
  readonly queue: Pick<GPUQueue, 'writeBuffer'>;
}

const patched = new WeakSet<object>();

/** Changes the devices of this worker from now on. `prototype` is GPUDevice's; idempotent. */
export function makeUploadsLean(prototype: Device): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the device it is asked of
  const original = prototype.createBuffer;
  if (patched.has(original)) return;
  const createBuffer = function (this: Device, descriptor: GPUBufferDescriptor): GPUBuffer {
    const { size, usage, mappedAtCreation } = descriptor;
    if (mappedAtCreation !== true || usage !== STAGING || size < BIG_BYTES) return original.call(this, descriptor);
    const buffer = original.call(this, { size, usage: COPY_SRC_AND_DST });
    const { queue } = this;
    const memory = new ArrayBuffer(size);
    return Object.defineProperties(buffer, {
      getMappedRange: { value: () => memory },
      unmap: {
        value: () => {
          queue.writeBuffer(buffer, 0, memory, 0, size);
          (memory as { transfer?: (bytes: number) => ArrayBuffer }).transfer?.(0); // frees it now (ES2024)
        },
      },
    });
  };
  patched.add(createBuffer);
  prototype.createBuffer = createBuffer;
}
