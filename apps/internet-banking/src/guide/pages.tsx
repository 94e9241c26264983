import { assert } from '@warifu/base';
import type { Language } from '@warifu/ui';
import type { VNode } from 'preact';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';
import { BlockView, Links } from './blocks.tsx';
import { listChapters, type PlacedChapter } from './chapters.ts';
import type { ChapterKey, GuideSection } from './guide.ts';
import { GUIDE_PATH } from './targets.ts';
import { GUIDE_WORDS } from './words.ts';

/** From so many sections on, a page begins with a list of them. */
const SECTIONS_LISTED_FROM = 3;

const pathOf = (key: ChapterKey): string => `${GUIDE_PATH}/${key}`;

/** ワンタイムパスワードのご利用について: the way in for those who are new or in a hurry, and all chapters. */
export function contentsPage(turn: Turn): string {
  const { language, site } = turn;
  const words = GUIDE_WORDS[language];
  return openPage(turn, {
    title: words.title,
    width: 'wide',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <div class="guide-ways">
          <section class="card card-lead guide-box" aria-labelledby="begin">
            <h2 id="begin">{words.beginTitle}</h2>
            <Links ground={turn} links={words.begin} />
          </section>
          <section class="card guide-urgent guide-box" aria-labelledby="urgent">
            <h2 id="urgent">{words.urgentTitle}</h2>
            <p>{words.urgentText}</p>
            <Links ground={turn} links={words.urgent} />
          </section>
        </div>
        <nav aria-labelledby="contents">
          <h2 id="contents" class="guide-contents-title">
            {words.contents}
          </h2>
          <ol class="guide-cards">
            {listChapters(language, site.options.otpFacts).map((chapter) => (
              <li key={chapter.key}>
                <a class="guide-card" href={pathOf(chapter.key)}>
                  <span class="guide-number" aria-hidden="true">
                    {chapter.number}
                  </span>
                  <span class="guide-card-text">
                    <strong class="guide-card-title">{chapter.title}</strong>
                    <span class="guide-brief">{chapter.brief}</span>
                  </span>
                </a>
              </li>
            ))}
          </ol>
        </nav>
      </>
    ),
  });
}

/** One chapter: its sections, the chapters before and after it, and the contents. */
export function chapterPage(turn: Turn, key: ChapterKey): string {
  const { language, site } = turn;
  const words = GUIDE_WORDS[language];
  const chapters = listChapters(language, site.options.otpFacts);
  const at = chapters.findIndex((chapter) => chapter.key === key);
  const chapter = chapters[at];
  assert(chapter !== undefined, 'every key has its chapter');
  const { title, lead, sections } = chapter;
  return openPage(turn, {
    title: `${title} - ${words.title}`,
    width: 'wide',
    body: (
      <div class="guide">
        <article class="guide-chapter">
          <div class="page-head">
            <p class="flow-title">
              <a href={GUIDE_PATH}>{words.title}</a>
            </p>
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
          </div>
          {sections.length < SECTIONS_LISTED_FROM ? null : (
            <SectionList title={words.onThisPage} sections={sections} />
          )}
          {sections.map((section) => (
            <section key={section.id} class="guide-section" aria-labelledby={section.id}>
              <h2 id={section.id}>{section.title}</h2>
              {section.blocks.map((block, index) => (
                <BlockView key={`${section.id}-${index}`} ground={turn} block={block} />
              ))}
            </section>
          ))}
          <Neighbours language={language} before={chapters[at - 1]} after={chapters[at + 1]} />
        </article>
        <Contents language={language} chapters={chapters} current={key} />
      </div>
    ),
  });
}

function SectionList(props: { readonly title: string; readonly sections: readonly GuideSection[] }): VNode {
  return (
    <nav class="guide-sections" aria-label={props.title}>
      <p class="guide-sections-title">{props.title}</p>
      <ul>
        {props.sections.map((section) => (
          <li key={section.id}>
            <a class="guide-sections-link" href={`#${section.id}`}>
              {section.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Neighbours(props: {
  readonly language: Language;
  readonly before: PlacedChapter | undefined;
  readonly after: PlacedChapter | undefined;
}): VNode {
  const words = GUIDE_WORDS[props.language];
  const ways = [
    { chapter: props.before, label: words.previous, rel: 'prev' },
    { chapter: props.after, label: words.next, rel: 'next' },
  ];
  return (
    <nav class="guide-neighbours" aria-label={words.neighbours}>
      {ways.map(({ chapter, label, rel }) =>
        chapter === undefined ? null : (
          <a key={rel} class={`guide-neighbour guide-${rel}`} rel={rel} href={pathOf(chapter.key)}>
            <span class="guide-way">{label}</span>
            <strong>{chapter.title}</strong>
          </a>
        ),
      )}
    </nav>
  );
}

function Contents(props: {
  readonly language: Language;
  readonly chapters: readonly PlacedChapter[];
  readonly current: ChapterKey;
}): VNode {
  const words = GUIDE_WORDS[props.language];
  return (
    <nav class="guide-contents" aria-label={words.contents}>
      <p class="guide-sections-title">
        <a href={GUIDE_PATH}>{words.contents}</a>
      </p>
      <ol>
        {props.chapters.map(({ key, title }) => (
          <li key={key}>
            <a
              class="guide-contents-link"
              href={pathOf(key)}
              {...(key === props.current ? { 'aria-current': 'page' as const } : {})}
            >
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
