import { expect, it } from 'vitest';
import NAMES from './names.json' with { type: 'json' };
import { fuzz, READERS } from './readers.ts';
import { mutated, randomOf } from './mutate.ts';

it('the same seed gives the same inputs, another one others', () => {
  const inputs = (seed: number): string[] => {
    const random = randomOf(seed);
    return Array.from({ length: 20 }, () =>
      Buffer.from(mutated([Buffer.from('Steps: 5, Seed: 3')], random)).toString('hex'),
    );
  };
  expect(inputs(1)).toEqual(inputs(1));
  expect(inputs(1)).not.toEqual(inputs(2));
});

it('a reader that crashes is a fault', async () => {
  const crash = {
    name: 'crash',
    seeds: () => [Buffer.from('abc')],
    read: (): never => {
      throw new TypeError('no');
    },
  };
  expect((await fuzz(crash, 3, 1)).faults).toHaveLength(3);
});

it('one that takes a gigabyte is a fault', async () => {
  const greedy = {
    name: 'greedy',
    seeds: () => [Buffer.from('abc')],
    read: () => new ArrayBuffer(2 ** 29),
  };
  expect((await fuzz(greedy, 1, 1)).faults).toContainEqual(expect.stringMatching(/51\d MB of object$/));
});

it('`npm run fuzz` knows every reader by its name', () => expect(READERS.map(({ name }) => name)).toEqual(NAMES));

it.each(READERS)('$name reads or refuses whatever comes', async (reader) => {
  const seed = 20261130;
  const { faults, read, refused } = await fuzz(reader, 400, seed);
  expect(faults).toEqual([]);
  expect(read + refused).toBe(400);
});
