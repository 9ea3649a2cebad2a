import { describe, expect, it } from 'vitest';
import { buildMlsd } from '../../models/mlsd.ts';
import { readGolden, relativeError } from '../../testing/golden.ts';
import { madeWeights, type MadeList } from '../../testing/madeWeights.ts';
import { runGraph } from '../../testing/runGraph.ts';
import { joinReaders } from '../../weights/reader.ts';
import { decodeLines } from './decode.ts';
import { drawn, withOnes } from './run.ts';

const golden = readGolden('mlsd');
const made = madeWeights(golden.document['weights'] as MadeList);
const network = golden.cases.find(({ kind }) => kind === 'network')!;
const image = golden.tensor(network.inputs['image']);
const [height, width] = image.shape;
const maps = golden.floats(network.outputs['maps']);

it("the network at full size gives what controlnet_aux's gives", async () => {
  const graph = buildMlsd({ height, width, target: { backend: 'wasm', precision: 'fp32' } });
  const data = withOnes({ width, height, data: image.data as Uint8Array });
  const outputs = await runGraph(graph, joinReaders({ mlsd: made }), {
    image: { dtype: 'float32', shape: [1, 4, height, width], data },
  });
  expect(relativeError(outputs['maps'].data as Float32Array, maps)).toBeLessThan(golden.tolerance);
});

it('asks for exactly the tensors of the checkpoint', () => {
  const { weights } = buildMlsd({ height: 64, width: 64, target: { backend: 'wasm', precision: 'fp32' } });
  const wanted = new Set(weights.flatMap(({ parts }) => parts.map(({ key }) => key)));
  expect([...wanted].toSorted()).toEqual(made.keys().map((key) => `mlsd/${key}`).toSorted()); // prettier-ignore
});

describe.each(golden.cases.filter(({ kind }) => kind === 'lines'))('$name', ({ inputs, outputs }) => {
  const { score, distance } = inputs as { score: number; distance: number };
  const segments = decodeLines({ width: width / 2, height: height / 2, data: maps }, score, distance);

  it("finds pred_lines' lines", () => {
    const wanted = golden.tensor(outputs['lines']);
    expect(segments).toHaveLength(wanted.shape[0]);
    const sorted = (rows: number[][]) => rows.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]).flat();
    const ours = sorted(segments.map(({ start, end }) => [...start, ...end]));
    const theirs = sorted(Array.from({ length: wanted.shape[0] }, (_, i) => [...wanted.data.slice(4 * i, 4 * i + 4)]));
    expect(Math.max(...ours.map((value, i) => Math.abs(value - theirs[i])))).toBeLessThan(1e-3);
  });

  it("draws OpenCV's pixels", () => {
    const wanted = golden.tensor(outputs['drawn']).data;
    const { data } = drawn(segments, width, height);
    expect(wanted.filter((value, i) => value !== data[3 * i])).toHaveLength(0);
  });
});

it('nothing above the threshold is a black picture', () => {
  const data = new Float32Array(5 * 4).fill(-9);
  expect(decodeLines({ width: 2, height: 2, data }, 0.1, 0.1)).toEqual([]);
  expect(drawn([], 4, 4).data.every((value) => value === 0)).toBe(true);
});
