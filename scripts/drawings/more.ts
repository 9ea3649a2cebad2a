// Twelve more drawings, with what hands do: gaps, crossings, double lines, open shapes, filled areas, hatching, handwriting.
import { circle, type Path } from '../../e2e/studio.ts';
import { arc, type Drawing, lines, WHOLE } from './strokes.ts';

/** There and back again, closer than the pen is broad: a filled area. */
function scribbled([left, top]: readonly [number, number], [right, bottom]: readonly [number, number]): Path {
  const rows = Math.ceil((bottom - top) / 0.01);
  return Array.from({ length: 2 * rows }, (_, i) => {
    const y = top + ((bottom - top) * (i >> 1)) / (rows - 1);
    return [i % 4 === 0 || i % 4 === 3 ? left : right, y] as const;
  });
}

export const MORE_DRAWINGS: readonly Drawing[] = [
  {
    // Crossings; a trunk that is open at both ends.
    prompt: 'green tree, flat style',
    strokes: [
      circle(0.5, 0.28, 0.19, 30),
      circle(0.34, 0.44, 0.17, 30),
      circle(0.66, 0.44, 0.17, 30),
      lines('44,58 43,74 40,88'),
      lines('56,58 57,74 60,88'),
    ],
  },
  {
    // Arms and legs that are single strokes.
    prompt: 'robot, flat style',
    strokes: [
      lines('36,14 64,15 63,36 37,36 36,14'),
      lines('50,14 50,5'),
      circle(0.44, 0.24, 0.03, 12),
      circle(0.56, 0.24, 0.03, 12),
      lines('44,31 56,31'),
      lines('32,40 68,40 68,70 32,70 32,40'),
      lines('32,44 22,54 17,62'),
      lines('68,44 78,54 83,62'),
      lines('42,70 42,90 36,91'),
      lines('58,70 58,90 64,91'),
    ],
  },
  {
    // Waves from side to side, and nothing that closes the sea.
    prompt: 'red boat on blue sea, cartoon style',
    strokes: [
      lines('16,60 84,60 72,76 28,76 16,60'),
      lines('48,60 48,18'),
      lines('50,20 74,54 50,54'),
      lines('2,80 12,76 22,80 32,84 42,80 52,77 62,81 72,84 82,80 98,78'),
    ],
  },
  {
    // Sitting: circles that touch, whiskers, a tail of one stroke.
    prompt: 'orange cat, cartoon style',
    strokes: [
      circle(0.46, 0.3, 0.17, 30),
      lines('32,20 30,6 43,14'),
      lines('50,14 61,6 60,20'),
      circle(0.46, 0.66, 0.21, 30),
      circle(0.4, 0.27, 0.02, 8),
      circle(0.52, 0.27, 0.02, 8),
      lines('43,36 46,39 49,36'),
      lines('34,33 20,30'),
      lines('34,36 20,38'),
      lines('58,33 72,30'),
      lines('58,36 72,38'),
      lines('65,76 78,74 84,62 80,50'),
    ],
  },
  {
    // Gaps in the pot, a stem of one stroke, a leaf that is not closed.
    prompt: 'yellow tulip in a pot, flat style',
    strokes: [
      lines('38,18 36,34 44,42 56,42 64,34 62,18 56,27 50,17 44,27 38,18'),
      lines('50,42 50,66'),
      lines('50,60 62,50 70,48 68,56 54,63'),
      lines('30,68 68,68'),
      lines('32,71 38,92'),
      lines('41,92 60,92'),
      lines('63,91 69,71'),
    ],
  },
  {
    // A gap at the handle, and steam.
    prompt: 'blue coffee cup, glossy style',
    strokes: [
      lines('24,40 28,76 36,84 58,84 66,76 70,40'),
      arc(0.47, 0.4, [0.23, 0.06], WHOLE),
      [...arc(0.7, 0.58, [0.14, 0.13], [-0.2, 0.22])],
      lines('38,28 42,22 38,16 42,10'),
      lines('52,28 56,22 52,16 56,10'),
    ],
  },
  {
    // Double lines, and flames that are open.
    prompt: 'red rocket, cartoon style',
    strokes: [
      lines('50,6 38,24 36,62 64,62 62,24 50,6'),
      lines('51,8 40,25 38,60'),
      circle(0.5, 0.34, 0.07, 20),
      circle(0.5, 0.34, 0.05, 20),
      lines('36,46 24,66 37,62'),
      lines('64,46 76,66 63,62'),
      lines('42,64 40,78 46,72 50,90 54,72 60,78 58,64'),
    ],
  },
  {
    // All wings in one stroke that crosses itself.
    prompt: 'purple butterfly, flat style',
    strokes: [
      lines(
        '50,50 40,26 22,16 10,28 16,46 50,52 20,60 20,80 36,84 50,52 64,84 80,80 80,60 50,52 84,46 90,28 78,16 60,26 50,50',
      ),
      arc(0.5, 0.52, [0.025, 0.16], WHOLE),
      lines('49,37 42,24'),
      lines('51,37 58,24'),
    ],
  },
  {
    // A hat that is scribbled black.
    prompt: 'snowman, cartoon style',
    strokes: [
      circle(0.5, 0.68, 0.22, 30),
      circle(0.5, 0.35, 0.14, 30),
      scribbled([0.4, 0.07], [0.6, 0.22]),
      lines('34,22 66,22'),
      lines('50,35 64,38 50,39'),
      circle(0.45, 0.31, 0.012, 8),
      circle(0.55, 0.31, 0.012, 8),
      lines('28,62 12,48'),
      lines('72,62 88,48'),
    ],
  },
  {
    // Hatching on one side of each peak.
    prompt: 'mountain, flat style',
    strokes: [
      lines('4,84 36,24 62,72'),
      lines('52,54 70,34 96,84 4,84'),
      lines('26,43 33,48 37,42 42,48 46,43'),
      ...[0, 1, 2, 3, 4].map((i) => lines(`${40 + 4 * i},${46 + 6 * i} ${34 + 4 * i},${62 + 4 * i}`)),
      ...[0, 1, 2, 3].map((i) => lines(`${74 + 4 * i},${44 + 8 * i} ${68 + 4 * i},${60 + 5 * i}`)),
    ],
  },
  {
    // A word by hand.
    prompt: 'red heart, glossy style',
    strokes: [
      lines('50,88 22,60 12,40 18,22 34,16 46,24 50,34 54,24 66,16 82,22 88,40 78,60 50,88'),
      lines('30,38 30,54 38,54'),
      arc(0.445, 0.5, [0.035, 0.04], WHOLE),
      lines('51,46 54,54 58,46'),
      [...lines('61,50 68,50'), ...arc(0.65, 0.5, [0.035, 0.04], [0, -0.85])],
    ],
  },
  {
    // An open shape: ribs that end before the rim, a handle with a hook.
    prompt: 'purple umbrella, emoji style',
    strokes: [
      arc(0.5, 0.5, [0.38, 0.36], [0.51, 0.99]),
      lines('13,50 20,45 31,52 42,45 50,52 58,45 69,52 80,45 87,50'),
      lines('50,14 37,26 32,48'),
      lines('50,14 63,26 68,48'),
      lines('50,55 50,82 46,89 39,88 38,82'),
    ],
  },
];
