/** Generate, queue, live, grids, the result. */
export const jobs = {};
