// What a person chose for this device: theme, language, model. Read before the first paint, hence localStorage and no database.
import type { PackRef } from '../../workers/engine/api.ts';
import { isNumber, isRecord } from '../files/values.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Prefs {
  readonly theme: Theme;
  /** A language of the catalogs, or the system's. */
  readonly language: string;
  /** The model that is loaded at the start; null is the one that ships with the page. */
  readonly pack: PackRef | null;
  /** The first visit's hint has been seen to its end. */
  readonly greeted: boolean;
  /** What one finger does on the paper: it draws until a pen was seen, then it moves the paper, until somebody chooses. */
  readonly finger: Finger;
}

export const FINGERS = ['unset', 'moves', 'draws'] as const;
export type Finger = (typeof FINGERS)[number];

export const DEFAULT_PREFS: Prefs = {
  theme: 'system',
  language: 'system',
  pack: null,
  greeted: false,
  finger: 'unset',
};
const KEY = 'inkling:prefs';

/** Whatever of a stored text can be used. Pure. */
export function parsePrefs(text: string | null): Prefs {
  const value = readJson(text);
  if (!isRecord(value)) return DEFAULT_PREFS;
  const { theme, language, pack, greeted, finger } = value;
  return {
    theme: THEMES.find((each) => each === theme) ?? 'system',
    language: typeof language === 'string' && /^[a-z]{2,3}(-\w+)?$/.test(language) ? language : 'system',
    pack: parsePack(pack),
    greeted: greeted === true,
    finger: FINGERS.find((each) => each === finger) ?? 'unset',
  };
}

function parsePack(value: unknown): PackRef | null {
  if (!isRecord(value)) return null;
  if (typeof value['id'] === 'string') return { id: value['id'] };
  const { base, controlNets, loras } = value;
  if (typeof base !== 'string') return null;
  const nets = Object.entries(isRecord(controlNets) ? controlNets : {}).filter(isNamedUrl);
  const files = (Array.isArray(loras) ? loras : []).filter(isLora).map(({ url, scale }) => ({ url, scale }));
  return {
    base,
    ...(nets.length > 0 && { controlNets: Object.fromEntries(nets) }),
    ...(files.length > 0 && { loras: files }),
  };
}

function isNamedUrl(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}

function isLora(value: unknown): value is { readonly url: string; readonly scale: number } {
  return isRecord(value) && typeof value['url'] === 'string' && isNumber(value['scale']);
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

export function loadPrefs(): Prefs {
  try {
    return parsePrefs(localStorage.getItem(KEY));
  } catch {
    return DEFAULT_PREFS; // storage is forbidden
  }
}

export function savePrefs(prefs: Prefs): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // The choice holds until the page is closed.
  }
}
