import type { NotAllowed, OrderNeed } from '@warifu/bank';
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
  type Term,
  Terms,
} from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { type NavigationKey, sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { PROOF_FIELDS, Proof } from '../transfer/confirm-page.tsx';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { ORDER_NOT_ALLOWED, type OrderShown } from './faces.ts';
import { ORDER_WORDS } from './words.ts';

/** The menu entry under which planned orders stand. */
const CURRENT: NavigationKey = 'transfer';

export interface OrderLink {
  readonly href: string;
  readonly label: string;
}

/** What one kind of order puts on its confirm page. */
export interface OrderConfirm {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  readonly path: string;
  readonly terms: readonly Term[];
  readonly need: OrderNeed;
  readonly expiresAt: EpochSeconds;
  /** What cannot be undone, said beside the button. */
  readonly hint?: string;
  readonly execute: string;
  readonly links: readonly OrderLink[];
}

/** Why the order cannot run as it is, where it cannot. */
export const troubleOf = (order: OrderConfirm, shown: OrderShown, language: Language): string | undefined =>
  shown.errors.order ??
  (order.need.need === 'refused' ? sentenceOf(ORDER_NOT_ALLOWED[language], order.need) : undefined);

/** 確認: everything as it will be, then the code where one is asked for, and 実行. */
export function orderConfirmPage(turn: SessionTurn, order: OrderConfirm, shown: OrderShown): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { need } = order.need;
  const trouble = troubleOf(order, shown, language);
  const heading = {
    otp: words.codeHeading,
    confirmation_password: words.passwordHeading,
    nothing: words.executeHeading,
    refused: '',
  }[need];
  return sessionPage(turn, {
    title: `${order.heading} - ${order.title}`,
    current: CURRENT,
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
        <div class="card">
          <Terms terms={order.terms} />
          <p class="section-foot link-row">
            {order.links.map(({ href, label }) => (
              <a key={href} href={href}>
                {label}
              </a>
            ))}
          </p>
        </div>
        {need === 'refused' ? null : (
          <Section title={heading} id="proof" look="card">
            <Form action={order.path} csrf={turn.csrf} busyLabel={words.busy}>
              <Proof need={need} shown={shown} language={language} />
              <p class="hint">
                {order.hint} {words.validUntil(instantText(order.expiresAt, language))}
              </p>
              <Actions>
                <SubmitButton label={order.execute} />
              </Actions>
            </Form>
          </Section>
        )}
      </>
    ),
  });
}

/** What one kind of order puts on the page of its end. */
export interface OrderDone {
  readonly title: string;
  readonly heading: string;
  readonly receipt: { readonly receiptNumber: string; readonly executedAt: EpochSeconds };
  readonly text?: string;
  readonly terms: readonly Term[];
  readonly links: readonly OrderLink[];
}

/** 受付完了: printable, and the same whenever it is opened again. */
export function orderDonePage(turn: SessionTurn, done: OrderDone): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { receiptNumber, executedAt } = done.receipt;
  return sessionPage(turn, {
    title: done.title,
    current: CURRENT,
    body: (
      <>
        <h1>{done.heading}</h1>
        <Notice tone="success">
          <p>
            {words.receiptNumber} <span class="receipt-number">{receiptNumber}</span>
          </p>
          {done.text === undefined ? null : <p>{done.text}</p>}
        </Notice>
        <div class="card">
          <Terms
            terms={[
              { name: words.executedAt, value: <Instant at={executedAt} language={language} /> },
              ...done.terms,
            ]}
          />
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

export interface OrderMessage {
  readonly title: string;
  readonly text: string;
  readonly links: readonly OrderLink[];
}

/** One sentence and where to go on. */
export function orderMessagePage(turn: SessionTurn, message: OrderMessage): string {
  const links: ComponentChildren = message.links.map(({ href, label }, index) => (
    <ButtonLink key={href} href={href} label={label} look={index === 0 ? 'primary' : 'secondary'} />
  ));
  return sessionPage(turn, {
    title: message.title,
    current: CURRENT,
    languageBack: '/top',
    body: (
      <div class="card stack">
        <h1>{message.title}</h1>
        <p>{message.text}</p>
        <Actions>{links}</Actions>
      </div>
    ),
  });
}

export function overMessage(language: Language): OrderMessage {
  const { over, history, top } = ORDER_WORDS[language];
  return {
    ...over,
    links: [
      { href: '/history', label: history },
      { href: '/top', label: top },
    ],
  };
}

export function expiredMessage(language: Language, startPath: string): OrderMessage {
  const { title, text, again } = ORDER_WORDS[language].expired;
  return { title, text, links: [{ href: startPath, label: again }] };
}

export function notAllowedMessage(language: Language, because: NotAllowed): OrderMessage {
  const { refused, top } = ORDER_WORDS[language];
  return {
    title: refused.title,
    text: sentenceOf(ORDER_NOT_ALLOWED[language], because),
    links: [
      ...(isCuredByRegistration(because) ? [{ href: '/otp/register', label: refused.register }] : []),
      { href: '/top', label: top },
    ],
  };
}
