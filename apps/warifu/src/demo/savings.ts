import type { Bank } from '@warifu/bank';
import { assert, yen } from '@warifu/base';
import type { Opened } from './history.ts';

/**
 * Opens instalment savings, which the days that are lived through afterwards then debit. A bank without a yield in its
 * table of rates offers none, and a demo of it has none.
 */
export async function openDemoSavings(bank: Bank, opened: readonly Opened[]): Promise<void> {
  const { yields } = await bank.savingsOffer();
  if (yields.length === 0) return;
  const saver = opened.find(({ person }) => person.key === 'taroAgain');
  const fromAccountId = saver?.contract.accountIds[0];
  assert(saver !== undefined && fromAccountId !== undefined, 'who saves in the demo has an account');
  const call = { contractId: saver.contract.contractId, channel: 'pc' } as const;
  const wish = { fromAccountId, instalment: yen(10_000n), instalments: 36, chosenDay: 25 };
  const prepared = await bank.prepareSavingsOpening({ ...call, wish });
  assert(prepared.outcome === 'prepared', 'the savings of the demo are prepared');
  const { orderId } = prepared.order;
  const executed = await bank.executeSavingsOpening({ ...call, orderId });
  assert(executed.outcome === 'executed', 'the savings of the demo are opened');
}
