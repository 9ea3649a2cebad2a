// How much of the window's foot a phone's keyboard covers, as `--keyboard` on the page: what is typed into stays above it.
import { useEffect } from 'react';

export function useKeyboardInset(): void {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const onChange = (): void => {
      // Zoomed in by pinch, the visual viewport is smaller without any keyboard.
      const covered = view.scale > 1.01 ? 0 : Math.max(0, innerHeight - view.height - view.offsetTop);
      document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    view.addEventListener('resize', onChange);
    view.addEventListener('scroll', onChange);
    return () => {
      view.removeEventListener('resize', onChange);
      view.removeEventListener('scroll', onChange);
    };
  }, []);
}
