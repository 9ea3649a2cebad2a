// What a layer is called: as the user named it, or by its kind.
import type { Layer } from '../../../drawing/document.ts';
import { t } from '../../../i18n/i18n.ts';

export function layerName({ name, kind }: Pick<Layer, 'name' | 'kind'>): string {
  if (name !== '') return name;
  return t(kind === 'ink' ? 'canvas:layer' : kind === 'picture' ? 'canvas:layerPicture' : 'canvas:layerMap');
}
