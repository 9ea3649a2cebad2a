import { readdirSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readGolden } from '../testing/golden.ts';
import { resolveFolder } from './folder.ts';

/** The golden pack as a browser gives a chosen folder. */
function chosen(): Map<string, Blob> {
  const { folder } = readGolden('pack-sd1');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => statSync(new URL(path, folder)).isFile());
  return new Map(files.map((path) => [path, new Blob([readFileSync(new URL(path, folder))])]));
}

test('a folder is a pack; ControlNet folders in it come along under their short names', async () => {
  const files = chosen();
  files.set('controlnet-canny/config.json', files.get('controlnet/config.json') ?? new Blob());
  files.set('t2iadapter_sketch/config.json', new Blob(['{"_class_name":"T2IAdapter"}']));
  files.set('broken/config.json', new Blob(['{']));
  const { id, controlNets, files: pack } = await resolveFolder({ folder: 'mine', files });
  expect(id).toBe('disk:mine');
  expect(Object.keys(controlNets).sort()).toEqual(['canny', 'controlnet', 'controlnet_1', 'sketch']);
  expect(await controlNets['canny']?.has('config.json')).toBe(true);
  expect(JSON.parse(await pack.text('model_index.json'))).toHaveProperty('_class_name');
});

test('a folder without a model is refused with what to choose', async () => {
  const files = new Map([['model.safetensors', new Blob(['x'])]]);
  await expect(resolveFolder({ folder: 'mine', files })).rejects.toMatchObject({
    code: 'bad-input',
    message: 'mine holds no model_index.json; model.safetensors alone is not enough.',
  });
});
