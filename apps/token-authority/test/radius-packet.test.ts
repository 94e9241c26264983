import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isAuthentic,
  responseAuthenticatorOf,
  revealPassword,
  writeReply,
} from '../src/radius/authenticity.ts';
import {
  CODE,
  onlyOf,
  PACKET_OCTETS_MAX,
  type Packet,
  readPacket,
  TYPE,
  writePacket,
} from '../src/radius/packet.ts';
import { accessRequest, isOurReply } from './radius-client.ts';
import { RFC_2865_7_1, RFC_5997_6_1 } from './radius-vectors.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

function read(octets: Buffer): Packet {
  const packet = readPacket(octets);
  if (packet === undefined) throw new Error('the packet was to be one');
  return packet;
}

test('RFC 2865 §7.1: the request is read, and its password comes out of its hiding', () => {
  const { request, secret, userName, password } = RFC_2865_7_1;
  const packet = read(bytes(request));
  expect([packet.code, packet.identifier]).toEqual([CODE.accessRequest, 0]);
  expect(onlyOf(packet, TYPE.userName)?.toString()).toBe(userName);
  const hidden = onlyOf(packet, TYPE.userPassword) ?? Buffer.alloc(0);
  expect(revealPassword(hidden, packet.authenticator, Buffer.from(secret))?.toString()).toBe(password);
});

test('RFC 2865 §7.1: the Response Authenticator is the one of the reply', () => {
  const { request, reply, secret } = RFC_2865_7_1;
  const withRequests = bytes(reply);
  withRequests.set(read(bytes(request)).authenticator, 4);
  expect(responseAuthenticatorOf(withRequests, Buffer.from(secret))).toEqual(bytes(reply).subarray(4, 20));
});

test('RFC 5997 §6.1: the Message-Authenticator is right under the secret, and under no other', () => {
  const packet = read(bytes(RFC_5997_6_1.request));
  expect(isAuthentic(packet, Buffer.from(RFC_5997_6_1.secret))).toBe(true);
  expect(isAuthentic(packet, Buffer.from('xyzzy5462'))).toBe(false);
});

test('RFC 5997 §6.1: the Response Authenticator is the one of the reply', () => {
  const withRequests = bytes(RFC_5997_6_1.reply);
  withRequests.set(read(bytes(RFC_5997_6_1.request)).authenticator, 4);
  expect(responseAuthenticatorOf(withRequests, Buffer.from(RFC_5997_6_1.secret))).toEqual(
    bytes(RFC_5997_6_1.reply).subarray(4, 20),
  );
});

test('a request without Message-Authenticator, or with two, is nobody’s', () => {
  expect(isAuthentic(read(bytes(RFC_2865_7_1.request)), Buffer.from(RFC_2865_7_1.secret))).toBe(false);
  const secret = 'a secret of the test';
  const packet = read(accessRequest({ secret, userName: 's', password: '123456' }));
  const [mark] = packet.attributes.filter(({ type }) => type === TYPE.messageAuthenticator);
  if (mark === undefined) throw new Error('the request was to have one');
  const doubled = writePacket({ ...packet, attributes: [...packet.attributes, mark] });
  expect(isAuthentic(packet, Buffer.from(secret))).toBe(true);
  expect(isAuthentic(read(doubled ?? Buffer.alloc(0)), Buffer.from(secret))).toBe(false);
});

test('one octet changed anywhere, and the request is nobody’s any more', () => {
  const secret = 'a secret of the test';
  const sent = accessRequest({ secret, userName: 'subject', password: '123456' });
  for (let at = 0; at < sent.length; at += 1) {
    const changed = Buffer.from(sent);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    const packet = readPacket(changed);
    expect([at, packet !== undefined && isAuthentic(packet, Buffer.from(secret))]).toEqual([at, false]);
  }
});

test('in a reply the Message-Authenticator stands first, and both authenticators are right', () => {
  const secret = 'a secret of the test';
  const request = accessRequest({ secret, userName: 's', password: '123456' });
  const state = { type: TYPE.state, value: randomBytes(16) };
  const reply = writeReply(CODE.accessChallenge, read(request), [state], Buffer.from(secret));
  expect(reply && isOurReply(reply, request, secret)).toBe(true);
  expect(reply && read(reply).attributes.map(({ type }) => type)).toEqual([
    TYPE.messageAuthenticator,
    TYPE.state,
  ]);
});

test('a reply that would be longer than a packet may be is none', () => {
  const request = read(accessRequest({ secret: 's', userName: 's', password: '1' }));
  const states = Array.from({ length: 16 }, () => ({ type: TYPE.proxyState, value: Buffer.alloc(253) }));
  expect(writeReply(CODE.accessAccept, request, states, Buffer.from('s'))).toBeUndefined();
  expect(writeReply(CODE.accessAccept, request, states.slice(1), Buffer.from('s'))).toBeDefined();
});

test.each([
  ['no octet at all', ''],
  ['19 octets', '01'.repeat(19)],
  ['a length below 20', `01000013${'00'.repeat(16)}`],
  ['a length beyond the datagram', `01000015${'00'.repeat(16)}`],
  ['an attribute of length 0', `01000016${'00'.repeat(16)}0100`],
  ['an attribute of length 1', `01000016${'00'.repeat(16)}0101`],
  ['an attribute that goes on beyond the end', `01000016${'00'.repeat(16)}0103`],
  ['an attribute without a length', `01000015${'00'.repeat(16)}01`],
  ['more octets than a packet may have', `01001001${'00'.repeat(4_093)}`],
])('%s is no packet', (_, hex) => {
  expect(readPacket(bytes(hex))).toBeUndefined();
});

test('what stands behind the length is padding', () => {
  const padded = Buffer.concat([bytes(RFC_2865_7_1.request), Buffer.alloc(9, 7)]);
  expect(readPacket(padded)?.octets).toEqual(bytes(RFC_2865_7_1.request));
});

test.each([0, 1, 15, 17, 144])('a hidden password of %i octets is none', (length) => {
  expect(revealPassword(Buffer.alloc(length), Buffer.alloc(16), Buffer.from('s'))).toBeUndefined();
});

test('whatever is read is written again as it was; whatever is written is read', () => {
  const octets = fc.uint8Array({ maxLength: PACKET_OCTETS_MAX + 20 });
  fc.assert(
    fc.property(octets, (given) => {
      const packet = readPacket(Buffer.from(given));
      if (packet !== undefined) expect(writePacket(packet)).toEqual(packet.octets);
    }),
  );
  const attribute = fc.record({
    type: fc.integer({ min: 0, max: 255 }),
    value: fc.uint8Array({ maxLength: 253 }).map((value) => Buffer.from(value)),
  });
  fc.assert(
    fc.property(fc.array(attribute, { maxLength: 20 }), (attributes) => {
      const written = writePacket({ code: 1, identifier: 7, authenticator: Buffer.alloc(16, 3), attributes });
      const length = attributes.reduce((sum, { value }) => sum + value.length + 2, 20);
      if (length > PACKET_OCTETS_MAX) expect(written).toBeUndefined();
      else expect(readPacket(written ?? Buffer.alloc(0))?.attributes).toEqual(attributes);
    }),
  );
});

test('a password of any octets but zeros is hidden and revealed', () => {
  const password = fc.uint8Array({ minLength: 1, maxLength: 128, min: 1 });
  fc.assert(
    fc.property(password, fc.string({ minLength: 1 }), (given, secret) => {
      const packet = read(accessRequest({ secret, userName: 'x', password: Buffer.from(given) }));
      const hidden = onlyOf(packet, TYPE.userPassword) ?? Buffer.alloc(0);
      expect(revealPassword(hidden, packet.authenticator, Buffer.from(secret))).toEqual(Buffer.from(given));
    }),
  );
});
