/** Gallery, project files, links. */
export const library = {};
