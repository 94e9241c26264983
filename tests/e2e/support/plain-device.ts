import { issueToken, unpackToken } from '../../load/token.ts';
import type { Product } from './product.ts';

const STEP_SECONDS = 30;

/** A device that never asks what time it is, like a hardware token: its codes follow a clock of its own. */
export interface PlainDevice {
  readonly tokenId: string;
  /** The code after the last one that was read, or the one of this moment where that is later. */
  readonly readCode: () => Promise<string>;
  readonly lastCode: () => string;
  /** Six digits that are no code of it for hours. */
  readonly wrongCode: () => Promise<string>;
  /** Puts its clock forward; negative, back. */
  readonly shift: (steps: number) => void;
}

/** Where the authority answers on this machine: not every system resolves names below `localhost`. */
export const authorityAt = (product: Product): string => `http://127.0.0.1:${new URL(product.tokenApp).port}`;

/** Issues a token by the app's own protocol to a device whose clock is `steps` steps ahead. */
export async function openPlainDevice(product: Product, steps = 0): Promise<PlainDevice> {
  const packed = await issueToken(async (request) => {
    const answer = await fetch(`${authorityAt(product)}/v1/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (!answer.ok) throw new Error(`no token was issued: ${answer.status}`);
    return answer.json();
  });
  const token = await unpackToken(packed);
  let ahead = steps;
  let lastStep = -1;
  let lastCode = '';
  const ownStep = () => Math.floor(Date.now() / 1_000 / STEP_SECONDS) + ahead;
  const codeOf = (step: number) => token.codeAt(step * STEP_SECONDS);
  return {
    tokenId: token.tokenId,
    readCode: async () => {
      // Nobody waits for the display: the authority's offset follows the codes that it takes.
      lastStep = Math.max(ownStep(), lastStep + 1);
      lastCode = await codeOf(lastStep);
      return lastCode;
    },
    lastCode: () => lastCode,
    wrongCode: async () => {
      const around = Array.from({ length: 600 }, (_, index) => codeOf(ownStep() + index - 300));
      const codes = new Set(await Promise.all(around));
      let number = 0;
      while (codes.has(String(number).padStart(6, '0'))) number += 1;
      return String(number).padStart(6, '0');
    },
    shift: (more) => {
      ahead += more;
    },
  };
}
