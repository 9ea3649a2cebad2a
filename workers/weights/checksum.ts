// Whether two streams of bytes are the same, for as good as nothing: FNV-1a, 32 bits. It guards against disks, not people.

export interface Checksum {
  readonly add: (bytes: Uint8Array) => void;
  readonly value: () => number;
}

/** Of no bytes so far. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function checksum(): Checksum {
  let hash = 0x811c9dc5;
  return {
    add(bytes) {
      let value = hash; // a local one is kept in a register
      for (let i = 0; i < bytes.length; i++) value = Math.imul(value ^ bytes[i], 0x01000193);
      hash = value;
    },
    value: () => hash >>> 0,
  };
}
