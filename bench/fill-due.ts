import {
  AT_MATURITY,
  type Bank,
  type BankTables,
  defaultConfiguration,
  type OpenTimeDepositTerms,
  type SavingsOpeningTerms,
} from '@warifu/bank';
import { type BusinessDate, epochSeconds, present, systemClock, uuidv7, yen } from '@warifu/base';
import { at, type Database, openDatabase, transact } from '@warifu/pg';
import type pg from 'pg';
import { debitDayOf, dueDatesOf } from '../packages/bank/src/instalment-savings/formulas.ts';
import { SAVINGS_OPENING_TERMS } from '../packages/bank/src/instalment-savings/terms.ts';
import { openAccounts } from '../packages/bank/src/ledger/open-accounts.ts';
import { post } from '../packages/bank/src/ledger/posting.ts';
import { encodeFigures } from '../packages/bank/src/orders/planned/figures.ts';
import { drawReceiptNumber } from '../packages/bank/src/orders/receipt-number.ts';
import { digestOf } from '../packages/bank/src/orders/terms-digest.ts';
import { insertDeposits } from '../packages/bank/src/time-deposits/deposit-rows.ts';
import { principalLines } from '../packages/bank/src/time-deposits/lines.ts';
import type { Stage, Wings } from '../tests/load/stage.ts';
import { told } from './report.ts';

/** Of each product, on one contract. */
const PER_CONTRACT = 5;
const CHUNK = 500;
const DEPOSIT = yen(10_000n);
const INSTALMENT = yen(1_000n);
const INSTALMENTS = 6;

/** An ordinary account of a filled contract. */
interface Payer {
  readonly accountId: string;
  readonly contractId: string;
  readonly branchCode: string;
  readonly kind: 'ordinary';
  readonly accountNumber: string;
}

/** What was agreed by the bank's own functions for one customer, to be agreed with all of them. */
interface Agreed {
  readonly savings: SavingsOpeningTerms;
  /** One for each treatment at maturity. */
  readonly deposits: readonly OpenTimeDepositTerms[];
}

interface Due {
  readonly owner: pg.Client;
  readonly database: Database<BankTables>;
  readonly day: { readonly now: ReturnType<typeof epochSeconds>; readonly today: BusinessDate };
  readonly agreed: Agreed;
}

/**
 * Fills savings whose first instalment, and deposits whose maturity, is due one month from today: half of the items each,
 * the deposits of all treatments alike. Opened as orders open them, terms, digests and postings included, but
 * hundreds at once and without a line in the audit trail. Gives the business day on which all of it is due.
 */
export async function fillDue(
  stage: Stage,
  owner: pg.Client,
  { bank }: Wings,
  items: number,
): Promise<BusinessDate> {
  const half = items / 2;
  const payers = await openPayers(owner, bank, Math.ceil(half / PER_CONTRACT));
  const agreed = await agree(bank, present(payers[0], 'there is a customer'));
  const database = openDatabase<BankTables>({ connectionString: stage.reached.urlFor('bank_app') });
  const due: Due = { owner, database, agreed, day: { now: systemClock(), today: await bank.today() } };
  try {
    for (let from = 0; from < half; from += CHUNK) {
      const some = Array.from({ length: Math.min(CHUNK, half - from) }, (_, place) =>
        present(payers[(from + place) % payers.length], 'there are customers'),
      );
      await writeSavings(due, some);
      await writeDeposits(due, some);
    }
  } finally {
    await database.close();
  }
  told('filled');
  return debitDayOf(present(dueDatesOf(agreed.savings)[0], 'savings have a first instalment'));
}

async function openPayers(owner: pg.Client, bank: Bank, contracts: number): Promise<readonly Payer[]> {
  const loginPassword = crypto.randomUUID();
  for (let from = 0; from < contracts; from += CHUNK) {
    await bank.openContracts(
      Array.from({ length: Math.min(CHUNK, contracts - from) }, (_, place) => ({
        holder: { kanji: `負荷 試験${from + place}`, kana: 'ﾌｶ ｼｹﾝ' },
        branchCode: '001',
        loginPassword,
        keepsPassword: true,
        deposits: [yen(1_000_000n)],
      })),
    );
  }
  const { rows } = await owner.query<Payer>(
    `select id as "accountId", contract_id as "contractId", branch_code as "branchCode", kind,
       account_number as "accountNumber"
     from bank.account where kind = 'ordinary' order by id`,
  );
  return rows;
}

async function agree(bank: Bank, { contractId, accountId }: Payer): Promise<Agreed> {
  const call = { contractId, channel: 'pc' } as const;
  const chosenDay = Number((await bank.today()).slice(-2));
  const savings = await bank.prepareSavingsOpening({
    ...call,
    wish: { fromAccountId: accountId, instalment: INSTALMENT, instalments: INSTALMENTS, chosenDay },
  });
  const deposits = await Promise.all(
    AT_MATURITY.map((atMaturity) =>
      bank.prepareTimeDeposit({
        ...call,
        wish: { fromAccountId: accountId, amount: DEPOSIT, termMonths: 1, atMaturity },
      }),
    ),
  );
  return { savings: termsOf(savings), deposits: deposits.map(termsOf) };
}

function termsOf<Terms>(
  outcome:
    | { readonly outcome: 'prepared'; readonly order: { readonly terms: Terms } }
    | { readonly outcome: 'refused'; readonly reason: string },
): Terms {
  if (outcome.outcome === 'prepared') return outcome.order.terms;
  throw new Error(`what is to fall due was refused: ${outcome.reason}`);
}

interface Executed {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly contractId: string;
  readonly kind: 'savings_opening' | 'time_deposit_opening';
  readonly terms: string;
}

async function writeOrders({ owner, day }: Due, orders: readonly Executed[]): Promise<void> {
  await owner.query(
    `insert into bank.order (
       id, contract_id, kind, channel, state, terms, terms_digest, limit_yen, receipt_number, prepared_at, expires_at,
       executed_at, executed_on
     )
     select o.id, o.contract_id, o.kind, 'pc', 'executed', o.terms, o.digest, 0, o.receipt_number, $7, $8, $7, $9
     from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::bytea[], $6::text[])
       as o (id, contract_id, kind, terms, digest, receipt_number)`,
    [
      orders.map(({ orderId }) => orderId),
      orders.map(({ contractId }) => contractId),
      orders.map(({ kind }) => kind),
      orders.map(({ terms }) => terms),
      orders.map(({ terms }) => digestOf(terms)),
      orders.map(({ receiptNumber }) => receiptNumber),
      at(day.now),
      at(epochSeconds(day.now + defaultConfiguration.orders.orderSeconds)),
      day.today,
    ],
  );
}

const accountsOf = (payers: readonly Payer[], kind: 'instalment_savings' | 'time_deposit') =>
  payers.map(({ contractId, branchCode }) => ({ contractId, branchCode, kind, deposit: yen(0n) }));

async function writeSavings(due: Due, payers: readonly Payer[]): Promise<void> {
  const { owner, day, agreed } = due;
  const orders = payers.map(
    ({ contractId, accountId }): Executed => ({
      orderId: uuidv7(),
      receiptNumber: drawReceiptNumber(day.today),
      contractId,
      kind: 'savings_opening',
      terms: SAVINGS_OPENING_TERMS.encode({ ...agreed.savings, fromAccountId: accountId }),
    }),
  );
  await writeOrders(due, orders);
  const accountIds = await transact(due.database.kysely, (tx) =>
    openAccounts(tx, day, accountsOf(payers, 'instalment_savings')),
  );
  const { instalment, instalments, chosenDay, yearlyYield, yieldValidFrom, agreedMaturity } = agreed.savings;
  const receiptNumbers = orders.map(({ receiptNumber }) => receiptNumber);
  await owner.query(
    `insert into bank.instalment_savings (
       account_id, contract_id, order_id, receipt_number, from_account_id, instalment_yen, instalments, chosen_day,
       yield_thousandths, yield_valid_from, contracted_on, agreed_maturity
     )
     select s.*, $6, $7, $8, $9, $10, $11, $12
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) as s`,
    [
      accountIds,
      orders.map(({ contractId }) => contractId),
      orders.map(({ orderId }) => orderId),
      receiptNumbers,
      payers.map(({ accountId }) => accountId),
      String(instalment),
      instalments,
      chosenDay,
      Number(yearlyYield),
      yieldValidFrom,
      day.today,
      agreedMaturity,
    ],
  );
  const dates = dueDatesOf(agreed.savings);
  await owner.query(
    `insert into bank.savings_instalment (id, account_id, receipt_number, number, due_date)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::integer[], $5::date[])`,
    [
      accountIds.flatMap(() => dates.map(() => uuidv7())),
      accountIds.flatMap((accountId) => dates.map(() => accountId)),
      receiptNumbers.flatMap((receiptNumber) => dates.map(() => receiptNumber)),
      accountIds.flatMap(() => dates.map((_, month) => month + 1)),
      accountIds.flatMap(() => dates),
    ],
  );
}

async function writeDeposits(due: Due, payers: readonly Payer[]): Promise<void> {
  const { day, agreed } = due;
  const opened = payers.map((payer, place) => {
    const { contractId, ...from } = payer;
    const terms = present(agreed.deposits[place % agreed.deposits.length], 'a treatment was agreed');
    return { contractId, orderId: uuidv7(), terms: { ...terms, fromAccountId: from.accountId, from } };
  });
  const orders = opened.map(
    ({ contractId, orderId, terms }): Executed => ({
      orderId,
      receiptNumber: drawReceiptNumber(day.today),
      contractId,
      kind: 'time_deposit_opening',
      terms: encodeFigures(terms),
    }),
  );
  await writeOrders(due, orders);
  await transact(due.database.kysely, async (tx) => {
    const accountIds = await openAccounts(tx, day, accountsOf(payers, 'time_deposit'));
    const deposits = opened.map((one, place) => ({
      ...one,
      accountId: present(accountIds[place], 'an account was opened'),
    }));
    await insertDeposits(
      tx,
      deposits.map(({ contractId, orderId, accountId, terms }) => ({
        ...terms,
        depositId: uuidv7(),
        accountId,
        contractId,
        toAccountId: terms.fromAccountId,
        principal: terms.amount,
        rateThousandths: Number(terms.rate),
        nextInterimOn: undefined,
        openingOrderId: orderId,
        renewedFrom: undefined,
      })),
    );
    await post(
      tx,
      day,
      deposits.map(({ orderId, accountId, terms }) => ({
        postingId: orderId,
        orderId,
        kind: 'time_deposit_opening',
        lines: principalLines(terms.fromAccountId, accountId, terms.amount, ''),
      })),
    );
  });
}
