import { Type } from 'typebox';

// What relying parties ask and are told: the server checks requests by these shapes, the client answers.

const described = <Shape extends Record<string, unknown>>(description: string, options: Shape) => ({
  description,
  ...options,
});

/** No text of the authority's database holds a NUL. */
const pattern = '^[^\\u0000]*$';

const Subject = Type.String(
  described('Opaque id of the contract at the relying party; never a contract number.', {
    minLength: 1,
    maxLength: 100,
    pattern,
  }),
);
const Code = Type.String(
  described('As typed. What has not the shape of a code is wrong, and counts.', { maxLength: 16 }),
);
const NextCode = Type.Optional(
  Type.String(
    described('The code shown directly after `code`, where a second one is needed.', { maxLength: 16 }),
  ),
);
export const TokenId = Type.String(
  described(
    'Four letters and eight digits, or the serial that a hardware token’s maker printed on it; spaces, hyphens, ' +
      'lower case and full width are tidied.',
    { minLength: 1, maxLength: 64, pattern },
  ),
);
export const Instant = Type.Integer({ minimum: 0, description: 'Seconds since 1970-01-01T00:00:00Z.' });
const Reason = Type.String(
  described('What the paper form says; kept in the audit trail.', { maxLength: 500, pattern }),
);

const closed = { additionalProperties: false } as const;
const literals = <const Values extends readonly string[]>(...values: Values) =>
  Type.Union(values.map((value) => Type.Literal(value))) as unknown as ReturnType<
    typeof Type.Unsafe<Values[number]>
  >;

export const SubjectParams = Type.Object({ subject: Subject });
export const TokenParams = Type.Object({ tokenId: TokenId });

export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.String(
    described(
      'The same key with the same body gets the same answer for ten minutes; with another body it is 409.',
      {
        minLength: 1,
        maxLength: 200,
        pattern: '^[\\x21-\\x7e]+$',
      },
    ),
  ),
});
export const OptionalIdempotencyHeaders = Type.Partial(IdempotencyHeaders);

export const BindBody = Type.Object(
  { subject: Subject, tokenId: TokenId, code: Code, nextCode: NextCode },
  closed,
);
export const ValidateBody = Type.Object(
  {
    code: Code,
    nextCode: NextCode,
    purpose: Type.Optional(
      Type.String(
        described(
          'What the code is for; `default` where not said. Part of the scope of the idempotency key.',
          {
            minLength: 1,
            maxLength: 80,
            pattern,
          },
        ),
      ),
    ),
  },
  closed,
);
export const CodeBody = Type.Object({ code: Code, nextCode: NextCode }, closed);
export const ReplaceBody = Type.Object(
  {
    proof: Type.String({ maxLength: 100, pattern }),
    newTokenId: TokenId,
    newCode: Code,
    newNextCode: NextCode,
  },
  closed,
);
export const ReasonBody = Type.Object({ reason: Reason }, closed);

const VerdictWord = literals('accepted', 'wrong', 'spent', 'locked', 'needs_second_code', 'unknown');
const RefusedVerdict = literals('wrong', 'spent', 'locked', 'needs_second_code', 'unknown');
const IsLocked = Type.Boolean({ description: 'As the binding stands after this code.' });

export const VerdictAnswer = Type.Object({ verdict: VerdictWord, isLocked: IsLocked });
export const BeginReplaceAnswer = Type.Union([
  Type.Object({
    verdict: Type.Literal('accepted'),
    proof: Type.String({ description: 'Single use, ten minutes.' }),
    isLocked: Type.Literal(false),
  }),
  Type.Object({ verdict: RefusedVerdict, isLocked: IsLocked }),
]);

const Refused = Type.Literal('refused');
const Wait = Type.Object({ outcome: Refused, reason: Type.Literal('wait'), until: Instant });
const NotBound = Type.Object({
  outcome: Refused,
  reason: literals('not_accepted', 'needs_second_code', 'already_bound'),
});
export const BindAnswer = Type.Union([Type.Object({ outcome: Type.Literal('bound') }), Wait, NotBound]);
export const ReplaceAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('replaced') }),
  Wait,
  NotBound,
  Type.Object({ outcome: Refused, reason: literals('proof_unknown', 'same_token') }),
]);
export const StateAnswer = Type.Union([
  Type.Object({ state: Type.Literal('none') }),
  Type.Object({
    state: literals('active', 'locked'),
    tokenId: TokenId,
    serial: Type.Optional(Type.String({ description: 'Of a hardware token, as its maker prints it.' })),
    boundAt: Instant,
  }),
]);
export const ReleaseAnswer = Type.Object({ outcome: literals('released', 'unknown') });
export const UnlockAnswer = Type.Object({ outcome: literals('unlocked', 'unknown') });
const ofToken = {
  outcome: Type.Literal('found'),
  tokenId: TokenId,
  boundHere: Type.Boolean({ description: 'Whether a subject of the party that asks has it bound.' }),
  bindings: Type.Array(Type.Object({ subject: Subject, isLocked: Type.Boolean() }), {
    description: 'Active ones of the party that asks, at most a hundred.',
    maxItems: 100,
  }),
};
export const TokenStateAnswer = Type.Union([
  Type.Object({
    ...ofToken,
    form: literals('mobile', 'desktop'),
    state: literals('issued', 'active', 'retired'),
  }),
  Type.Object({
    ...ofToken,
    form: Type.Literal('hardware'),
    state: literals('in_stock', 'handed_out', 'withdrawn'),
    manufacturer: Type.String(),
    serial: Type.String({ description: 'As its maker prints it on the device.' }),
    isExpired: Type.Boolean({ description: 'Its maker’s date is over: its codes are not accepted.' }),
    subject: Type.Optional(Subject),
  }),
]);
export const HandOutBody = Type.Object({ subject: Subject, reason: Reason }, closed);
export const HandOutAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('handed_out'), tokenId: TokenId }),
  Type.Object({
    outcome: Refused,
    reason: literals('unknown', 'not_hardware', 'withdrawn', 'expired', 'handed_out_already'),
  }),
]);
