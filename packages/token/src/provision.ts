import { isIP } from 'node:net';
import { assert, type EpochSeconds, epochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import {
  answerProvision,
  newTokenId,
  type ProvisionReply,
  SUITES,
  type Suite,
  type VerifiedRequest,
  verifyProvision,
} from '@warifu/provisioning';
import type { Ground } from './check.ts';
import type { Cap } from './configuration.ts';
import type { TokenTables } from './tables.ts';
import { type Algorithm, digitsOf, suiteNameOf, type TokenSuite } from './token.ts';

/**
 * `malformed`, `signature`: the request itself. `conflict`: this device key has asked for another token before.
 * `too_many`: from this address, or from all together; `until` says when to try again.
 */
export type ProvisionOutcome =
  | { readonly outcome: 'issued'; readonly reply: ProvisionReply }
  | { readonly outcome: 'refused'; readonly reason: 'malformed' | 'signature' | 'conflict' }
  | { readonly outcome: 'refused'; readonly reason: 'too_many'; readonly until: EpochSeconds };

/** One ID in 10^8 of a form is tried again where it is taken; with a million tokens five in a row are once in 10^10. */
const TRIES_MAX = 5;

/**
 * Issues a token to the device that signed the request. トークン発行.
 *
 * The same request sent again gets the same reply, and counts once. The secret is agreed, sealed and forgotten here: it
 * is in no reply and in no log.
 */
export async function provisionToken(
  ground: Ground,
  call: { readonly request: unknown; readonly address: string },
): Promise<ProvisionOutcome> {
  const request = await verifyProvision(call.request);
  if (request.outcome === 'refused') return request;
  const before = await findReply(ground, request);
  if (before) return before;
  for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
    const outcome = await issue(ground, request, call.address);
    if (outcome) return outcome;
  }
  throw new Error('no free token ID was found');
}

/** `undefined` where the ID drawn is taken. */
async function issue(
  ground: Ground,
  request: VerifiedRequest,
  address: string,
): Promise<ProvisionOutcome | undefined> {
  const { database, clock, keyRing, configuration } = ground;
  const now = clock();
  const tokenId = newTokenId(request.form, (length) => crypto.getRandomValues(new Uint8Array(length)));
  const expiresAt = now + configuration.unboundSeconds;
  const made = await answerProvision(request, { tokenId, serverTime: now, expiresAt });
  const suite = tokenSuiteOf(request.suite);
  const { sealed, keyVersion } = keyRing.seal(made.secret, { tokenId, suite: suiteNameOf(suite) });
  made.secret.fill(0);

  return transact(database.kysely, async (tx): Promise<ProvisionOutcome | undefined> => {
    const isNew = await insertToken(tx, { tokenId, suite, sealed, keyVersion, now, expiresAt });
    if (!isNew) return undefined;
    const inserted = await tx
      .insertInto('token.provision')
      .values({
        token_id: tokenId,
        device_public_key: Buffer.from(made.devicePublicKey),
        request_digest: Buffer.from(made.requestDigest),
        reply: JSON.stringify(made.reply),
        created_at: at(now),
      })
      .onConflict((conflict) => conflict.column('device_public_key').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw new AnsweredMeanwhile();
    const until = await countProvision(tx, ground, address, now);
    if (until !== undefined) throw new TooMany(until);
    await insertAudit(tx, tokenId, now);
    return { outcome: 'issued', reply: made.reply };
  }).catch(async (error: unknown) => {
    // Thrown to roll the token back, and a refusal all the same.
    if (error instanceof TooMany) return { outcome: 'refused', reason: 'too_many', until: error.until };
    if (!(error instanceof AnsweredMeanwhile)) throw error;
    const before = await findReply(ground, request);
    assert(before, 'the request that came in meanwhile was answered');
    return before;
  });
}

class AnsweredMeanwhile extends Error {}

class TooMany extends Error {
  readonly until: EpochSeconds;
  constructor(until: EpochSeconds) {
    super('too many tokens');
    this.until = until;
  }
}

async function findReply(
  { database }: Ground,
  request: VerifiedRequest,
): Promise<ProvisionOutcome | undefined> {
  const row = await database.kysely
    .selectFrom('token.provision')
    .select(['request_digest', 'reply'])
    .where('device_public_key', '=', Buffer.from(request.devicePublicKey))
    .executeTakeFirst();
  if (!row) return undefined;
  return row.request_digest.equals(request.requestDigest)
    ? { outcome: 'issued', reply: row.reply as ProvisionReply }
    : { outcome: 'refused', reason: 'conflict' };
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  'SHA-1': 'SHA1',
  'SHA-256': 'SHA256',
  'SHA-512': 'SHA512',
};

function tokenSuiteOf(name: Suite): TokenSuite {
  const { hash, digits, periodSeconds } = SUITES[name];
  const algorithm = ALGORITHMS[hash];
  assert(algorithm, 'the hash of a suite is one that the authority knows');
  return { algorithm, digits: digitsOf(digits), periodSeconds };
}

async function insertToken(
  tx: Tx<TokenTables>,
  token: {
    readonly tokenId: string;
    readonly suite: TokenSuite;
    readonly sealed: Buffer;
    readonly keyVersion: number;
    readonly now: number;
    readonly expiresAt: number;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('token.token')
    .values({
      token_id: token.tokenId,
      state: 'issued',
      algorithm: token.suite.algorithm,
      digits: token.suite.digits,
      period_seconds: token.suite.periodSeconds,
      sealed_secret: token.sealed,
      key_version: token.keyVersion,
      created_at: at(token.now),
      expires_at: at(token.expiresAt),
    })
    .onConflict((conflict) => conflict.column('token_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Counts one provision for its address and in total; until when to wait, where that was one too many. */
async function countProvision(
  tx: Tx<TokenTables>,
  { keyRing, configuration }: Ground,
  address: string,
  now: EpochSeconds,
): Promise<EpochSeconds | undefined> {
  const { provisionsPerAddress, provisionsInTotal } = configuration;
  const network = keyRing.digest('address', networkOf(address)).toString('base64');
  // The total is one row for all, so it is locked last.
  return (
    (await countOne(tx, `address ${network}`, provisionsPerAddress, now)) ??
    (await countOne(tx, 'total', provisionsInTotal, now))
  );
}

async function countOne(
  tx: Tx<TokenTables>,
  countedBy: string,
  { max, windowSeconds }: Cap,
  now: EpochSeconds,
): Promise<EpochSeconds | undefined> {
  const window = now - (now % windowSeconds);
  const { provisions } = await tx
    .insertInto('token.provision_count')
    .values({ counted_by: countedBy, window_at: at(window), provisions: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['counted_by', 'window_at'])
        .doUpdateSet((eb) => ({ provisions: eb('token.provision_count.provisions', '+', 1) })),
    )
    .returning('provisions')
    .executeTakeFirstOrThrow();
  return provisions > max ? epochSeconds(window + windowSeconds) : undefined;
}

/** The network that one customer has: a whole IPv4 address, and of an IPv6 address the first 64 bits. */
export function networkOf(address: string): string {
  const plain = address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? [];
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: zeros }, () => '0'), ...back];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

async function insertAudit(tx: Tx<TokenTables>, tokenId: string, now: EpochSeconds): Promise<void> {
  await tx
    .insertInto('token.audit')
    .values({
      audit_id: uuidv7(),
      at: at(now),
      act: 'provision',
      outcome: 'issued',
      relying_party_id: null,
      subject: null,
      token_id: tokenId,
      purpose: null,
      step: null,
      previous_step: null,
      reason: null,
    })
    .execute();
}
