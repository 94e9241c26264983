interface ScriptUrlPolicy {
  createScriptURL(text: string): unknown;
}

interface PolicyFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

const HOUR_MS = 3_600_000;

/**
 * Has the service worker installed, and says when a newer build stands ready.
 *
 * A new build waits until it is asked to take over, or until no page of the old one is open: never in the middle of
 * something.
 *
 * @param onReady called with what makes the new build take over and loads the page anew
 */
export async function keepUpdated(onReady: (takeOver: () => void) => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register(workerUrl(), { updateViaCache: 'none' });
  const offer = () => {
    const { waiting } = registration;
    // Without a controller this is the first build, which has nothing to replace.
    if (waiting === null || serviceWorker.controller === null) return;
    onReady(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('take-over');
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offer();
    });
  });
  setInterval(() => registration.update().catch(() => undefined), HOUR_MS);
}

/** The page accepts no text as a script's address (CSP `require-trusted-types-for`), but what this one policy made. */
function workerUrl(): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy('warifu-worker', { createScriptURL: () => '/sw.js' });
  return (policy?.createScriptURL('') ?? '/sw.js') as string;
}
