import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import serveFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** What the token app's site needs to know. */
export interface TokenAppOptions {
  /** Folder that the build wrote, `apps/token-app/dist/public`; an absolute path. */
  readonly publicDirectory: string;
  /** The site is reached over TLS: browsers are then told never to come without. */
  readonly isHttps: boolean;
  /** Every page says デモ. */
  readonly isDemo: boolean;
}

const YEAR_SECONDS = 31_536_000;

/** Hashed names change with their contents. */
const FOREVER = `public, max-age=${YEAR_SECONDS}, immutable`;
/** Kept, but never shown without asking whether it is still the newest. */
const ASK_FIRST = 'no-cache';

/** The app touches the clipboard and nothing else of the device. */
const PERMISSIONS = [
  'clipboard-write=(self)',
  ...[
    'accelerometer',
    'autoplay',
    'browsing-topics',
    'camera',
    'clipboard-read',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'identity-credentials-get',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'publickey-credentials-create',
    'publickey-credentials-get',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ');

/**
 * Serves the token app: a Fastify plugin, to be registered on the site where the authority's API is.
 *
 * Its headers are its own: routes beside it are not touched.
 *
 * @throws where the folder holds no build
 */
export async function tokenApp(site: FastifyInstance, options: TokenAppOptions): Promise<void> {
  const { publicDirectory, isDemo } = options;
  await guard(site, options);
  const page = await pageOf(publicDirectory, isDemo);
  site.get('/', (_, reply) => sendPage(reply, page));
  site.get('/index.html', (_, reply) => sendPage(reply, page));
  // Here, where it is guarded like every file; the server's own would say nothing to the browser.
  site.setNotFoundHandler((_, reply) =>
    reply.code(404).header('cache-control', 'no-store').type('text/plain; charset=utf-8').send('Not found\n'),
  );
  await site.register(serveFiles, {
    root: publicDirectory,
    wildcard: false,
    index: false,
    globIgnore: ['**/*.br', '**/*.gz', 'index.html'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', isHashed(path) ? FOREVER : ASK_FIRST);
    },
  });
}

/** Nothing inline, nothing from elsewhere, no frame, no form; scripts come from files by an address that no text can make. */
async function guard(site: FastifyInstance, { isHttps }: TokenAppOptions): Promise<void> {
  await site.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['warifu-worker'],
      },
    },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isHttps ? { maxAge: 2 * YEAR_SECONDS, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  });
  site.addHook('onSend', async (_, reply) => {
    reply.header('permissions-policy', PERMISSIONS);
  });
}

async function pageOf(publicDirectory: string, isDemo: boolean): Promise<string> {
  const page = await readFile(join(publicDirectory, 'index.html'), 'utf8');
  return isDemo ? page.replace('data-demo="no"', 'data-demo="yes"') : page;
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('cache-control', ASK_FIRST).type('text/html; charset=utf-8').send(page);
}

/** `assets/app-5KQZ3V2A.js`: the build puts a hash into every name in this folder. */
function isHashed(path: string): boolean {
  return /[/\\]assets[/\\][^/\\]+$/.test(path);
}
