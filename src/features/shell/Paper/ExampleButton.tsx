// The way to a first drawing in one click. It lies on the paper: a press that moves is a stroke, which begins where it was pressed.
import { type PointerEvent as Press, type ReactElement, useRef, useState } from 'react';
import { tryExample } from '../../drawing/onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { Button } from '../../../ui/Button.tsx';

/** A hand that only clicks moves less, in CSS pixels. */
const STILL = 4;

export function ExampleButton(): ReactElement {
  const t = useT();
  const pressed = useRef<PointerEvent | null>(null);
  const [gone, setGone] = useState(false);
  const onMove = ({ nativeEvent: now, currentTarget }: Press<HTMLElement>): void => {
    const from = pressed.current;
    if (!from || from.pointerId !== now.pointerId) return;
    if (Math.hypot(now.clientX - from.clientX, now.clientY - from.clientY) < STILL) return;
    pressed.current = null;
    const paper = currentTarget.closest('section')?.querySelector('[role="application"]');
    if (!paper) return;
    // The paper captures the pointer with it, and hears the rest of the stroke by itself.
    paper.dispatchEvent(new PointerEvent('pointerdown', from));
    setGone(true);
    const back = (): void => setGone(false);
    window.addEventListener('pointerup', back, { once: true });
    window.addEventListener('pointercancel', back, { once: true });
  };
  return (
    <Button
      icon="spark"
      data-testid="example"
      style={{ touchAction: 'none', visibility: gone ? 'hidden' : 'visible' }}
      onPointerDown={({ nativeEvent }) => (pressed.current = nativeEvent)}
      onPointerMove={onMove}
      onPointerUp={() => (pressed.current = null)}
      onPointerCancel={() => (pressed.current = null)}
      onClick={() => {
        if (!gone) tryExample();
      }}
    >
      {t('canvas:example')}
    </Button>
  );
}
