import { type LifecycleAction, newNonce, signLifecycle } from '@warifu/provisioning';
import { type MovedOn, readMovedOn } from './departures.ts';
import type { Token } from './token.ts';

const ANSWER_MS_MAX = 6_000;

/**
 * Names of the services that the token is registered with; `undefined` where the authority cannot be asked.
 *
 * @param nowMs by the authority's clock, which does not take a request of another time
 */
export async function listServices(token: Token, nowMs: number): Promise<readonly string[] | undefined> {
  const answer = await askAsDevice(token, 'list-services', nowMs);
  if (typeof answer !== 'object' || answer === null || !('services' in answer)) return undefined;
  const { services } = answer;
  return Array.isArray(services) ? services.filter((name) => typeof name === 'string') : undefined;
}

/** Which services the token has left; `undefined` where the authority cannot be asked, or does not know the question. */
export async function findMovedOn(token: Token, nowMs: number): Promise<MovedOn | undefined> {
  return readMovedOn(await askAsDevice(token, 'list-departures', nowMs));
}

/**
 * Tells the authority that the token is given up, so that no code of it is taken any more. Without a network it goes
 * unsaid: the keys are gone here in any case, and nobody can make a code.
 */
export async function giveUp(token: Token, nowMs: number): Promise<void> {
  await askAsDevice(token, 'delete', nowMs);
}

async function askAsDevice(token: Token, action: LifecycleAction, nowMs: number): Promise<unknown> {
  try {
    const { tokenId, deviceKey } = token;
    const asked = { action, tokenId, at: Math.floor(nowMs / 1_000), nonce: newNonce() };
    const response = await fetch(`/v1/tokens/${tokenId}/device-requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(await signLifecycle(deviceKey.privateKey, asked)),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      // The page may be closed before this is sent.
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
