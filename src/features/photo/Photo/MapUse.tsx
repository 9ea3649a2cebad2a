// What is done with the map: the hint, ink on the paper, a file, or edited by hand.
import type { ReactElement } from 'react';
import { setHint } from '../../../state/hint.ts';
import { putOnPaper, saveMap } from '../../drawing/mapUse.ts';
import { loadMap } from '../photo.ts';
import { keepMapAsUnit } from '../keepMap.ts';
import { followsMap } from '../../../control/hints.ts';
import { useT } from '../../../i18n/useT.ts';
import { netFor } from '../../../photo/nets.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import type { HandEditor } from './byHand.ts';
import { ByHand } from './ByHand.tsx';
import styles from './Photo.module.css';

export function MapUse({ onEdit }: { readonly onEdit: (editor: HandEditor) => void }): ReactElement {
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
        <Button
          look="quiet"
          icon="add"
          disabled={!map}
          title={t('control:keepMapAbout')}
          data-testid="map-keep"
          onClick={() => void keepMapAsUnit()}
        >
          {t('control:keepMap')}
        </Button>
        <ByHand onEdit={onEdit} />
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
