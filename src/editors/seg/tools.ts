// What the hand can hold on a map of classes. Data only.

export const TOOLS = [
  { name: 'brush', label: 'Brush' },
  { name: 'eraser', label: 'Eraser' },
  { name: 'rectangle', label: 'Rectangle' },
  { name: 'lasso', label: 'Lasso' },
  { name: 'fill', label: 'Fill' },
  { name: 'pick', label: 'Pick' },
] as const;

export type SegTool = (typeof TOOLS)[number]['name'];

export const BRUSH = { min: 1, max: 160 } as const;

/** What is in the hand. */
export interface Hand {
  readonly tool: SegTool;
  /** The brush's width in pixels of the map. */
  readonly size: number;
  /** The class that brush, shapes and fill leave behind. */
  readonly paint: number;
}
