import { expect, test } from 'vitest';
import { isFileAddress } from './fileAddress.ts';

test.each([
  'owner/name/net.safetensors',
  'owner/name@main/sub dir/net.CKPT',
  'https://huggingface.co/owner/name/blob/main/net.pth',
  'https://a.example/x.bin?download=true#top',
  'http://localhost:8000/x.pt',
])('%s is one file', (text) => expect(isFileAddress(text)).toBe(true));

test.each([
  'owner/name',
  'owner/name.safetensors',
  'owner/name@main',
  'https://a.example/folder/',
  'https://a.example/?x=1.bin',
])('%s is none', (text) => expect(isFileAddress(text)).toBe(false));
