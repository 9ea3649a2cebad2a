// Pours a colour into an area that lines enclose, whichever layers they are on.
import { flooded } from '../../drawing/flood.ts';
import type { Fill } from '../../drawing/items.ts';
import { quantized } from '../../drawing/itemWire.ts';
import { outlinesOf } from '../../drawing/outline.ts';
import { INK } from '../../drawing/render.ts';
import { followed, pixelAt, seen } from './seen.ts';
import type { Tool, Touch } from './types.ts';

export const fill: Tool = {
  cursor: 'cross',
  press: (touch) => {
    const item = poured(touch);
    return item && { item, under: !isOnLine(touch) };
  },
};

/** On a line the colour goes over it: the line itself is coloured. */
function isOnLine(touch: Touch): boolean {
  const lines = followed(touch);
  const at = pixelAt(touch, lines);
  return at !== null && (lines.data[(at[1] * lines.width + at[0]) * 4] ?? 0) > 127;
}

function poured(touch: Touch): Fill | null {
  const picture = seen(touch);
  const at = pixelAt(touch, picture);
  if (!at) return null;
  const { width, height } = picture;
  const perPixel = touch.paper.width / width;
  const loops = outlinesOf(flooded(picture, ...at), width, height);
  const rings = loops.map((loop) =>
    loop.flatMap(([x, y]) => [quantized((x - width / 2) * perPixel), quantized((y - height / 2) * perPixel)]),
  );
  return rings.length > 0 ? { tool: 'fill', colour: touch.colour ?? INK, rings } : null;
}
