// Renders the icon sets of sets.json to raw RGBA, one file a set, in cache/.
// resvg aborts the whole process on a handful of icons, so a child renders and the parent restarts it after the bad one.
//
//   node render.mjs            renders what is not there yet
//
// cache/<set>.rgba   uint8, (n, size, size, 4), premultiplied alpha, rows top to bottom
// cache/<set>.jsonl  one line a picture, same order: {"set", "name", "category"}
// cache/sets.json    the manifest: title, author, licence, version, count of each set
// cache/outlines.*   the same for a few outline icons, on which the ControlNet is shown, never trained
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, svgOf } from './icons.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, 'cache');
const iconify = join(here, 'node_modules/@iconify/json');
const config = read(join(here, 'sets.json'));

/** Names worth rendering: no hidden ones, none that sets.json excludes, no skin tone of a base that is there. */
function namesOf(data) {
  const bad = Object.values(config.exclude).map((source) => new RegExp(source));
  const all = Object.keys(data.icons).filter((name) => !data.icons[name].hidden);
  const known = new Set(all);
  const isTone = (name) => name.endsWith('-light') && known.has(name.slice(0, -6));
  return all.filter((name) => !isTone(name) && !bad.some((re) => re.test(name))).sort();
}

function categoryOf(data) {
  const found = {};
  for (const [category, names] of Object.entries(data.categories ?? {})) {
    for (const name of names) found[name] ??= category;
  }
  return found;
}

async function renderTo(file, set, data, name, category) {
  const { Resvg } = await import('@resvg/resvg-js');
  const image = new Resvg(svgOf(data, name), { fitTo: { mode: 'width', value: config.size } }).render();
  const pixels = Buffer.from(image.pixels);
  if (pixels.length !== config.size * config.size * 4) return;
  appendFileSync(join(cache, `${file}.rgba`), pixels);
  appendFileSync(join(cache, `${file}.jsonl`), `${JSON.stringify({ set, name, category })}\n`);
}

async function renderSet(set, from) {
  const data = read(join(iconify, `json/${set}.json`));
  const categories = categoryOf(data);
  const names = namesOf(data);
  for (let i = from; i < names.length; i++) {
    writeFileSync(join(cache, `${set}.at`), String(i));
    await renderTo(set, set, data, names[i], categories[names[i]] ?? '');
  }
}

async function renderOutlines() {
  for (const end of ['rgba', 'jsonl']) rmSync(join(cache, `outlines.${end}`), { force: true });
  for (const [set, names] of Object.entries(config.outlines)) {
    const data = read(join(iconify, `json/${set}.json`));
    for (const name of names) await renderTo('outlines', set, data, name, '');
  }
}

function renderAll() {
  mkdirSync(cache, { recursive: true });
  const collections = read(join(iconify, 'collections.json'));
  const version = read(join(iconify, 'package.json')).version;
  const manifest = { source: '@iconify/json', version, sets: {} };
  for (const set of Object.keys(config.sets)) {
    const info = collections[set];
    if (!config.licences.includes(info.license.spdx)) throw new Error(`${set}: licence ${info.license.spdx} is not allowed`);
    const skipped = [];
    const done = join(cache, `${set}.done`);
    if (!existsSync(done)) {
      for (const end of ['rgba', 'jsonl', 'at']) rmSync(join(cache, `${set}.${end}`), { force: true });
      const names = namesOf(read(join(iconify, `json/${set}.json`)));
      for (let from = 0; from < names.length; ) {
        const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), set, String(from)], { stdio: ['ignore', 'inherit', 'ignore'] });
        if (child.status === 0) break;
        const at = Number(readFileSync(join(cache, `${set}.at`), 'utf8'));
        skipped.push(names[at]);
        from = at + 1;
      }
      writeFileSync(done, JSON.stringify(skipped));
    }
    const count = readFileSync(join(cache, `${set}.jsonl`), 'utf8').trim().split('\n').length;
    manifest.sets[set] = {
      title: info.name, author: info.author, licence: info.license, version: info.version ?? version,
      style: config.sets[set].style, count, skipped: read(done),
    };
    console.log(set, count, 'skipped', read(done).join(' '));
  }
  writeFileSync(join(cache, 'sets.json'), JSON.stringify(manifest, null, 1));
}

const [set, from] = process.argv.slice(2);
if (set) await renderSet(set, Number(from));
else {
  renderAll();
  await renderOutlines();
}
