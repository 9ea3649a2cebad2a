/** Control units, the start picture and the mask. */
export const control = {
  followDrawing: 'Follow drawing',
  weightAbout: 'How strictly the picture follows the drawing (control weight).',
};
