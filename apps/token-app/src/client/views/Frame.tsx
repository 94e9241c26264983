import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Mark } from './Mark.tsx';
import { useSpeech } from './speech.ts';

/** What every screen has around it. */
export interface FrameProps {
  /** Heading of the screen, and title of the page. */
  readonly title: string;
  /** Changes with the screen: then the heading takes the focus, so that a screen reader begins there. */
  readonly screen: string;
  /** The heading is for screen readers only: the screen shows what it is. */
  readonly hidesTitle?: boolean;
  readonly isOnline: boolean;
  readonly onLanguage: () => void;
  readonly nav: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Frame(props: FrameProps) {
  const { title, screen, hidesTitle = false, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(screen);
  const { words, language } = useSpeech();

  useEffect(() => {
    document.title = `${title} | ${words.product}`;
    document.documentElement.lang = language;
  }, [title, words, language]);

  // With the screen itself and not after it: a quick Tab would be taken back.
  useLayoutEffect(() => {
    if (shown.current === screen) return;
    shown.current = screen;
    heading.current?.focus();
    scrollTo(0, 0);
  }, [screen]);

  return (
    <>
      <Top {...props} />
      <main>
        <h1 ref={heading} tabIndex={-1} class={hidesTitle ? 'unseen' : undefined}>
          {title}
        </h1>
        {children}
      </main>
      {props.nav}
    </>
  );
}

const isDemo = document.documentElement.dataset['demo'] === 'yes';

function Top({ isOnline, onLanguage }: FrameProps) {
  const { words, language } = useSpeech();
  const other = language === 'ja' ? 'en' : 'ja';
  return (
    <header>
      <p class="brand">
        <Mark />
        <span>
          <strong>{words.product}</strong> <small>{words.productKind}</small>
        </span>
      </p>
      {isDemo && <p class="tag">{words.demo}</p>}
      <p class="tag" role="status">
        {isOnline ? '' : words.offline}
      </p>
      <a
        class="language"
        href={`?lang=${other}`}
        hreflang={other}
        lang={other}
        accessKey="9"
        onClick={(event) => {
          event.preventDefault();
          onLanguage();
        }}
      >
        {words.otherLanguage}
      </a>
    </header>
  );
}
