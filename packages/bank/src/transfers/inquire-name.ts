import type { NameInquiryOutcome } from '../ports.ts';
import {
  accountNumberOf,
  judgePayee,
  judgePayeeKana,
  PAYEE_KANA_LENGTH_MAX,
  payeeKanaOf,
} from './judge-payee.ts';
import { findHolderKana } from './queries.ts';
import type { Payee } from './transfer.ts';
import type { TransferPorts } from './transfer-ports.ts';

/**
 * The holder's name of an account, from our own book or from the other bank. 受取人名照会.
 * Where the other bank does not answer, or not in letters that can be sent back to it, the customer types the name.
 */
export function openNameInquiry(ports: TransferPorts): (payee: Payee) => Promise<NameInquiryOutcome> {
  const { database, zengin, configuration, directory } = ports;
  return async (payee) => {
    const accountNumber = accountNumberOf(payee.accountNumber);
    if (judgePayee(payee, directory) !== undefined || accountNumber === undefined)
      return { outcome: 'no_such_account' };
    const account = { ...payee, accountNumber };
    if (payee.bankCode === configuration.ownBank.code) {
      const holder = await findHolderKana(database, account);
      return holder === undefined
        ? { outcome: 'no_such_account' }
        : { outcome: 'found', kana: payeeKanaOf(holder).slice(0, PAYEE_KANA_LENGTH_MAX) };
    }
    try {
      const { bankCode, branchCode, accountKind } = payee;
      const answer = await zengin.inquireName({ bankCode, branchCode, accountKind, accountNumber });
      if (answer.outcome !== 'found') return answer;
      const kana = payeeKanaOf(answer.kana);
      return judgePayeeKana(kana) === undefined ? { outcome: 'found', kana } : { outcome: 'unavailable' };
    } catch (error) {
      if (error instanceof Error && error.name === 'NetworkUnavailable') return { outcome: 'unavailable' };
      throw error;
    }
  };
}
