// The browsers that scripts/setup-engines.sh found.
import { readFileSync } from 'node:fs';

export interface Engines {
  /** '' where there is none, for the reason below. */
  readonly firefox: string;
  readonly firefoxReason: string;
  readonly miniBrowser: string;
  readonly webkitDriver: string;
  readonly webkitReason: string;
}

export function findEngines(): Engines {
  try {
    return JSON.parse(readFileSync('.cache/engines.json', 'utf8')) as Engines;
  } catch {
    const reason = 'run scripts/setup-engines.sh';
    return { firefox: '', firefoxReason: reason, miniBrowser: '', webkitDriver: '', webkitReason: reason };
  }
}
