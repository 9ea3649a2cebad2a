import { describe, expect, it } from 'vitest';
import type { ModelKind, ModelRecord } from '../../../workers/engine/api.ts';
import { fileOf, withHere } from './here.ts';
import { readTold } from './programs.ts';

function record(kind: ModelKind, name: string, more: Partial<ModelRecord> = {}): ModelRecord {
  return {
    id: `model:${name}`,
    kind,
    name,
    family: 'sd1',
    bytes: 1,
    source: `${name}.safetensors`,
    uses: [],
    sha256: '',
    otherHashes: [],
    condition: null,
    config: null,
    prediction: null,
    kept: true,
    ...more,
  };
}
const SHA = 'c0ffee1234'.padEnd(64, '5');
const TENSORS = '7c6bad76eb54'.padEnd(64, '0');

const text = (words: string, more: string): NonNullable<ReturnType<typeof readTold>> => {
  const told = readTold([
    {
      key: 'parameters',
      text: `${words}\nSteps: 9, Sampler: Euler, CFG scale: 7, Seed: 3, Size: 64x64, ${more}, Version: v1.10.1`,
    },
  ]);
  if (!told) throw new Error('no settings');
  return told;
};

describe('the files of a picture on this device', () => {
  it('a model is found by its hash under another name, by the hash of 2022, and by its name', () => {
    const models = [record('checkpoint', 'mine', { sha256: SHA, otherHashes: ['7460a6fa'] })];
    expect(withHere(text('a', 'Model hash: c0ffee1234, Model: paperboat'), models).model?.name).toBe('mine');
    expect(withHere(text('a', 'Model hash: 7460a6fa'), models).model?.name).toBe('mine');
    expect(withHere(text('a', 'Model: MINE'), models).model?.name).toBe('mine');
    expect(withHere(text('a', 'Model: sd15/mine.ckpt'), [record('lora', 'mine')]).model).toBeNull();
  });

  it('the same name with another hash is another file', () => {
    const models = [record('checkpoint', 'mine', { sha256: SHA })];
    expect(withHere(text('a', 'Model hash: 0000001234, Model: mine'), models).model).toBeNull();
    // Of a file whose hash nobody knows the name decides.
    expect(
      withHere(text('a', 'Model hash: 0000001234, Model: mine'), [record('checkpoint', 'mine')]).model,
    ).not.toBeNull();
  });

  it('LoRAs that are here are used, by their names here; the others are named', () => {
    const told = text(
      'a <lora:detail:0.6> <lora:clay:0.5:0.8> <lora:moss:1>',
      'Lora hashes: "detail: 7c6bad76eb54, clay: 111122223333, moss: 444455556666"',
    );
    const models = [
      record('lora', 'more detail', { sha256: SHA, otherHashes: ['12345678', TENSORS] }),
      record('lora', 'Clay', { sha256: SHA }),
      record('lora', 'moss', { sha256: SHA, otherHashes: ['12345678', TENSORS] }),
    ];
    const here = withHere(told, models).told;
    expect(here.request.loras).toEqual([
      { name: 'more detail', weight: 0.6 },
      { name: 'Clay', weight: 0.8, textWeight: 0.5 },
    ]);
    expect(here.notTaken).toEqual([{ name: 'LoRA', value: 'moss' }]);
    expect(here.request.prompt).toBe('a');
    expect(withHere(told, []).told.notTaken.map(({ value }) => value)).toEqual(['detail', 'clay', 'moss']);
  });

  it('an embedding that is called otherwise here has its own name in the words', () => {
    const told = text('a, bad-hands', 'TI hashes: "bad-hands: c0ffee123455, moss: 9"');
    const here = withHere(told, [record('embedding', 'hands2', { sha256: SHA }), record('embedding', 'moss')]).told;
    expect(here.request.prompt).toBe('a, hands2');
    expect(here.notTaken).toEqual([]);
    expect(withHere(told, []).told.notTaken.map(({ name, value }) => `${name} ${value}`)).toEqual([
      'Embedding bad-hands',
      'Embedding moss',
    ]);
  });

  it('a VAE and a net, by hash or name', () => {
    const told = text(
      'a',
      'VAE hash: c0ffee1234, VAE: ft.safetensors, ControlNet 0: "Module: canny, Model: x_canny [7460a6fa]"',
    );
    const here = withHere(told, [
      record('vae', 'my vae', { sha256: SHA }),
      record('controlnet', 'my net', { otherHashes: ['7460a6fa'] }),
    ]).told;
    expect(here.request.vae).toBe('my vae');
    expect(here.request.controls).toMatchObject([{ net: 'my net', preprocessor: 'canny' }]);
    expect(here.notTaken).toEqual([]);
    const none = withHere(told, []).told;
    expect(none.request.controls).toMatchObject([{ net: 'x_canny [7460a6fa]' }]);
    expect(none.notTaken).toEqual([{ name: 'VAE', value: 'ft' }]);
  });

  it('Civitai’s one list of all hashes', () => {
    const told = text(
      'a <lora:detail:1>',
      'Hashes: {"model": "C0FFEE1234", "lora:detail": "7c6bad76eb", "embed:x": "9999999999"}',
    );
    const here = withHere(told, [
      record('checkpoint', 'mine', { sha256: SHA }),
      record('lora', 'd', { otherHashes: [TENSORS] }),
    ]);
    expect(here.model?.name).toBe('mine');
    expect(here.told.request.loras).toEqual([{ name: 'd', weight: 1 }]);
    expect(here.told.notTaken).toEqual([{ name: 'Embedding', value: 'x' }]);
  });

  it('a name without letters of its own is nobody’s', () => {
    expect(fileOf({ name: '' }, 'lora', [record('lora', '', { source: '' })])).toBeNull();
  });
});
