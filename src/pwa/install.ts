// Installing: browsers that offer it say so by an event, which must be kept until somebody asks. Not in TypeScript's types.

interface InstallEvent extends Event {
  readonly prompt: () => Promise<void>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

let offer: InstallEvent | null = null;

/** Tells whether the page can be installed now, and whenever that changes. */
export function watchInstall(onChange: (installable: boolean) => void): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the menu offers it, no banner
    offer = event as InstallEvent;
    onChange(true);
  });
  window.addEventListener('appinstalled', () => {
    offer = null;
    onChange(false);
  });
}

/** Opens the browser's own question. An offer serves once. */
export async function install(): Promise<boolean> {
  const asked = offer;
  offer = null;
  await asked?.prompt();
  return (await asked?.userChoice)?.outcome === 'accepted';
}
