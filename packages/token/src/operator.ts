import { transact } from '@warifu/pg';
import { insertOperatorAct } from './audit.ts';
import type { Ground } from './check.ts';
import { orUnavailable } from './faults.ts';
import { type ImportOutcome, importHardTokens, type SeededToken } from './import-hard.ts';
import { findOverview, type Overview } from './overview.ts';
import {
  type AddPartyOutcome,
  addParty,
  findParty,
  listParties,
  type PartyDetail,
  type PartyLine,
  type RotateKeyCall,
  type RotateKeyOutcome,
  revokePartyKey,
  rotateKey,
} from './parties.ts';
import { listStock, type MoveStock, restockToken, type StockLine, withdrawToken } from './stock.ts';
import type { HardTokenTable, Scope } from './tables.ts';

/** What the authority's operator may do, at the command line and at the console. Each act says who did it. */
export interface Operator {
  readonly overview: () => Promise<Overview>;
  readonly listParties: () => Promise<readonly PartyLine[]>;
  readonly findParty: (relyingPartyId: string) => Promise<PartyDetail | undefined>;
  readonly addParty: (call: {
    readonly name: string;
    readonly scopes: readonly Scope[];
    readonly actor: string;
  }) => Promise<AddPartyOutcome>;
  readonly rotateKey: (call: RotateKeyCall) => Promise<RotateKeyOutcome>;
  readonly revokeKey: (call: {
    readonly relyingPartyId: string;
    readonly keyName: string;
    readonly actor: string;
  }) => Promise<{ readonly outcome: 'revoked' | 'unknown' }>;
  readonly importHardTokens: (call: {
    readonly tokens: readonly SeededToken[];
    readonly actor: string;
  }) => Promise<ImportOutcome>;
  readonly listStock: (call: {
    readonly state?: HardTokenTable['state'] | undefined;
    readonly after?: string;
  }) => Promise<readonly StockLine[]>;
  readonly withdraw: (call: MoveStock) => ReturnType<typeof withdrawToken>;
  readonly restock: (call: MoveStock) => ReturnType<typeof restockToken>;
  /** Who came in at the console and who did not. */
  readonly recordLogin: (call: {
    readonly outcome: 'accepted' | 'refused';
    readonly actor: string;
  }) => Promise<void>;
}

export function openOperator(ground: Ground): Operator {
  const { database, clock } = ground;
  return {
    overview: () => orUnavailable(() => findOverview(ground)),
    listParties: () => orUnavailable(() => listParties(ground)),
    findParty: (relyingPartyId) => orUnavailable(() => findParty(ground, relyingPartyId)),
    addParty: (call) => orUnavailable(() => addParty(ground, call)),
    rotateKey: (call) => orUnavailable(() => rotateKey(ground, call)),
    revokeKey: (call) => orUnavailable(() => revokePartyKey(ground, call)),
    importHardTokens: (call) => orUnavailable(() => importHardTokens(ground, call)),
    listStock: (call) => orUnavailable(() => listStock(ground, call)),
    withdraw: (call) => orUnavailable(() => withdrawToken(ground, call)),
    restock: (call) => orUnavailable(() => restockToken(ground, call)),
    recordLogin: ({ outcome, actor }) =>
      orUnavailable(() =>
        transact(database.kysely, (tx) =>
          insertOperatorAct(tx, clock(), { act: 'console_login', outcome, actor }),
        ),
      ),
  };
}
