// sd-webui-controlnet's "invert": 255 minus each channel.
import type { Run } from '../types.ts';

export const run: Run = ({ width, height, data }) => ({ width, height, data: data.map((value) => 255 - value) });
