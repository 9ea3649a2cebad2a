// A small picture from the stock, by its id.
import { type ReactElement, useEffect, useRef } from 'react';
import { pictureOf } from '../../../jobs/stock.ts';
import { attachPreviewer } from '../../../machine/resultStage.ts';
import styles from './Thumb.module.css';
import { paintOn, useFinished } from './useFinished.ts';

/** Clean ones are as sharp as the screen; of painted ones, large ones are drawn from the picture itself, small ones from its thumbnail. */
export function Thumb({ id, large = false }: { id: string; large?: boolean }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useFinished(id);
  useEffect(() => {
    const picture = pictureOf(id);
    if (!canvas.current || !picture) return;
    if (painter) return paintOn(canvas.current, painter, picture.pixels);
    const { pixels, thumb } = picture;
    const { width, height } = large ? pixels : thumb;
    Object.assign(canvas.current, { width, height });
    const context = canvas.current.getContext('2d');
    if (large) context?.putImageData(pixels, 0, 0);
    else context?.drawImage(thumb, 0, 0);
  }, [id, large, painter]);
  return <canvas ref={canvas} className={styles['thumb']} data-clean={painter !== null} aria-hidden="true" />;
}

/** The picture in the making, small. */
export function PreviewThumb(): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? attachPreviewer(canvas.current) : undefined), []);
  return <canvas ref={canvas} className={styles['thumb']} width={1} height={1} aria-hidden="true" />;
}
