// Any number of pictures: only those that can be seen are on the page.
import { type KeyboardEvent, type ReactElement, useRef } from 'react';
import { useT } from '../../../i18n/useT.ts';
import type { PictureRow } from '../../../library/db.ts';
import { layoutOf, placeOf, visible } from '../../../library/gridLayout.ts';
import { choose } from '../../../library/selection.ts';
import { Cell } from './Cell.tsx';
import styles from './Gallery.module.css';
import { keyDoes } from './gridKeys.ts';
import { useCursor } from './useCursor.ts';
import type { Chosen } from './useSelection.ts';
import { useViewport } from './useViewport.ts';

const WISH = 168;
const NARROW_WISH = 108;
const GAP = 8;

export interface GridProps {
  readonly rows: readonly PictureRow[];
  readonly order: readonly string[];
  readonly chosen: Chosen;
  readonly onOpen: (id: string) => void;
  readonly onDelete: (ids: readonly string[]) => void;
}

export function Grid({ rows, order, chosen, onOpen, onDelete }: GridProps): ReactElement {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const { top, width, height } = useViewport(scroller);
  const layout = layoutOf(rows.length, width, width < 520 ? NARROW_WISH : WISH, GAP);
  const [first, end] = width === 0 ? [0, 0] : visible(layout, rows.length, top, height);
  const { selection } = chosen;
  const cursor = selection.cursor ?? order[0] ?? null;
  const at = cursor === null ? -1 : order.indexOf(cursor);
  // Tab reaches the cursor's picture, or the first that is on the page.
  const stop = at >= first && at < end ? cursor : order[first];
  const follow = useCursor({ scroller, layout, cursor, at });
  const onKey = (event: KeyboardEvent): void => {
    const does = keyDoes(event, { ...selection, cursor }, order, layout.columns);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    if (does.do === 'select') {
      follow();
      chosen.set(does.selection);
    } else if (does.do === 'open') onOpen(does.id);
    else onDelete(selection.ids.size > 0 ? [...selection.ids] : [does.id]);
  };
  return (
    <div ref={scroller} className={styles['scroller']} data-testid="gallery-grid">
      <div
        role="listbox"
        aria-multiselectable="true"
        aria-label={t('library:pictures')}
        className={styles['grid']}
        style={{ height: layout.height }}
        data-choosing={selection.ids.size > 0}
        onKeyDown={onKey}
      >
        {rows.slice(first, end).map((row, i) => (
          <Cell
            key={row.id}
            row={row}
            index={first + i}
            count={rows.length}
            place={{ ...placeOf(layout, first + i), side: layout.cell }}
            chosen={selection.ids.has(row.id)}
            current={row.id === stop}
            onClick={chosen.click}
            onTick={(id) => chosen.set(choose(selection, order, id, 'toggle'))}
          />
        ))}
      </div>
    </div>
  );
}
