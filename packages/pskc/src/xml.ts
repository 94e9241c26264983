import { SaxesParser } from 'saxes';
import { Refused } from './refusal.ts';

/** An element as it was written. */
export interface Element {
  /** Namespace; empty for none. */
  readonly uri: string;
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Its own text, without that of its children, and without white space around it. */
  readonly text: string;
  readonly place: string;
}

interface OpenElement extends Element {
  readonly children: Element[];
  text: string;
  readonly counts: Map<string, number>;
}

const DEPTH_MAX = 16;
const ELEMENTS_MAX = 250_000;
const ATTRIBUTES_MAX = 16;
const TEXT_LENGTH_MAX = 16_384;

/**
 * The tree of a document: elements, attributes and text, and nothing that XML can do besides.
 *
 * A document type is refused where it begins, so there is no entity but the five that XML has by itself, nothing is
 * fetched and nothing grows. Depth, elements, attributes and the length of a text are bounded while it is read.
 */
export function treeOf(text: string): Element {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: OpenElement[] = [];
  let root: Element | undefined;
  let elements = 0;
  const here = (): string => open.at(-1)?.place ?? `line ${parser.line}`;

  parser.on('error', () => {
    throw new Refused('not_well_formed', `line ${parser.line}`);
  });
  parser.on('doctype', () => {
    throw new Refused('doctype', `line ${parser.line}`);
  });
  parser.on('processinginstruction', () => {
    throw new Refused('instruction', `line ${parser.line}`);
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(?:utf-8|us-ascii)$/i.test(encoding))
      throw new Refused('encoding', `line ${parser.line}`);
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    elements += 1;
    if (elements > ELEMENTS_MAX) throw new Refused('too_many', here());
    if (open.length >= DEPTH_MAX) throw new Refused('too_deep', here());
    const own = Object.values(attributes).filter(
      ({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns',
    );
    if (own.length > ATTRIBUTES_MAX) throw new Refused('too_many', here());
    open.push({
      uri,
      name: local,
      attributes: new Map(own.map(({ name, value }) => [name, value])),
      children: [],
      text: '',
      place: placeOf(open, local),
      counts: new Map(),
    });
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (!element) return;
    element.text += piece;
    if (element.text.length > TEXT_LENGTH_MAX) throw new Refused('too_many', element.place);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (!element) return;
    element.text = element.text.trim();
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  });
  parser.write(text).close();
  if (!root) throw new Refused('not_well_formed', 'file');
  return root;
}

/** `KeyPackage 3 › Key › Data`: packages are many and have numbers, the container itself goes without saying. */
function placeOf(open: readonly OpenElement[], name: string): string {
  const parent = open.at(-1);
  if (!parent) return name;
  const count = (parent.counts.get(name) ?? 0) + 1;
  parent.counts.set(name, count);
  const own = name === 'KeyPackage' ? `${name} ${count}` : name;
  return open.length === 1 ? own : `${parent.place} › ${own}`;
}
