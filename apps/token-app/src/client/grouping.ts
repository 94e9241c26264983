/** A code as it is read aloud, in two groups: `123`, `456`. */
export function groupsOfCode(code: string): readonly [string, string] {
  const middle = Math.ceil(code.length / 2);
  return [code.slice(0, middle), code.slice(middle)];
}

/** Characters set apart, so that a screen reader says digits and not one large number. */
export function spelled(text: string): string {
  return [...text.replaceAll(' ', '')].join(' ');
}
