// Where an open menu lies: under its button, or above where there is more room; never over the window's edge.
import { type RefObject, useLayoutEffect } from 'react';

const GAP = 4;
const MARGIN = 8;

/** Keeps `menu` at `button` while the page scrolls and the window changes. */
export function useMenuPlace(menu: RefObject<HTMLElement | null>, button: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const update = (): void => {
      if (menu.current && button.current) place(menu.current, button.current);
    };
    update();
    window.addEventListener('resize', update);
    window.addEventListener('scroll', update, { capture: true, passive: true });
    return () => {
      window.removeEventListener('resize', update);
      window.removeEventListener('scroll', update, { capture: true });
    };
  }, [menu, button]);
}

function place(menu: HTMLElement, button: HTMLElement): void {
  const { offsetWidth, scrollHeight, style } = menu;
  const at = button.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const under = below >= Math.min(scrollHeight, above);
  const left = getComputedStyle(button).direction === 'rtl' ? at.left : at.right - offsetWidth;
  style.maxHeight = `${under ? below : above}px`;
  style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - offsetWidth - MARGIN))}px`;
  style.top = under ? `${at.bottom + GAP}px` : 'auto';
  style.bottom = under ? 'auto' : `${innerHeight - at.top + GAP}px`;
}
