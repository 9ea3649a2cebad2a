import { expect, test } from 'vitest';
import { filesBelow, type FolderLike, folderFiles, modelIn, weightsIn } from './folderFiles.ts';

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

/** A folder out of paths. */
function tree(name: string, paths: readonly string[]): FolderLike {
  const below = new Map<string, string[]>();
  const direct: string[] = [];
  for (const path of paths) {
    const [first = '', ...rest] = path.split('/');
    if (rest.length === 0) direct.push(first);
    else below.set(first, [...(below.get(first) ?? []), rest.join('/')]);
  }
  return {
    name,
    list: () =>
      Promise.resolve([
        ...direct.map((file) => ({ name: file, file: () => Promise.resolve(new File(['x'], file)) })),
        ...Array.from(below, ([folder, inner]) => tree(folder, inner)),
      ]),
  };
}

test('a dropped folder is read to its leaves; what is hidden is left out; the model in it is found', async () => {
  const files = await filesBelow(
    tree('mine', ['readme.md', '.git/config', 'sd/model_index.json', 'sd/unet/config.json']),
  );
  expect([...files.keys()]).toEqual(['readme.md', 'sd/model_index.json', 'sd/unet/config.json']);
  const model = modelIn('mine', files);
  expect([model?.name, ...(model?.files.keys() ?? [])]).toEqual(['sd', 'model_index.json', 'unet/config.json']);
  expect(modelIn('sd', await filesBelow(tree('sd', ['model_index.json'])))?.name).toBe('sd');
  expect(modelIn('mine', await filesBelow(tree('mine', ['a.safetensors'])))).toBeNull();
});

test('weights in a folder: each once, the smaller and safer form, called as their folder where their name says nothing', async () => {
  const paths = [
    'canny/diffusion_pytorch_model.safetensors',
    'canny/diffusion_pytorch_model.fp16.safetensors',
    'canny/diffusion_pytorch_model.bin',
    'diffusion_pytorch_model.bin',
    'loras/fern.safetensors',
    'old.pt',
    'notes.txt',
  ];
  const weights = weightsIn('mine', await filesBelow(tree('mine', paths)));
  expect(weights.map(({ source, name }) => name ?? source.name).sort()).toEqual([
    'canny',
    'fern.safetensors',
    'mine',
    'old.pt',
  ]);
});

test('a whole disk is not walked through; a folder that is gone says so', async () => {
  const many = tree(
    'disk',
    Array.from({ length: 5001 }, (_, i) => `${i}.txt`),
  );
  await expect(filesBelow(many)).rejects.toMatchObject({
    code: 'bad-input',
    message: 'disk holds more than 5000 files.',
  });
  const gone = { name: 'gone', list: () => Promise.reject(new DOMException('x', 'NotFoundError')) };
  await expect(filesBelow(gone)).rejects.toMatchObject({
    code: 'bad-input',
    message: 'The folder gone cannot be read.',
  });
});
