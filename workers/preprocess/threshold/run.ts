// sd-webui-controlnet's "threshold": luma (Rec. 601) above the limit becomes white.
import type { Run } from '../types.ts';

export const run: Run = ({ width, height, data }, { threshold }) => {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const luma = 0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2];
    if (luma > threshold) out.fill(255, i, i + 3);
  }
  return { width, height, data: out };
};
