// What sources are called on the page. Pure but for the language.
import type { UnitSource } from '../../../state/control.ts';
import { t } from '../../../i18n/i18n.ts';
import type { AppState } from '../../../state/types.ts';
import { layerName } from '../../drawing/Layers/layerName.ts';

/** In a few words: what a unit looks at. */
export function sourceName(source: UnitSource, state: Pick<AppState, 'drawing'>): string {
  switch (source.kind) {
    case 'drawing':
      return t('control:sourceDrawing');
    case 'layer': {
      const name = layerNames(state).find(({ id }) => id === source.layer)?.name;
      return name === undefined ? t('control:sourceLayerGone') : t('control:sourceLayer', { name });
    }
    case 'map':
      return t('control:sourceMap');
    case 'file':
      return source.file.name || t('control:sourceFile');
  }
}

/** The drawing's layers, topmost first, with the names that their list shows. */
export function layerNames({
  drawing,
}: Pick<AppState, 'drawing'>): readonly { readonly id: string; readonly name: string }[] {
  return drawing.present.layers.map((layer) => ({ id: layer.id, name: layerName(layer) })).reverse();
}
