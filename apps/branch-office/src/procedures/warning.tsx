import type { Language, Spoken } from '@warifu/ui';
import type { VNode } from 'preact';

const WORDS: Spoken<string> = { ja: 'その依頼を見る', en: 'See that request' };

/** That the same procedure waits already, and the way there. */
export function SameWaiting(props: {
  readonly requestId: string;
  readonly sentence: string;
  readonly language: Language;
}): VNode {
  return (
    <p>
      {props.sentence} <a href={`/requests/${props.requestId}`}>{WORDS[props.language]}</a>
    </p>
  );
}
