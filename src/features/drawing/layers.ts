// What the user does to layers. Every change but the choice of the active one can be undone.
import { activeLayer, type Document, inkLayer, type Layer, newLayerId, withLayer } from '../../drawing/document.ts';
import { t } from '../../i18n/i18n.ts';
import { store } from '../../state/store.ts';
import { setDrawing } from './draw.ts';

const MAX_LAYERS = 50;
const present = (): Document => store.getState().drawing.present;

/** An empty layer above the active one, which it follows as the active one. */
export function addLayer(): void {
  const document = present();
  if (document.layers.length >= MAX_LAYERS) return;
  const drawn = document.layers.filter(({ kind }) => kind === 'ink').length;
  const layer = inkLayer(newLayerId(), [], t('canvas:layerNumbered', { number: drawn + 1 }));
  const at = indexOf(document, activeLayer(document).id) + 1;
  setDrawing({ ...document, layers: document.layers.toSpliced(at, 0, layer), active: layer.id });
}

/** Takes a layer away; the paper always has one. */
export function removeLayer(id: string): void {
  const document = present();
  const at = indexOf(document, id);
  if (at < 0) return;
  const rest = document.layers.toSpliced(at, 1);
  const layers = rest.length > 0 ? rest : [inkLayer(newLayerId())];
  const next = layers[Math.max(0, at - 1)] as Layer;
  setDrawing({ ...document, layers, active: document.active === id ? next.id : document.active });
}

/** Up is towards the eye. All that one `drag` does is one step. */
export function moveLayer(id: string, by: number, drag?: string): void {
  const { layers } = present();
  moveLayerTo(id, layers.findIndex((layer) => layer.id === id) + by, drag);
}

/** Puts a layer at a place of its own, 0 being the bottom. */
export function moveLayerTo(id: string, to: number, drag?: string): void {
  const document = present();
  const at = indexOf(document, id);
  const layer = document.layers[at];
  const place = Math.max(0, Math.min(document.layers.length - 1, to));
  if (!layer || place === at) return;
  const layers = document.layers.toSpliced(at, 1).toSpliced(place, 0, layer);
  setDrawing({ ...document, layers }, drag ?? `order of ${id}`, drag === undefined ? undefined : Infinity);
}

/** The layer that the hand works on; no step of its own. */
export function selectLayer(id: string): void {
  store.setState(({ drawing }) => ({ drawing: { ...drawing, present: { ...drawing.present, active: id } } }));
}

export function toggleShown(id: string): void {
  setDrawing(withLayer(present(), id, (layer) => ({ ...layer, shown: !layer.shown })));
}

export function renameLayer(id: string, name: string): void {
  const fit = name.trim().slice(0, 60);
  if (fit !== '') setDrawing(withLayer(present(), id, (layer) => ({ ...layer, name: fit })));
}

export function setOpacity(id: string, opacity: number): void {
  setDrawing(
    withLayer(present(), id, (layer) => ({ ...layer, opacity })),
    `opacity of ${id}`,
  );
}

/** Lays a picture into the paper again, as large as that holds. */
export function fitLayer(id: string): void {
  setDrawing(withLayer(present(), id, (layer) => (layer.kind === 'ink' ? layer : { ...layer, place: null })));
}

/** Whether a picture's dark parts count as lines, or it only guides the hand. */
export function setLines(id: string, lines: boolean): void {
  setDrawing(withLayer(present(), id, (layer) => (layer.kind === 'ink' ? layer : { ...layer, lines })));
}

function indexOf({ layers }: Document, id: string): number {
  return layers.findIndex((layer) => layer.id === id);
}
