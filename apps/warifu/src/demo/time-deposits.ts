import type { AtMaturity, Bank } from '@warifu/bank';
import { assert, yen } from '@warifu/base';
import type { Opened } from './history.ts';

/** Half a year after the contracts were opened is some weeks after the demo is made: one can watch these mature. */
const DEPOSITS: readonly (readonly [months: number, treatment: AtMaturity, amount: bigint])[] = [
  [6, 'renew_with_interest', 100_000n],
  [6, 'close_automatically', 50_000n],
  [24, 'keep', 100_000n],
];

/** Opens time deposits. A bank without rates in its table offers none, and a demo of it has none. */
export async function openDemoTimeDeposits(bank: Bank, opened: readonly Opened[]): Promise<void> {
  const { rates } = await bank.timeDepositOffer();
  if (rates.length === 0) return;
  const saver = opened.find(({ person }) => person.key === 'taroAgain');
  const fromAccountId = saver?.contract.accountIds[0];
  assert(saver !== undefined && fromAccountId !== undefined, 'who saves in the demo has an account');
  const call = { contractId: saver.contract.contractId, channel: 'pc' } as const;
  for (const [termMonths, atMaturity, amount] of DEPOSITS) {
    const wish = { fromAccountId, amount: yen(amount), termMonths, atMaturity };
    const prepared = await bank.prepareTimeDeposit({ ...call, wish });
    assert(prepared.outcome === 'prepared', 'a time deposit of the demo is prepared');
    const { orderId } = prepared.order;
    const executed = await bank.executeTimeDeposit({ ...call, orderId });
    assert(executed.outcome === 'executed', 'a time deposit of the demo is opened');
  }
}
