import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { copy } from '../copy.ts';
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
}

const TOLD_MS = 4_000;

export function CopyButton({ label, text, shown, accessKey, isMain = false }: CopyButtonProps) {
  const { words } = useSpeech();
  const [told, setTold] = useState('');
  useEffect(() => {
    if (told === '') return;
    const timer = setTimeout(() => setTold(''), TOLD_MS);
    return () => clearTimeout(timer);
  }, [told]);

  const press = async () => {
    if (text === undefined) return;
    const outcome = await copy(text, shown.current);
    setTold(outcome === 'copied' ? words.copied : words.copyByHand);
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
        {label}
      </button>
      <p class="told" role="status">
        {told}
      </p>
    </div>
  );
}
