// What is done with the map: the hint, ink on the paper, a file, a unit of its own.
import type { ReactElement } from 'react';
import { setHint } from '../../../state/hint.ts';
import { putOnPaper, saveMap } from '../../drawing/mapUse.ts';
import { loadMap } from '../photo.ts';
import { keepMapAsUnit } from '../keepMap.ts';
import { followsMap } from '../../../control/hints.ts';
import { useT } from '../../../i18n/useT.ts';
import { netFor } from '../../../photo/nets.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import styles from './Photo.module.css';

export function MapUse(): ReactElement {
  const t = useT();
  const map = useApp((state) => state.photo.map);
  const isHint = useApp(followsMap);
  return (
    <div className={`${styles['use']} ${styles['mapRow']}`}>
      <div className={styles['row']}>
        <Button
          look={isHint ? 'plain' : 'primary'}
          icon="hint"
          disabled={!map}
          aria-pressed={isHint}
          data-testid="map-as-hint"
          onClick={() => setHint(isHint ? 'drawing' : 'map')}
        >
          {t(isHint ? 'photo:isHint' : 'photo:asHint')}
        </Button>
        <Button icon="paper" disabled={!map} data-testid="map-to-paper" onClick={putOnPaper}>
          {t('photo:toPaper')}
        </Button>
      </div>
      <div className={styles['row']}>
        <Button look="quiet" icon="download" disabled={!map} data-testid="map-save" onClick={() => void saveMap()}>
          {t('photo:save')}
        </Button>
        <FileButton look="quiet" icon="upload" onFile={(file) => void loadMap(file)} testId="map-load">
          {t('photo:load')}
        </FileButton>
        <IconButton
          icon="add"
          label={t('control:keepMap')}
          title={t('control:keepMapAbout')}
          disabled={!map}
          data-testid="map-keep"
          onClick={() => void keepMapAsUnit()}
        />
      </div>
      <NetNote />
    </div>
  );
}

/** Which net will read the map, and a word of warning where none was made for it. */
function NetNote(): ReactElement | null {
  const t = useT();
  const map = useApp((state) => state.photo.map);
  const pack = useApp((state) => state.pack);
  if (!map || !pack) return null;
  const net = netFor(pack, map.kind);
  const text = !net
    ? t('photo:netNone', { pack: pack.name })
    : net.fits
      ? t('photo:netIs', { net: net.name })
      : t('photo:netUnfit', { pack: pack.name, net: net.name });
  return (
    <p className={styles['note']} data-testid="map-net" data-fits={net?.fits ?? false}>
      {text}
    </p>
  );
}
