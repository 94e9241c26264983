/** How copying ended: in the clipboard, or with the text selected for the person to copy. */
export type CopyOutcome = 'copied' | 'selected';

/**
 * Puts `text` into the clipboard. Where the browser refuses, selects what `shown` holds, so that it can be copied by
 * hand: that text must be `text`, without the gaps that only the eye needs.
 */
export async function copy(text: string, shown: Element | null): Promise<CopyOutcome> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    return 'selected';
  }
}
