// The browsers, and the server, that scripts/setup-engines.sh found.
import { readFileSync } from 'node:fs';

export interface Engines {
  /** '' where there is none, for the reason below. */
  readonly firefox: string;
  readonly firefoxReason: string;
  readonly miniBrowser: string;
  readonly webkitDriver: string;
  readonly webkitReason: string;
  readonly nginx: string;
  readonly nginxReason: string;
}

const REASON = 'run scripts/setup-engines.sh';
const NO_NGINX = { nginx: '', nginxReason: REASON };

export function findEngines(): Engines {
  try {
    return { ...NO_NGINX, ...(JSON.parse(readFileSync('.cache/engines.json', 'utf8')) as Engines) };
  } catch {
    return { firefox: '', firefoxReason: REASON, miniBrowser: '', webkitDriver: '', webkitReason: REASON, ...NO_NGINX };
  }
}
