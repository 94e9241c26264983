import { present, yen } from '@warifu/base';
import { type Act, accountsOf, pickBy, type Turn } from './act.ts';

const TERMS = [1, 3, 6, 12, 24, 36] as const;
const TREATMENTS = ['renew_with_interest', 'renew_principal', 'close_automatically', 'keep'] as const;
const AMOUNT_STEP = 1_000;
const AMOUNT_STEPS = 90;

const depositOf = async (turn: Turn) =>
  pickBy(turn, await turn.bank.listTimeDeposits(turn.person.contractId), (deposit) =>
    [
      deposit.maturityOn,
      deposit.openedOn,
      deposit.principal,
      deposit.termMonths,
      deposit.atMaturity,
      deposit.isBooked,
    ].join(' '),
  );

/** 定期預金 預入. */
export const openDeposit: Act = {
  name: 'time_deposit_opening',
  weight: 4,
  prepare: async (turn) => {
    const { bank, person, random } = turn;
    const account = random.pick(await accountsOf(turn));
    if (account === undefined) return undefined;
    return bank.prepareTimeDeposit({
      contractId: person.contractId,
      channel: 'pc',
      wish: {
        fromAccountId: account.accountId,
        amount: yen(BigInt(10_000 + random.below(AMOUNT_STEPS) * AMOUNT_STEP + random.below(AMOUNT_STEP))),
        termMonths: present(random.pick(TERMS), 'there are terms'),
        atMaturity: present(random.pick(TREATMENTS), 'there are treatments'),
      },
    });
  },
  execute: (bank, call) => bank.executeTimeDeposit(call),
};

/** 満期解約, 中途解約: by the day, and not by choice. */
export const closeDeposit: Act = {
  name: 'time_deposit_closing',
  weight: 2,
  prepare: async (turn) => {
    const deposit = await depositOf(turn);
    if (deposit === undefined) return undefined;
    const { contractId } = turn.person;
    return turn.bank.prepareClosing({ contractId, channel: 'pc', wish: { depositId: deposit.depositId } });
  },
  execute: (bank, call) => bank.executeClosing(call),
};

/** 満期解約予約. */
export const bookClosing: Act = {
  name: 'maturity_booking',
  weight: 1,
  prepare: async (turn) => {
    const deposit = await depositOf(turn);
    if (deposit === undefined) return undefined;
    const { contractId } = turn.person;
    return turn.bank.prepareBooking({ contractId, channel: 'pc', wish: { depositId: deposit.depositId } });
  },
  execute: (bank, call) => bank.executeBooking(call),
};

/** 満期解約予約の取消. */
export const cancelBooking: Act = {
  name: 'booking_cancelling',
  weight: 1,
  prepare: async (turn) => {
    const deposit = await depositOf(turn);
    if (deposit === undefined) return undefined;
    const { contractId } = turn.person;
    return turn.bank.prepareCancelBooking({
      contractId,
      channel: 'pc',
      wish: { depositId: deposit.depositId },
    });
  },
  execute: (bank, call) => bank.executeCancelBooking(call),
};

/** 満期時取扱の変更. */
export const changeTreatment: Act = {
  name: 'time_deposit_treatment',
  weight: 1,
  prepare: async (turn) => {
    const deposit = await depositOf(turn);
    if (deposit === undefined) return undefined;
    const { contractId } = turn.person;
    const atMaturity = present(turn.random.pick(TREATMENTS), 'there are treatments');
    return turn.bank.prepareTreatment({
      contractId,
      channel: 'pc',
      wish: { depositId: deposit.depositId, atMaturity },
    });
  },
  execute: (bank, call) => bank.executeTreatment(call),
};
