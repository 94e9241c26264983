import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../build.mjs';
import { tokenApp } from '../src/index.ts';

let folder: string;
let publicDirectory: string;
let site: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-token-app-'));
  ({ publicDirectory } = await build({ outDirectory: join(folder, 'public') }));
  site = Fastify();
  site.get('/v1/time', async () => ({ epochMs: 0 }));
  await site.register(tokenApp, { publicDirectory, isHttps: true, isDemo: false });
});

afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

async function get(path: string, encoding = 'identity') {
  const { statusCode, headers, body } = await site.inject({
    url: path,
    headers: { 'accept-encoding': encoding },
  });
  return { statusCode, headers, body };
}

describe('what is served', () => {
  test('has a content security policy without any exception', async () => {
    const { headers, statusCode } = await get('/');
    expect(statusCode).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|data:|blob:|https?:|\*/);
  });

  test('keeps what has a hash for ever, and asks for everything else', async () => {
    const [script] = (await readdir(join(publicDirectory, 'assets'))).filter((name) => name.endsWith('.js'));
    expect((await get(`/assets/${script}`)).headers['cache-control']).toBe(
      'public, max-age=31536000, immutable',
    );
    for (const path of ['/', '/sw.js', '/manifest.webmanifest', '/icons/icon-192.png'])
      expect((await get(path)).headers['cache-control']).toBe('no-cache');
  });

  test('comes compressed', async () => {
    const { headers } = await get('/sw.js', 'br, gzip');
    expect(headers['content-encoding']).toBe('br');
    expect(headers['content-type']).toMatch(/^(text|application)\/javascript/);
  });

  test('says over TLS never to come without, and closes the device', async () => {
    const { headers } = await get('/');
    expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['permissions-policy']).toContain('clipboard-write=(self)');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  });

  test('is the build and nothing else, and leaves other routes alone', async () => {
    expect((await get('/index.html.br')).statusCode).toBe(404);
    expect((await get('/../package.json')).statusCode).toBe(404);
    const { headers } = await get('/v1/time');
    expect(headers['content-security-policy']).toBeUndefined();
  });

  test('says デモ only in the demo', async () => {
    expect((await get('/')).body).toContain('data-demo="no"');
    const demo = Fastify();
    await demo.register(tokenApp, { publicDirectory, isHttps: false, isDemo: true });
    const { body, headers } = await demo.inject('/');
    expect(body).toContain('data-demo="yes"');
    expect(headers['strict-transport-security']).toBeUndefined();
    await demo.close();
  });
});
