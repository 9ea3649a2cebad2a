// A safetensors file with one tensor as ComfyUI's int8_tensorwise stores it: rounded bytes, a scale, and a text that says so.

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export function asInt8(file: Buffer, name: string): Buffer {
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString()) as Record<string, Entry>;
  const data = file.subarray(8 + length);
  const parts: Buffer[] = [];
  const written: Record<string, Entry> = {};
  let at = 0;
  const put = (key: string, dtype: string, shape: readonly number[], bytes: Buffer): void => {
    written[key] = { dtype, shape, data_offsets: [at, at + bytes.length] };
    parts.push(bytes);
    at += bytes.length;
  };
  for (const [key, { dtype, shape, data_offsets }] of Object.entries(header)) {
    if (key === '__metadata__') continue;
    const bytes = data.subarray(...data_offsets);
    if (key !== name) {
      put(key, dtype, shape, bytes);
      continue;
    }
    // What the numbers are makes no difference: the file says by its types what it is.
    const count = shape.reduce((product, side) => product * side, 1);
    put(key, 'I8', shape, Buffer.from(Int8Array.from({ length: count }, (_, i) => (i % 255) - 127).buffer));
    put(`${key}_scale`, 'F32', [1], Buffer.from(new Float32Array([0.001]).buffer));
    const about = Buffer.from('{"format":"int8_tensorwise"}');
    put(key.replace(/weight$/, 'comfy_quant'), 'U8', [about.length], about);
  }
  const head = Buffer.from(JSON.stringify(written));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(head.length));
  return Buffer.concat([size, head, ...parts]);
}
