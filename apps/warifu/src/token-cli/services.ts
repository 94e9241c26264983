import { newNonce, signLifecycle } from '@warifu/provisioning';
import { askAuthority } from './authority-http.ts';
import type { OpenToken } from './keys.ts';

const ANSWER_MS_MAX = 6_000;

/**
 * Names of the services that the token is registered with; `undefined` where the authority does not tell.
 *
 * @param nowMs by the authority's clock, which does not take a request of another time
 */
export async function findServices(
  authority: string,
  { tokenId, deviceKey }: OpenToken,
  nowMs: number,
): Promise<readonly string[] | undefined> {
  const { privateKey } = await deviceKey();
  const asked = {
    action: 'list-services',
    tokenId,
    at: Math.floor(nowMs / 1_000),
    nonce: newNonce(),
  } as const;
  const answer = await askAuthority(authority, `/v1/tokens/${tokenId}/device-requests`, {
    body: await signLifecycle(privateKey, asked),
    timeoutMs: ANSWER_MS_MAX,
  });
  const body = answer?.status === 200 ? answer.body : undefined;
  if (typeof body !== 'object' || body === null || !('services' in body)) return undefined;
  const { services } = body;
  if (!Array.isArray(services)) return undefined;
  // Written to a terminal: nothing in a name may steer it.
  return services.filter((name) => typeof name === 'string').map((name) => name.replaceAll(/\p{Cc}/gu, ''));
}
