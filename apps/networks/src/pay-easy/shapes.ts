import { type Static, Type } from 'typebox';

export const BillerQueryShape = Type.Object(
  { billerNumber: Type.String({ pattern: '^[0-9]{5}$' }) },
  { additionalProperties: false },
);
export type BillerQuery = Static<typeof BillerQueryShape>;

export const BillNumbersShape = Type.Object(
  {
    billerNumber: Type.String({ pattern: '^[0-9]{5}$' }),
    paymentNumber: Type.String({ pattern: '^[0-9]{1,20}$' }),
    confirmationNumber: Type.String({ pattern: '^[0-9]{1,6}$' }),
    paymentCategory: Type.Optional(Type.String({ pattern: '^[0-9]{1,10}$' })),
  },
  { additionalProperties: false },
);
export type BillNumbers = Static<typeof BillNumbersShape>;

const PAYMENT_ID = '^[0-9A-Za-z-]{1,64}$';

export const PaymentShape = Type.Object(
  {
    /** The bank's own id of the payment: sent twice, it is one payment. */
    paymentId: Type.String({ pattern: PAYMENT_ID }),
    bill: BillNumbersShape,
    /** Whole yen, a string of digits. */
    amount: Type.String({ pattern: '^[1-9][0-9]{0,12}$' }),
  },
  { additionalProperties: false },
);
export type Payment = Static<typeof PaymentShape>;

export const PaymentQueryShape = Type.Object(
  { paymentId: Type.String({ pattern: PAYMENT_ID }) },
  { additionalProperties: false },
);
export type PaymentQuery = Static<typeof PaymentQueryShape>;

/**
 * What a test may switch. `away`: no answer, the connection is dropped. `silent`: a payment is taken, and its sender
 * waits for an answer that never comes. `lost`: the same, and the connection is dropped at once. `slow`: every answer
 * takes `slowMs`.
 */
export const SwitchShape = Type.Object(
  {
    mode: Type.Optional(
      Type.Union([
        Type.Literal('normal'),
        Type.Literal('away'),
        Type.Literal('silent'),
        Type.Literal('lost'),
        Type.Literal('slow'),
      ]),
    ),
    slowMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
  },
  { additionalProperties: false },
);
export type Switch = Static<typeof SwitchShape>;
