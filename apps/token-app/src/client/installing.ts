/** Chromium's offer to install the app; other browsers have it in a menu of their own. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | undefined;
const listeners = new Set<() => void>();

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  change(event as InstallOffer);
});
addEventListener('appinstalled', () => change(undefined));

export function canInstall(): boolean {
  return offer !== undefined;
}

/** Shows the browser's own question. The offer can be used once. */
export async function install(): Promise<void> {
  const current = offer;
  change(undefined);
  await current?.prompt();
}

/** @returns how to stop listening */
export function onInstallOffer(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function change(next: InstallOffer | undefined): void {
  offer = next;
  for (const listener of listeners) listener();
}
