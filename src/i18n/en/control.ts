/** Control units, the start picture and the mask. */
export const control = {};
