import type { NameInquiryOutcome, RecallAnswer, ZenginNetwork, ZenginReturn } from '@warifu/bank';
import { epochSeconds } from '@warifu/base';
import { Type } from 'typebox';
import { type NetworkOptions, openCalling } from './network-call.ts';
import { about, Instant, words } from './network-shapes.ts';

const TIMEOUT_MS = 10_000;
/** A customer waits for the name on a page; what takes longer counts as not available now. */
const INQUIRY_TIMEOUT_MS = 4_000;

const InquiryAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('found'), kana: words(100, 1) }),
  Type.Object({ outcome: Type.Literal('unavailable') }),
  Type.Object({ outcome: Type.Literal('no_such_account') }),
]);
const Accepted = (paymentId: string) =>
  Type.Object({ outcome: Type.Literal('accepted'), ...about(paymentId) });
const RecallAnswered = (paymentId: string) =>
  Type.Union([
    Type.Object({ answer: Type.Literal('waiting'), ...about(paymentId) }),
    Type.Object({ answer: Type.Literal('returned'), ...about(paymentId) }),
    Type.Object({ answer: Type.Literal('refused'), reason: words(64), ...about(paymentId) }),
  ]);
const ReturnsAnswer = Type.Object({
  returns: Type.Array(
    Type.Object({
      returnId: words(64, 1),
      paymentId: words(64, 1),
      reason: words(64),
      returnedAt: Instant,
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
      await call(Accepted(paymentId), '/transfers', timeoutMs, {
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
      await call(Accepted(paymentId), '/recalls', timeoutMs, { paymentId });
      return { outcome: 'accepted' };
    },
    recallAnswer: async (paymentId): Promise<RecallAnswer> => {
      const path = `/recalls/${encodeURIComponent(paymentId)}`;
      const { paymentId: _, ...answer } = await call(RecallAnswered(paymentId), path, timeoutMs);
      return answer;
    },
  };
}
