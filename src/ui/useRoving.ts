// A toolbar as one stop of the Tab key, with arrow keys inside (WAI-ARIA Authoring Practices, "Toolbar").
import { type RefObject, useLayoutEffect, useRef } from 'react';

const STOPS = 'button, input';

/** For the toolbar's element: whatever of it was focused last is where Tab comes back to. */
export function useRoving(): RefObject<HTMLDivElement | null> {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (bar.current ? listen(bar.current) : undefined), []);
  return bar;
}

function listen(bar: HTMLElement): () => void {
  let current: Element | null = null;
  // What opens from a tool is no part of the bar.
  const all = (): HTMLElement[] =>
    [...bar.querySelectorAll<HTMLElement>(STOPS)].filter((each) => !each.closest('[popover], dialog'));
  const stops = (): HTMLElement[] => all().filter((each) => !each.matches(':disabled'));
  const settle = (): void => {
    const open = stops();
    if (!open.some((each) => each === current)) current = open[0] ?? null;
    for (const each of all()) each.tabIndex = each === current ? 0 : -1;
  };
  const onFocus = ({ target }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || target.closest('[popover], dialog')) return;
    current = target;
    settle();
  };
  const onKey = (event: KeyboardEvent): void => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || target.closest('[popover], dialog') || event.ctrlKey || event.metaKey)
      return;
    const by = stepOf(event, target);
    if (by === 0) return;
    const open = stops();
    const at = open.findIndex((each) => each === target);
    const next = key === 'Home' ? 0 : key === 'End' ? open.length - 1 : (at + by + open.length) % open.length;
    event.preventDefault();
    event.stopPropagation();
    open[next]?.focus();
  };
  const changes = new MutationObserver(settle);
  changes.observe(bar, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
  bar.addEventListener('focusin', onFocus);
  bar.addEventListener('keydown', onKey);
  settle();
  return () => {
    changes.disconnect();
    bar.removeEventListener('focusin', onFocus);
    bar.removeEventListener('keydown', onKey);
  };
}

/** A slider keeps the arrows that move it along its own way. */
function stepOf({ key }: KeyboardEvent, target: HTMLElement): number {
  const slider = target.matches('input[type=range]');
  const upright = slider && target.clientHeight > target.clientWidth;
  if (key === 'Home' || key === 'End') return slider ? 0 : 1;
  if (key === 'ArrowDown') return upright ? 0 : 1;
  if (key === 'ArrowUp') return upright ? 0 : -1;
  if (key === 'ArrowRight') return slider && !upright ? 0 : 1;
  if (key === 'ArrowLeft') return slider && !upright ? 0 : -1;
  return 0;
}
