// Another program's settings come to the page: what ours can express is taken, the rest is named.
import type { PackInfo } from '../../../workers/engine/api.ts';
import { takenUnits } from '../../share/infoUnits.ts';
import { withTags } from '../../control/loraTag.ts';
import { formatList } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.ts';
import { said as saidIn } from '../../i18n/said.ts';
import type { LeftOut, ToldSettings } from '../../share/foreign/types.ts';
import { modelName } from '../../share/foreign/values.ts';
import { store } from '../../state/store.ts';
import type { SettingOverrides } from '../../state/settings.ts';
import { notify } from '../../notices/notice.ts';
import { makeMissingMaps } from '../control/unitFile.ts';

/** Ends the wait of settings that came before the pack. */
let stopWaiting: (() => void) | null = null;

/**
 * Words, seed, settings, the start picture's strength and the control units' values; the drawing stays. Size and nets depend
 * on the pack, and wait for it where it is still on its way. Nothing changes where nothing can be taken.
 */
export function takeInfo(told: ToldSettings): void {
  stopWaiting?.();
  if (Object.keys(told.request).length === 0) {
    return notify(t('library:nothingTaken', { program: saidIn(told.program) }));
  }
  const { prompt, negativePrompt, seed, init, maskBlur, loras = [] } = told.request;
  const settings = settingsOf(told);
  store.setState((state) => ({
    prompt: withTags(prompt ?? state.prompt, loras),
    negativePrompt: negativePrompt ?? state.negativePrompt,
    // What it does not say follows the pack, unless it says words only.
    overrides: Object.keys(settings).length > 0 ? settings : state.overrides,
    seed: seed === undefined ? state.seed : { value: seed, locked: true },
    mask: maskBlur === undefined ? state.mask : { ...state.mask, blur: maskBlur },
    start: init ? { ...state.start, strength: init.strength } : state.start,
  }));
  const { pack } = store.getState();
  if (pack) return takeWithPack(told, pack);
  // What no pack could change is told at once; the rest when it comes.
  const names = divided(told.notTaken).flat();
  const lost = names.length > 0 ? ` ${t('library:notTaken', { list: formatList(names) })}` : '';
  notify(`${t('library:settingsTaken')}${lost}`);
  const stop = store.subscribe(({ pack: arrived }) => {
    if (!arrived) return;
    stopWaiting?.();
    takeWithPack(told, arrived);
  });
  stopWaiting = () => {
    stopWaiting = null;
    stop();
  };
}

/** What depends on the pack; and the one notice that says what could not be taken. */
function takeWithPack(told: ToldSettings, pack: PackInfo): void {
  const { units, start } = store.getState();
  const { width, height, controls = [], init } = told.request;
  const size = width === undefined || height === undefined ? null : { width, height };
  const fits = size !== null && size.width % pack.sizeMultiple === 0 && size.height % pack.sizeMultiple === 0;
  const control = takenUnits(units, controls, pack, () => crypto.randomUUID());
  store.setState(({ overrides }) => ({ overrides: { ...overrides, ...(fits && size) }, units: control.units }));
  makeMissingMaps();
  const [samplers, others] = divided(told.notTaken);
  const missing = [
    ...samplers,
    ...(size && !fits ? [t('library:lostSize', size)] : []),
    ...control.missingNets.map((name) => t('library:lostNet', { name })),
    ...control.idleModules.map((name) => t('library:lostModule', { name })),
    ...others,
  ];
  const said = [t('library:settingsTaken')];
  if (init && start.source.kind === 'none') said.push(t('library:strengthTaken', { strength: init.strength }));
  if (missing.length > 0) said.push(t('library:notTaken', { list: formatList(missing) }));
  const model = told.model?.name ?? '';
  if (model !== '' && !isCalled(pack, model)) said.push(t('library:otherPack', { name: model }));
  notify(said.join(' '));
}

/** Whether a picture's program and this page mean the same model. */
export function isCalled({ id, name }: Pick<PackInfo, 'id' | 'name'>, model: string): boolean {
  return [id, name].some((each) => modelName(each)?.toLowerCase() === model.toLowerCase());
}

/** A thing that is not taken, with its value where one is told. */
export function leftOutText({ name, value }: LeftOut): string {
  if (value === undefined) return name;
  return name === 'Sampler' ? t('library:lostSampler', { name: value }) : `${name} ${value}`;
}

function divided(notTaken: readonly LeftOut[]): readonly [samplers: readonly string[], others: readonly string[]] {
  const texts = (of: boolean): readonly string[] =>
    notTaken.filter(({ name }) => (name === 'Sampler') === of).map(leftOutText);
  return [texts(true), texts(false)];
}

/** Settings of the page as the request has them, but for the size. */
function settingsOf({ request }: ToldSettings): SettingOverrides {
  const { steps, sampler, guidanceScale, guidanceRescale, clipSkip, rng, vae } = request;
  return {
    ...(steps !== undefined && { steps }),
    ...(sampler && { sampler }),
    ...(guidanceScale !== undefined && { guidanceScale }),
    ...(guidanceRescale !== undefined && { guidanceRescale }),
    ...(clipSkip !== undefined && { clipSkip }),
    ...(rng && { rng }),
    ...(vae && { vae }),
  };
}
