// Whether the window has room for one large pane only; the style sheets ask in the same words.

const ONE_PANE = '(max-width: 599px), (orientation: portrait)';

export const onePane = (): boolean => matchMedia(ONE_PANE).matches;

/** Whether the inspector lies over the panes instead of beside them (Inspector.module.css). */
const OVER_PANES = '(max-width: 1150px)';

export const inspectorCovers = (): boolean => onePane() || matchMedia(OVER_PANES).matches;
