// What belongs to this device rather than to a page, as data: one row each. Whoever has something of that kind adds a row.
import { isColour } from '../../drawing/itemWire.ts';
import { isNumber, isRecord } from '../../files/values.ts';
import type { AppState } from '../../state/types.ts';

interface DeviceRow<T> {
  readonly key: string;
  /** The same value as long as nothing of it has changed. */
  readonly of: (state: AppState) => T;
  /** The part of `state` that a stored value brings back; it is read as carefully as foreign input. */
  readonly restore: (stored: unknown, state: AppState) => Partial<AppState>;
}

export const DEVICE: readonly DeviceRow<unknown>[] = [
  {
    key: 'brush',
    of: ({ brush }) => brush,
    restore: (stored) => {
      if (!isRecord(stored) || !isNumber(stored['pen']) || !isNumber(stored['eraser'])) return {};
      return { brush: { pen: stored['pen'], eraser: stored['eraser'] } };
    },
  },
  {
    key: 'colour',
    of: ({ colour }) => colour,
    restore: (stored) => (isColour(stored) ? { colour: stored } : {}),
  },
  {
    key: 'unfolded',
    of: ({ unfolded }) => (unfolded === 'layers' ? unfolded : null),
    restore: (stored) => (stored === 'layers' ? { unfolded: stored } : {}),
  },
  {
    key: 'photoOpen',
    of: ({ photo }) => photo.open,
    restore: (stored, { photo }) => ({ photo: { ...photo, open: photo.open || stored === true } }),
  },
  {
    // URLs of weights whose download the user agreed to.
    key: 'agreed',
    of: ({ photo }) => photo.agreed,
    restore: (stored, { photo }) => {
      const agreed = (Array.isArray(stored) ? stored : []).filter((each): each is string => typeof each === 'string');
      return { photo: { ...photo, agreed: [...new Set([...photo.agreed, ...agreed])] } };
    },
  },
];
