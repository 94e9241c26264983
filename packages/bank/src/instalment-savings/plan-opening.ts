import { isUuid, present, uuidv7, type Yen, yen } from '@warifu/base';
import type { BankMoment } from '../calendar/bank-day.ts';
import { rate } from '../interest/rate.ts';
import { AMOUNT_MAX } from '../ledger/amount.ts';
import { openAccounts } from '../ledger/open-accounts.ts';
import type { OrderPlan, Queryable } from '../orders/planned/plan.ts';
import { rateOf } from '../rates/rate-of.ts';
import {
  agreedMaturityOf,
  closeSavingsAtMaturity,
  dueDatesOf,
  type SavingsRules,
  type SavingsTerms,
} from './formulas.ts';
import { countOpen, findFromAccount, insertSavings } from './queries.ts';
import type { SavingsOpeningRefusal, SavingsOpeningTerms, SavingsOpeningWish } from './savings.ts';
import { SAVINGS_OPENING_TERMS } from './terms.ts';

/** So many open at once: the list of them has an end, and so has what one account owes on one day. */
const OPEN_MAX = 20;

/** 定期積金 契約 as the machine of orders sees it. */
export const planSavingsOpening = (
  rules: SavingsRules,
): OrderPlan<SavingsOpeningWish, SavingsOpeningTerms, SavingsOpeningRefusal> => ({
  ...SAVINGS_OPENING_TERMS,
  wishOf: ({ fromAccountId, instalment, instalments, chosenDay }) => ({
    fromAccountId,
    instalment,
    instalments,
    chosenDay,
  }),
  termsNow: async (db, { contractId, wish, moment }) => {
    const account = isUuid(wish.fromAccountId)
      ? await findFromAccount(db, contractId, wish.fromAccountId)
      : undefined;
    if (account === undefined) return { reason: 'account_unknown' };
    const refusal = judgeWish(wish, rules);
    if (refusal) return refusal;
    if ((await countOpen(db, contractId)) >= OPEN_MAX)
      return { reason: 'savings_too_many', openMax: OPEN_MAX };
    return termsOf(db, wish, moment, rules);
  },
  carryOut: async (tx, { orderId, contractId, receiptNumber, terms, moment }) => {
    const from = present(
      await findFromAccount(tx, contractId, terms.fromAccountId),
      'the account instalments come from was judged',
    );
    const [savingsId] = await openAccounts(tx, moment, [
      { contractId, branchCode: from.branchCode, kind: 'instalment_savings', deposit: yen(0n) },
    ]);
    await insertSavings(
      tx,
      {
        ...terms,
        savingsId: present(savingsId, 'an account was opened'),
        contractId,
        orderId,
        receiptNumber,
        yieldThousandths: Number(terms.yearlyYield),
      },
      dueDatesOf(terms).map((dueDate) => ({ id: uuidv7(), dueDate })),
    );
    return { detail: { savingsId } };
  },
});

/** What was typed, without a look at the book. */
function judgeWish(
  { instalment, instalments, chosenDay }: SavingsOpeningWish,
  { instalmentSavings: rules }: Pick<SavingsRules, 'instalmentSavings'>,
): SavingsOpeningRefusal | undefined {
  const { instalmentMin, instalmentStep, instalmentsMin, instalmentsMax } = rules;
  if (instalment < instalmentMin) return { reason: 'instalment_too_small', instalmentMin };
  if (instalment % instalmentStep !== 0n) return { reason: 'instalment_uneven', instalmentStep };
  const instalmentMax = largestInstalment(instalmentStep);
  if (instalment > instalmentMax) return { reason: 'instalment_too_large', instalmentMax };
  if (!Number.isInteger(instalments) || instalments < instalmentsMin || instalments > instalmentsMax)
    return { reason: 'instalments_out_of_range', from: instalmentsMin, to: instalmentsMax };
  if (!Number.isInteger(chosenDay) || chosenDay < 1 || chosenDay > 31)
    return { reason: 'chosen_day_unknown' };
  return undefined;
}

const largestInstalment = (step: Yen): Yen => yen(AMOUNT_MAX - (AMOUNT_MAX % step));

/** What the customer is promised, if each instalment is paid by then and the contract is closed on the agreed day. */
async function termsOf(
  db: Queryable,
  wish: SavingsOpeningWish,
  { today }: BankMoment,
  rules: SavingsRules,
): Promise<{ readonly terms: SavingsOpeningTerms } | SavingsOpeningRefusal> {
  const entry = await rateOf(db, { product: 'instalment_savings', termMonths: wish.instalments }, today);
  if (entry === undefined) return { reason: 'yield_unknown' };
  const yearlyYield = rate(BigInt(entry.rateThousandths));
  const agreed: SavingsTerms = { ...wish, yearlyYield, contractedOn: today };
  const agreedMaturity = agreedMaturityOf(agreed);
  const onTheDay = { on: agreedMaturity, ordinaryRate: rate(0n) };
  const { principal, supplement, interest, payout } = closeSavingsAtMaturity(
    agreed,
    agreedMaturity,
    onTheDay,
    rules,
  );
  return {
    terms: {
      ...wish,
      ...agreed,
      yieldValidFrom: entry.validFrom,
      agreedMaturity,
      principal,
      supplement,
      interest,
      payout,
    },
  };
}
