import type { Language, Spoken } from '@warifu/ui';
import { listChapters, type PlacedChapter } from '../../apps/internet-banking/src/guide/chapters.ts';
import {
  type Block,
  CHAPTER_KEYS,
  type ChapterKey,
  type GuideLink,
  type OtpFacts,
  type Target,
} from '../../apps/internet-banking/src/guide/guide.ts';
import { PICTURES, type PictureName } from '../../apps/internet-banking/src/guide/pictures.ts';
import { GUIDE_WORDS } from '../../apps/internet-banking/src/guide/words.ts';

/** From `docs/manual/` to the pictures of the site. */
const PICTURES_PATH = '../../apps/internet-banking/pictures';
const PICTURE_WIDTH = 352;

const WORDS: Spoken<{ readonly addresses: string; readonly other: string; readonly otherLabel: string }> = {
  ja: {
    addresses:
      'QRコードとアドレスは、インターネットバンキングのログイン画面から「ワンタイムパスワードのご利用について」の「アプリダウンロード」を開いてご確認ください。',
    other: 'en.md',
    otherLabel: 'English',
  },
  en: {
    addresses:
      'For the QR code and the address, open “About one-time passwords” on the login page of internet banking and choose “Get the app”.',
    other: 'ja.md',
    otherLabel: '日本語',
  },
};

const isChapter = (target: Target): target is ChapterKey => CHAPTER_KEYS.some((key) => key === target);
const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function pictureText(name: PictureName, language: Language): string {
  const alt = PICTURES[name][language].replaceAll('"', '&quot;');
  return `<img src="${PICTURES_PATH}/${language}/${name}.png" width="${PICTURE_WIDTH}" alt="${alt}">`;
}

/** Only links within the manual: addresses of the bank are of each installation. */
const linksText = (links: readonly GuideLink[]): string =>
  list(links.filter(({ to }) => isChapter(to)).map(({ to, label }) => `[${label}](#${to})`));

function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function blockText(block: Block, language: Language): string {
  const words = GUIDE_WORDS[language];
  switch (block.block) {
    case 'text':
      return block.text;
    case 'list':
      return list(block.lines);
    case 'steps':
      return block.steps
        .map(({ text, picture }, index) => {
          const shown = picture === undefined ? '' : `\n\n   ${pictureText(picture, language)}`;
          return `${index + 1}. ${text}${shown}`;
        })
        .join('\n');
    case 'terms':
      return list(block.terms.map(([name, text]) => `**${name}** – ${text}`));
    case 'note':
      return [...(block.title === undefined ? [] : [`**${block.title}**`]), ...block.lines]
        .map((line) => `> ${line}`)
        .join('\n>\n');
    case 'picture':
      return pictureText(block.picture, language);
    case 'cases':
      return tableText(
        [words.cases.way, words.cases.advice, words.cases.why, words.cases.instead],
        block.cases.map((one) => [one.way, words.advice[one.advice], one.why, one.instead]),
      );
    case 'questions':
      return block.questions
        .map(({ question, answer, links }) =>
          [`#### ${question}`, ...answer, ...(links === undefined ? [] : [linksText(links)])]
            .filter((part) => part !== '')
            .join('\n\n'),
        )
        .join('\n\n');
    case 'links':
      return linksText(block.links);
    case 'addresses':
      return WORDS[language].addresses;
  }
}

function chapterText({ key, number, title, lead, sections }: PlacedChapter, language: Language): string {
  return [
    `<a id="${key}"></a>`,
    `## ${number}. ${title}`,
    lead,
    ...sections.flatMap((section) => [
      `### ${section.title}`,
      ...section.blocks.map((block) => blockText(block, language)),
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The customer's manual: the guide of the site, word for word, as one page of Markdown. */
export function manualText(language: Language, facts: OtpFacts): string {
  const words = GUIDE_WORDS[language];
  const chapters = listChapters(language, facts);
  return `${[
    '<!-- Written by `npm run pictures` from apps/internet-banking/src/guide: change the words there. -->',
    `# ${words.title}`,
    `[${WORDS[language].otherLabel}](${WORDS[language].other})`,
    words.lead,
    `## ${words.contents}`,
    chapters.map(({ key, number, title }) => `${number}. [${title}](#${key})`).join('\n'),
    ...chapters.map((chapter) => chapterText(chapter, language)),
  ].join('\n\n')}\n`;
}
