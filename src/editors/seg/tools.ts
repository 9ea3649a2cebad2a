// What the hand can hold on a map of classes. Data only.

/** Each has words of its name in the editors' catalog. */
export const TOOLS = ['brush', 'eraser', 'rectangle', 'lasso', 'fill', 'pick'] as const;

export type SegTool = (typeof TOOLS)[number];

export const BRUSH = { min: 1, max: 160 } as const;

/** What is in the hand. */
export interface Hand {
  readonly tool: SegTool;
  /** The brush's width in pixels of the map. */
  readonly size: number;
  /** The class that brush, shapes and fill leave behind. */
  readonly paint: number;
}
