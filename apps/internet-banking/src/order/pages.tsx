import type { EpochSeconds } from '@warifu/base';
import {
  Actions,
  ButtonLink,
  ErrorSummary,
  Form,
  Instant,
  instantText,
  type Language,
  Notice,
  Section,
  SubmitButton,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { ORDER_NOT_ALLOWED } from './faces.ts';
import type {
  OrderConfirm,
  OrderDone,
  OrderMessage,
  OrderPlace,
  OrderShown,
  PreparedShown,
  TermGroup,
} from './order-flow.ts';
import { PROOF_FIELDS, Proof, proofHeading } from './proof.tsx';
import { ORDER_WORDS } from './words.ts';

/** Why the order cannot run as it is, where it cannot. */
export const troubleOf = (
  { need }: PreparedShown,
  shown: OrderShown,
  language: Language,
): string | undefined =>
  shown.errors.order ?? (need.need === 'refused' ? sentenceOf(ORDER_NOT_ALLOWED[language], need) : undefined);

function Groups(props: { readonly groups: readonly TermGroup[] }): VNode {
  return (
    <>
      {props.groups.map(({ title, terms }, index) => (
        <div key={title ?? index} class="stack">
          {title === undefined ? null : <h2>{title}</h2>}
          <Terms terms={terms} />
        </div>
      ))}
    </>
  );
}

/** 確認: everything as it will be, then the code where one is asked for, and 実行. */
export function orderConfirmPage(
  turn: SessionTurn,
  { current }: OrderPlace,
  order: OrderConfirm & PreparedShown,
  shown: OrderShown,
): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { need } = order.need;
  const trouble = troubleOf(order, shown, language);
  return sessionPage(turn, {
    title: `${order.heading} - ${order.title}`,
    ...(current === undefined ? {} : { current }),
    hasError: Object.keys(shown.errors).length > 0,
    languageBack: order.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{order.title}</p>
          <h1>{order.heading}</h1>
        </div>
        <ErrorSummary language={language} order={PROOF_FIELDS} errors={shown.errors} />
        {shown.isChanged ? (
          <Notice tone="warning" isAnswer={true}>
            <p>{words.changed}</p>
          </Notice>
        ) : null}
        {trouble === undefined ? (
          <p class="lead">{order.lead}</p>
        ) : (
          <Notice tone="warning" title={trouble} isAnswer={true} />
        )}
        <div class="card stack">
          <Groups groups={order.groups} />
          {order.links.length === 0 ? null : (
            <p class="section-foot link-row">
              {order.links.map(({ href, label }) => (
                <a key={href} href={href}>
                  {label}
                </a>
              ))}
            </p>
          )}
        </div>
        {need === 'refused' ? null : (
          <Section title={proofHeading(need, language)} id="proof" look="card">
            <Form action={order.path} csrf={turn.csrf} busyLabel={words.busy}>
              <Proof need={need} shown={shown} language={language} />
              <p class="hint">
                {order.hint === undefined ? null : `${order.hint} `}
                {words.validUntil(instantText(order.expiresAt, language))}
              </p>
              <Actions>
                <SubmitButton label={order.execute} />
              </Actions>
            </Form>
          </Section>
        )}
        {order.after}
      </>
    ),
  });
}

/** An executed order, as far as its end shows it whatever its kind is. */
export interface ExecutedShown {
  readonly receipt: { readonly receiptNumber: string; readonly executedAt: EpochSeconds };
}

/** 受付完了: printable, and the same whenever it is opened again. */
export function orderDonePage(
  turn: SessionTurn,
  { current }: OrderPlace,
  done: OrderDone & ExecutedShown,
): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { receiptNumber, executedAt } = done.receipt;
  return sessionPage(turn, {
    title: done.title,
    ...(current === undefined ? {} : { current }),
    body: (
      <>
        <h1>{done.heading}</h1>
        <Notice tone="success">
          <p>
            {words.receiptNumber} <span class="receipt-number">{receiptNumber}</span>
          </p>
          <p>
            {words.executedAt} <Instant at={executedAt} language={language} />
          </p>
          {done.text === undefined ? null : <p>{done.text}</p>}
        </Notice>
        <div class="card stack">
          <Groups groups={done.groups} />
        </div>
        <p class="hint screen-only">{words.printHint}</p>
        <Actions>
          <ButtonLink href="/top" label={words.top} look="primary" />
          {done.links.map(({ href, label }) => (
            <ButtonLink key={href} href={href} label={label} />
          ))}
          <ButtonLink href="/history" label={words.history} />
        </Actions>
      </>
    ),
  });
}

/** One sentence and where to go on. */
export function orderMessagePage(
  turn: SessionTurn,
  { current }: OrderPlace,
  { title, text, links }: OrderMessage,
): string {
  return sessionPage(turn, {
    title,
    ...(current === undefined ? {} : { current }),
    languageBack: '/top',
    body: (
      <div class="card stack">
        <h1>{title}</h1>
        <p>{text}</p>
        <Actions>
          {links.map(({ href, label }, index) => (
            <ButtonLink key={href} href={href} label={label} look={index === 0 ? 'primary' : 'secondary'} />
          ))}
        </Actions>
      </div>
    ),
  });
}
