// The regions of a clean picture as a list of their colours: arrow keys go from one to the next.
import { type CSSProperties, type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import type { CleanPicture, CleanRegion } from '../../../../workers/finish/api.ts';
import { chooseRegion } from '../recolour.ts';
import { colourOf, nearest, thirdOf } from '../../../finish/regions.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { SWATCHES } from '../../drawing/Tools/swatches.ts';
import styles from './Recolour.module.css';

const PLACES: readonly (readonly MessageKey[])[] = [
  ['finish:atTopLeft', 'finish:atTop', 'finish:atTopRight'],
  ['finish:atLeft', 'finish:atMiddle', 'finish:atRight'],
  ['finish:atBottomLeft', 'finish:atBottom', 'finish:atBottomRight'],
];
const NAMED = SWATCHES.map(({ name, colour }) => ({ name, colour: colour ?? '#1d1c2b' }));

export interface RegionListProps {
  readonly picture: CleanPicture;
  readonly regions: readonly CleanRegion[];
  readonly chosen: CleanRegion;
}

export function RegionList({ picture, regions, chosen }: RegionListProps): ReactElement {
  const t = useT();
  const list = useRef<HTMLDivElement>(null);
  const at = regions.indexOf(chosen);
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
  }, [at]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = MOVES[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = regions[(at + by + regions.length) % regions.length];
    if (next) chooseRegion(next.seed);
  };
  const nameOf = (region: CleanRegion): string => {
    const colour = nearest(colourOf(region.fill), NAMED);
    const [column, row] = thirdOf(region.seed, picture);
    return t(region.pinned ? 'finish:regionKept' : 'finish:region', {
      colour: colour ? t(colour.name) : '',
      percent: Math.max(1, Math.round(region.area * 100)),
      place: t(PLACES[row]?.[column] ?? 'finish:atMiddle'),
    });
  };
  return (
    <div
      ref={list}
      role="radiogroup"
      aria-label={t('finish:regions')}
      className={styles['regions']}
      data-testid="recolour-regions"
      onKeyDown={onKeyDown}
    >
      {regions.map((region) => (
        <button
          key={region.seed.join(' ')}
          type="button"
          role="radio"
          aria-checked={region === chosen}
          tabIndex={region === chosen ? 0 : -1}
          className={styles['region']}
          style={{ '--swatch': cssOf(region) } as CSSProperties}
          aria-label={nameOf(region)}
          title={nameOf(region)}
          data-pinned={region.pinned}
          data-testid="recolour-region"
          onClick={() => chooseRegion(region.seed)}
        />
      ))}
    </div>
  );
}

const MOVES: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function cssOf({ fill }: CleanRegion): string {
  if (fill.kind === 'flat') return fill.colour;
  return `linear-gradient(${fill.stops.map(({ at, colour }) => `${colour} ${100 * at}%`).join(', ')})`;
}
