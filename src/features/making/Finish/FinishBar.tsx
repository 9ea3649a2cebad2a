// Under the picture: painted or clean, how clean pictures look, and why this one stays painted.
import type { ReactElement } from 'react';
import type { FinishName } from '../../../../workers/engine/api.ts';
import { FINISHES } from '../../../../workers/engine/api.ts';
import { setFinish } from '../finishPage.ts';
import { finishName } from '../../../finish/finish.ts';
import type { Why } from '../../../state/finish.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import '../../../i18n/words/finish.ts';
import { useApp } from '../../../state/useApp.ts';
import { Popover } from '../../../ui/Popover.tsx';
import styles from './Finish.module.css';
import { FinishOptions } from './FinishOptions.tsx';
import { RecolourButton } from './RecolourButton.tsx';

const NAMES: Readonly<Record<FinishName, readonly [name: MessageKey, about: MessageKey]>> = {
  painted: ['finish:painted', 'finish:paintedAbout'],
  clean: ['finish:clean', 'finish:cleanAbout'],
};
const WHYS: Readonly<Record<Why, MessageKey>> = {
  'no-lines': 'finish:whyLines',
  'all-ink': 'finish:whyAllInk',
  'mostly-ink': 'finish:whyMostlyInk',
  'too-many': 'finish:whyMany',
  'too-small': 'finish:whySmall',
  unrelated: 'finish:whyUnrelated',
  failed: 'finish:whyFailed',
};

export function FinishBar(): ReactElement {
  const t = useT();
  const current = useApp(({ finish, pack }) => finishName(finish, pack));
  const why = useApp(({ clean }) => clean?.why ?? null);
  return (
    <div className={styles['bar']} data-testid="finish">
      <div role="radiogroup" aria-label={t('finish:finish')} className={styles['switch']}>
        {FINISHES.map((name) => (
          <label key={name} title={t(NAMES[name][1])}>
            <input
              type="radio"
              name="finish"
              checked={name === current}
              data-testid={`finish-${name}`}
              onChange={() => setFinish({ name })}
            />
            <span>{t(NAMES[name][0])}</span>
          </label>
        ))}
      </div>
      {current === 'clean' && (
        <>
          <RecolourButton />
          <Popover bare icon="sliders" align="end" label={t('finish:options')} testId="finish-options">
            {() => <FinishOptions />}
          </Popover>
        </>
      )}
      <p role="status" className={styles['why']} data-testid="finish-why">
        {current === 'clean' && why && t(WHYS[why])}
        {current === 'clean' && (why === 'mostly-ink' || why === 'all-ink') && <Invert />}
      </p>
    </div>
  );
}

function Invert(): ReactElement {
  const t = useT();
  const inverted = useApp((state) => state.finish.inverted);
  return (
    <button type="button" data-testid="finish-invert" onClick={() => setFinish({ inverted: !inverted })}>
      {t('finish:invert')}
    </button>
  );
}
