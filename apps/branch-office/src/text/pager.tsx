import { ButtonLink, type Language, type Spoken } from '@warifu/ui';
import type { VNode } from 'preact';

const WORDS: Spoken<{ readonly next: string; readonly first: string }> = {
  ja: { next: '次を見る', first: '最初へ' },
  en: { next: 'Next', first: 'First page' },
};

/** The way through a long list: on, and back to its beginning. `query` is what else the address carries. */
export function Pager(props: {
  readonly language: Language;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** The last one shown, where there are more. */
  readonly next?: string | undefined;
  readonly isFirst: boolean;
}): VNode | null {
  const { path, next, isFirst, query = {} } = props;
  if (next === undefined && isFirst) return null;
  const words = WORDS[props.language];
  const hrefOf = (more: Readonly<Record<string, string>>): string => {
    const question = new URLSearchParams({ ...query, ...more }).toString();
    return question === '' ? path : `${path}?${question}`;
  };
  return (
    <div class="pager">
      {isFirst ? null : <ButtonLink href={hrefOf({})} label={words.first} />}
      {next === undefined ? null : <ButtonLink href={hrefOf({ after: next })} label={words.next} />}
    </div>
  );
}
