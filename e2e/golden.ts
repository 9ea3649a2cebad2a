// Reads the pictures of a golden fixture: byte tensors [H,W,3] of its golden.safetensors.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Picture, Request } from './inkling.ts';
import { FIXTURES } from './packs.ts';

export interface Case {
  readonly name: string;
  /** Images are named by their tensor. */
  readonly inputs: {
    readonly request: Request & { readonly init?: { readonly image: string; readonly strength: number } };
  };
  readonly outputs: { readonly picture: string };
}

export interface Golden {
  readonly cases: readonly Case[];
  /** Throws when there is none of that name. */
  readonly picture: (name: string) => Picture;
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

export function readGolden(pack: string): Golden {
  const { cases } = JSON.parse(readFileSync(join(FIXTURES, pack, 'golden.json'), 'utf8')) as { cases: readonly Case[] };
  const file = readFileSync(join(FIXTURES, pack, 'golden.safetensors'));
  const length = Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.subarray(8, 8 + length).toString('utf8')) as Partial<Record<string, Entry>>;
  return {
    cases,
    picture(name) {
      const entry = header[name];
      if (entry?.dtype !== 'U8') throw new Error(`${pack} has no picture ${name}`);
      const [start, end] = entry.data_offsets;
      const [height = 0, width = 0] = entry.shape;
      return { width, height, data: opaque(file.subarray(8 + length + start, 8 + length + end)) };
    },
  };
}

/** RGB to RGBA. */
function opaque(rgb: Uint8Array): Uint8Array {
  const rgba = new Uint8Array((rgb.length / 3) * 4).fill(255);
  for (let i = 0; i < rgb.length; i++) rgba[Math.floor(i / 3) * 4 + (i % 3)] = rgb[i]!;
  return rgba;
}
