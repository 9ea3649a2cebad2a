// A picture's clean form for who shows it; the code that makes it comes when a picture is wanted clean.
import { useEffect, useState } from 'react';
import { finishName } from '../../../finish/finish.ts';
import type { Painter } from '../../../machine/resultStage.ts';
import { useApp } from '../../../state/useApp.ts';

/** How the picture at hand is painted clean; null while it is to be shown as it was painted, and where it has no clean form. */
export function useFinished(id: string | null): Painter | null {
  const wanted = useApp(({ finish, pack }) => id !== null && finishName(finish, pack) === 'clean');
  const finish = useApp((state) => state.finish);
  const pins = useApp((state) => state.drawing.present.pins);
  const [found, setFound] = useState<{ readonly id: string; readonly painter: Painter | null } | null>(null);
  useEffect(() => {
    if (!wanted || id === null) return;
    let gone = false;
    void import('../finish.ts')
      .then(({ finishedOf }) => finishedOf(id))
      .catch(() => null)
      .then((finished) => {
        if (!gone) setFound({ id, painter: finished?.painter ?? null });
      });
    return () => {
      gone = true;
    };
  }, [id, wanted, finish, pins]);
  return wanted && found?.id === id ? found.painter : null;
}

/** Paints a picture of this shape on a canvas that it covers, in the pixels of the screen. */
export function paintOn(canvas: HTMLCanvasElement, painter: Painter, shape: { width: number; height: number }): void {
  const scale = devicePixelRatio * Math.max(canvas.clientWidth / shape.width, canvas.clientHeight / shape.height);
  const width = Math.max(1, Math.round(shape.width * scale));
  const height = Math.max(1, Math.round(shape.height * scale));
  const sheet = new OffscreenCanvas(width, height);
  const context = sheet.getContext('2d');
  if (!context) return;
  painter(context, width, height);
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')?.drawImage(sheet, 0, 0);
}
