import { assert, type EpochSeconds, present, uuidv7, type Yen } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../audit/record.ts';
import { openBankDay } from '../calendar/bank-day.ts';
import { type NewAccount, openAccounts } from '../ledger/open-accounts.ts';
import type { BankPorts } from '../ports.ts';
import type { BankTables } from '../tables.ts';
import type { Language } from './contract.ts';
import { insertContracts, listTakenNumbers, type NewContractRow } from './new-contract-rows.ts';
import { hashPassword } from './passwords.ts';
import type { HolderView } from './top-page.ts';

/** What the branch enters for a new contract. 新規契約. */
export interface NewContract {
  readonly holder: HolderView;
  readonly mailAddress?: string;
  /** Of the bank's own branches. */
  readonly branchCode: string;
  readonly language?: Language;
  /** Eleven digits; drawn at random where it is not given. */
  readonly contractNumber?: string;
  /** To be changed at the first login, unless `keepsPassword`. */
  readonly loginPassword: string;
  /** Without it, orders that ask for it are refused. 確認用パスワード. */
  readonly confirmationPassword?: string;
  /** The first login goes on without a change: for filled databases and benchmarks. */
  readonly keepsPassword?: boolean;
  /** One ordinary account for each, with its first deposit. */
  readonly deposits: readonly Yen[];
}

export interface OpenedContract {
  readonly contractId: string;
  readonly contractNumber: string;
  /** What the token authority knows the contract by. */
  readonly subject: string;
  /** In the order of the deposits. */
  readonly accountIds: readonly string[];
}

const ROWS_MAX = 1_000;
/** Below what the hashing lets wait, so that opening many is never refused by it. */
const HASHED_TOGETHER = 8;
const NUMBER = /^[0-9]{11}$/;

/** Eleven digits at random, without a leading zero. The number alone opens nothing, so it need not be secret. */
const randomNumber = (): string => {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  const drawn = ((BigInt(high) << 32n) | BigInt(low)) % 90_000_000_000n;
  return String(10_000_000_000n + drawn);
};

const randomSubject = (): string =>
  `ct_${Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')}`;

/**
 * Opens contracts with their holders and first accounts, a thousand to a transaction. Equal passwords among the calls
 * share one hash: only a filled database gives many people one password.
 */
export function openContractOpening(
  ports: BankPorts,
): (contracts: readonly NewContract[]) => Promise<readonly OpenedContract[]> {
  const { database, configuration } = ports;
  const momentOf = openBankDay(ports);
  const branches = new Set(configuration.ownBank.branches.map((branch) => branch.code));
  return async (contracts) => {
    for (const contract of contracts) {
      assert(branches.has(contract.branchCode), 'a contract is kept at one of the own branches');
      assert(NUMBER.test(contract.contractNumber ?? randomNumber()), 'a contract number has eleven digits');
    }
    const hashes = await hashesOf(contracts);
    const opened: OpenedContract[] = [];
    for (let from = 0; from < contracts.length; from += ROWS_MAX) {
      const chunk = contracts.slice(from, from + ROWS_MAX);
      const day = await momentOf();
      const { now } = day;
      const part = await transact(database.kysely, async (tx) => {
        const rows = await writeContracts(tx, chunk, hashes, { now, actor: { kind: 'system' } });
        const accounts = rows.flatMap((row, index) =>
          (chunk[index]?.deposits ?? []).map((deposit) => ({
            contractId: row.contractId,
            branchCode: row.branchCode,
            kind: 'ordinary' as const,
            deposit,
          })),
        );
        const accountIds = await openAccounts(tx, day, accounts);
        return openedOf(rows, accounts, accountIds);
      });
      opened.push(...part);
    }
    return opened;
  };
}

async function hashesOf(contracts: readonly NewContract[]): Promise<ReadonlyMap<string, string>> {
  const passwords = new Set<string>();
  for (const { loginPassword, confirmationPassword } of contracts) {
    passwords.add(loginPassword);
    if (confirmationPassword !== undefined) passwords.add(confirmationPassword);
  }
  const hashes = new Map<string, string>();
  const waiting = [...passwords];
  while (waiting.length > 0) {
    const together = waiting.splice(0, HASHED_TOGETHER);
    const made = await Promise.all(together.map(hashPassword));
    together.forEach((password, index) => {
      hashes.set(password, present(made[index], 'each password has a hash'));
    });
  }
  return hashes;
}

/** Writes contracts with their holders, and says so in the audit trail; `hashes` has one for each password. */
export async function writeContracts(
  tx: Tx<BankTables>,
  contracts: readonly NewContract[],
  hashes: ReadonlyMap<string, string>,
  by: {
    readonly now: EpochSeconds;
    readonly actor: AuditRow['actor'];
    /** The branch's request, where there is one. */
    readonly requestId?: string;
  },
): Promise<readonly NewContractRow[]> {
  const { now, actor, requestId } = by;
  const rows = await rowsOf(tx, contracts, hashes);
  await insertContracts(tx, rows, now);
  await insertAudit(
    tx,
    rows.map(({ contractId, branchCode }) => ({
      at: now,
      actor,
      act: 'contract_opened',
      contractId,
      detail: { branchCode, ...(requestId === undefined ? {} : { requestId }) },
    })),
  );
  return rows;
}

async function rowsOf(
  tx: Tx<BankTables>,
  contracts: readonly NewContract[],
  hashes: ReadonlyMap<string, string>,
): Promise<readonly NewContractRow[]> {
  const numbers = await numbersFor(tx, contracts);
  const hashOf = (password: string) => present(hashes.get(password), 'each password has a hash');
  return contracts.map((contract, index) => ({
    contractId: uuidv7(),
    customerId: uuidv7(),
    contractNumber: present(numbers[index], 'each contract has a number'),
    subject: randomSubject(),
    branchCode: contract.branchCode,
    kanji: contract.holder.kanji,
    kana: contract.holder.kana,
    mailAddress: contract.mailAddress ?? null,
    language: contract.language ?? 'ja',
    loginPasswordHash: hashOf(contract.loginPassword),
    mustChangePassword: contract.keepsPassword !== true,
    confirmationPasswordHash:
      contract.confirmationPassword === undefined ? null : hashOf(contract.confirmationPassword),
  }));
}

/** The numbers that were given, and for the others numbers that nobody has; drawn again where they are taken. */
async function numbersFor(tx: Tx<BankTables>, contracts: readonly NewContract[]): Promise<readonly string[]> {
  const used = new Set(contracts.flatMap(({ contractNumber }) => contractNumber ?? []));
  const drawn = contracts.map(({ contractNumber }) => {
    if (contractNumber !== undefined) return contractNumber;
    let number = randomNumber();
    while (used.has(number)) number = randomNumber();
    used.add(number);
    return number;
  });
  const isDrawn = contracts.map(({ contractNumber }) => contractNumber === undefined);
  const taken = new Set(
    await listTakenNumbers(
      tx,
      drawn.filter((_, index) => isDrawn[index]),
    ),
  );
  if (taken.size === 0) return drawn;
  // Of 90 thousand million numbers: rare, and drawing once more on top of that rarer still.
  return drawn.map((number, index) => (isDrawn[index] && taken.has(number) ? randomNumber() : number));
}

function openedOf(
  rows: readonly NewContractRow[],
  accounts: readonly NewAccount[],
  accountIds: readonly string[],
): readonly OpenedContract[] {
  const idsOf = new Map<string, string[]>(rows.map((row) => [row.contractId, []]));
  accounts.forEach((account, index) => {
    idsOf.get(account.contractId)?.push(present(accountIds[index], 'each account has an id'));
  });
  return rows.map(({ contractId, contractNumber, subject }) => ({
    contractId,
    contractNumber,
    subject,
    accountIds: idsOf.get(contractId) ?? [],
  }));
}
