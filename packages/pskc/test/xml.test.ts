import { expect, test } from 'vitest';
import { readPskc } from '../src/index.ts';
import { bytes, container, keyPackage, refusalOf } from './support.ts';

const read = (text: string) => refusalOf(readPskc(bytes(text)));
const good = container(keyPackage());

test('a document type is refused where it begins, harmless as it may look', () => {
  expect(read(`<!DOCTYPE KeyContainer>${good}`)).toBe('line 1: doctype');
});

test('a bomb of entities is refused before one of them is known', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
    '',
  );
  const bomb = `<!DOCTYPE KeyContainer [<!ENTITY e0 "x">${lines}]>${good.replace('M-0001', '&e20;')}`;
  expect(read(bomb)).toBe('line 1: doctype');
});

test('an entity from a file or the network is refused with its document type', () => {
  const outside = `<!DOCTYPE k [<!ENTITY e SYSTEM "file:///etc/hostname">]>${good.replace('M-0001', '&e;')}`;
  expect(read(outside)).toBe('line 1: doctype');
});

test('an entity that nobody made known is refused', () => {
  expect(read(good.replace('M-0001', '&e;'))).toBe('line 1: not_well_formed');
});

test('a processing instruction is refused', () => {
  expect(read(`<?xml-stylesheet href="x"?>${good}`)).toBe('line 1: instruction');
});

test('elements nested a hundred thousand deep are refused at the seventeenth', () => {
  expect(read('<a>'.repeat(100_000))).toMatch(/: too_deep$/);
});

test('a document of 250,001 elements is refused, and a file above 16 MiB is not even parsed', () => {
  expect(read(`<a>${'<b/>'.repeat(250_000)}</a>`)).toMatch(/: too_many$/);
  expect(refusalOf(readPskc(new Uint8Array(16 * 1024 * 1024 + 1)))).toBe('file: too_large');
});

test('an endless text and endless attributes are refused', () => {
  expect(read(good.replace('M-0001', 'x'.repeat(20_000)))).toMatch(/SerialNo: too_many$/);
  const attributes = Array.from({ length: 50 }, (_, i) => `a${i}="1"`).join(' ');
  expect(read(good.replace('<DeviceInfo>', `<DeviceInfo ${attributes}>`))).toMatch(/: too_many$/);
});

test('10,001 keys are refused', () => {
  expect(read(container('<KeyPackage/>'.repeat(10_001)))).toBe('KeyPackage: too_many');
});

test('text that is no UTF-8, or says that it is something else, is refused', () => {
  expect(refusalOf(readPskc(Buffer.from([0x3c, 0xff, 0x3e])))).toBe('file: encoding');
  expect(read(`<?xml version="1.0" encoding="Shift_JIS"?>${good}`)).toBe('line 1: encoding');
});

test.each([
  ['nothing', '', 'not_well_formed'],
  ['no XML', 'serial,secret', 'not_well_formed'],
  ['another XML', '<html/>', 'not_pskc'],
  ['another version', good.replace('"1.0"', '"2.0"'), 'not_pskc'],
  ['another namespace', good.replace('keyprov:pskc"', 'keyprov:qskc"'), 'not_pskc'],
  ['a signature', good.replace('</KeyContainer>', '<Signature/></KeyContainer>'), 'signature'],
  ['no key', container(''), 'missing'],
  ['an attribute of no kind', good.replace('Id="k"', 'Id="k" Moon="1"'), 'unknown_attribute'],
  ['a second root', good + good, 'not_well_formed'],
])('%s is refused', (_, text, reason) => {
  expect(read(text)).toMatch(new RegExp(`: ${reason}$`));
});
