import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copy, select } from '../copy.ts';
import { useSpeech } from './speech.ts';

/** What is copied, and how the button is called. */
export interface CopyButtonProps {
  readonly label: string;
  /** Undefined while there is nothing to copy. */
  readonly text: string | undefined;
  /** Where the text stands, for browsers that let nobody near the clipboard. */
  readonly shown: RefObject<HTMLElement | null>;
  readonly accessKey: string;
  readonly isMain?: boolean;
  /** Called before the text is selected, to show it where it is hidden. */
  readonly onSelect?: () => void;
}

const TOLD_MS = 4_000;

/** In the clipboard, or selected for the person to copy. */
type CopyOutcome = 'copied' | 'selected';

/** The button itself says that it is done, so that nothing on the screen moves. */
export function CopyButton(props: CopyButtonProps) {
  const { label, text, shown, accessKey, isMain = false, onSelect } = props;
  const { words } = useSpeech();
  const [outcome, setOutcome] = useState<CopyOutcome>();
  useEffect(() => {
    if (outcome === undefined) return;
    const timer = setTimeout(() => setOutcome(undefined), TOLD_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  const press = async () => {
    if (text === undefined) return;
    const isCopied = await copy(text);
    setOutcome(isCopied ? 'copied' : 'selected');
    if (isCopied) return;
    onSelect?.();
    // The text is on the screen with the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => select(shown.current)));
  };
  return (
    <div class="copy">
      <button
        type="button"
        class={isMain ? 'button button-light' : 'button button-line'}
        accessKey={accessKey}
        aria-disabled={text === undefined}
        onClick={press}
      >
        {outcome === 'copied' ? `✓ ${words.copied}` : label}
      </button>
      <p class={outcome === 'selected' ? 'told' : 'unseen'} role="status">
        {outcome === 'copied' && words.copied}
        {outcome === 'selected' && words.copyByHand}
      </p>
    </div>
  );
}
