// Somebody comes back: their pictures are there again, and what a reload cut off is offered.
import { forgetOver } from '../../ui/wayBack.ts';
import { bringBack } from './bringBack.ts';
import { offerCutOff, rememberWhenLeaving } from './cutOff.ts';

/** Called once, when the stored page is on the page. Never rejects: without storage there is nothing to bring back. */
export async function welcomeBack(): Promise<void> {
  forgetOver();
  offerCutOff();
  rememberWhenLeaving();
  await bringBack().catch(() => undefined);
  // For tests: from now on no picture comes by itself.
  document.documentElement.dataset['returned'] = 'true';
}
