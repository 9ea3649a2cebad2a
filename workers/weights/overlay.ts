// Components laid over a model's tensors, and taken off again: another autoencoder, nets from elsewhere.
import type { TensorReader } from './types.ts';

export interface Overlay {
  readonly reader: TensorReader;
  /** From now on `<component>/...` is read from `part`, which is owned; null gives back what lies below. */
  readonly adopt: (component: string, part: TensorReader | null) => void;
  readonly has: (component: string) => boolean;
}

/** `below` with nothing over it yet. Closing it closes whatever was laid over it, too. */
export function overlay(below: TensorReader): Overlay {
  const parts = new Map<string, TensorReader>();
  const place = (key: string): readonly [TensorReader, string] | null => {
    const slash = key.indexOf('/');
    const part = parts.get(key.slice(0, slash).replace(/#\d+$/, '')); // a second unit with the same net
    return part ? [part, key.slice(slash + 1)] : null;
  };
  return {
    adopt(component, part) {
      parts.get(component)?.close();
      if (part) parts.set(component, part);
      else parts.delete(component);
    },
    has: (component) => parts.has(component),
    reader: {
      keys: () => [
        ...below.keys().filter((key) => place(key) === null),
        ...[...parts].flatMap(([component, part]) => part.keys().map((key) => `${component}/${key}`)),
      ],
      info(key) {
        const found = place(key);
        return found ? found[0].info(found[1]) : below.info(key);
      },
      read(key) {
        const found = place(key);
        return found ? found[0].read(found[1]) : below.read(key);
      },
      rows(key, first, end) {
        const found = place(key);
        return found ? found[0].rows?.(found[1], first, end) : below.rows?.(key, first, end);
      },
      close() {
        below.close();
        for (const part of parts.values()) part.close();
      },
    },
  };
}
