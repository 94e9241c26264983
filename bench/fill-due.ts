import {
  AT_MATURITY,
  type Bank,
  type BankTables,
  defaultConfiguration,
  type OpenTimeDepositTerms,
  type SavingsOpeningTerms,
} from '@warifu/bank';
import { type BusinessDate, epochSeconds, present, systemClock, uuidv7, yen } from '@warifu/base';
import { at, type Database, openDatabase, type Tx, transact } from '@warifu/pg';
import { sql } from 'kysely';
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
  readonly day: { readonly now: ReturnType<typeof epochSeconds>; readonly today: BusinessDate };
  readonly agreed: Agreed;
}

/**
 * Fills savings whose first instalment, and deposits whose maturity, is due one month from today: half of the items each,
 * the deposits of all treatments alike. Opened as orders open them, terms, digests and postings included, but five hundred
 * to a transaction and without a line in the audit trail. Gives the business day on which all of it is due.
 */
export async function fillDue(stage: Stage, wings: Wings, items: number): Promise<BusinessDate> {
  const half = items / 2;
  const payers = await openPayers(stage, wings.bank, Math.ceil(half / PER_CONTRACT));
  const [first] = payers;
  const due: Due = {
    day: { now: systemClock(), today: await wings.bank.today() },
    agreed: await agree(wings.bank, present(first, 'there is a customer')),
  };
  const database = openDatabase<BankTables>({ connectionString: stage.reached.urlFor('bank_app') });
  try {
    for (let from = 0; from < half; from += CHUNK) {
      const some = Array.from({ length: Math.min(CHUNK, half - from) }, (_, place) =>
        present(payers[(from + place) % payers.length], 'there are customers'),
      );
      await transact(database.kysely, (tx) => writeSavings(tx, due, some));
      await transact(database.kysely, (tx) => writeDeposits(tx, due, some));
    }
  } finally {
    await database.close();
  }
  told('filled');
  return debitDayOf(present(dueDatesOf(due.agreed.savings)[0], 'savings have a first instalment'));
}

async function openPayers(stage: Stage, bank: Bank, contracts: number): Promise<readonly Payer[]> {
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
  const database: Database<BankTables> = openDatabase({
    connectionString: stage.reached.urlFor('bank_app'),
  });
  try {
    const { rows } = await sql<Payer>`
      select id as "accountId", contract_id as "contractId", branch_code as "branchCode", kind,
        account_number as "accountNumber"
      from bank.account where kind = 'ordinary' order by id`.execute(database.kysely);
    return rows;
  } finally {
    await database.close();
  }
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

async function writeOrders(tx: Tx<BankTables>, { day }: Due, orders: readonly Executed[]): Promise<void> {
  const expiresAt = epochSeconds(day.now + defaultConfiguration.orders.orderSeconds);
  await sql`
    insert into bank.order (
      id, contract_id, kind, channel, state, terms, terms_digest, limit_yen, receipt_number, prepared_at, expires_at,
      executed_at, executed_on
    )
    select o.id, o.contract_id, o.kind, 'pc', 'executed', o.terms, o.digest, 0, o.receipt_number,
      ${at(day.now)}::timestamptz, ${at(expiresAt)}::timestamptz, ${at(day.now)}::timestamptz, ${day.today}::date
    from unnest(
      ${orders.map(({ orderId }) => orderId)}::uuid[], ${orders.map(({ contractId }) => contractId)}::uuid[],
      ${orders.map(({ kind }) => kind)}::text[], ${orders.map(({ terms }) => terms)}::jsonb[],
      ${orders.map(({ terms }) => digestOf(terms))}::bytea[],
      ${orders.map(({ receiptNumber }) => receiptNumber)}::text[]
    ) as o (id, contract_id, kind, terms, digest, receipt_number)`.execute(tx);
}

const ZERO = yen(0n);

async function writeSavings(tx: Tx<BankTables>, due: Due, payers: readonly Payer[]): Promise<void> {
  const { day, agreed } = due;
  const orders = payers.map(
    ({ contractId, accountId }): Executed => ({
      orderId: uuidv7(),
      receiptNumber: drawReceiptNumber(day.today),
      contractId,
      kind: 'savings_opening',
      terms: SAVINGS_OPENING_TERMS.encode({ ...agreed.savings, fromAccountId: accountId }),
    }),
  );
  await writeOrders(tx, due, orders);
  const accountIds = await openAccounts(
    tx,
    day,
    payers.map(({ contractId, branchCode }) => ({
      contractId,
      branchCode,
      kind: 'instalment_savings',
      deposit: ZERO,
    })),
  );
  const { instalment, instalments, chosenDay, yearlyYield, yieldValidFrom, agreedMaturity } = agreed.savings;
  await sql`
    insert into bank.instalment_savings (
      account_id, contract_id, order_id, receipt_number, from_account_id, instalment_yen, instalments, chosen_day,
      yield_thousandths, yield_valid_from, contracted_on, agreed_maturity
    )
    select s.*, ${String(instalment)}::bigint, ${instalments}::integer, ${chosenDay}::integer,
      ${Number(yearlyYield)}::integer, ${yieldValidFrom}::date, ${day.today}::date, ${agreedMaturity}::date
    from unnest(
      ${accountIds}::uuid[], ${orders.map(({ contractId }) => contractId)}::uuid[],
      ${orders.map(({ orderId }) => orderId)}::uuid[], ${orders.map(({ receiptNumber }) => receiptNumber)}::text[],
      ${payers.map(({ accountId }) => accountId)}::uuid[]
    ) as s`.execute(tx);
  const dates = dueDatesOf(agreed.savings);
  await sql`
    insert into bank.savings_instalment (id, account_id, receipt_number, number, due_date)
    select i.id, s.account_id, s.receipt_number, d.number, d.due_date
    from unnest(
      ${accountIds}::uuid[], ${orders.map(({ receiptNumber }) => receiptNumber)}::text[]
    ) with ordinality as s (account_id, receipt_number, place)
    cross join unnest(${dates}::date[]) with ordinality as d (due_date, number)
    join unnest(${payers.flatMap(() => dates.map(() => uuidv7()))}::uuid[]) with ordinality as i (id, place)
      on i.place = (s.place - 1) * ${dates.length} + d.number`.execute(tx);
}

async function writeDeposits(tx: Tx<BankTables>, due: Due, payers: readonly Payer[]): Promise<void> {
  const { day, agreed } = due;
  const opened = payers.map((payer, place) => {
    const { contractId, ...from } = payer;
    const terms = present(agreed.deposits[place % agreed.deposits.length], 'a treatment was agreed');
    return { payer, terms: { ...terms, fromAccountId: from.accountId, from } };
  });
  const orders = opened.map(
    ({ payer, terms }): Executed => ({
      orderId: uuidv7(),
      receiptNumber: drawReceiptNumber(day.today),
      contractId: payer.contractId,
      kind: 'time_deposit_opening',
      terms: encodeFigures(terms),
    }),
  );
  await writeOrders(tx, due, orders);
  const accountIds = await openAccounts(
    tx,
    day,
    payers.map(({ contractId, branchCode }) => ({
      contractId,
      branchCode,
      kind: 'time_deposit',
      deposit: ZERO,
    })),
  );
  const accountOf = (place: number): string => present(accountIds[place], 'an account was opened');
  const orderOf = (place: number): string => present(orders[place], 'an order was written').orderId;
  await insertDeposits(
    tx,
    opened.map(({ payer, terms }, place) => ({
      depositId: uuidv7(),
      accountId: accountOf(place),
      contractId: payer.contractId,
      toAccountId: payer.accountId,
      principal: terms.amount,
      termMonths: terms.termMonths,
      rateThousandths: Number(terms.rate),
      rateValidFrom: terms.rateValidFrom,
      openedOn: terms.openedOn,
      maturityOn: terms.maturityOn,
      atMaturity: terms.atMaturity,
      nextInterimOn: undefined,
      openingOrderId: orderOf(place),
      renewedFrom: undefined,
    })),
  );
  await post(
    tx,
    day,
    opened.map(({ payer, terms }, place) => ({
      postingId: orderOf(place),
      orderId: orderOf(place),
      kind: 'time_deposit_opening',
      lines: principalLines(payer.accountId, accountOf(place), terms.amount, ''),
    })),
  );
}
