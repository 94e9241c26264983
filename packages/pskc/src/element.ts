import { Refused } from './refusal.ts';
import type { Element } from './xml.ts';

/** @see RFC 6030 §11 */
export const PSKC = 'urn:ietf:params:xml:ns:keyprov:pskc';
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
export const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
export const PKCS5 = 'http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#';

/** What may stand in an element; all else is refused, as it might say that the key must not be used (RFC 6030 §5). */
interface Allowed {
  readonly children?: readonly string[];
  readonly attributes?: readonly string[];
  /** Namespaces of the children; PSKC's own where not said. */
  readonly uris?: readonly string[];
}

/** Refuses what is not known in this element: children, their namespaces, attributes. */
export function judgeElement(
  element: Element,
  { children = [], attributes = [], uris = [PSKC] }: Allowed,
): void {
  for (const child of element.children) {
    if (!uris.includes(child.uri) || !children.includes(child.name))
      throw new Refused('unknown_element', child.place);
  }
  for (const name of element.attributes.keys()) {
    if (!attributes.includes(name)) throw new Refused('unknown_attribute', `${element.place} @${name}`);
  }
}

/** The child of that name, where there is one. Two are one too many. */
export function findChild(element: Element, name: string): Element | undefined {
  const [found, another] = element.children.filter((child) => child.name === name);
  if (another) throw new Refused('twice', another.place);
  return found;
}

export function childOf(element: Element, name: string): Element {
  const found = findChild(element, name);
  if (!found) throw new Refused('missing', `${element.place} › ${name}`);
  return found;
}

/** The text of a child that has nothing but text. */
export function findTextOf(element: Element, name: string): string | undefined {
  const child = findChild(element, name);
  if (!child) return undefined;
  judgeElement(child, { attributes: ['xml:lang'] });
  return child.text === '' ? undefined : child.text;
}

export function attributeOf(element: Element, name: string): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw new Refused('missing', `${element.place} @${name}`);
  return value;
}
