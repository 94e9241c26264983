import { present, yen } from '@warifu/base';
import { type Act, accountsOf, amountBelow, type Turn } from './act.ts';

const OTHER_BANKS = ['0005', '0009', '0017'] as const;
const TRANSFER_MOST = 60_000;

/**
 * An account at another bank, held, at the network, by whom the name says: nothing comes back at a time that depends on
 * the machine.
 */
export function otherBankPayee({ bank, random }: Turn) {
  const bankCode = present(random.pick(OTHER_BANKS), 'there are other banks');
  const [branch] = bank.searchBranches(bankCode, {}).items;
  return {
    payee: {
      bankCode,
      branchCode: present(branch, 'a bank has branches').code,
      accountKind: 'ordinary',
      accountNumber: String(1_000_001 + random.below(9) * 100),
    },
    payeeKana: 'ﾐﾎﾝ ﾊﾅｺ',
    nameSource: 'typed',
  } as const;
}

/** 振込 to another bank: in core time now, else at the next opening. */
export const transfer: Act = {
  name: 'transfer',
  weight: 4,
  prepare: async (turn) => {
    const { bank, person, random } = turn;
    const account = random.pick(await accountsOf(turn));
    if (account === undefined) return undefined;
    const { draftId } = await bank.startDraft(person.contractId, 'transfer', 'pc');
    return bank.prepareTransfer({
      ...otherBankPayee(turn),
      contractId: person.contractId,
      channel: 'pc',
      draftId,
      fromAccountId: account.accountId,
      amount: yen(amountBelow(turn, TRANSFER_MOST)),
    });
  },
  execute: (bank, call) => bank.executeTransfer(call),
};

/** 振替. */
export const ownTransfer: Act = {
  name: 'own_transfer',
  weight: 2,
  prepare: async (turn) => {
    const [first, second] = await accountsOf(turn);
    if (first === undefined || second === undefined) return undefined;
    const [from, to] = turn.random.below(2) === 0 ? [first, second] : [second, first];
    return turn.bank.prepareOwnTransfer({
      contractId: turn.person.contractId,
      channel: 'pc',
      wish: {
        fromAccountId: from.accountId,
        toAccountId: to.accountId,
        amount: yen(amountBelow(turn, TRANSFER_MOST)),
      },
    });
  },
  execute: (bank, call) => bank.executeOwnTransfer(call),
};

/** 振込 to another customer of this bank, which is done one after the other. */
export const BETWEEN_CUSTOMERS: Act = {
  name: 'transfer_here',
  weight: 1,
  prepare: async (turn) => {
    const { bank, person, people, random } = turn;
    const [account] = await accountsOf(turn);
    const payee = random.pick(people.filter((other) => other !== person));
    if (account === undefined || payee === undefined) return undefined;
    const [to] = await accountsOf({ ...turn, person: payee });
    if (to === undefined) return undefined;
    const { draftId } = await bank.startDraft(person.contractId, 'transfer', 'pc');
    return bank.prepareTransfer({
      contractId: person.contractId,
      channel: 'pc',
      draftId,
      fromAccountId: account.accountId,
      payee: {
        bankCode: '1999',
        branchCode: to.branchCode,
        accountKind: to.kind,
        accountNumber: to.accountNumber,
      },
      payeeKana: '',
      nameSource: 'inquiry',
      amount: yen(amountBelow(turn, TRANSFER_MOST)),
    });
  },
  execute: (bank, call) => bank.executeTransfer(call),
};
