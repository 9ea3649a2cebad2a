// The pictures of cache/index.jsonl (what `python -m inkling_train data` kept) once more, four times as large, for the upscaler.
// resvg aborts on some icons, so a child renders and the parent goes on after the bad one, which stays empty.
//
//   node large.mjs [every]     only every so many of the pictures to train on; all held-out ones
//
// cache/large.rgba   uint8, (n, 512, 512, 4), premultiplied alpha, row i is row i of index.jsonl
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, svgOf } from './icons.mjs';

const SIDE = 512;
/** Rows a child: what resvg holds is not given back before its process ends. */
const ROWS = 400;
const BYTES = SIDE * SIDE * 4;
const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, 'cache');
const records = readFileSync(join(cache, 'index.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const file = join(cache, 'large.rgba');
const at = join(cache, 'large.at');

async function renderFrom(first, every) {
  const { Resvg } = await import('@resvg/resvg-js');
  const sets = {};
  const out = openSync(file, 'r+');
  for (let row = first; row < Math.min(records.length, first + ROWS); row++) {
    writeFileSync(at, String(row));
    const { set, name, split } = records[row];
    if (split !== 'picture' && (split !== 'train' || row % every > 0)) continue;
    sets[set] ??= read(join(here, `node_modules/@iconify/json/json/${set}.json`));
    const { pixels } = new Resvg(svgOf(sets[set], name), { fitTo: { mode: 'width', value: SIDE } }).render();
    if (pixels.length === BYTES) writeSync(out, pixels, 0, BYTES, row * BYTES);
  }
  closeSync(out);
}

const [every = '1', first] = process.argv.slice(2);
if (first) await renderFrom(Number(first), Number(every));
else {
  const out = openSync(file, 'w');
  ftruncateSync(out, records.length * BYTES);
  closeSync(out);
  for (let row = 0; row < records.length; ) {
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), every, String(row)], {
      stdio: ['ignore', 'inherit', 'ignore'],
    });
    const bad = Number(readFileSync(at, 'utf8'));
    if (child.status !== 0) console.log('left out', records[bad].set, records[bad].name);
    row = bad + 1;
  }
}
