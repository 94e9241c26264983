import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { TokenAuthorityService } from '@warifu/token';
import { networkOf } from '@warifu/token-authority';
import { readSettings } from '../config.ts';
import { reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { readSecretText } from '../private-files.ts';
import { openAuthorityHouse } from '../server/open-house.ts';
import { tellFault } from '../tell-fault.ts';

const USAGE =
  'warifu radius takes add --party NAME --from ADDRESS[/PREFIX] [--secret-file FILE], list, or remove ID.';

/** RFC 2865 §3 wants 16 octets at least; more letters than these some devices do not take. */
const SECRET = /^[\x21-\x7e]{16,128}$/;

/** RADIUS clients of the authority: `add`, `list`, `remove`. */
export async function radius([act, ...rest]: readonly string[]): Promise<void> {
  switch (act) {
    case 'add':
      return add(rest);
    case 'list':
      return withAuthority(list);
    case 'remove':
      return remove(rest);
    default:
      throw new PlainFault(USAGE);
  }
}

async function add(words: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: { party: text, from: text, 'secret-file': text },
  });
  const { party, from, 'secret-file': secretFile } = values;
  if (party === undefined || from === undefined) throw new PlainFault(USAGE);
  const network = networkOf(from);
  if (network === undefined)
    throw new PlainFault(
      `${from} is no address and no network: 192.0.2.7, 192.0.2.0/24 and 2001:db8::/48 are.`,
    );
  const secret = secretFile === undefined ? undefined : await readSecretText(resolve(secretFile), secretFile);
  if (secret !== undefined && !SECRET.test(secret))
    throw new PlainFault(
      `${secretFile} must hold one secret of 16 to 128 letters, digits and signs, without spaces.`,
    );
  await withAuthority(async (authority) => {
    const call = { party, network, ...(secret === undefined ? {} : { secret }) };
    const outcome = await authority.addRadiusClient(call);
    if (outcome.outcome === 'refused') throw new PlainFault(REFUSALS[outcome.reason]);
    process.stdout.write(`Added ${outcome.client.radiusClientId}: ${party}, from ${network}.\n`);
    if (secret === undefined) process.stdout.write(`Its secret, shown this once: ${outcome.secret}\n`);
  });
}

const REFUSALS = {
  party_unknown: 'There is no relying party of this name or id.',
  secret_used: 'This secret serves another client, or served one: each client has a secret of its own.',
} as const;

async function list(authority: TokenAuthorityService): Promise<void> {
  const day = (seconds: number) => new Date(seconds * 1_000).toISOString().slice(0, 10);
  for (const client of await authority.listRadiusClients()) {
    const until = client.revokedAt === undefined ? '' : `\tremoved ${day(client.revokedAt)}`;
    const { radiusClientId, network, partyName } = client;
    process.stdout.write(
      `${radiusClientId}\t${network}\t${partyName}\tsince ${day(client.createdAt)}${until}\n`,
    );
  }
}

async function remove([radiusClientId]: readonly string[]): Promise<void> {
  if (radiusClientId === undefined) throw new PlainFault(USAGE);
  await withAuthority(async (authority) => {
    if (!(await authority.revokeRadiusClient(radiusClientId)))
      throw new PlainFault(`There is no client ${radiusClientId}, or it was removed before.`);
    process.stdout.write(`Removed ${radiusClientId}; running servers know within five seconds.\n`);
  });
}

async function withAuthority(work: (authority: TokenAuthorityService) => Promise<void>): Promise<void> {
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, { makesPasswords: false, roles: ['token_app'] });
  try {
    const house = await openAuthorityHouse({ settings, reached, onFault: tellFault });
    try {
      await work(house.authority);
    } finally {
      await house.close();
    }
  } finally {
    await reached.close();
  }
}
