// WebKitGTK: its MiniBrowser under a virtual screen, driven by plain W3C WebDriver (WebKitWebDriver).
import { type ChildProcess, spawn } from 'node:child_process';
import { type Driver, KEYS, type Point, until } from './driver.ts';
import { freePort } from './ports.ts';

/** https://www.w3.org/TR/webdriver2/#elements */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** As wide and high as the others' pages. */
const WINDOW = { width: 1280, height: 900 };
const SCREEN = `${WINDOW.width}x${WINDOW.height}x24`;
/** Root has no sandbox, the virtual screen no GPU. */
const ENVIRONMENT = {
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
};

export interface WebKitPaths {
  readonly miniBrowser: string;
  readonly driver: string;
}

export async function webkit(paths: WebKitPaths): Promise<Driver> {
  const screen = await startScreen();
  const port = await freePort();
  const driver = spawn(paths.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, ...ENVIRONMENT, DISPLAY: screen.display, GDK_BACKEND: 'x11' },
    stdio: 'ignore',
  });
  const stop = (): void => {
    driver.kill();
    screen.process.kill();
  };
  try {
    const base = `http://127.0.0.1:${port}`;
    await until('WebKitWebDriver', async () => (await fetch(`${base}/status`)).ok, 20_000);
    const session = await newSession(base, paths.miniBrowser);
    return session(stop);
  } catch (error) {
    stop();
    throw error;
  }
}

async function newSession(base: string, binary: string): Promise<(stop: () => void) => Driver> {
  const browserOptions = { binary, args: ['--automation', '--full-screen'] };
  const alwaysMatch = { 'webkitgtk:browserOptions': browserOptions, timeouts: { script: 240_000 } };
  const { sessionId } = await send<{ sessionId: string }>('POST', `${base}/session`, { capabilities: { alwaysMatch } });
  const at = `${base}/session/${sessionId}`;
  // No window manager fills the screen: on a narrow window the inspector would lie over the picture.
  await send('POST', `${at}/window/rect`, { x: 0, y: 0, ...WINDOW });
  return (stop) => driverOf(at, stop);
}

function driverOf(at: string, stop: () => void): Driver {
  const actions = async (source: object): Promise<void> => {
    await send('POST', `${at}/actions`, { actions: [source] });
  };
  return {
    name: 'WebKitGTK',
    open: async (url) => {
      await send('POST', `${at}/url`, { url });
    },
    run: async (code, ...args) => {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${code.toString()})(...Array.from(arguments).slice(0, -1)))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await send<{ value: never; error?: string }>('POST', `${at}/execute/async`, { script, args });
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value;
    },
    drag: (points) => actions(pointerActions(points)),
    type: (text) => actions(keyActions(Array.from(text, (sign) => (sign === '\n' ? KEYS.Enter : sign)))),
    press: (key, held) => actions(keyActions([KEYS[key]], held && KEYS[held])),
    upload: async (selector, paths) => {
      const found = await send<Record<string, string>>('POST', `${at}/element`, {
        using: 'css selector',
        value: selector,
      });
      await send('POST', `${at}/element/${found[ELEMENT]}/value`, { text: paths.join('\n') });
    },
    close: async () => {
      await send('DELETE', at).catch(() => undefined);
      stop();
    },
  };
}

/** W3C's form of a drag: https://www.w3.org/TR/webdriver2/#actions */
function pointerActions([first, ...rest]: readonly Point[]): object {
  const move = ([x, y]: Point, duration: number): object => ({
    type: 'pointerMove',
    duration,
    x: Math.round(x),
    y: Math.round(y),
  });
  const steps = [
    move(first ?? [0, 0], 0),
    { type: 'pointerDown', button: 0 },
    ...rest.map((point) => move(point, 10)),
    { type: 'pointerUp', button: 0 },
  ];
  return { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: steps };
}

function keyActions(values: readonly string[], held?: string): object {
  const strokes = values.flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  const around =
    held === undefined ? strokes : [{ type: 'keyDown', value: held }, ...strokes, { type: 'keyUp', value: held }];
  return { type: 'key', id: 'keyboard', actions: around };
}

async function send<T>(method: 'POST' | 'DELETE', url: string, body?: object): Promise<T> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { message?: string } };
  if (!response.ok) throw new Error(value.message ?? `WebDriver answered ${response.status}`);
  return value;
}

/** A virtual screen, which names its display on its fourth pipe. */
async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((named, failed) => {
    screen.once('error', failed);
    screen.once('exit', (code) => failed(new Error(`Xvfb ended with ${code}`)));
    screen.stdio[3]?.once('data', (number: Buffer) => named(`:${number.toString().trim()}`));
  });
  return { display, process: screen };
}
