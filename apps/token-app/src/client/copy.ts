/** Puts `text` into the clipboard; whether the browser let it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Selects what an element holds, to be copied by hand: its text must be what is to be copied, without the gaps that only
 * the eye needs.
 */
export function select(shown: Element | null): void {
  if (shown !== null) getSelection()?.selectAllChildren(shown);
}
