// What goes wrong on a test's pages without anybody being told: errors that nobody caught, and the console's.
import type { BrowserContext, ConsoleMessage, WebError } from '@playwright/test';

/** What the browser logs of each file that it cannot have when there is no network, or a host has gone. */
export const NO_NETWORK = /Failed to load resource: net::/;

export class Trouble {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];
  private readonly stop: () => void;

  constructor(context: BrowserContext) {
    const onError = (error: WebError): void =>
      void this.seen.push(`uncaught: ${error.error().stack || String(error.error())}`);
    const onMessage = (message: ConsoleMessage): void => {
      if (message.type() === 'error') this.seen.push(`console: ${message.text()} (${message.location().url})`);
    };
    context.on('weberror', onError).on('console', onMessage);
    this.stop = () => context.off('weberror', onError).off('console', onMessage);
  }

  /** An error that is the test's point, or that the browser itself logs because of it. */
  allow(...patterns: readonly RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** @throws where there was trouble that the test did not allow */
  judge(): void {
    this.stop();
    const bad = this.seen.filter((each) => !this.allowed.some((pattern) => pattern.test(each)));
    if (bad.length > 0) throw new Error(`The page logged what it should not:\n${bad.join('\n')}`);
  }
}
