import { yen } from '@warifu/base';
import { type Act, accountsOf, pickBy } from './act.ts';

const INSTALMENT_STEP = 1_000;
/** Days that every month has: two contracts never fall due on one, so that nothing depends on how they are numbered. */
const DAYS = 28;

/** 定期積金 契約. */
export const openSavings: Act = {
  name: 'savings_opening',
  weight: 2,
  prepare: async (turn) => {
    const { bank, person, random } = turn;
    const account = random.pick(await accountsOf(turn));
    const chosenDay = 1 + random.below(DAYS);
    const taken = await bank.listSavings(person.contractId);
    if (account === undefined || taken.some((one) => one.chosenDay === chosenDay)) return undefined;
    return bank.prepareSavingsOpening({
      contractId: person.contractId,
      channel: 'pc',
      wish: {
        fromAccountId: account.accountId,
        instalment: yen(BigInt((1 + random.below(20)) * INSTALMENT_STEP)),
        instalments: 6 + random.below(13),
        chosenDay,
      },
    });
  },
  execute: (bank, call) => bank.executeSavingsOpening(call),
};

/** 定期積金 満期解約, 中途解約. */
export const closeSavings: Act = {
  name: 'savings_closing',
  weight: 1,
  prepare: async (turn) => {
    const { contractId } = turn.person;
    const savings = pickBy(turn, await turn.bank.listSavings(contractId), (one) =>
      [one.contractedOn, one.instalment, one.instalments, one.chosenDay, one.state, one.paid].join(' '),
    );
    if (savings === undefined) return undefined;
    return turn.bank.prepareSavingsClosing({
      contractId,
      channel: 'pc',
      wish: { savingsId: savings.savingsId },
    });
  },
  execute: (bank, call) => bank.executeSavingsClosing(call),
};
