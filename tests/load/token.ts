import { totp } from '@warifu/oath';
import { acceptReply, type PendingProvision, prepareProvision } from '@warifu/provisioning';

/** A token app without a screen: it holds its own key, made with the authority as the real app makes it. */
export interface LoadToken {
  readonly tokenId: string;
  /** The code of an instant, seconds since the epoch. */
  codeAt(epochSeconds: number): Promise<string>;
}

/** What remains of a token between two processes of a load test: handed over on a pipe, never written to a file. */
export interface PackedToken {
  readonly tokenId: string;
  /** The HMAC key, base64. */
  readonly key: string;
}

/** Sends a provisioning request and gives back the reply, by whatever way leads to the authority. */
export type SendProvision = (request: PendingProvision['request']) => Promise<unknown>;

/** Gets a token whose key can be packed. */
export async function issueToken(send: SendProvision): Promise<PackedToken> {
  const pending = await prepareProvision({ form: 'WRSM', extractable: true });
  const issued = await acceptReply(pending, await send(pending.request));
  if (issued.outcome !== 'issued') throw new Error(`no token was issued: ${issued.reason}`);
  const key = Buffer.from(await crypto.subtle.exportKey('raw', issued.otpKey)).toString('base64');
  return { tokenId: issued.tokenId, key };
}

export async function unpackToken(packed: PackedToken): Promise<LoadToken> {
  const bytes = Buffer.from(packed.key, 'base64');
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const hmac = async (message: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
    new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
  return { tokenId: packed.tokenId, codeAt: (epochSeconds) => totp(hmac, epochSeconds) };
}
