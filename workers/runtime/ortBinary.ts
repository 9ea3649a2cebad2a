// The runtime's wasm file from its compressed copy: hosts that do not compress would send four times the bytes.

const GZIP = [0x1f, 0x8b];
const WASM = [0x00, 0x61, 0x73, 0x6d];

/**
 * The bytes of the wasm file at `url`, from `<url>.gz`; null where that cannot be had or is something else: then the file
 * itself is to be fetched. Hosts that say what `.gz` is have it unpacked by the browser.
 */
export async function ortBinary(
  url: string,
  get: typeof fetch = (...args) => fetch(...args),
): Promise<ArrayBuffer | null> {
  try {
    const response = await get(`${url}.gz`);
    if (!response.ok) return null;
    const bytes = await response.arrayBuffer();
    const wasm = begins(bytes, GZIP) ? await unpacked(bytes) : bytes;
    return begins(wasm, WASM) ? wasm : null;
  } catch {
    return null; // the network, or a damaged file: its checksum is looked at while it is unpacked
  }
}

function unpacked(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

function begins(bytes: ArrayBuffer, mark: readonly number[]): boolean {
  const head = new Uint8Array(bytes, 0, Math.min(mark.length, bytes.byteLength));
  return head.length === mark.length && mark.every((byte, i) => head[i] === byte);
}
