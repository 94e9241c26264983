import type {
  Bill,
  BillAmount,
  Biller,
  BillNumbers,
  DigitCount,
  FindBillerOutcome,
  InquireBillOutcome,
  PayBillOutcome,
  PayEasyNetwork,
} from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { type Static, Type } from 'typebox';
import { type NetworkOptions, openCalling } from './network-call.ts';
import { about, Instant, words } from './network-shapes.ts';

const TIMEOUT_MS = 10_000;
/** A customer waits for the bill on a page; what takes longer counts as not available now. */
const INQUIRY_TIMEOUT_MS = 6_000;

const LENGTH = Type.Integer({ minimum: 1, maximum: 20 });
const Digits = Type.Object({ lengthMin: LENGTH, lengthMax: LENGTH });
const Amount = Type.String({ pattern: '^[0-9]{1,13}$' });
const BillerAnswer = Type.Union([
  Type.Object({
    outcome: Type.Literal('found'),
    biller: Type.Object({
      billerNumber: Type.String({ pattern: '^[0-9]{5}$' }),
      kind: Type.Union([Type.Literal('national'), Type.Literal('local'), Type.Literal('private')]),
      name: words(100, 1),
      kana: words(48, 1),
      paymentNumber: Digits,
      confirmationNumber: Digits,
      paymentCategory: Type.Optional(Digits),
    }),
  }),
  Type.Object({ outcome: Type.Literal('biller_unknown') }),
]);
const AmountAnswer = Type.Union([
  Type.Object({ kind: Type.Literal('fixed'), amount: Amount }),
  Type.Object({ kind: Type.Literal('chosen'), amountMin: Amount, amountMax: Amount }),
]);
const InquiryAnswer = Type.Union([
  Type.Object({
    outcome: Type.Literal('found'),
    bill: Type.Object({
      billerName: words(100, 1),
      payerKana: words(100),
      content: words(100),
      amount: AmountAnswer,
      dueDate: Type.Optional(
        Type.String({ pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$' }),
      ),
    }),
  }),
  Type.Object({
    outcome: Type.Union([
      Type.Literal('unknown'),
      Type.Literal('paid'),
      Type.Literal('expired'),
      Type.Literal('withdrawn'),
      Type.Literal('maintenance'),
    ]),
  }),
]);
const Decided = {
  paid: Type.Object({ outcome: Type.Literal('paid'), paidAt: Instant }),
  notTaken: Type.Object({
    outcome: Type.Literal('not_taken'),
    reason: Type.Union([
      Type.Literal('already_paid'),
      Type.Literal('unknown'),
      Type.Literal('expired'),
      Type.Literal('withdrawn'),
      Type.Literal('maintenance'),
      Type.Literal('amount_differs'),
    ]),
  }),
};
const DecidedAnswer = Type.Union([Decided.paid, Decided.notTaken]);
const Unknown = Type.Object({ outcome: Type.Literal('unknown') });
const About = (paymentId: string) => Type.Object(about(paymentId));
const PayAnswer = (paymentId: string) => Type.Intersect([DecidedAnswer, About(paymentId)]);
const AskAnswer = (paymentId: string) =>
  Type.Intersect([Type.Union([Decided.paid, Decided.notTaken, Unknown]), About(paymentId)]);

/** Pay-easy, spoken to over HTTP. */
export function connectPayEasy(options: NetworkOptions): PayEasyNetwork {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const inquiryMs = Math.min(timeoutMs, INQUIRY_TIMEOUT_MS);
  const call = openCalling('Pay-easy', options);
  return {
    findBiller: async (billerNumber): Promise<FindBillerOutcome> => {
      const answer = await call(BillerAnswer, `/billers/${encodeURIComponent(billerNumber)}`, inquiryMs);
      return answer.outcome === 'found' ? { outcome: 'found', biller: billerOf(answer.biller) } : answer;
    },
    inquireBill: async (bill): Promise<InquireBillOutcome> => {
      const answer = await call(InquiryAnswer, '/inquiries', inquiryMs, numbersOf(bill));
      return answer.outcome === 'found' ? { outcome: 'found', bill: billOf(answer.bill) } : answer;
    },
    pay: async ({ paymentId, bill, amount }): Promise<PayBillOutcome> => {
      const body = { paymentId, bill: numbersOf(bill), amount: String(amount) };
      return outcomeOf(await call(PayAnswer(paymentId), '/payments', timeoutMs, body));
    },
    askOutcome: async (paymentId) => {
      const answer = await call(
        AskAnswer(paymentId),
        `/payments/${encodeURIComponent(paymentId)}`,
        timeoutMs,
      );
      return answer.outcome === 'unknown' ? { outcome: 'unknown' } : outcomeOf(answer);
    },
  };
}

/** What is not in the shape stays behind: nothing of it reaches the book. */
const digitsOf = ({ lengthMin, lengthMax }: DigitCount): DigitCount => ({ lengthMin, lengthMax });

const billerOf = (biller: Biller): Biller => ({
  billerNumber: biller.billerNumber,
  kind: biller.kind,
  name: biller.name,
  kana: biller.kana,
  paymentNumber: digitsOf(biller.paymentNumber),
  confirmationNumber: digitsOf(biller.confirmationNumber),
  ...(biller.paymentCategory === undefined ? {} : { paymentCategory: digitsOf(biller.paymentCategory) }),
});

const amountOf = (amount: Static<typeof AmountAnswer>): BillAmount =>
  amount.kind === 'fixed'
    ? { kind: 'fixed', amount: yen(BigInt(amount.amount)) }
    : {
        kind: 'chosen',
        amountMin: yen(BigInt(amount.amountMin)),
        amountMax: yen(BigInt(amount.amountMax)),
      };

interface AnsweredBill extends Omit<Bill, 'amount'> {
  readonly amount: Static<typeof AmountAnswer>;
}

const billOf = ({ billerName, payerKana, content, amount, dueDate }: AnsweredBill): Bill => ({
  billerName,
  payerKana,
  content,
  amount: amountOf(amount),
  ...(dueDate === undefined ? {} : { dueDate }),
});

const numbersOf = (bill: BillNumbers): BillNumbers => ({
  billerNumber: bill.billerNumber,
  paymentNumber: bill.paymentNumber,
  confirmationNumber: bill.confirmationNumber,
  ...(bill.paymentCategory === undefined ? {} : { paymentCategory: bill.paymentCategory }),
});

const outcomeOf = (answer: Static<typeof DecidedAnswer>): PayBillOutcome =>
  answer.outcome === 'paid'
    ? { outcome: 'paid', paidAt: epochSeconds(answer.paidAt) }
    : { outcome: 'not_taken', reason: answer.reason };
