// What is to be said of a unit that cannot act as it is meant to; null when all is well. Pure.
import { hasHint, netOf } from '../../../control/hints.ts';
import { pictureOf } from '../../../control/stock.ts';
import type { Unit } from '../../../state/control.ts';
import type { MessageKey, MessageValues } from '../../../i18n/i18n.ts';
import type { AppState } from '../../../state/types.ts';

export interface Note {
  readonly key: MessageKey;
  readonly values?: MessageValues;
}

export function noteOf(unit: Unit, state: Pick<AppState, 'drawing' | 'photo' | 'pack' | 'unitJobs'>): Note | null {
  if (!unit.on) return null;
  if (!hasHint(unit, state)) return missing(unit, state);
  const { pack } = state;
  if (!pack) return null;
  const net = netOf(unit, pack, state);
  if (!net) return { key: 'control:noteNoNets', values: { pack: pack.name } };
  if (!net.found) {
    return { key: 'control:noteNetGone', values: { pack: pack.name, wanted: unit.net ?? '', net: net.name } };
  }
  return net.fits ? null : { key: 'control:noteNetUnfit', values: { pack: pack.name, net: net.name } };
}

function missing({ id, source }: Unit, { unitJobs }: Pick<AppState, 'unitJobs'>): Note | null {
  switch (source.kind) {
    case 'drawing':
      return { key: 'control:noteBlank' };
    case 'layer':
      return { key: 'control:noteLayer' };
    case 'map':
      return { key: 'control:noteMap' };
    case 'file': {
      if (!pictureOf(source.file.id)) return { key: 'control:noteFileGone' };
      // A failure has words of its own.
      return unitJobs[id]?.status === 'failed' ? null : { key: 'control:making' };
    }
  }
}
