// Single-file checkpoints put together from a fixture's list of names and made weights; for tests only.
import { readFileSync } from 'node:fs';
import { floatToHalf } from '../numerics/float16.ts';
import { madeWeights, type MadeList } from './madeWeights.ts';
import { readGolden } from './golden.ts';
import { writeSafetensors, type WrittenTensor } from './writeSafetensors.ts';

/** Shape, and the component's tensors that are joined in it; none for what nobody reads. */
type Listed = readonly [shape: readonly number[], ...from: string[]];

/** The tensors of the file of the fixture `single-<name>`, as float32. */
export function singleFileTensors(name: string): readonly WrittenTensor[] {
  const { made, file } = readGolden(`single-${name}`).document as {
    made: Readonly<Record<string, MadeList>>;
    file: Readonly<Record<string, Listed>>;
  };
  const readers = new Map(Object.entries(made).map(([component, list]) => [component, madeWeights(list)]));
  return Object.entries(file).map(([key, [shape, ...from]]) => {
    const data = new Float32Array(shape.reduce((product, side) => product * side, 1));
    const parts = from.map((path) => {
      const [component = '', ...rest] = path.split('/');
      return new Float32Array(readers.get(component)?.read(rest.join('/')).buffer ?? new ArrayBuffer(0));
    });
    let at = 0;
    for (const part of parts) {
      data.set(part, at);
      at += part.length;
    }
    return { key, shape, data };
  });
}

/** The file's bytes; `half` in float16, as most are. */
export function singleFile(name: string, half = false): Uint8Array<ArrayBuffer> {
  const tensors = singleFileTensors(name);
  if (!half) return writeSafetensors(tensors);
  return writeSafetensors(
    tensors.map(({ key, shape, data }) => ({ key, shape, data: Uint16Array.from(data as Float32Array, floatToHalf) })),
  );
}

/** CLIP's byte pairs, as the page ships them. */
export function clipMerges(): string {
  return readFileSync(new URL('../../public/models/clip-vocabulary/merges.txt', import.meta.url), 'utf8');
}
