import type { NameInquiryOutcome, RecallAnswer, ZenginNetwork, ZenginReturn } from '@warifu/bank';
import { epochSeconds } from '@warifu/base';
import { Type } from 'typebox';
import { type NetworkOptions, openCalling } from './network-call.ts';

const TIMEOUT_MS = 10_000;
/** A customer waits for the name on a page; what takes longer counts as not available now. */
const INQUIRY_TIMEOUT_MS = 4_000;

const InquiryAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('found'), kana: Type.String({ minLength: 1, maxLength: 100 }) }),
  Type.Object({ outcome: Type.Literal('unavailable') }),
  Type.Object({ outcome: Type.Literal('no_such_account') }),
]);
const TransferAnswer = Type.Object({ outcome: Type.Literal('accepted') });
const RecallAccepted = Type.Object({ outcome: Type.Literal('accepted') });
const RecallAnswered = Type.Union([
  Type.Object({ answer: Type.Literal('waiting') }),
  Type.Object({ answer: Type.Literal('returned') }),
  Type.Object({ answer: Type.Literal('refused'), reason: Type.String({ maxLength: 64 }) }),
]);
const ReturnsAnswer = Type.Object({
  returns: Type.Array(
    Type.Object({
      returnId: Type.String({ minLength: 1, maxLength: 64 }),
      paymentId: Type.String({ minLength: 1, maxLength: 64 }),
      reason: Type.String({ maxLength: 64 }),
      returnedAt: Type.Integer({ minimum: 0 }),
    }),
    { maxItems: 1_000 },
  ),
});

/** 全銀, spoken to over HTTP. */
export function connectZengin(options: NetworkOptions): ZenginNetwork {
  const call = openCalling('Zengin', options);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  return {
    inquireName: async (account): Promise<NameInquiryOutcome> => {
      const { bankCode, branchCode, accountKind, accountNumber } = account;
      const body = { bankCode, branchCode, accountKind, accountNumber };
      const answer = await call(
        InquiryAnswer,
        '/name-inquiries',
        Math.min(timeoutMs, INQUIRY_TIMEOUT_MS),
        body,
      );
      return answer;
    },
    send: async ({ paymentId, payee, payeeKana, senderKana, amount, valueDate }) => {
      const { bankCode, branchCode, accountKind, accountNumber } = payee;
      await call(TransferAnswer, '/transfers', timeoutMs, {
        paymentId,
        payee: { bankCode, branchCode, accountKind, accountNumber },
        payeeKana,
        senderKana,
        amount: String(amount),
        valueDate,
      });
      return { outcome: 'accepted' };
    },
    fetchReturns: async ({ after, limit }): Promise<readonly ZenginReturn[]> => {
      const query = new URLSearchParams({ limit: String(limit), ...(after === undefined ? {} : { after }) });
      const answer = await call(ReturnsAnswer, `/returns?${query}`, timeoutMs);
      return answer.returns.map((one) => ({ ...one, returnedAt: epochSeconds(one.returnedAt) }));
    },
    recall: async ({ paymentId }) => {
      await call(RecallAccepted, '/recalls', timeoutMs, { paymentId });
      return { outcome: 'accepted' };
    },
    recallAnswer: async (paymentId): Promise<RecallAnswer> => {
      const answer = await call(RecallAnswered, `/recalls/${encodeURIComponent(paymentId)}`, timeoutMs);
      return answer;
    },
  };
}
