// What people paste into a field for addresses.
import { expect, test } from 'vitest';
import { addressPrint, fileAddress, fileOf, nameOf } from './address.ts';

const HUB = 'https://huggingface.co/';

test.each([
  ['owner/name/net.safetensors', `${HUB}owner/name/resolve/main/net.safetensors`],
  [' owner/na.me/sub dir/a+b.ckpt ', `${HUB}owner/na.me/resolve/main/sub%20dir/a%2Bb.ckpt`],
  ['owner/name@refs/pr/1/x.pth', `${HUB}owner/name/resolve/refs/pr/1/x.pth`],
  ['owner/name@v1.1/x.PT', `${HUB}owner/name/resolve/v1.1/x.PT`],
  [`${HUB}owner/name/blob/main/x.bin`, `${HUB}owner/name/resolve/main/x.bin`],
  [`${HUB}owner/name/resolve/main/x.bin?download=true#top`, `${HUB}owner/name/resolve/main/x.bin?download=true`],
  ['https://files.example/blob/x.bin', 'https://files.example/blob/x.bin'],
  ['https://files.example/api/download/models/1234', 'https://files.example/api/download/models/1234'],
  ['http://localhost:8000/x.safetensors', 'http://localhost:8000/x.safetensors'],
  ['http://127.0.0.1/x.safetensors', 'http://127.0.0.1/x.safetensors'],
])('%s is the file %s', (text, url) => expect(fileAddress(text)).toBe(url));

test.each([
  '',
  'owner/name',
  'x.safetensors',
  'ftp://a.example/x.ckpt',
  'https://a.example/folder/',
  'owner/name/x.txt',
])('"%s" is no address of a file', (text) => {
  expect(() => fileAddress(text)).toThrow(expect.objectContaining({ code: 'bad-input' }));
});

test.each(['http://a.example/x.ckpt', 'http://192.168.1.5/x.ckpt', 'http://localhost.a.example/x.ckpt'])(
  '%s is refused before anything is asked of it',
  (text) => {
    const message = `"${text}" is an http address, which this page may not read.`;
    expect(() => fileAddress(text)).toThrow(expect.objectContaining({ code: 'bad-input', message }));
  },
);

test('a path cannot leave its repository', () => {
  expect(fileAddress('owner/name/../../other/x.bin')).toContain(`${HUB}owner/name/`);
});

test('a model is called as its file, or as its repository where the file has a name that all have', () => {
  expect(fileOf('https://a.example/a/my%20net.safetensors?x=1')).toBe('my net.safetensors');
  expect(fileOf('https://a.example/a/100%.safetensors')).toBe('100%.safetensors');
  expect(nameOf('https://a.example/a/my%20net.v2.safetensors')).toBe('my net.v2');
  const lone = 'diffusion_pytorch_model.fp16.safetensors';
  expect(nameOf(fileAddress(`lllyasviel/control_v11p_sd15_canny/${lone}`))).toBe('control_v11p_sd15_canny');
  expect(nameOf(`https://a.example/b/c/${lone}`)).toBe('diffusion_pytorch_model.fp16');
});

test('each address has a print of its own', () => {
  expect(addressPrint('https://a.example/x')).toMatch(/^[0-9a-f]{16}$/);
  expect(addressPrint('https://a.example/x')).not.toBe(addressPrint('https://a.example/y'));
});
