/** Header, menus, sheets, storage, offline. */
export const shell = {};
