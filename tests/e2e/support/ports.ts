import { createServer } from 'node:net';

/** Distances from the base at which the product listens. */
const OFFSETS = [0, 1, 2, 3, 10, 11, 12, 20] as const;
/** Below those that Linux gives to outgoing connections (from 32768), which may take a port between look and use. */
const BASES = { from: 20_000, to: 32_720, step: 40 } as const;
const TRIES_MAX = 50;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });

/** A base from which every port of the product is free at this moment. */
export async function findPortBase(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const slots = (BASES.to - BASES.from) / BASES.step;
    const base = BASES.from + Math.floor(Math.random() * slots) * BASES.step;
    const free = await Promise.all(OFFSETS.map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no range of ports is free');
}
