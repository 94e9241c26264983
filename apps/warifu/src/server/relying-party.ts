import { join } from 'node:path';
import type { TokenAuthorityService } from '@warifu/token';
import { PlainFault } from '../plain-fault.ts';
import { findText } from '../private-files.ts';
import { makeOnce } from '../secrets.ts';

const fileOf = (dataDir: string): string => join(dataDir, 'keys', 'relying-party');

/** The bank's own number at the token authority beside it: registered the first time, then the same for ever. */
export async function bankPartyOf(
  dataDir: string,
  authority: TokenAuthorityService,
  bankName: string,
): Promise<string> {
  const found = await findText(fileOf(dataDir));
  if (found !== undefined) {
    const relyingPartyId = found.trim();
    if (/^[0-9a-f-]{36}$/.test(relyingPartyId)) return relyingPartyId;
    throw new PlainFault(`${fileOf(dataDir)} is not what Warifu wrote: put the right file back.`);
  }
  // In this process the port needs no key; the one that comes with a registration is not kept anywhere.
  const { relyingPartyId } = await authority.createRelyingParty({
    name: bankName,
    scopes: ['verify', 'administer'],
  });
  await makeOnce(fileOf(dataDir), `${relyingPartyId}\n`);
  return bankPartyOf(dataDir, authority, bankName);
}
