import { type AnsweredProvision, answerProvision, newTokenId, verifyProvision } from '../src/index.ts';

export const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export const overTheWire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** What the authority answers to a request that it must take. */
export async function answer(
  request: unknown,
  tokenId = newTokenId('WRSM', randomBytes),
): Promise<AnsweredProvision> {
  const verified = await verifyProvision(request);
  if (verified.outcome === 'refused') throw new Error(verified.reason);
  return answerProvision(verified, { tokenId, serverTime: 1_790_000_000, expiresAt: 1_792_592_000 });
}
