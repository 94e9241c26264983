import { totp } from '@warifu/oath';
import {
  acceptReply,
  type LifecycleAction,
  newNonce,
  prepareProvision,
  signLifecycle,
} from '@warifu/provisioning';
import type { TestHouse } from './house.ts';

/** A device with a token that it was issued as the app is: its keys are CryptoKeys that nobody can read. */
export async function issueTo(house: Pick<TestHouse, 'authority' | 'now'>, address: string) {
  const pending = await prepareProvision({ form: 'WRSM' });
  const provisioned = await house.authority.provision({ request: pending.request, address });
  if (provisioned.outcome !== 'issued') throw new Error(`refused: ${provisioned.reason}`);
  const token = await acceptReply(pending, JSON.parse(JSON.stringify(provisioned.reply)));
  if (token.outcome !== 'issued') throw new Error(`not accepted: ${token.reason}`);
  const hmac = async (message: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', token.otpKey, message));
  const sign = (action: LifecycleAction, more: { at?: number; key?: CryptoKey } = {}) =>
    signLifecycle(more.key ?? token.deviceKey.privateKey, {
      action,
      tokenId: token.tokenId,
      at: more.at ?? house.now(),
      nonce: newNonce(),
    });
  return {
    ...token,
    pending,
    reply: provisioned.reply,
    /** Its code `steps` away from the step that the house's clock is in. */
    code: (steps = 0) => totp(hmac, house.now() + steps * 30),
    sign,
    /** What the authority answers to a question of this device. */
    ask: async (action: LifecycleAction) => house.authority.answerDevice(await sign(action)),
  };
}
