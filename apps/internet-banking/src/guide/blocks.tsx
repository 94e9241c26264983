import { unreachable } from '@warifu/base';
import { ButtonLink, type Column, Icon, type Language, Notice, Table, Terms } from '@warifu/ui';
import type { VNode } from 'preact';
import type { Site } from '../http/route.ts';
import type { Advice, Block, Case, GuideLink, Question, Step } from './guide.ts';
import { PICTURES, type PictureName } from './pictures.ts';
import { QrCode } from './qr-code.tsx';
import { appAddress, hrefOf } from './targets.ts';
import { GUIDE_WORDS } from './words.ts';

/** What every block is drawn with. */
export interface Ground {
  readonly site: Site;
  readonly language: Language;
}

const lineKey = (text: string): string => text.slice(0, 40);

export function Links(props: { readonly ground: Ground; readonly links: readonly GuideLink[] }): VNode {
  const { site, language } = props.ground;
  return (
    <ul class="link-list">
      {props.links.map((link) => (
        <li key={link.to}>
          <a href={hrefOf(link.to, site.options.tokenAppOrigin, language)}>
            <Icon name="arrow" />
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Picture(props: { readonly ground: Ground; readonly name: PictureName }): VNode {
  const { site, language } = props.ground;
  const { src, width, height } = site.assets.pictureOf(props.name, language);
  return (
    <img
      class="guide-picture"
      src={src}
      width={width}
      height={height}
      alt={PICTURES[props.name][language]}
      loading="lazy"
      decoding="async"
    />
  );
}

function Steps(props: { readonly ground: Ground; readonly steps: readonly Step[] }): VNode {
  return (
    <ol class="guide-steps">
      {props.steps.map((step) => (
        <li key={lineKey(step.text)}>
          <p>{step.text}</p>
          {step.picture === undefined ? null : <Picture ground={props.ground} name={step.picture} />}
        </li>
      ))}
    </ol>
  );
}

const BADGES: Readonly<Record<Advice, string>> = {
  recommended: 'badge badge-good',
  with_care: 'badge badge-warn',
  never: 'badge badge-bad',
};

function Cases(props: {
  readonly language: Language;
  readonly caption: string;
  readonly cases: readonly Case[];
}): VNode {
  const words = GUIDE_WORDS[props.language];
  const columns: readonly Column<Case>[] = [
    { title: words.cases.way, isHead: true, cell: (row) => row.way },
    {
      title: words.cases.advice,
      cell: (row) => <span class={BADGES[row.advice]}>{words.advice[row.advice]}</span>,
    },
    { title: words.cases.why, cell: (row) => row.why },
    { title: words.cases.instead, cell: (row) => row.instead },
  ];
  return (
    <div class="guide-cases">
      <Table caption={props.caption} columns={columns} rows={props.cases} keyOf={(row) => row.way} />
    </div>
  );
}

function Questions(props: { readonly ground: Ground; readonly questions: readonly Question[] }): VNode {
  return (
    <div class="guide-questions">
      {props.questions.map(({ id, question, answer, links }) => (
        <section key={id} aria-labelledby={`q-${id}`}>
          <h3 id={`q-${id}`}>{question}</h3>
          {answer.map((line) => (
            <p key={lineKey(line)}>{line}</p>
          ))}
          {links === undefined ? null : <Links ground={props.ground} links={links} />}
        </section>
      ))}
    </div>
  );
}

/** The token app's address, to be read by a camera, to be typed, and to be followed. */
function Addresses(props: { readonly ground: Ground }): VNode {
  const { site, language } = props.ground;
  const words = GUIDE_WORDS[language].addresses;
  const address = appAddress(site.options.tokenAppOrigin, language);
  return (
    <div class="guide-addresses">
      <section class="card guide-box" aria-labelledby="address-phone">
        <h3 id="address-phone">{words.phone}</h3>
        <p>{words.phoneText}</p>
        <QrCode text={address} label={words.qrCode} />
        <p>
          <a href={address}>{address}</a>
        </p>
      </section>
      <section class="card guide-box" aria-labelledby="address-pc">
        <h3 id="address-pc">{words.pc}</h3>
        <p>{words.pcText}</p>
        <p>
          <a href={address}>{address}</a>
        </p>
        <ButtonLink href={address} label={words.open} />
      </section>
    </div>
  );
}

export function BlockView(props: { readonly ground: Ground; readonly block: Block }): VNode {
  const { ground, block } = props;
  switch (block.block) {
    case 'text':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <ul class="bullets">
          {block.lines.map((line) => (
            <li key={lineKey(line)}>{line}</li>
          ))}
        </ul>
      );
    case 'steps':
      return <Steps ground={ground} steps={block.steps} />;
    case 'terms':
      return <Terms terms={block.terms.map(([name, value]) => ({ name, value }))} />;
    case 'note':
      return (
        <Notice tone={block.tone} {...(block.title === undefined ? {} : { title: block.title })}>
          {block.lines.map((line) => (
            <p key={lineKey(line)}>{line}</p>
          ))}
        </Notice>
      );
    case 'picture':
      return <Picture ground={ground} name={block.picture} />;
    case 'cases':
      return <Cases language={ground.language} caption={block.caption} cases={block.cases} />;
    case 'questions':
      return <Questions ground={ground} questions={block.questions} />;
    case 'links':
      return <Links ground={ground} links={block.links} />;
    case 'addresses':
      return <Addresses ground={ground} />;
    default:
      return unreachable(block);
  }
}
