// Takes up the colour that lies under the hand.
import { INK } from '../../drawing/render.ts';
import { pixelAt, seen } from './seen.ts';
import type { Tool } from './types.ts';

export const pick: Tool = {
  cursor: 'cross',
  press: (touch) => {
    const picture = seen(touch);
    const at = pixelAt(touch, picture);
    if (!at) return null;
    const start = (at[1] * picture.width + at[0]) * 4;
    const hex = [...picture.data.subarray(start, start + 3)]
      .map((value) => value.toString(16).padStart(2, '0'))
      .join('');
    return { colour: `#${hex}` === INK ? null : `#${hex}` };
  },
};
