// Hands hang on wrists and a face on the nose (on the neck where there is no nose): they go where those go. Pure.
import { JOINTS, type Person } from '../../../workers/preprocess/openpose/pose.ts';

type To = (x: number, y: number) => readonly [number, number];
type Part = 'handLeft' | 'handRight' | 'face';

const PARTS: readonly Part[] = ['handLeft', 'handRight', 'face'];
const [NOSE, NECK, RIGHT_WRIST, LEFT_WRIST] = (['nose', 'neck', 'right wrist', 'left wrist'] as const).map((name) =>
  JOINTS.indexOf(name),
);

/** Hands and face with every point elsewhere. Those that were never found stay what they are. */
export function mapHanging(person: Person, to: To, parts = PARTS): Person {
  return withParts(person, parts, (values) =>
    values.flatMap((x, i) => {
      if (i % 3 !== 0) return [];
      const [y = 0, c = 0] = values.slice(i + 1, i + 3);
      return x === 0 && y === 0 && c === 0 ? [0, 0, 0] : [...to(x, y), c];
    }),
  );
}

/** What hangs on a joint goes by the same way. */
export function carryHanging(person: Person, joint: number, dx: number, dy: number): Person {
  return mapHanging(person, (x, y) => [x + dx, y + dy], hangingOn(person, joint));
}

/** Someone without what hangs on a joint. */
export function dropHanging(person: Person, joint: number): Person {
  return withParts(person, hangingOn(person, joint), () => null);
}

function hangingOn({ joints }: Person, joint: number): readonly Part[] {
  const face = joints[NOSE ?? -1]?.shown === true ? NOSE : NECK;
  const holders = { handLeft: LEFT_WRIST, handRight: RIGHT_WRIST, face };
  return PARTS.filter((part) => holders[part] === joint);
}

function withParts(
  person: Person,
  parts: readonly Part[],
  change: (values: readonly number[]) => readonly number[] | null,
): Person {
  const changed = PARTS.map((part) => {
    const values = person[part];
    return [part, values && parts.includes(part) ? change(values) : values] as const;
  });
  return { joints: person.joints, ...Object.fromEntries(changed.filter(([, values]) => values)) };
}
