/**
 * Makes the app work without a network. Every build has a cache of its own, filled whole before the build is used, so
 * that a page never meets another build's script. The token is not here: it lives in IndexedDB, which no update touches.
 */

/** Put in by the build: the paths that make up the app, and a digest of their contents. */
declare const PRECACHE: readonly string[];
declare const BUILD: string;

interface ExtendableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface Worker {
  readonly location: { readonly origin: string };
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

const worker = globalThis as unknown as Worker;
const PREFIX = 'warifu-token-app-';
const CACHE = `${PREFIX}${BUILD}`;

worker.addEventListener('install', (event) => {
  event.waitUntil(fill());
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([dropOtherBuilds(), worker.clients.claim()]));
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = pathOf(request);
  if (path !== undefined) event.respondWith(fromCache(request, path));
});

async function fill(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(PRECACHE.map((path) => new Request(path, { cache: 'reload' })));
}

async function dropOtherBuilds(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** The path that answers a request from the cache; `undefined` for what is the network's: the authority above all. */
function pathOf(request: Request): string | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return undefined;
  const path = url.pathname === '/index.html' ? '/' : url.pathname;
  return PRECACHE.includes(path) ? path : undefined;
}

async function fromCache(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  // A browser may have cleared the cache and left the worker.
  return (await cache.match(path)) ?? fetch(request);
}
