import { totp } from '@warifu/oath';
import { type IssuedToken, SUITES, type Suite, type TokenId } from '@warifu/provisioning';

/** The token of this browser profile, as it is kept. Its keys can be used and never read, not even by this app. */
export interface Token {
  readonly tokenId: TokenId;
  readonly suite: Suite;
  /** HMAC, usage `sign`, not extractable. */
  readonly otpKey: CryptoKey;
  /** ECDSA P-256, not extractable: signs for this device. */
  readonly deviceKey: IssuedToken['deviceKey'];
  /** The authority's clock at the issue, milliseconds since 1970. */
  readonly issuedAtMs: number;
}

export function tokenOf(issued: IssuedToken): Token {
  const { tokenId, suite, otpKey, deviceKey, serverTime } = issued;
  return { tokenId, suite, otpKey, deviceKey, issuedAtMs: serverTime * 1_000 };
}

/** Length of a step of this token, in seconds. */
export function periodOf(token: Token): number {
  return SUITES[token.suite].periodSeconds;
}

/** The code of a time step. */
export function codeAt(token: Token, step: number): Promise<string> {
  const { digits, periodSeconds } = SUITES[token.suite];
  const hmac = async (message: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', token.otpKey, message));
  return totp(hmac, step * periodSeconds, { digits, period: periodSeconds });
}

/** Whether the keys that came back from storage still work. */
export async function works(token: Token): Promise<boolean> {
  try {
    await codeAt(token, 0);
    return true;
  } catch {
    return false;
  }
}
