// The segmentation brush: paints a map of ADE20K's classes. The map comes in and goes out as ImageData of palette colours.
import { type ReactElement, useMemo, useState } from 'react';
import type { ClassMap } from '../../../workers/preprocess/seg_ofade20k/palette.ts';
import { said } from '../../i18n/said.ts';
import { useT } from '../../i18n/useT.ts';
import { PhotoLayer } from '../PhotoLayer.tsx';
import { PhotoSlider } from '../PhotoSlider.tsx';
import { Stage } from '../Stage.tsx';
import { onUndoKeys, useEdits } from '../useEdits.ts';
import editor from '../editor.module.css';
import { ClassList } from './ClassList.tsx';
import { used } from './find.ts';
import { imageOf, mapOf } from './image.ts';
import { blankMap } from './paint.ts';
import { SegCanvas } from './SegCanvas.tsx';
import { SegTools } from './SegTools.tsx';
import styles from './seg.module.css';
import type { Hand } from './tools.ts';
import '../../i18n/words/editors.ts';

export interface SegEditorProps {
  /** The map's size in pixels; a value of another size is not looked at. */
  readonly width: number;
  readonly height: number;
  readonly photo?: ImageBitmap | null;
  /** Any picture; colours that are not of the palette count as the nearest one. */
  readonly value: ImageData;
  readonly onChange: (map: ImageData) => void;
}

/** What undo may hold on to. */
const HISTORY_BYTES = 150_000_000;

export function SegEditor({ width, height, photo = null, value, onChange }: SegEditorProps): ReactElement {
  const t = useT();
  const [opacity, setOpacity] = useState(40);
  const [hand, setHand] = useState<Hand>({ tool: 'brush', size: 24, paint: 2 });
  const [recent, setRecent] = useState<readonly number[]>([]);
  const [under, setUnder] = useState<string | null>(null);
  const image = useMemo(
    () => (value.width === width && value.height === height ? value : imageOf(blankMap(width, height))),
    [value, width, height],
  );
  const edits = useEdits(image, onChange, Math.max(3, Math.floor(HISTORY_BYTES / (5 * width * height))));

  const choose = (paint: number): void => {
    setRecent(used(recent, paint));
    setHand({ ...hand, paint, tool: hand.tool === 'eraser' || hand.tool === 'pick' ? 'brush' : hand.tool });
  };
  const map = mapOf(image);
  const change = (next: ClassMap): void => {
    if (next !== map) edits.change(imageOf(next));
  };
  return (
    <div className={editor['editor']} onKeyDown={(event) => onUndoKeys(event, edits)} data-testid="seg-editor">
      <SegTools hand={hand} edits={edits} onHand={setHand} onClear={() => change(blankMap(width, height))} />
      <div className={styles['columns']}>
        <Stage width={width} height={height}>
          <SegCanvas map={map} hand={hand} onMap={change} onPick={choose} onUnder={setUnder} />
          <div className={styles['photo']}>
            <PhotoLayer photo={photo} width={width} height={height} opacity={opacity / 100} />
          </div>
        </Stage>
        <ClassList chosen={hand.paint} recent={recent} onChoose={choose} />
      </div>
      <div className={editor['below']}>
        {photo && <PhotoSlider value={opacity} onChange={setOpacity} />}
        <p role="status" className={editor['quietText']} data-testid="seg-under">
          {under ? t('editors:under', { name: said(under) }) : t('editors:segAbout')}
        </p>
      </div>
    </div>
  );
}
