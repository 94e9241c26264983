/** Why what was typed is no mail address, in order of precedence. */
export type MailAddressFlaw =
  | { readonly reason: 'address_missing' }
  | { readonly reason: 'address_too_long'; readonly lengthMax: number }
  /** Not one @ with something on both sides. */
  | { readonly reason: 'address_without_at' }
  /** Spaces, Japanese letters and whatever else no address has; the characters. */
  | { readonly reason: 'address_characters'; readonly characters: string }
  /** Before the @: a dot at an end, or two in a row. */
  | { readonly reason: 'address_dots' }
  /** After the @: not names with dots between them. */
  | { readonly reason: 'address_domain' };

/** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, and two of them are its brackets. */
const LENGTH_MAX = 254;
/** RFC 5321, 4.5.3.1.1. */
const LOCAL_LENGTH_MAX = 64;
/** RFC 5322, 3.2.3: what an atom is made of, the dot beside it, and the one sign between the halves. */
const OTHER_CHARACTERS = /[^A-Za-z0-9!#$%&'*+/=?^_`{|}~.@-]/gu;
/** RFC 1035, 2.3.1 and RFC 1123, 2.1. */
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** What was typed: full-width to half-width, spaces at both ends taken off, the domain in small letters. */
export function typedMailAddress(text: string): string {
  const plain = text.normalize('NFKC').trim();
  const sign = plain.lastIndexOf('@');
  return sign < 0 ? plain : plain.slice(0, sign) + plain.slice(sign).toLowerCase();
}

/** What is wrong with an address, or `undefined`. Whether it exists is found out by mailing a number to it. */
export function judgeMailAddress(address: string): MailAddressFlaw | undefined {
  if (address === '') return { reason: 'address_missing' };
  if (address.length > LENGTH_MAX) return { reason: 'address_too_long', lengthMax: LENGTH_MAX };
  const characters = [...new Set(address.match(OTHER_CHARACTERS) ?? [])].join('');
  if (characters !== '') return { reason: 'address_characters', characters };
  const [local = '', domain = '', ...more] = address.split('@');
  if (local === '' || domain === '' || more.length > 0) return { reason: 'address_without_at' };
  if (local.length > LOCAL_LENGTH_MAX) return { reason: 'address_too_long', lengthMax: LENGTH_MAX };
  if (/^\.|\.\.|\.$/.test(local)) return { reason: 'address_dots' };
  const labels = domain.split('.');
  const isDomain =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && !/^\d+$/.test(labels.at(-1) ?? '');
  return isDomain ? undefined : { reason: 'address_domain' };
}

/** `yamada@mail.example` → `y***@mail.example`: enough to recognise one's own, too little to learn one. */
export function addressInPart(address: string): string {
  const sign = address.lastIndexOf('@');
  return `${sign > 1 ? address.slice(0, 1) : ''}***${address.slice(sign)}`;
}
