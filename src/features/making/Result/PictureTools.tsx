// On the picture, in its corner: keep it, mark it, make more like it. Seen while a mouse is on the picture, always under a finger.
import { type ReactElement, useEffect, useState } from 'react';
import { download, vary } from '../onDemand.ts';
import { repaintResult } from '../../control/onDemand.ts';
import { useT } from '../../../i18n/useT.ts';
import { isFavourite, onPictures, setFavourite } from '../../../library/pictures.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { Menu } from '../../../ui/Menu.tsx';
import styles from './PictureTools.module.css';

export function PictureTools({ id }: { readonly id: string }): ReactElement {
  const t = useT();
  return (
    <div className={styles['tools']} role="group" aria-label={t('jobs:picture')} data-testid="picture-tools">
      <IconButton icon="download" label={t('jobs:savePng')} data-testid="picture-save" onClick={download} />
      <Favourite key={id} id={id} />
      <IconButton icon="brush" label={t('control:repaint')} data-testid="picture-repaint" onClick={repaintResult} />
      <Menu
        label={t('jobs:variations')}
        icon="variations"
        bare
        testId="picture-vary"
        entries={[
          { kind: 'command', id: 'others', label: t('jobs:varyOthers'), onSelect: () => varyFrom('others') },
          { kind: 'command', id: 'close', label: t('jobs:varyClose'), onSelect: () => varyFrom('close') },
        ]}
      />
    </div>
  );
}

/** These buttons give way to the new pictures: the focus goes to those below. */
function varyFrom(kind: 'others' | 'close'): void {
  document.querySelector<HTMLElement>('[data-testid=more]')?.focus();
  vary(kind);
}

/** Off while the picture is not kept on the device: there is nothing to mark. */
function Favourite({ id }: { readonly id: string }): ReactElement {
  const t = useT();
  const [on, setOn] = useState<boolean | null>(null);
  useEffect(() => {
    let gone = false;
    const read = (): void =>
      void isFavourite(id)
        .catch(() => null)
        .then((favourite) => {
          if (!gone) setOn(favourite);
        });
    read();
    const stop = onPictures(read);
    return () => {
      gone = true;
      stop();
    };
  }, [id]);
  return (
    <IconButton
      icon="heart"
      label={t('library:favourite')}
      disabled={on === null}
      aria-pressed={on === true}
      data-testid="picture-favourite"
      onClick={() => void setFavourite([id], on !== true)}
    />
  );
}
