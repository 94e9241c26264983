/** Tells the other tabs of this browser that the vault has changed, and hears it from them. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('warifu.vault') : undefined;

export function tellOthers(): void {
  channel?.postMessage('changed');
}

/** @returns how to stop listening */
export function onChangedElsewhere(listener: () => void): () => void {
  channel?.addEventListener('message', listener);
  return () => channel?.removeEventListener('message', listener);
}
