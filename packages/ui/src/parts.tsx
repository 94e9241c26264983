import type { ComponentChildren, VNode } from 'preact';
import { instantAttribute, instantText, yenText } from './format.ts';
import type { Language, Spoken } from './language.ts';
import { Icon, type IconName } from './mark.tsx';

const WORDS: Spoken<{
  readonly steps: string;
  readonly step: (at: number, of: number) => string;
  readonly done: string;
}> = {
  ja: { steps: '手続きの流れ', step: (at, of) => `${at}/${of}`, done: '（済み）' },
  en: { steps: 'Steps', step: (at, of) => `Step ${at} of ${of}`, done: ' (done)' },
};

/** An amount: tabular digits that never break over two lines. */
export function Amount(props: { readonly yen: bigint; readonly isLarge?: boolean }): VNode {
  return <span class={props.isLarge === true ? 'amount amount-large' : 'amount'}>{yenText(props.yen)}</span>;
}

/** A real instant in Asia/Tokyo. */
export function Instant(props: { readonly at: number; readonly language: Language }): VNode {
  return <time dateTime={instantAttribute(props.at)}>{instantText(props.at, props.language)}</time>;
}

/** Where the customer stands in a flow; a bar of all steps on wide screens, one line on narrow ones. */
export function Steps(props: {
  readonly language: Language;
  readonly names: readonly string[];
  /** Index into `names`. */
  readonly current: number;
}): VNode {
  const words = WORDS[props.language];
  return (
    <nav class="steps" aria-label={words.steps}>
      <p class="steps-brief" aria-hidden="true">
        <span class="steps-count">{words.step(props.current + 1, props.names.length)}</span>
        {props.names[props.current]}
      </p>
      <ol>
        {props.names.map((name, index) => (
          <li
            key={name}
            class={index < props.current ? 'step step-done' : 'step'}
            {...(index === props.current ? { 'aria-current': 'step' as const } : {})}
          >
            <span class="step-name">
              {name}
              {index < props.current ? <span class="visually-hidden">{words.done}</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type NoticeTone = 'information' | 'success' | 'warning';

/** A boxed notice. `role="status"` only where it answers what the customer just did. */
export function Notice(props: {
  readonly tone: NoticeTone;
  readonly title?: string;
  readonly isAnswer?: boolean;
  readonly children?: ComponentChildren;
}): VNode {
  const icon: Readonly<Record<NoticeTone, IconName>> = {
    information: 'information',
    success: 'success',
    warning: 'warning',
  };
  return (
    <div
      class={`notice notice-${props.tone}`}
      {...(props.isAnswer === true ? { role: 'status' as const } : {})}
    >
      <Icon name={icon[props.tone]} />
      <div class="notice-text">
        {props.title === undefined ? null : <p class="notice-title">{props.title}</p>}
        {props.children}
      </div>
    </div>
  );
}

export interface Term {
  readonly name: string;
  readonly value: ComponentChildren;
  readonly isStrong?: boolean;
}

/** Names and values: what a confirm page and a receipt are made of. */
export function Terms(props: { readonly terms: readonly Term[] }): VNode {
  return (
    <dl class="terms">
      {props.terms.map((term) => (
        <div class={term.isStrong === true ? 'term term-strong' : 'term'} key={term.name}>
          <dt>{term.name}</dt>
          <dd>{term.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A titled part of a page. */
export function Section(props: {
  readonly title: string;
  readonly id: string;
  readonly children: ComponentChildren;
  readonly tools?: ComponentChildren;
  readonly look?: 'card' | 'plain';
}): VNode {
  return (
    <section class={props.look === 'card' ? 'section card' : 'section'} aria-labelledby={props.id}>
      <div class="section-head">
        <h2 id={props.id}>{props.title}</h2>
        {props.tools}
      </div>
      {props.children}
    </section>
  );
}

export interface Column<Row> {
  readonly title: string;
  readonly isAmount?: boolean;
  /** The cell that names its row on a card. */
  readonly isHead?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

/** A table on wide screens, a list of cards on narrow ones; one markup for both. */
export function Table<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}): VNode {
  return (
    <table class="table">
      <caption class="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th scope="col" key={column.title} class={column.isAmount === true ? 'is-amount' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.keyOf(row)}>
            {props.columns.map((column) => {
              const content = column.cell(row);
              if (column.isHead === true) {
                return (
                  <th scope="row" key={column.title} data-label={column.title}>
                    {content}
                  </th>
                );
              }
              return (
                <td
                  key={column.title}
                  data-label={column.title}
                  class={column.isAmount === true ? 'is-amount' : undefined}
                >
                  {content}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
