// Colours: sRGB bytes, '#rrggbb' and Oklab (Ottosson, 2020: https://bottosson.github.io/posts/oklab/). Pure.

/** L 0...1, a and b about -0.4...0.4. */
export type Lab = readonly [l: number, a: number, b: number];

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => linear(byte / 255));

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function gamma(value: number): number {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}

/** Of sRGB bytes 0...255 (what lies between bytes is taken as the byte below). */
export function labOf(red: number, green: number, blue: number): Lab {
  const out: [number, number, number] = [0, 0, 0];
  labInto(out, 0, { red, green, blue });
  return out;
}

/** The same, put where `at` says: a picture's pixels leave nothing to be swept up. */
export function labInto(
  out: { [index: number]: number },
  at: number,
  { red, green, blue }: { readonly red: number; readonly green: number; readonly blue: number },
): void {
  const [r, g, b] = [LINEAR[red & 255], LINEAR[green & 255], LINEAR[blue & 255]];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  out[at] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  out[at + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  out[at + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}

/** sRGB bytes, clipped where the colour lies outside. */
export function bytesOf([lightness, a, b]: Lab): readonly [red: number, green: number, blue: number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channel = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, gamma(Math.max(0, value)))));
  return [
    channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    channel(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

export function hexOf(lab: Lab): string {
  return `#${bytesOf(lab)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Distance of two colours: about 0.02 is just seen, 1 is from black to white. */
export function difference(one: Lab, two: Lab): number {
  return Math.hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}
