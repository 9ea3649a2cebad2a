// How clean pictures look: lines, number of colours, background, gaps.
import type { ReactElement } from 'react';
import { setFinish } from '../finishPage.ts';
import { COLOURS_RANGE, GAP_RANGE } from '../../../finish/finish.ts';
import { type Finish, INITIAL_FINISH, INKS, type InkName } from '../../../state/finish.ts';
import type { MessageKey } from '../../../i18n/i18n.ts';
import { useT } from '../../../i18n/useT.ts';
import { useApp } from '../../../state/useApp.ts';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import { Switch } from '../../../ui/Switch.tsx';
import styles from './Finish.module.css';

const INK_WORDS: Readonly<Record<InkName, MessageKey>> = {
  shade: 'finish:inkShade',
  drawn: 'finish:inkDrawn',
  black: 'finish:inkBlack',
  white: 'finish:inkWhite',
  none: 'finish:inkNone',
};
/** Beyond the slider's last number there is no limit. */
const NO_LIMIT = COLOURS_RANGE.max + 1;

export function FinishOptions(): ReactElement {
  const t = useT();
  const finish = useApp((state) => state.finish);
  const { name, ink, colours, background, gap, inverted } = finish;
  // Which finish holds is no part of how clean ones look.
  const usual: Finish = { ...INITIAL_FINISH, name };
  const isUsual = (Object.keys(usual) as (keyof Finish)[]).every((key) => usual[key] === finish[key]);
  return (
    <div className={styles['options']}>
      <Select
        label={t('finish:ink')}
        testId="finish-ink"
        value={ink}
        options={INKS.map((value) => ({ value, label: t(INK_WORDS[value]) }))}
        onChange={(next) => setFinish({ ink: next })}
      />
      <Slider
        label={t('finish:colours')}
        testId="finish-colours"
        min={COLOURS_RANGE.min}
        max={NO_LIMIT}
        step={1}
        value={colours ?? NO_LIMIT}
        text={colours === null ? t('finish:coloursAll') : String(colours)}
        onChange={(value) => setFinish({ colours: value === NO_LIMIT ? null : value })}
      />
      <Slider
        label={t('finish:gap')}
        testId="finish-gap"
        {...GAP_RANGE}
        step={1}
        value={gap}
        text={t('finish:gapWidths', { count: gap })}
        onChange={(value) => setFinish({ gap: value })}
      />
      <Switch
        label={t('finish:transparent')}
        about={t('finish:transparentAbout')}
        testId="finish-transparent"
        on={background === 'transparent'}
        onChange={(on) => setFinish({ background: on ? 'transparent' : 'paper' })}
      />
      {inverted && (
        <Switch
          label={t('finish:inverted')}
          testId="finish-inverted"
          on
          onChange={() => setFinish({ inverted: false })}
        />
      )}
      <Button icon="reset" look="quiet" disabled={isUsual} data-testid="finish-reset" onClick={() => setFinish(usual)}>
        {t('finish:reset')}
      </Button>
    </div>
  );
}
