// The camera, Chromium's fake one: a moving pattern in place of a sheet of paper.
import { findBrowsers, launchOptions } from './browsers.ts';
import { expect, test } from './fixtures.ts';

const launch = launchOptions('wasm', findBrowsers());
const FAKE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

test.use({ engine: false, launchOptions: { ...launch, args: [...launch.args, ...FAKE] }, permissions: ['camera'] });

test('what the camera sees is taken onto the paper, and the camera is let go', async ({ studio, page }) => {
  const empty = await studio.shown('draw-paper');
  await page.evaluate(() => {
    const media = navigator.mediaDevices;
    const real = media.getUserMedia.bind(media);
    media.getUserMedia = async (wish) => {
      const stream = await real(wish);
      Reflect.set(globalThis, '__stream', stream);
      return stream;
    };
  });
  await page.getByTestId('camera').click();
  await expect(page.getByTestId('camera-video')).toBeVisible();
  const moving = (): Promise<number> =>
    page.getByTestId('camera-video').evaluate((video: HTMLVideoElement) => video.videoWidth);
  await expect.poll(moving).toBeGreaterThan(0);
  await page.getByTestId('camera-shoot').click();
  await expect(page.getByTestId('camera-dialog')).toBeHidden();
  await expect.poll(() => studio.shown('draw-paper')).not.toBe(empty);
  const states = await page.evaluate(() =>
    (Reflect.get(globalThis, '__stream') as MediaStream).getTracks().map(({ readyState }) => readyState),
  );
  expect(states).toEqual(['ended']);
  await studio.at('undo').click();
  await expect.poll(() => studio.shown('draw-paper')).toBe(empty);
});
