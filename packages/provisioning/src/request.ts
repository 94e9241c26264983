import { type Bytes, framed, fromBase64url, joined, utf8 } from './bytes.ts';
import { POINT_BYTES, SIGNATURE_BYTES } from './keys.ts';
import { isSuite, type Suite } from './suite.ts';
import type { SoftwareForm } from './token-id.ts';

/** What the device sends to have a token made. Octets stand as base64url without padding. トークン発行. */
export interface ProvisionRequest {
  readonly version: 1;
  readonly form: SoftwareForm;
  readonly suite: Suite;
  /** A UUID in lower case, for logs on both sides. */
  readonly requestId: string;
  /** ECDSA P-256, 65 octets. The request is idempotent by it. */
  readonly devicePublicKey: string;
  /** ECDH P-256, 65 octets. */
  readonly agreementPublicKey: string;
  /** By the device key over all the other fields, 64 octets. */
  readonly signature: string;
}

/** A request with its octets read, and nothing proved yet. */
export interface ReadRequest {
  readonly form: SoftwareForm;
  readonly suite: Suite;
  readonly requestId: string;
  readonly devicePoint: Bytes;
  readonly agreementPoint: Bytes;
  readonly signature: Bytes;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The request in a value from a wire, or `undefined` where a field is missing or ill-formed. Other fields are passed over. */
export function readRequest(wire: unknown): ReadRequest | undefined {
  if (typeof wire !== 'object' || wire === null) return undefined;
  const { version, form, suite, requestId, devicePublicKey, agreementPublicKey, signature } = wire as Partial<
    Record<keyof ProvisionRequest, unknown>
  >;
  if (version !== 1 || (form !== 'WRSM' && form !== 'WRSD') || !isSuite(suite)) return undefined;
  if (typeof requestId !== 'string' || !UUID.test(requestId)) return undefined;
  const devicePoint = fromBase64url(devicePublicKey, POINT_BYTES);
  const agreementPoint = fromBase64url(agreementPublicKey, POINT_BYTES);
  const signatureBytes = fromBase64url(signature, SIGNATURE_BYTES);
  if (!devicePoint || !agreementPoint || !signatureBytes) return undefined;
  return { form, suite, requestId, devicePoint, agreementPoint, signature: signatureBytes };
}

/** What the device key signs. */
export function signedBytes(request: Omit<ReadRequest, 'signature'>): Bytes {
  return framed(
    utf8('warifu/provision/request/v1'),
    utf8(request.form),
    utf8(request.suite),
    utf8(request.requestId),
    request.devicePoint,
    request.agreementPoint,
  );
}

/** The whole request: what is signed, then the signature. */
export function requestBytes(request: ReadRequest): Bytes {
  return joined(signedBytes(request), framed(request.signature));
}
