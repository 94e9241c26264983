import type {
  NameInquiryOutcome,
  RecallAnswer,
  ZenginNetwork,
  ZenginPayment,
  ZenginReturn,
} from '../../src/ports.ts';

/** A network in a test's hand. */
export interface FakeZengin {
  readonly port: ZenginNetwork;
  /** What arrived, by payment id: sent twice, it is one payment. */
  readonly payments: Map<string, ZenginPayment>;
  /** Every call that arrived, repeats included. */
  readonly calls: string[];
  returns: ZenginReturn[];
  /** Every recall that arrived, repeats included. */
  readonly recalls: string[];
  /** What the other bank says to a recall. */
  recallAnswer: RecallAnswer;
  name: NameInquiryOutcome;
  weather: 'clear' | 'away' | 'answer_lost';
}

export function fakeZengin(): FakeZengin {
  const payments = new Map<string, ZenginPayment>();
  const calls: string[] = [];
  const away = () => Object.assign(new Error('away'), { name: 'NetworkUnavailable' });
  const fake: FakeZengin = {
    payments,
    calls,
    returns: [],
    recalls: [],
    recallAnswer: { answer: 'waiting' },
    name: { outcome: 'found', kana: 'ﾐﾎﾝ ﾊﾅｺ' },
    weather: 'clear',
    port: {
      inquireName: async () => {
        if (fake.weather === 'away') throw away();
        return fake.name;
      },
      send: async (payment) => {
        if (fake.weather === 'away') throw away();
        calls.push(payment.paymentId);
        payments.set(payment.paymentId, payment);
        if (fake.weather === 'answer_lost') throw away();
        return { outcome: 'accepted' };
      },
      fetchReturns: async ({ after, limit }) => {
        if (fake.weather === 'away') throw away();
        const from = after === undefined ? 0 : fake.returns.findIndex((item) => item.returnId === after) + 1;
        return fake.returns.slice(from, from + limit);
      },
      recall: async ({ paymentId }) => {
        if (fake.weather === 'away' || !payments.has(paymentId)) throw away();
        fake.recalls.push(paymentId);
        if (fake.weather === 'answer_lost') throw away();
        return { outcome: 'accepted' };
      },
      recallAnswer: async (paymentId) => {
        if (fake.weather !== 'clear' || !fake.recalls.includes(paymentId)) throw away();
        return fake.recallAnswer;
      },
    },
  };
  return fake;
}
