import { createHmac, randomBytes } from 'node:crypto';
import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { timeStepOf, totpSync } from '@warifu/oath';
import { type Database, openDatabase } from '@warifu/pg';
import { type FreshDatabase, freshDatabase } from '../../../tests/support/fresh-database.ts';
import type { TokenAuthorityPorts, TokenAuthorityService } from '../src/authority.ts';
import { openTokenAuthority } from '../src/authority.ts';
import { type KeyRing, newKeyRingKeys, openKeyRing } from '../src/key-ring.ts';
import type { TokenTables } from '../src/tables.ts';
import type { TokenSuite } from '../src/token.ts';

const START = epochSeconds(1_795_482_000);
export const PERIOD = 30;
const SUITE: TokenSuite = { algorithm: 'SHA1', digits: 6, periodSeconds: PERIOD };

/** A token in a test's hand: its codes at any moment, by a clock of its own. */
export interface HandToken {
  readonly tokenId: string;
  readonly secret: Uint8Array;
  /** Its code `steps` away from the step that the house's clock is in. */
  readonly code: (steps?: number) => string;
}

/** An authority over a database of its own, with a clock that only the test moves. */
export interface TestHouse {
  readonly authority: TokenAuthorityService;
  readonly database: Database<TokenTables>;
  readonly owner: Database<TokenTables>;
  readonly keyRing: KeyRing;
  readonly fresh: FreshDatabase;
  readonly now: () => EpochSeconds;
  readonly pass: (seconds: number) => void;
  readonly party: (name?: string) => Promise<string>;
  readonly token: (tokenId?: string, suite?: TokenSuite) => Promise<HandToken>;
  /** Another authority over the same database, as another process would open it. */
  readonly another: (ports?: Partial<TokenAuthorityPorts>) => TokenAuthorityService;
  readonly close: () => Promise<void>;
}

let serial = 0;

export async function openHouse(ports: Partial<TokenAuthorityPorts> = {}): Promise<TestHouse> {
  const fresh = await freshDatabase();
  const database = openDatabase<TokenTables>({ connectionString: fresh.urlFor('token_app') });
  const owner = openDatabase<TokenTables>({ connectionString: fresh.ownerUrl, connectionsMax: 2 });
  const keyRing = ports.keyRing ?? openKeyRing(newKeyRingKeys());
  let time = START;
  const now = () => time;
  const another = (more: Partial<TokenAuthorityPorts> = {}) =>
    openTokenAuthority({ database, clock: now, keyRing, ...ports, ...more });
  const authority = another();
  return {
    authority,
    database,
    owner,
    keyRing,
    fresh,
    now,
    pass: (seconds) => {
      time = epochSeconds(time + seconds);
    },
    party: async (name = `party ${++serial}`) =>
      (await authority.createRelyingParty({ name, scopes: ['verify', 'administer'] })).relyingPartyId,
    token: async (tokenId = `WRSM${String(++serial).padStart(8, '0')}`, suite = SUITE) => {
      const secret = randomBytes(20);
      await authority.importTokens([{ tokenId, secret, suite }]);
      return {
        tokenId,
        secret,
        code: (steps = 0) => codeAt(secret, now() + steps * suite.periodSeconds, suite),
      };
    },
    another,
    close: async () => {
      await database.close();
      await owner.close();
      await fresh.drop();
    },
  };
}

/** The code of a moment, reckoned by the test itself. */
export function codeAt(secret: Uint8Array, at: number, { algorithm, digits, periodSeconds } = SUITE): string {
  const hash = algorithm.toLowerCase();
  return totpSync((message) => createHmac(hash, secret).update(message).digest(), at, {
    digits,
    period: periodSeconds,
  });
}

export const stepAt = (at: number): number => timeStepOf(at, { period: PERIOD });

/** A code that is none of the token's within reach. */
export function wrongCode(token: HandToken): string {
  const near = new Set(Array.from({ length: 90 }, (_, index) => token.code(index - 45)));
  let number = 0;
  while (near.has(String(number).padStart(6, '0'))) number += 1;
  return String(number).padStart(6, '0');
}

/** A key that no call had before. */
export const freshKey = (): string => `key ${++serial}`;
