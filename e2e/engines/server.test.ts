// deploy/nginx.conf in Debian's own nginx, on the built page, below a path and at the top: what docs/deploy.md says of it.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITE_HEADERS } from '../../scripts/vite/isolation.ts';
import { until } from './driver.ts';
import { findEngines } from './found.ts';
import { freePort } from './ports.ts';

const { nginx, nginxReason } = findEngines();

describe.skipIf(nginxReason !== '')(nginxReason === '' ? 'nginx' : `nginx (${nginxReason})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-nginx-'));
  let server: ChildProcess;
  let said = '';
  let base = '';

  beforeAll(async () => {
    const port = await freePort();
    base = `http://localhost:${port}/`;
    // The page at the top, below a path, and one file that was packed beforehand.
    const site = join(folder, 'site');
    mkdirSync(site);
    for (const name of readdirSync('dist')) symlinkSync(resolve('dist', name), join(site, name));
    symlinkSync(resolve('dist'), join(site, 'below'));
    writeFileSync(join(site, 'packed.js'), 'plain');
    writeFileSync(join(site, 'packed.js.gz'), gzipSync('packed beforehand'));
    const given = readFileSync('deploy/nginx.conf', 'utf8');
    const block = given.replace('listen 8080;', `listen ${port};`).replace('/usr/share/nginx/html', site);
    expect(block, 'port and folder are where they were').not.toMatch(/8080|usr\/share/);
    writeFileSync(join(folder, 'site.conf'), block);
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (each) => `${each}_temp_path ${folder}/${each};`,
    );
    const root = process.getuid?.() === 0 ? 'user root;' : '';
    writeFileSync(
      join(folder, 'nginx.conf'),
      `${root} daemon off; pid ${folder}/pid; error_log stderr warn; events {} http { access_log off; ${places.join(' ')} include ${folder}/site.conf; }`,
    );
    server = spawn(nginx, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    await until(`nginx answers; it said: ${said}`, async () => (await fetch(base)).ok, 20_000);
  });
  afterAll(async () => {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  });

  it('sends the headers with every answer, one that is missing too', async () => {
    const worker = readdirSync('dist/assets').find((name) => name.startsWith('engine.worker-'));
    for (const path of [
      '',
      'below/',
      `assets/${worker ?? ''}`,
      'ort/ort-wasm-simd-threaded.mjs',
      'models/none/config.json',
    ]) {
      const { status, headers } = await fetch(base + path);
      expect(status, path).toBe(path.includes('none') ? 404 : 200);
      for (const [name, value] of Object.entries(SITE_HEADERS))
        expect(headers.get(name), `${name} of ${path}`).toBe(value);
    }
    expect(said, 'no warning').toBe('');
  });

  it('names types that browsers need', async () => {
    for (const [path, type] of [
      ['ort/ort-wasm-simd-threaded.wasm', 'application/wasm'],
      ['ort/ort-wasm-simd-threaded.mjs', 'text/javascript'],
      ['manifest.webmanifest', 'application/manifest+json'],
      ['sw.js', /javascript/],
    ] as const) {
      const { headers } = await fetch(base + path, { method: 'HEAD' });
      expect(headers.get('content-type'), path).toMatch(type);
    }
  });

  it('serves parts of a file, packs text, and hands out what was packed beforehand', async () => {
    const path = 'models/inkling-mini/unet/diffusion_pytorch_model.safetensors';
    const part = await fetch(base + path, { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 100-199/${statSync(join('dist', path)).size}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(readFileSync(join('dist', path)).subarray(100, 200));
    const packed = await fetch(`${base}sw.js`, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(await packed.text()).toBe(readFileSync('dist/sw.js', 'utf8'));
    expect(await (await fetch(`${base}packed.js`, { headers: { 'accept-encoding': 'gzip' } })).text()).toBe(
      'packed beforehand',
    );
    // A new version is seen at once, an old one costs nothing.
    const first = await fetch(base);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const again = await fetch(base, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });
});
