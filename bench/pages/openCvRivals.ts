// The same operations by OpenCV.js: RGB bytes in, RGB bytes out, as whoever uses it in a page must call it.
import type OpenCvModule from '@techstark/opencv-js';
import type { Rgb } from '../../workers/image/types.ts';

export type Contestant = (image: Rgb) => Uint8Array;
export type OpenCv = typeof OpenCvModule;
type Mat = InstanceType<OpenCv['Mat']>;

/** Loads the script once. It sets a global, and is ready when its wasm is. */
export async function loadOpenCv(url: string): Promise<OpenCv> {
  const made = (): unknown => (globalThis as { cv?: unknown }).cv;
  if (made() === undefined) {
    const script = document.createElement('script');
    script.src = url;
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }
  const cv = (await Promise.resolve(made())) as OpenCv | undefined;
  if (!cv) throw new Error('OpenCV.js set no global');
  const loading = cv as { Mat?: unknown; onRuntimeInitialized?: () => void };
  if (!loading.Mat) await new Promise<void>((resolve) => (loading.onRuntimeInitialized = resolve));
  return cv;
}

export function rivals(cv: OpenCv) {
  // The package types its constants as any.
  const flags = cv as unknown as Readonly<Record<string, number>>;
  const auto = new cv.Size(0, 0);

  /** Copies in and out, and frees what was made. */
  const called =
    (work: (from: Mat, to: Mat, keep: <T extends { delete: () => void }>(made: T) => T) => void): Contestant =>
    ({ width, height, data }) => {
      const made: { delete: () => void }[] = [];
      const keep = <T extends { delete: () => void }>(one: T): T => (made.push(one), one);
      const from = keep(new cv.Mat(height, width, flags['CV_8UC3']));
      from.data.set(data);
      const to = keep(new cv.Mat());
      work(from, to, keep);
      if (to.channels() === 1) cv.cvtColor(to, to, flags['COLOR_GRAY2RGB']);
      const result = to.data.slice();
      for (const one of made) one.delete();
      return result;
    };

  /** The least channel of a - b. */
  const leastOf = (a: Mat, b: Mat, keep: <T extends { delete: () => void }>(made: T) => T): Mat => {
    const planes = keep(new cv.MatVector());
    cv.subtract(a, b, a);
    cv.split(a, planes);
    const least = keep(planes.get(0));
    cv.min(least, keep(planes.get(1)), least);
    cv.min(least, keep(planes.get(2)), least);
    return least;
  };

  const resized = (side: number, how: number): Contestant =>
    called((from, to) => cv.resize(from, to, new cv.Size(side, side), 0, 0, how));

  return {
    canny: (low: number, high: number): Contestant => called((from, to) => cv.Canny(from, to, low, high)),
    lineart: (sigma: number, threshold: number): Contestant =>
      called((from, to, keep) => {
        const pixels = keep(new cv.Mat());
        const blurred = keep(new cv.Mat());
        from.convertTo(pixels, flags['CV_32F']);
        cv.GaussianBlur(pixels, blurred, auto, sigma);
        const least = leastOf(blurred, pixels, keep);
        const values = least.data32F.filter((value) => value > threshold).sort();
        const median = values.length > 0 ? (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2 : 0;
        least.convertTo(to, flags['CV_8U'], 127 / Math.max(16, median));
      }),
    xdog: (limit: number): Contestant =>
      called((from, to, keep) => {
        const pixels = keep(new cv.Mat());
        const narrow = keep(new cv.Mat());
        const wide = keep(new cv.Mat());
        from.convertTo(pixels, flags['CV_32F']);
        cv.GaussianBlur(pixels, narrow, auto, 0.5);
        cv.GaussianBlur(pixels, wide, auto, 5);
        const least = leastOf(wide, narrow, keep);
        cv.threshold(least, least, limit, 255, flags['THRESH_BINARY']);
        least.convertTo(to, flags['CV_8U']);
      }),
    cubic: (side: number): Contestant => resized(side, flags['INTER_CUBIC']),
    area: (side: number): Contestant => resized(side, flags['INTER_AREA']),
  };
}
