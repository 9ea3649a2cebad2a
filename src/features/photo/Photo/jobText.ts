// What the panel says of a map in the making, and of weights to be downloaded. Pure but for the language in force.
import type { Meta, PreprocessProgress, WeightsNeeded } from '../../../../workers/preprocess/api.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { t } from '../../../i18n/i18n.ts';
import { said } from '../../../i18n/said.ts';
import '../../../i18n/words/photo.ts';

/** One line and how far it is, 0...1; null while nobody can know. */
export function jobText(progress: PreprocessProgress | null): { readonly text: string; readonly share: number | null } {
  if (!progress) return { text: t('photo:making'), share: null };
  const { stage, loadedBytes, totalBytes } = progress;
  const share = totalBytes > 0 ? Math.min(1, loadedBytes / totalBytes) : null;
  switch (stage) {
    case 'download': {
      const [loaded, total] = [formatBytes(loadedBytes), formatBytes(totalBytes)];
      return { text: t(totalBytes > 0 ? 'photo:downloadingOf' : 'photo:downloading', { loaded, total }), share };
    }
    case 'load':
      return { text: t('photo:preparing'), share };
    case 'run':
      return { text: t('photo:making'), share };
  }
}

/** What somebody agrees to, and what is not known of it. */
export function downloadText({ title }: Pick<Meta, 'title'>, { source, licence, sha256 }: WeightsNeeded): string {
  const needs = t('photo:needs', { title: said(title), source: said(source), licence: said(licence) });
  return sha256 === undefined ? `${needs} ${t('photo:unpinned')}` : needs;
}
