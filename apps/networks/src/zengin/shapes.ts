import { type Static, Type } from 'typebox';

export const AccountShape = Type.Object(
  {
    bankCode: Type.String({ pattern: '^[0-9]{4}$' }),
    branchCode: Type.String({ pattern: '^[0-9]{3}$' }),
    accountKind: Type.Union([Type.Literal('ordinary'), Type.Literal('current'), Type.Literal('savings')]),
    accountNumber: Type.String({ pattern: '^[0-9]{7}$' }),
  },
  { additionalProperties: false },
);
export type Account = Static<typeof AccountShape>;

export const PaymentShape = Type.Object(
  {
    /** The bank's own id of the payment: sent twice, it is one payment. */
    paymentId: Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$' }),
    payee: AccountShape,
    payeeKana: Type.String({ minLength: 1, maxLength: 48 }),
    senderKana: Type.String({ minLength: 1, maxLength: 48 }),
    /** Whole yen, a string of digits. */
    amount: Type.String({ pattern: '^[1-9][0-9]{0,12}$' }),
    valueDate: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
  },
  { additionalProperties: false },
);
export type Payment = Static<typeof PaymentShape>;

const PaymentId = Type.String({ pattern: '^[0-9A-Za-z-]{1,64}$' });

export const RecallShape = Type.Object({ paymentId: PaymentId }, { additionalProperties: false });
export type Recall = Static<typeof RecallShape>;

export const ReturnsQueryShape = Type.Object(
  {
    after: Type.Optional(Type.String({ pattern: '^[0-9]{12}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
  },
  { additionalProperties: false },
);
export type ReturnsQuery = Static<typeof ReturnsQueryShape>;

/**
 * What a test may switch. `away`: no answer, the connection is dropped. `lost`: a payment is accepted and the answer
 * lost. `slow`: every answer takes `slowMs`.
 */
export const SwitchShape = Type.Object(
  {
    mode: Type.Optional(
      Type.Union([Type.Literal('normal'), Type.Literal('away'), Type.Literal('lost'), Type.Literal('slow')]),
    ),
    slowMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
    returnAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 86_400 })),
  },
  { additionalProperties: false },
);
export type Switch = Static<typeof SwitchShape>;
