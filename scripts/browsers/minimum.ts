// The oldest browsers that run the page, and by what the page knows that it is in an older one. Data only; browsers.test.ts
// holds it against what the code uses.
import type { BrowserName } from './compat.ts';

/** Edge has Chrome's numbers. */
export const MINIMUM: Readonly<Record<BrowserName, number>> = { chrome: 123, firefox: 128, safari: 17.5 };

export interface Need {
  /** As it is told. */
  readonly name: string;
  /** MDN's path. */
  readonly mdn: string;
  /** An expression in the JavaScript of 2009, true where the browser has it. */
  readonly test: string;
}

/** A module with one v128 instruction. */
const SIMD = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
];

export const NEEDS: readonly Need[] = [
  {
    name: 'WebAssembly SIMD',
    mdn: 'webassembly.fixed-width-SIMD',
    test: `window.WebAssembly && WebAssembly.validate(new Uint8Array([${SIMD.join()}]))`,
  },
  { name: 'OffscreenCanvas', mdn: 'api.OffscreenCanvas', test: 'window.OffscreenCanvas' },
  { name: 'dialog', mdn: 'api.HTMLDialogElement.showModal', test: 'window.HTMLDialogElement' },
  { name: 'popover', mdn: 'api.HTMLElement.showPopover', test: '"showPopover" in HTMLElement.prototype' },
  { name: 'AbortSignal.any', mdn: 'api.AbortSignal.any_static', test: 'window.AbortSignal && AbortSignal.any' },
  { name: 'CompressionStream', mdn: 'api.CompressionStream', test: 'window.CompressionStream' },
  { name: '@property', mdn: 'css.at-rules.property', test: 'window.CSSPropertyRule' },
  {
    name: 'light-dark()',
    mdn: 'css.types.color.light-dark',
    test: 'window.CSS && CSS.supports && CSS.supports("color", "light-dark(red, red)")',
  },
];

/** What is used where it is there, by MDN's path, and what happens where it is not. A path stands for all below it too. */
export const OPTIONAL: Readonly<Record<string, string>> = {
  'api.WorkerNavigator.gpu': 'the page computes on WASM',
  'api.GPU': 'as above',
  'api.GPUAdapter': 'as above',
  'api.GPUSupportedFeatures': 'as above',
  'api.GPUDevice': 'as above',
  'api.GPUBuffer': 'as above',
  'api.GPUQueue': 'as above',
  'api.Navigator.canShare': 'the link is copied, the picture saved',
  'api.Navigator.share': 'as above',
  'api.ClipboardItem.supports_static': 'an SVG is copied as text alone',
  'api.Window.requestIdleCallback': 'a timer',
  'api.ReadableStreamBYOBReader.read': 'downloads use a new buffer for each part',
  'api.PointerEvent.getCoalescedEvents': 'one point for each event',
  'api.PointerEvent.getPredictedEvents': 'no strokes ahead of the hand',
  'api.PointerEvent.altitudeAngle': 'pens count as upright',
  'api.AbortSignal.timeout_static': 'before Chrome 124 it aborts with another name, which nobody reads',
  'api.CanvasRenderingContext2D.imageSmoothingQuality': 'Firefox smooths as well as it can anyway',
  'api.OffscreenCanvasRenderingContext2D.imageSmoothingQuality': 'as above',
  'api.OffscreenCanvasRenderingContext2D.font': 'before Safari 18.4 it is set, but reads back without its weight',
  'css.properties.-webkit-touch-callout': 'only iOS has the callout',
  'css.properties.-webkit-tap-highlight-color': 'only touch screens highlight',
  'css.selectors.-moz-range-track': 'each browser has its own name for a part of a slider',
  'css.selectors.-moz-range-thumb': 'as above',
  'css.selectors.-webkit-slider-runnable-track': 'as above',
  'css.selectors.-webkit-slider-thumb': 'as above',
  'css.selectors.-webkit-inner-spin-button': 'as above',
  'css.properties.overscroll-behavior': 'the page may scroll when a dialog has come to its end',
  'css.properties.anchor-name': 'what would be anchored is a sheet at the foot of the window',
  'css.properties.field-sizing': 'ui/useFieldHeight.ts',
  'css.properties.scrollbar-width': 'scroll bars of the usual width',
  'css.properties.forced-color-adjust': 'Safari has no forced colours',
  'css.properties.accent-color': 'Safari takes colours of its own where contrast asks for it',
  'css.properties.user-select': 'the prefixed name stands beside it',
  'css.properties.contain.style': 'counters are not contained, and there are none',
};
