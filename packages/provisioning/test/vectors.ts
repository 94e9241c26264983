/**
 * One whole exchange, fixed. Made in Python with its own HKDF and framing from the README of this package, so that a
 * change of the derivation, on one side or on both, is noticed. Nothing here is computed. The keys serve tests alone.
 */

/** The device's signing key. */
export const DEVICE_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: '0753OWLkAMWyBsFPT1VQWzamyAu-Ha8Hzz_ZFx9sz7o',
  y: '7wj7qslxjcpQfPeLfajh-soV0nyI3R3Qc5CwrpIpdfg',
  d: 'e2bza7PwYtke_nKX28xC1pwKkNT3eqOKv6dClBwp3Us',
} as const;

/** The device's half of the agreement. */
export const AGREEMENT_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'YktEj-xx7ArUYPWfkAbYaJi5-HeBP0AIk1OmrAgvL3M',
  y: '6jE6sqiDCbw1pJShxb8KxCFQiLqH8k6r6dzkARzLcSc',
  d: 'eeE276oTMoemHR4Uj3_cCBuVkat-cqNCsKWpgsRgfH8',
} as const;

/** The authority's half of the agreement. */
export const AUTHORITY_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'XA8kvCD2I8b5ivO6gylbDYEtI8yDNb4QaOxWRykr8iU',
  y: '70OpZwLJF5j_gt5dIT_4Rcwsb1kJCLlN_Cn02jwtByI',
  d: 'r7D6vzzD_eryJ0Evq77qx85hC8ckhu3MSaqzC4sXznU',
} as const;

export const REQUEST = {
  version: 1,
  form: 'WRSM',
  suite: 'totp-sha1-6-30',
  requestId: '01890a5d-ac96-774b-bcce-b302099a8057',
  devicePublicKey: 'BNO-dzli5ADFsgbBT09VUFs2psgLvh2vB88_2RcfbM-67wj7qslxjcpQfPeLfajh-soV0nyI3R3Qc5CwrpIpdfg',
  agreementPublicKey:
    'BGJLRI_scewK1GD1n5AG2GiYufh3gT9ACJNTpqwILy9z6jE6sqiDCbw1pJShxb8KxCFQiLqH8k6r6dzkARzLcSc',
  signature: 'SckQWPPPcM6JaQRbAjrBUNaIUdLwIkSx1MFI8QEO6YX2oe4idSlggMdF1x8qpfNha1FYZnt1J7tu_Kgwp5Da1w',
} as const;

/** SHA-256 over the request's octets, in hexadecimal. */
export const REQUEST_DIGEST = 'ffbecad162cc5b859bdb236a7a510a41c0230d018d0564413c20af83372e6b41';

/** What both sides derive, in hexadecimal. */
export const SECRET = '5b4735ae00e1514d70b944a78c01b05afd10b781';

export const REPLY = {
  tokenId: 'WRSM20481024',
  suite: 'totp-sha1-6-30',
  agreementPublicKey:
    'BFwPJLwg9iPG-YrzuoMpWw2BLSPMgzW-EGjsVkcpK_Il70OpZwLJF5j_gt5dIT_4Rcwsb1kJCLlN_Cn02jwtByI',
  serverTime: 1790000000,
  expiresAt: 1792592000,
  mac: '2FWm7jwmNWT1jl4uziuE4RSyLipJQJjpnEFV949dBQs',
} as const;

/** HMAC-SHA-1 under the token's key over the eight octets of the step of `serverTime`, in hexadecimal. */
export const STEP_MAC = '714d7286b1950b7ad5271e81857bc8be73ef94d7';

/** A life-cycle request of that device. */
export const LIFECYCLE = {
  version: 1,
  action: 'delete',
  tokenId: 'WRSM20481024',
  at: 1790000000,
  nonce: 'AAECAwQFBgcICQoLDA0ODw',
  signature: 'VvJ-CMJlpCOXLcuy3dWhKfXODIYuqRM95aF6IqATNC8DAEBCBDx6Ut7AOiB5G8-GGfPpLwOR30M_2-2_j4t8Tw',
} as const;

/** An uncompressed point of P-384 (its generator), base64url. */
export const POINT_P384 =
  'BKqHyiK-iwU3jrHHHvMgrXRuHTtii6ebmFn3QeCCVCo4VQLyXb9VKWw6VF44cnYKtzYX3kqWJixvXZ6Yv5KS3Cn49B29KJoUfOnaMRO18LjACmCxzh1-gZ16Qx18kOoOXw';

/** Generator of secp256k1: of the right length, and not on P-256. */
export const POINT_SECP256K1 =
  'BHm-Zn753LusVaBilc6HCwcCm_zbLc4o2VnygVsW-BeYSDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg';
