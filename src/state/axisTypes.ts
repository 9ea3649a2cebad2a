// What a comparison grid can vary. Types only.
export const AXIS_KEYS = ['seed', 'steps', 'guidance', 'weight', 'sampler', 'words', 'denoise'] as const;
export type AxisKey = (typeof AXIS_KEYS)[number];
