import { shapes } from '@warifu/token-client';
import { type Static, Type } from 'typebox';

const { Instant, TokenId } = shapes;

// What devices ask and are told, and problems. The shapes of relying parties' calls are those of the client package.

const Base64url = Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: 200 });

export const ProvisionBody = Type.Object({
  version: Type.Literal(1),
  form: Type.Union([Type.Literal('WRSM'), Type.Literal('WRSD')]),
  suite: Type.String({ maxLength: 40 }),
  requestId: Type.String({ format: 'uuid', maxLength: 36 }),
  devicePublicKey: Base64url,
  agreementPublicKey: Base64url,
  signature: Base64url,
});
export const ProvisionAnswer = Type.Object({
  tokenId: TokenId,
  suite: Type.String(),
  agreementPublicKey: Base64url,
  serverTime: Instant,
  expiresAt: Instant,
  mac: Base64url,
});
export const DeviceRequestBody = Type.Object({
  version: Type.Literal(1),
  action: Type.Union([
    Type.Literal('delete'),
    Type.Literal('list-services'),
    Type.Literal('list-departures'),
  ]),
  tokenId: TokenId,
  at: Instant,
  nonce: Base64url,
  signature: Base64url,
});
export const DeviceRequestAnswer = Type.Union([
  Type.Object({ outcome: Type.Literal('deleted') }),
  Type.Object({ outcome: Type.Literal('listed'), services: Type.Array(Type.String(), { maxItems: 100 }) }),
  Type.Object({
    outcome: Type.Literal('moved_on'),
    departures: Type.Array(
      Type.Object({
        service: Type.String(),
        why: Type.Union([Type.Literal('replaced'), Type.Literal('ended'), Type.Literal('released')]),
        leftAt: Instant,
      }),
      { description: 'The latest first; one for each service and reason.', maxItems: 100 },
    ),
    isRegistered: Type.Boolean({ description: 'Whether any service still takes the token’s codes.' }),
  }),
]);
export const TimeAnswer = Type.Object({
  epochMs: Type.Integer({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
});

/** @see RFC 9457 §3 */
export const Problem = Type.Object({
  type: Type.String({ description: 'A URN that names the kind of problem.' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
});
export type Problem = Static<typeof Problem>;
