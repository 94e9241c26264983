import { type Bank, defaultConfiguration, type OpenedContract } from '@warifu/bank';
import { assert, type EpochSeconds, epochSeconds, type Yen, yen } from '@warifu/base';
import type { DemoPerson } from './people.ts';

/** Someone whose contract stands, with the number under which others pay in. */
export interface Opened {
  readonly person: DemoPerson;
  readonly contract: OpenedContract;
}

type Key = DemoPerson['key'];

/** A payment of the past: who pays whom, how much, at which second of the day in Tokyo. */
interface Payment {
  readonly from: Key;
  readonly to: Key;
  readonly amount: Yen;
  readonly second: number;
}

const DAYS = 150;
/** So many of a day's payments are under way at once, at one second. Five tries of one 確認用パスワード at once lock it. */
const AT_ONCE = 4;
const DAY = 86_400;
const TOKYO_SECONDS = 9 * 3_600;
const HOUR = 3_600;

/** A small generator of numbers that look random and are the same in every demo. 0 ≤ n < below. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What happened on the day so many days ago: shopping, coffee, electricity, wages and now and then a refund. */
function paymentsOf(daysAgo: number, next: (below: number) => number): readonly Payment[] {
  const payments: Payment[] = [];
  const pay = (from: Key, to: Key, amount: bigint) =>
    payments.push({ from, to, amount: yen(amount), second: 7 * HOUR + next(15 * HOUR) });
  const tens = (below: number): bigint => 10n * BigInt(next(below));
  for (let count = 2 + next(4); count > 0; count -= 1) pay('hanako', 'store', 300n + tens(400));
  for (let count = 1 + next(3); count > 0; count -= 1) pay('hanako', 'cafe', 350n + tens(90));
  if (next(5) === 0) pay('store', 'hanako', 200n + tens(200));
  if (daysAgo % 30 === 20) pay('hanako', 'power', 6_000n + tens(500));
  if (daysAgo % 30 === 25) pay('employer', 'hanako', 190_000n);
  return payments.sort((one, other) => one.second - other.second);
}

/**
 * Months of life on one contract: each payment is prepared, confirmed with the confirmation password and executed by
 * the bank's own functions, on a clock that goes through the past, day by day, and ends today. `setNow` moves that clock.
 * Ends early where the signal says so.
 */
export async function fillHistory(
  bank: Bank,
  opened: readonly Opened[],
  now: EpochSeconds,
  setNow: (at: EpochSeconds) => void,
  signal: AbortSignal,
): Promise<number> {
  const numbers = new Map<Key, { readonly branchCode: string; readonly accountNumber: string }>();
  for (const { person, contract } of opened) {
    // Lists go by number, which is drawn: the account that is paid into is the one that pays.
    const accounts = await bank.listAccounts(contract.contractId);
    const first = accounts.find((account) => account.accountId === contract.accountIds[0]);
    assert(first !== undefined, 'every contract of the demo has an account');
    numbers.set(person.key, { branchCode: first.branchCode, accountNumber: first.accountNumber });
  }
  const next = numbersFrom(20_261_124);
  const midnight = now - ((now + TOKYO_SECONDS) % DAY);
  let count = 0;
  for (let daysAgo = DAYS; daysAgo > 0; daysAgo -= 1) {
    setNow(epochSeconds(midnight - daysAgo * DAY));
    await openDay(bank);
    const payments = paymentsOf(daysAgo, next);
    for (let from = 0; from < payments.length; from += AT_ONCE) {
      const some = payments.slice(from, from + AT_ONCE);
      setNow(epochSeconds(midnight - daysAgo * DAY + (some[0]?.second ?? 0)));
      await Promise.all(some.map((payment) => pay(bank, opened, numbers, payment)));
      count += some.length;
      if (signal.aborted) return count;
    }
  }
  setNow(now);
  await openDay(bank);
  return count;
}

/** Its own work first, as on every day: interest falls due in these months as well. */
async function openDay(bank: Bank): Promise<void> {
  while ((await bank.runDay()) > 0);
}

async function pay(
  bank: Bank,
  opened: readonly Opened[],
  numbers: ReadonlyMap<Key, { readonly branchCode: string; readonly accountNumber: string }>,
  { from, to, amount }: Payment,
): Promise<void> {
  const payer = opened.find(({ person }) => person.key === from);
  const payee = opened.find(({ person }) => person.key === to);
  const account = numbers.get(to);
  assert(payer && payee && account, 'payer and payee of the demo are there');
  const { contractId, accountIds } = payer.contract;
  const [fromAccountId] = accountIds;
  const { confirmationPassword } = payer.person.contract;
  assert(fromAccountId !== undefined && confirmationPassword !== undefined, 'a payer has what it takes');
  const { draftId } = await bank.startDraft(contractId, 'transfer', 'pc');
  const prepared = await bank.prepareTransfer({
    contractId,
    channel: 'pc',
    draftId,
    fromAccountId,
    payee: { bankCode: defaultConfiguration.ownBank.code, accountKind: 'ordinary', ...account },
    amount,
    payeeKana: payee.person.contract.holder.kana,
    nameSource: 'inquiry',
  });
  assert(prepared.outcome === 'prepared', `a payment of the demo's past is prepared: ${reasonOf(prepared)}`);
  const executed = await bank.executeTransfer({
    contractId,
    channel: 'pc',
    orderId: prepared.order.orderId,
    confirmationPassword,
  });
  assert(executed.outcome === 'executed', `a payment of the demo's past is executed: ${reasonOf(executed)}`);
}

const reasonOf = (outcome: { readonly outcome: string; readonly reason?: string }): string =>
  outcome.reason ?? outcome.outcome;
