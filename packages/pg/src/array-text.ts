/** Nothing in it that an array's text would have to quote: UUIDs, numbers, dates, instants, codes, most names. */
const PLAIN = /^[^\s",{}\\]+$/;
const NULL = 'NULL';

/**
 * An array parameter as PostgreSQL reads it, or `undefined` where an element is not a plain word; the driver, which
 * quotes each element, is then asked. Source: PostgreSQL manual, "Array Input and Output Syntax".
 */
export function arrayText(elements: readonly unknown[]): string | undefined {
  let text = '';
  for (const element of elements) {
    const word = wordOf(element);
    if (word === undefined) return undefined;
    text += text === '' ? word : `,${word}`;
  }
  return `{${text}}`;
}

function wordOf(element: unknown): string | undefined {
  if (element === null || element === undefined) return NULL;
  if (typeof element === 'number' || typeof element === 'boolean') return String(element);
  if (Buffer.isBuffer(element)) return `"\\\\x${element.toString('hex')}"`;
  if (typeof element !== 'string' || element.toUpperCase() === NULL || !PLAIN.test(element)) return undefined;
  return element;
}
