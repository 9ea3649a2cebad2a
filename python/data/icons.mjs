// An icon of an Iconify set as a square SVG.
import { readFileSync } from 'node:fs';

export function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function svgOf(data, name) {
  const icon = data.icons[name];
  const [left, top] = [icon.left ?? data.left ?? 0, icon.top ?? data.top ?? 0];
  const [width, height] = [icon.width ?? data.width ?? 16, icon.height ?? data.height ?? 16];
  const side = Math.max(width, height);
  const box = `${left - (side - width) / 2} ${top - (side - height) / 2} ${side} ${side}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${box}" width="${side}" height="${side}">${icon.body}</svg>`;
}
