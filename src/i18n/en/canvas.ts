/** Paper, tools and layers. */
export const canvas = {};
