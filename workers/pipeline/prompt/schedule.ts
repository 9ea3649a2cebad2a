// Prompts that change while a picture forms: [from:to:when], [to:when], [from::when] and [a|b|c], as A1111 reads them. Pure.

/** `text` is used until step `until`, counted from 1. */
export interface ScheduledText {
  readonly until: number;
  readonly text: string;
}

type Node = string | Switch | Turns;
/** One text up to a step, another from then on. */
interface Switch {
  readonly before: readonly Node[];
  readonly after: readonly Node[];
  /** As written: a share of the steps where it has a point, else a step. */
  readonly when: string;
}
/** Another one at each step, in turn. */
interface Turns {
  readonly turns: readonly (readonly Node[])[];
}

const NUMBER = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*$/;
/** Nobody nests deeper on purpose, and what follows is recursive. */
const MAX_DEPTH = 200;
/** An escape, a sign of the syntax, or plain text. A backslash at the end escapes nothing. */
const TOKEN = /\\[^\n]|[()[\]:|]|[^\\()[\]:|]+|\\/g;

/**
 * What the prompt says at each step of `steps`, as few pieces as tell it. Text that is no syntax stays as it is, brackets
 * that have no partner too; like A1111, a prompt with a `|` outside of brackets, or a stray backslash, has no schedule at all.
 * https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/prompt_parser.py
 */
export function promptSchedule(prompt: string, steps: number): readonly ScheduledText[] {
  const nodes = parse(prompt);
  if (!nodes) return [{ until: steps, text: prompt }];
  const ends = [...new Set([steps, ...switches(nodes, steps)])].sort((a, b) => a - b);
  return ends.map((until) => ({ until, text: textAt(nodes, until, steps) }));
}

/** Which of the pieces is used at a step counted from 0: A1111 keeps to one up to and with its last step's number. */
export function pieceAt(schedule: readonly ScheduledText[], step: number): number {
  const index = schedule.findIndex(({ until }) => step <= until);
  return index < 0 ? schedule.length - 1 : index;
}

interface Frame {
  readonly open: '(' | '[';
  /** Between the separators. */
  readonly parts: Node[][];
  readonly separators: string[];
}

/** One pass with a stack of open brackets: depth and length of hostile prompts cost nothing extra. */
function parse(prompt: string): readonly Node[] | null {
  const root: Node[] = [];
  let stack: Frame[] = [];
  /** Whatever is open turns out to be text; false where it cannot be. */
  const giveUp = (): boolean => {
    for (const { open, parts, separators } of stack) {
      root.push(open);
      parts.forEach((part, i) => root.push(...(i > 0 ? [separators[i - 1] ?? ''] : []), ...part));
      if (separators.includes('|')) return false;
    }
    stack = [];
    return true;
  };
  for (const [token] of prompt.matchAll(TOKEN)) {
    const frame = stack.at(-1);
    const here = frame?.parts.at(-1) ?? root;
    if (token === '\\' || (token === '|' && !frame) || stack.length > MAX_DEPTH) return null;
    if (token === '(' || token === '[') stack.push({ open: token, parts: [[]], separators: [] });
    else if ((token === ':' || token === '|') && frame) {
      frame.separators.push(token);
      frame.parts.push([]);
    } else if ((token === ')' || token === ']') && frame) {
      const group = (frame.open === '(') === (token === ')') ? close(frame) : null;
      if (group) {
        stack.pop();
        (stack.at(-1)?.parts.at(-1) ?? root).push(...group);
      } else {
        if (!giveUp()) return null;
        root.push(token);
      }
    } else here.push(token);
  }
  return giveUp() ? root : null;
}

/** What a pair of brackets means; null where it means nothing. */
function close({ open, parts, separators }: Frame): readonly Node[] | null {
  const [first = [], second = []] = parts;
  if (open === '(') {
    if (separators.length === 0) return ['(', ...first, ')'];
    return separators.join('') === ':' ? ['(', ...first, ':', ...second, ')'] : null;
  }
  if (separators.length === 0) return ['[', ...first, ']'];
  if (separators.every((sign) => sign === '|')) return [{ turns: parts }];
  const when = numberOf(parts.at(-1) ?? []);
  if (when === null || separators.includes('|') || parts.length > 3) return null;
  return [parts.length === 2 ? { before: [], after: first, when } : { before: first, after: second, when }];
}

function numberOf(nodes: readonly Node[]): string | null {
  return NUMBER.exec(nodes.map((node) => (typeof node === 'string' ? node : '[')).join(''))?.[1] ?? null;
}

function stepOf(when: string, steps: number): number {
  return Math.min(steps, Math.trunc(Number(when) * (when.includes('.') ? steps : 1)));
}

/** Every step after which something changes. */
function switches(nodes: readonly Node[], steps: number): readonly number[] {
  return nodes.flatMap((node): readonly number[] => {
    if (typeof node === 'string') return [];
    if ('turns' in node)
      return [
        ...Array.from({ length: steps }, (_, i) => i + 1),
        ...node.turns.flatMap((turn) => switches(turn, steps)),
      ];
    const when = stepOf(node.when, steps);
    return [...(when >= 1 ? [when] : []), ...switches(node.before, steps), ...switches(node.after, steps)];
  });
}

function textAt(nodes: readonly Node[], step: number, steps: number): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      if ('turns' in node) return textAt(node.turns[(step - 1) % node.turns.length] ?? [], step, steps);
      return textAt(step <= stepOf(node.when, steps) ? node.before : node.after, step, steps);
    })
    .join('');
}
