// On which ground a picture with transparent parts can be seen: paper is white, and white lines on nothing would be lost on it.

/** Sides of the small copy that is looked at: lines become paler on it, not another colour. */
const LOOKED_AT = 256;
/** Lighter than this is not told from paper. */
const PAPER = 240;

/** White, or black for a picture that nobody would see on white. Touches a canvas. */
export function groundOf(source: CanvasImageSource, width: number, height: number): '#fff' | '#000' {
  const scale = Math.min(1, LOOKED_AT / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return '#fff';
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return isLostOnWhite(context.getImageData(0, 0, canvas.width, canvas.height).data) ? '#000' : '#fff';
}

/** Whether RGBA pixels have something in them, on nothing, and all of it as light as paper. Pure. */
export function isLostOnWhite(data: Uint8ClampedArray): boolean {
  let [something, nothing] = [false, false];
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3] ?? 255;
    if (alpha < 250) nothing = true;
    if (alpha === 0) continue;
    something ||= alpha > 16;
    const darkest = Math.min(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    if (255 - ((255 - darkest) * alpha) / 255 < PAPER) return false;
  }
  return something && nothing;
}
