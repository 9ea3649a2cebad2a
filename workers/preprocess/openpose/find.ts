// Who is in a picture: the network looks at the whole, at parts, and closer at everyone found. Pure, but for the look itself.
import type { Rgb } from '../../image/types.ts';
import { allCentres, decodePoints, type Keypoint, type Maps, middleCentre } from './decode.ts';
import { cut, partSquares, type Square, squareAround, wholeSquare } from './squares.ts';

/** What the network makes of a square picture of MOVENET_SIDE. */
export type Look = (square: Rgb) => Promise<Maps>;
type Points = readonly Keypoint[];

interface Wanted {
  /** The least score of a point that counts as seen. */
  readonly threshold: number;
  readonly most: number;
}

/** The reference drops people of whom it sees less. */
const LEAST_JOINTS = 4;
/** Who is not in the middle must be seen better, and be no speck: lamps and railings have been taken for people. */
const LEAST_JOINTS_BESIDE = 6;
const LEAST_SHARE_BESIDE = 1 / 8;

/**
 * The points of people, in pixels; first whom the network sees in the middle. It was trained to see one person, but marks
 * the centres of others too; where it marks some and more than one is wanted, it looks at parts of the picture as well.
 */
export async function findPeople(image: Rgb, look: Look, { threshold, most }: Wanted): Promise<readonly Points[]> {
  const seen = (points: Points): Points => points.filter(({ score }) => score >= threshold);
  const isBeside = (points: Points): boolean =>
    seen(points).length >= LEAST_JOINTS_BESIDE &&
    extent(seen(points)) >= LEAST_SHARE_BESIDE * Math.min(image.width, image.height);
  const people: Points[] = [];
  const isNew = (points: Points): boolean => !people.some((each) => areSame(seen(each), seen(points)));
  /** The closer look counts where it makes the network surer. */
  const closer = async (points: Points): Promise<Points> => {
    const square = squareAround(seen(points));
    if (!square || square.side > 0.9 * Math.max(image.width, image.height)) return points;
    const [near = points] = await lookAt(image, square, look);
    return sureness(near) > sureness(points) ? near : points;
  };

  const [middle = [], ...others] = await lookAt(image, wholeSquare(image), look);
  const first = await closer(middle);
  if (seen(first).length >= LEAST_JOINTS) people.push(first);
  // Parts take their time: they are looked at where the whole shows that there is somebody else.
  if (most > 1 && others.some(isNew))
    for (const part of partSquares(image)) others.push(...(await lookAt(image, part, look)));
  others.sort((a, b) => sureness(seen(b)) - sureness(seen(a)));
  for (const points of others) {
    if (people.length >= most) break;
    if (!isBeside(points) || !isNew(points)) continue;
    const person = await closer(points);
    if (isNew(person)) people.push(person);
  }
  return people;
}

/** All that are seen in a part of the picture, in pixels of the whole: the one in the middle, then the surest. */
async function lookAt(image: Rgb, square: Square, look: Look): Promise<readonly Points[]> {
  const maps = await look(cut(image, square));
  const middle = middleCentre(maps);
  const centres = [middle, ...allCentres(maps).filter((cell) => cell !== middle)];
  return centres.map((centre) =>
    decodePoints(maps, centre).map(({ point, x, y, score }) => ({
      point,
      x: square.x + x * square.side,
      y: square.y + y * square.side,
      score,
    })),
  );
}

/** Whether two looks found one person: half of what the one sees at least lies where the other sees it. */
export function areSame(a: Points, b: Points): boolean {
  const reach = 0.15 * Math.min(extent(a), extent(b));
  const close = a.filter((p) => b.some((q) => p.point === q.point && Math.hypot(p.x - q.x, p.y - q.y) <= reach));
  return close.length >= Math.min(a.length, b.length) / 2;
}

/** The longer side of the box around points. */
function extent(points: Points): number {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}

function sureness(points: Points): number {
  return points.reduce((sum, { score }) => sum + score, 0);
}
