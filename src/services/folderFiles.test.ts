import { expect, test } from 'vitest';
import { folderFiles } from './folderFiles.ts';

const file = (path: string): File =>
  Object.defineProperty(new File(['x'], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path });

test('files are known by their paths inside the folder', () => {
  const found = folderFiles([file('my model/unet/config.json'), file('my model/model_index.json')]);
  expect(found?.name).toBe('my model');
  expect([...(found?.files.keys() ?? [])]).toEqual(['unet/config.json', 'model_index.json']);
});

test('nothing and single files are no folder', () => {
  expect(folderFiles([])).toBeNull();
  expect(folderFiles([new File(['x'], 'model.safetensors')])).toBeNull();
});
