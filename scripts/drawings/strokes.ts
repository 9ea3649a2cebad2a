// Twelve drawings as somebody makes them in a few seconds: strokes of the mouse in shares of the paper.
import { circle, HOUSE, type Path } from '../../e2e/studio.ts';

export interface Drawing {
  readonly prompt: string;
  readonly strokes: readonly Path[];
}

/** Part of an ellipse, from and to in turns, clockwise from the right. */
export function arc(
  x: number,
  y: number,
  [rx, ry]: readonly [number, number],
  [from, to]: readonly [number, number],
): Path {
  return Array.from({ length: 25 }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / 24);
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
  });
}

/** Straight lines from corner to corner: 'x,y x,y', in hundredths. */
export const lines = (corners: string): Path =>
  corners.split(' ').map((corner) => {
    const [x = 0, y = 0] = corner.split(',').map(Number);
    return [x / 100, y / 100] as const;
  });

export const WHOLE = [0, 1.02] as const;

export const DRAWINGS: readonly Drawing[] = [
  {
    prompt: 'red apple, flat style',
    strokes: [
      arc(0.37, 0.58, [0.2, 0.27], [0.2, 0.95]),
      arc(0.63, 0.58, [0.2, 0.27], [-0.45, 0.3]),
      lines('50,36 52,24 58,16'),
      arc(0.64, 0.2, [0.09, 0.05], WHOLE),
    ],
  },
  { prompt: 'house, cartoon style', strokes: HOUSE },
  {
    prompt: 'orange cat face, emoji style',
    strokes: [
      arc(0.5, 0.56, [0.33, 0.29], WHOLE),
      lines('21,42 20,14 40,30'),
      lines('60,30 80,14 79,42'),
      circle(0.38, 0.52, 0.04, 12),
      circle(0.62, 0.52, 0.04, 12),
      lines('46,63 54,63 50,68 46,63'),
      arc(0.44, 0.69, [0.06, 0.05], [0, 0.5]),
      arc(0.56, 0.69, [0.06, 0.05], [0, 0.5]),
    ],
  },
  {
    prompt: 'blue fish, cartoon style',
    strokes: [
      arc(0.45, 0.5, [0.3, 0.2], WHOLE),
      lines('74,48 92,34 90,50 92,66 74,53'),
      circle(0.28, 0.45, 0.03, 12),
      arc(0.36, 0.52, [0.06, 0.13], [-0.2, 0.2]),
    ],
  },
  {
    prompt: 'pink flower, flat style',
    strokes: [
      circle(0.5, 0.36, 0.09, 20),
      ...[0, 1, 2, 3, 4].map((i) => {
        const angle = (2 * Math.PI * (i - 0.25)) / 5;
        return circle(0.5 + 0.19 * Math.cos(angle), 0.36 + 0.19 * Math.sin(angle), 0.1, 20);
      }),
      lines('50,62 51,76 49,92'),
      arc(0.6, 0.8, [0.1, 0.05], WHOLE),
    ],
  },
  {
    prompt: 'yellow sun, flat style',
    strokes: [
      circle(0.5, 0.5, 0.2),
      ...Array.from({ length: 8 }, (_, i): Path => {
        const [x, y] = [Math.cos((Math.PI * i) / 4), Math.sin((Math.PI * i) / 4)];
        return [
          [0.5 + 0.28 * x, 0.5 + 0.28 * y],
          [0.5 + 0.42 * x, 0.5 + 0.42 * y],
        ];
      }),
    ],
  },
  {
    prompt: 'red car, cartoon style',
    strokes: [
      lines('8,66 8,52 24,48 34,32 64,32 76,48 92,52 92,66 8,66'),
      circle(0.27, 0.68, 0.09, 20),
      circle(0.73, 0.68, 0.09, 20),
      lines('30,47 37,37 48,37 48,47 30,47'),
      lines('52,47 52,37 62,37 69,47 52,47'),
    ],
  },
  {
    prompt: 'red mushroom, glossy style',
    strokes: [
      arc(0.5, 0.5, [0.36, 0.34], [0.5, 1]),
      lines('14,50 30,56 50,58 70,56 86,50'),
      lines('40,58 38,84 46,89 56,89 62,84 60,58'),
      circle(0.38, 0.36, 0.06, 16),
      circle(0.6, 0.32, 0.05, 16),
      circle(0.68, 0.45, 0.04, 16),
    ],
  },
  {
    prompt: 'ice cream, cartoon style',
    strokes: [
      lines('32,48 50,92 68,48'),
      arc(0.5, 0.36, [0.22, 0.2], WHOLE),
      lines('40,54 60,70'),
      lines('60,54 40,70'),
    ],
  },
  {
    prompt: 'red balloon, glossy style',
    strokes: [arc(0.5, 0.36, [0.24, 0.28], WHOLE), lines('46,65 54,65 50,62'), lines('50,66 46,74 53,82 48,94')],
  },
  {
    prompt: 'sailboat, flat style',
    strokes: [
      lines('14,68 86,68 74,84 26,84 14,68'),
      lines('50,68 50,14'),
      lines('50,16 22,60 48,60'),
      lines('54,24 76,60 54,60 54,24'),
    ],
  },
  {
    prompt: 'ghost, emoji style',
    strokes: [
      [...arc(0.5, 0.42, [0.26, 0.28], [0.5, 1]), ...lines('76,84 67,76 59,85 50,76 41,85 33,76 24,84 24,42')],
      arc(0.41, 0.42, [0.04, 0.06], WHOLE),
      arc(0.59, 0.42, [0.04, 0.06], WHOLE),
      arc(0.5, 0.56, [0.05, 0.04], WHOLE),
    ],
  },
];
