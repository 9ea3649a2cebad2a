// The preprocessors and what they are called on the page. Pure but for the language in force.
import type { Meta, PreprocessorName } from '../../../../workers/preprocess/api.ts';
import { PREPROCESSORS } from '../../../../workers/preprocess/list.ts';
import { type MessageKey, t } from '../../../i18n/i18n.ts';
import { said } from '../../../i18n/said.ts';
import type { SelectOption } from '../../../ui/Select.tsx';
import '../../../i18n/words/photo.ts';

const GROUPS: Readonly<Record<Meta['group'], MessageKey>> = {
  lines: 'photo:groupLines',
  plain: 'photo:groupPlain',
  shape: 'photo:groupShape',
  regions: 'photo:groupRegions',
  pose: 'photo:groupPose',
};

/** The preprocessors as a select shows them. */
export function choices(): readonly SelectOption<PreprocessorName>[] {
  return (Object.keys(GROUPS) as Meta['group'][]).flatMap((group) =>
    PREPROCESSORS.filter((meta) => meta.group === group).map(({ name, title }) => ({
      value: name,
      label: said(title),
      group: t(GROUPS[group]),
    })),
  );
}

/** What a map of this kind is called. */
export function titleOf(kind: PreprocessorName): string {
  const meta = PREPROCESSORS.find(({ name }) => name === kind);
  return meta ? said(meta.title) : t('photo:byHand');
}
