// Pixels on screen, as they are. Knows no store.
import { type ReactElement, useEffect, useRef } from 'react';

export interface PixelCanvasProps {
  readonly pixels: ImageData | null;
  readonly label: string;
  readonly className?: string | undefined;
  readonly testId: string;
  /** Names what is shown, so that a test knows when it changed. */
  readonly shown: string;
}

export function PixelCanvas({ pixels, label, className, testId, shown }: PixelCanvasProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current || !pixels) return;
    Object.assign(canvas.current, { width: pixels.width, height: pixels.height });
    canvas.current.getContext('2d')?.putImageData(pixels, 0, 0);
    canvas.current.dataset['shown'] = shown;
  }, [pixels, shown]);
  return <canvas ref={canvas} className={className} role="img" aria-label={label} data-testid={testId} />;
}
