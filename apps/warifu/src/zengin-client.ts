import type { NameInquiryOutcome, RecallAnswer, ZenginNetwork, ZenginReturn } from '@warifu/bank';
import { epochSeconds } from '@warifu/base';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** The network could not be reached, or answered what it never should. A payment may have arrived: send it again. */
class ZenginUnavailable extends Error {
  override readonly name = 'ZenginUnavailable';
}

export interface ZenginClientOptions {
  /** For example `http://127.0.0.1:8090/zengin`. */
  readonly url: string;
  readonly timeoutMs?: number;
}

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

/** 全銀, spoken to over HTTP. Every call ends within its time; whatever goes wrong on the way is one fault. */
export function connectZengin(options: ZenginClientOptions): ZenginNetwork {
  const call = async (path: string, timeoutMs: number, body?: object): Promise<unknown> => {
    try {
      const answer = await fetch(`${options.url}${path}`, {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
        ...(body === undefined
          ? {}
          : {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(body),
            }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new ZenginUnavailable(`Zengin answered ${answer.status}`);
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof ZenginUnavailable) throw error;
      throw new ZenginUnavailable('Zengin did not answer', { cause: error });
    }
  };
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  return {
    inquireName: async (account): Promise<NameInquiryOutcome> => {
      const { bankCode, branchCode, accountKind, accountNumber } = account;
      const body = { bankCode, branchCode, accountKind, accountNumber };
      const answer = await call('/name-inquiries', Math.min(timeoutMs, INQUIRY_TIMEOUT_MS), body);
      if (!Value.Check(InquiryAnswer, answer)) throw new ZenginUnavailable('Zengin answered another shape');
      return answer;
    },
    send: async ({ paymentId, payee, payeeKana, senderKana, amount, valueDate }) => {
      const { bankCode, branchCode, accountKind, accountNumber } = payee;
      const answer = await call('/transfers', timeoutMs, {
        paymentId,
        payee: { bankCode, branchCode, accountKind, accountNumber },
        payeeKana,
        senderKana,
        amount: String(amount),
        valueDate,
      });
      if (!Value.Check(TransferAnswer, answer)) throw new ZenginUnavailable('Zengin answered another shape');
      return { outcome: 'accepted' };
    },
    fetchReturns: async ({ after, limit }): Promise<readonly ZenginReturn[]> => {
      const query = new URLSearchParams({ limit: String(limit), ...(after === undefined ? {} : { after }) });
      const answer = await call(`/returns?${query}`, timeoutMs);
      if (!Value.Check(ReturnsAnswer, answer)) throw new ZenginUnavailable('Zengin answered another shape');
      return answer.returns.map((one) => ({ ...one, returnedAt: epochSeconds(one.returnedAt) }));
    },
    recall: async ({ paymentId }) => {
      const answer = await call('/recalls', timeoutMs, { paymentId });
      if (!Value.Check(RecallAccepted, answer)) throw new ZenginUnavailable('Zengin answered another shape');
      return { outcome: 'accepted' };
    },
    recallAnswer: async (paymentId): Promise<RecallAnswer> => {
      const answer = await call(`/recalls/${encodeURIComponent(paymentId)}`, timeoutMs);
      if (!Value.Check(RecallAnswered, answer)) throw new ZenginUnavailable('Zengin answered another shape');
      return answer;
    },
  };
}
