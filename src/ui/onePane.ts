// Whether the window has room for one large pane only; the style sheets ask in the same words.

const ONE_PANE = '(max-width: 599px), (orientation: portrait)';

export const onePane = (): boolean => matchMedia(ONE_PANE).matches;
