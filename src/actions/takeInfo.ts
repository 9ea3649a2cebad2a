// Another program's settings come to the page: what ours can express is taken, the rest is named.
import { takenUnits } from '../control/infoUnits.ts';
import { formatList } from '../i18n/format.ts';
import { t } from '../i18n/i18n.ts';
import type { Infotext } from '../share/infotext.ts';
import { store } from '../store/store.ts';
import type { SettingOverrides } from '../store/types.ts';
import { notify } from './notice.ts';
import { makeMissingMaps } from './unitFile.ts';

/** Words, seed, settings, the start picture's strength and the control units' values; the drawing stays. */
export function takeInfo(info: Infotext): void {
  const { pack, units, start, seed } = store.getState();
  const { settings, lost } = withinPack(info.settings, pack?.sizeMultiple ?? 8);
  const control = takenUnits(units, info.nets, pack, () => crypto.randomUUID());
  store.setState({
    prompt: info.prompt,
    negativePrompt: info.negativePrompt,
    overrides: settings,
    seed: info.seed === null ? seed : { value: info.seed, locked: true },
    units: control.units,
    start: info.strength === null ? start : { ...start, strength: info.strength },
  });
  makeMissingMaps();
  const missing = [
    ...(info.unknownSampler === null ? [] : [t('library:lostSampler', { name: info.unknownSampler })]),
    ...lost,
    ...control.missingNets.map((name) => t('library:lostNet', { name })),
    ...control.idleModules.map((name) => t('library:lostModule', { name })),
    ...info.others,
  ];
  const told = [t('library:settingsTaken')];
  if (info.strength !== null && start.source.kind === 'none')
    told.push(t('library:strengthTaken', { strength: info.strength }));
  if (missing.length > 0) told.push(t('library:notTaken', { list: formatList(missing) }));
  if (info.model !== null && pack && ![pack.id, pack.name].includes(info.model))
    told.push(t('library:otherPack', { name: info.model }));
  notify(told.join(' '));
}

/** A size that the pack cannot make is left to the pack. */
function withinPack(settings: SettingOverrides, multiple: number): { settings: SettingOverrides; lost: string[] } {
  const { width, height, ...rest } = settings;
  if (width === undefined || height === undefined) return { settings: rest, lost: [] };
  if (width % multiple === 0 && height % multiple === 0) return { settings, lost: [] };
  return { settings: rest, lost: [t('library:lostSize', { width, height })] };
}
