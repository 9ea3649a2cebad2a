// Styles of the model and presets of one's own: put on the words and taken off, kept, read from files. Nothing that was typed goes
// without a button that brings it back.
import { t } from '../../i18n/i18n.ts';
import '../../i18n/words/presets.ts';
import { changePresets, readPresets } from '../../library/presets.ts';
import { styled, unstyled } from '../../presets/apply.ts';
import { withPresets } from '../../presets/parse.ts';
import { MOST_BYTES, readStyles, type StylesRead, textOf, writeStyles } from '../../presets/stylesCsv.ts';
import type { Preset } from '../../state/presets.ts';
import { saveFile } from '../../files/saveFile.ts';
import { store } from '../../state/store.ts';
import type { AppState } from '../../state/types.ts';
import { restyled, type StyleName, styleOf } from '../../words/styles.ts';
import { notify } from '../../notices/notice.ts';
import { openSheet } from '../../state/sheet.ts';

type Worded = Pick<AppState, 'prompt' | 'negativePrompt' | 'overrides'>;

/** Gives the words the model's style; the one that they have is taken away. */
export function toggleStyle(name: StyleName, label: string): void {
  const { prompt } = store.getState();
  const off = styleOf(prompt) === name;
  put({ prompt: restyled(prompt, off ? null : name) }, t(off ? 'presets:off' : 'presets:on', { name: label }));
}

/** Whether the words are in the preset; one that has settings only never is. */
export function isOn({ prompt, negativePrompt }: Preset, words: Pick<Worded, 'prompt' | 'negativePrompt'>): boolean {
  if (prompt.trim() === '' && negativePrompt.trim() === '') return false;
  const has = (style: string, text: string): boolean => style.trim() === '' || unstyled(style, text) !== null;
  return has(prompt, words.prompt) && has(negativePrompt, words.negativePrompt);
}

/** Puts its words around those that are there, and its settings in the place of the page's; once more takes the words off. */
export function togglePreset(preset: Preset): void {
  const { prompt, negativePrompt, overrides } = store.getState();
  if (isOn(preset, { prompt, negativePrompt })) {
    const off = {
      prompt: unstyled(preset.prompt, prompt) ?? prompt,
      negativePrompt: unstyled(preset.negativePrompt, negativePrompt) ?? negativePrompt,
    };
    return put(off, t('presets:off', { name: preset.name }));
  }
  const on = {
    prompt: styled(preset.prompt, prompt),
    negativePrompt: styled(preset.negativePrompt, negativePrompt),
    overrides: preset.overrides ?? overrides,
  };
  put(on, t('presets:on', { name: preset.name }));
}

function put(next: Partial<Worded>, told: string): void {
  const { prompt, negativePrompt, overrides } = store.getState();
  const before: Worded = { prompt, negativePrompt, overrides };
  store.setState(next);
  const undo = (): void => {
    // What was changed since stays.
    const now = store.getState();
    const keys = (Object.keys(next) as (keyof Worded)[]).filter((key) => now[key] === next[key]);
    store.setState(Object.fromEntries(keys.map((key) => [key, before[key]])));
  };
  notify(told, { label: t('common:undo'), run: undo });
}

export async function loadPresets(): Promise<void> {
  const here = store.getState().presets ?? [];
  const presets = await readPresets().catch(() => here);
  store.setState({ presets });
}

/** Whether the list could be written; otherwise it holds until the page is closed. */
async function change(how: (list: readonly Preset[]) => readonly Preset[]): Promise<boolean> {
  try {
    store.setState({ presets: await changePresets(how) });
    return true;
  } catch {
    store.setState({ presets: how(store.getState().presets ?? []) });
    return false;
  }
}

/** Takes presets into the list, in the place of those of their names, and says so. Resolves with false where they are not kept. */
export async function addPresets(added: readonly Preset[], told: string): Promise<boolean> {
  const before = store.getState().presets ?? [];
  const kept = await change((list) => withPresets(list, added));
  const names = new Set(added.map(({ name }) => name));
  const replaced = before.filter(({ name }) => names.has(name));
  const undo = (): void =>
    void change((list) => [...list.filter(({ name }) => !names.has(name)), ...replaced].sort(asBefore(before)));
  notify(told, { label: t('common:undo'), run: undo });
  return kept;
}

/** Changes one that is there, its name perhaps; of another with that name it takes the place, and says so. */
export async function changePreset(preset: Preset): Promise<boolean> {
  const before = store.getState().presets ?? [];
  const goes = ({ id, name }: Preset): boolean => id === preset.id || name === preset.name;
  const kept = await change((list) =>
    list.filter((each) => each.id === preset.id || !goes(each)).map((each) => (each.id === preset.id ? preset : each)),
  );
  const replaces = before.some((each) => each.id !== preset.id && goes(each));
  const undo = (): void =>
    void change((list) => [...list.filter((each) => !goes(each)), ...before.filter(goes)].toSorted(asBefore(before)));
  const told = t(replaces ? 'presets:replaced' : 'presets:saved', { name: preset.name });
  notify(told, { label: t('common:undo'), run: undo });
  return kept;
}

export async function deletePreset(preset: Preset): Promise<boolean> {
  const before = store.getState().presets ?? [];
  const kept = await change((list) => list.filter(({ id }) => id !== preset.id));
  const undo = (): void => void change((list) => withPresets(list, [preset]).toSorted(asBefore(before)));
  notify(t('presets:deleted', { name: preset.name }), { label: t('common:undo'), run: undo });
  return kept;
}

/** The order of `list`; what is not in it stands behind. */
function asBefore(list: readonly Preset[]): (a: Preset, b: Preset) => number {
  const place = new Map(list.map(({ id }, i) => [id, i]));
  const of = ({ id }: Preset): number => place.get(id) ?? list.length;
  return (a, b) => of(a) - of(b);
}

export interface Imported {
  /** null: the file is no `styles.csv`. */
  readonly read: StylesRead | null;
  readonly kept: boolean;
}

/** Takes the styles of A1111's `styles.csv`. */
export async function importStyles(file: File): Promise<Imported> {
  const bytes = file.size > MOST_BYTES ? null : await file.arrayBuffer().catch(() => null);
  const read = bytes && readStyles(textOf(new Uint8Array(bytes)));
  if (!read || read.styles.length === 0) return { read, kept: true };
  await loadPresets();
  const told = [t('presets:imported', { count: read.styles.length })];
  if (read.faults.length > 0) told.push(t('presets:leftOut', { count: read.faults.length }));
  const presets = read.styles.map((style) => ({ ...style, id: crypto.randomUUID(), overrides: null, model: null }));
  return { read, kept: await addPresets(presets, told.join(' ')) };
}

/** The same for a file that was dropped on the page. */
export async function takeStyles(file: File): Promise<void> {
  const { read } = await importStyles(file);
  if (!read || read.styles.length === 0) notify(t('presets:noStyles'));
  else openSheet('presets');
}

export function exportStyles(): void {
  const text = writeStyles(store.getState().presets ?? []);
  saveFile(new Blob([text], { type: 'text/csv' }), 'styles.csv');
}
