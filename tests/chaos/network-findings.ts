import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { rest } from './customers.ts';

/** A payment by its id, and what it says: to whom and how much. */
interface Payment {
  readonly id: string;
  readonly terms: string;
}

interface ZenginLine {
  readonly kind: string;
  readonly payment: {
    readonly paymentId: string;
    readonly amount: string;
    readonly payee: Readonly<Record<'bankCode' | 'branchCode' | 'accountKind' | 'accountNumber', string>>;
  };
}

interface ReturnedLine {
  readonly kind: string;
  readonly returnId: string;
  readonly paymentId: string;
}

interface BillLine {
  readonly payment: {
    readonly paymentId: string;
    readonly amount: string;
    readonly bill: { readonly billerNumber: string; readonly paymentNumber: string };
  };
  readonly decision: { readonly outcome: string };
}

const ZENGIN_SENT = `select o.order_id as id,
    concat_ws(' ', t.bank_code, t.branch_code, t.account_kind, t.account_number, t.amount_yen) as terms
  from bank.zengin_outbox o left join bank.transfer t using (contract_id, order_id)`;
const BILLS_SENT = `select order_id as id, concat_ws(' ', biller_number, payment_number, amount_yen) as terms
  from bank.bill_payment`;

async function readJournal<Line>(folder: string, file: string): Promise<readonly Line[]> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

const readZengin = async (folder: string): Promise<readonly Payment[]> =>
  (await readJournal<ZenginLine>(folder, 'zengin.jsonl'))
    .filter(({ kind }) => kind === 'accepted')
    .map(({ payment: { paymentId, payee, amount } }) => ({
      id: paymentId,
      terms: [payee.bankCode, payee.branchCode, payee.accountKind, payee.accountNumber, amount].join(' '),
    }));

const billOf = ({ payment: { paymentId, bill, amount } }: BillLine): Payment => ({
  id: paymentId,
  terms: [bill.billerNumber, bill.paymentNumber, amount].join(' '),
});

/**
 * What the counterparts took, held against the book: the same payments, each once, to the same payee and of the same amount,
 * and nothing asked of them that the bank does not know.
 */
export async function findNetworkFaults(owner: pg.Client, folder: string): Promise<readonly string[]> {
  const read = async (query: string): Promise<readonly Payment[]> =>
    (await owner.query<{ id: string; terms: string }>(query)).rows;
  const bills = await readJournal<BillLine>(folder, 'pay-easy.jsonl');
  const isTaken = ({ decision }: BillLine): boolean => decision.outcome === 'paid';
  const asked = new Set((await read(BILLS_SENT)).map(({ id }) => id));
  return [
    ...differences('Zengin', await read(ZENGIN_SENT), await readZengin(folder)),
    ...differences(
      'Pay-easy',
      await read(`${BILLS_SENT} where state <> 'not_taken'`),
      bills.filter(isTaken).map(billOf),
    ),
    ...bills
      .filter((line) => !isTaken(line) && !asked.has(line.payment.paymentId))
      .map(({ payment }) => `Pay-easy was sent ${payment.paymentId}, which the bank does not know`),
    ...(await findReturnFaults(owner, folder)),
  ];
}

function differences(name: string, ours: readonly Payment[], theirs: readonly Payment[]): readonly string[] {
  const taken = new Map(theirs.map(({ id, terms }) => [id, terms]));
  const known = new Set(ours.map(({ id }) => id));
  return [
    ...(taken.size === theirs.length ? [] : [`${name} took ${theirs.length - taken.size} payments twice`]),
    ...ours.flatMap(({ id, terms }) => {
      const told = taken.get(id);
      if (told === undefined) return [`${name} never took order ${id}`];
      return told === terms ? [] : [`${name} took order ${id} as ${told}, and the book says ${terms}`];
    }),
    ...theirs
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => `${name} took order ${id}, which the bank did not send`),
  ];
}

const RETURNS_MS_MAX = 30_000;
const LOOK_MS = 500;

/** What other banks sent back reaches the book, each once, and nothing that none of them sent. */
async function findReturnFaults(owner: pg.Client, folder: string): Promise<readonly string[]> {
  const sentBack = async (): Promise<readonly string[]> =>
    (await readJournal<ReturnedLine>(folder, 'zengin.jsonl'))
      .filter(({ kind }) => kind === 'returned')
      .map(({ returnId, paymentId }) => `${returnId} of ${paymentId}`);
  const readBooked = async (): Promise<readonly string[]> => {
    const { rows } = await owner.query<{ told: string }>(
      "select concat_ws(' of ', return_id, payment_id) as told from bank.zengin_return where order_id is not null",
    );
    return rows.map(({ told }) => told);
  };
  const due = await sentBack();
  for (const begun = performance.now(); ; await rest(LOOK_MS)) {
    const booked = await readBooked();
    const missing = due.filter((one) => !booked.includes(one));
    if (missing.length > 0 && performance.now() - begun < RETURNS_MS_MAX) continue;
    const known = new Set(await sentBack());
    return [
      ...missing.map((one) => `Zengin sent back ${one}, and the book does not have it`),
      ...booked
        .filter((one) => !known.has(one))
        .map((one) => `the book has the return ${one}, which was not sent back`),
    ];
  }
}
