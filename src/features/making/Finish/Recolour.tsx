// The colours of the chosen region, beside it: what other pictures of the drawing have there, the palette, any other.
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { chooseRegion, otherColours, pinColour, shownPainting, unpinAll } from '../recolour.ts';
import { colourOf, listedRegions, regionOf } from '../../../finish/regions.ts';
import { useT } from '../../../i18n/useT.ts';
import '../../../i18n/words/finish.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { ColourRow } from './ColourRow.tsx';
import { placeBeside } from './placeBeside.ts';
import styles from './Recolour.module.css';
import { RegionList } from './RegionList.tsx';

export function Recolour(): ReactElement | null {
  const seed = useApp((state) => state.region);
  const version = useApp((state) => state.clean?.version);
  const painting = shownPainting();
  const chosen = seed && painting && regionOf(painting.picture.regions, seed);
  const gone = seed !== null && !chosen;
  useEffect(() => {
    if (gone) chooseRegion(null);
  }, [gone, version]);
  if (!seed || !chosen) return null;
  return <Panel key={painting.picture.width} seed={seed} />;
}

function Panel({ seed }: { readonly seed: readonly [number, number] }): ReactElement | null {
  const t = useT();
  const panel = useRef<HTMLDivElement>(null);
  const picture = shownPainting()?.picture;
  const chosen = picture && regionOf(picture.regions, seed);
  const others = useOthers(seed);
  useLayoutEffect(() => panel.current?.showPopover(), []);
  useLayoutEffect(() => {
    if (panel.current && picture) placeBeside(panel.current, [seed[0] / picture.width, seed[1] / picture.height]);
  }, [seed, picture, others]);
  if (!picture || !chosen) return null;
  const colour = colourOf(chosen.fill);
  return (
    <div
      ref={panel}
      popover="manual"
      role="dialog"
      aria-label={t('finish:recolour')}
      className={styles['panel']}
      data-testid="recolour"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <div className={styles['head']}>
        <strong>{t('finish:recolour')}</strong>
        <IconButton icon="close" label={t('common:close')} data-testid="recolour-close" onClick={close} />
      </div>
      <RegionList picture={picture} regions={listedRegions(picture)} chosen={chosen} />
      {others.length > 0 && (
        <ColourRow label={t('finish:others')} colours={others} current={colour} testId="recolour-others" />
      )}
      <ColourRow label={t('finish:palette')} current={colour} testId="recolour-palette" />
      <div className={styles['foot']}>
        <Button
          icon="undo"
          look="quiet"
          disabled={!chosen.pinned}
          data-testid="recolour-reset"
          onClick={() => pinColour(null)}
        >
          {t('finish:asPainted')}
        </Button>
        {picture.regions.filter(({ pinned }) => pinned).length > 1 && (
          <Button look="quiet" data-testid="recolour-reset-all" onClick={unpinAll}>
            {t('finish:allAsPainted')}
          </Button>
        )}
      </div>
      <p className={styles['about']}>{t(chosen.pinned ? 'finish:colourKept' : 'finish:recolourAbout')}</p>
    </div>
  );
}

function close(): void {
  chooseRegion(null);
  document.querySelector<HTMLElement>('[data-testid=recolour-open]')?.focus();
}

/** What other pictures have there; nothing while they are being looked at. */
function useOthers(seed: readonly [number, number]): readonly string[] {
  const [found, setFound] = useState<{ readonly seed: unknown; readonly colours: readonly string[] } | null>(null);
  useEffect(() => {
    let gone = false;
    void otherColours(seed).then((colours) => {
      if (!gone) setFound({ seed, colours });
    });
    return () => {
      gone = true;
    };
  }, [seed]);
  return found?.seed === seed ? found.colours : [];
}
