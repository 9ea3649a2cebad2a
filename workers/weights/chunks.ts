// A response's body piece by piece. Imports nothing.

const CHUNK_BYTES = 1 << 20;

/** The body piece by piece, in one buffer that is used again where the browser can: gigabytes of chunks would pile up. */
export async function* chunks({ body }: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  if (!body) return;
  const reader = byobReader(body);
  if (!reader) {
    for (const plain = body.getReader(); ;) {
      const { done, value } = await plain.read();
      if (done) return;
      yield value;
    }
  }
  for (let buffer = new ArrayBuffer(CHUNK_BYTES); ;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done || !value) return;
    yield value;
    buffer = value.buffer;
  }
}

function byobReader(body: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStreamBYOBReader | null {
  try {
    return body.getReader({ mode: 'byob' });
  } catch {
    return null; // no byte stream: Safari before 26, or a Response made by a script
  }
}
