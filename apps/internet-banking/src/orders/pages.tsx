import type { NotAllowed, OrderNeed, PlannedOrder } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  ErrorSummary,
  Form,
  firstError,
  Instant,
  instantText,
  type Language,
  Notice,
  Section,
  type Spoken,
  SubmitButton,
  Terms,
  TextField,
} from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { CodeField, SecondCode } from '../text/code-field.tsx';
import { sentenceOf } from '../text/faces.ts';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { NOT_ALLOWED_SENTENCES, type OrderField } from './faces.ts';
import type { OrderExtra, OrderWords, TermGroup } from './order-flow.ts';
import { ORDER_WORDS } from './words.ts';

const FIELD_ORDER: readonly OrderField[] = ['code', 'confirmationPassword'];

/** What all pages of one order are told. */
export interface ShownFlow {
  /** Of this order. */
  readonly path: string;
  readonly backPath: string;
  readonly words: Spoken<OrderWords>;
}

export interface OrderShown {
  readonly order: PlannedOrder<unknown>;
  readonly groups: readonly TermGroup[];
}

export type ConfirmShown = OrderShown & OrderExtra;

function Groups(props: { readonly groups: readonly TermGroup[] }): VNode {
  return (
    <div class="card stack">
      {props.groups.map(({ title, terms }, index) => (
        <div key={title ?? index}>
          {title === undefined ? null : <h2 class="section-title">{title}</h2>}
          <Terms terms={terms} />
        </div>
      ))}
    </div>
  );
}

function Proof(props: {
  readonly need: OrderNeed['need'];
  readonly shown: ConfirmShown;
  readonly language: Language;
}): VNode | null {
  const { need, shown, language } = props;
  const words = ORDER_WORDS[language];
  const first = firstError(FIELD_ORDER, shown.errors);
  if (need === 'otp' && shown.sealedCode !== undefined)
    return <SecondCode language={language} sealedCode={shown.sealedCode} error={shown.errors.code} />;
  if (need === 'otp')
    return (
      <CodeField
        language={language}
        name="code"
        label={words.code}
        hint={words.codeHint}
        error={shown.errors.code}
        hasFocus={first === 'code'}
      />
    );
  if (need !== 'confirmation_password') return null;
  return (
    <TextField
      language={language}
      name="confirmationPassword"
      type="password"
      label={words.confirmationPassword}
      hint={words.confirmationHint}
      error={shown.errors.confirmationPassword}
      autocomplete="off"
      maxLength={128}
      width="medium"
      hasFocus={first === 'confirmationPassword'}
    />
  );
}

/** Why the order cannot run as it is, told above its terms; `undefined` where it can. */
export const troubleOf = ({ order, errors }: ConfirmShown, language: Language): string | undefined =>
  errors.order ??
  (order.need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], order.need) : undefined);

function Execution(props: {
  readonly turn: SessionTurn;
  readonly flow: ShownFlow;
  readonly shown: ConfirmShown;
}): VNode | null {
  const { turn, flow, shown } = props;
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { need } = shown.order.need;
  if (need === 'refused') return null;
  const form = (
    <Form action={flow.path} csrf={turn.csrf} busyLabel={words.busy}>
      <Proof need={need} shown={shown} language={language} />
      <p class="hint">{words.validUntil(instantText(shown.order.expiresAt, language))}</p>
      <Actions>
        <SubmitButton label={flow.words[language].execute} />
      </Actions>
    </Form>
  );
  if (need === 'nothing') return form;
  return (
    <Section title={need === 'otp' ? words.codeHeading : words.confirmationPassword} id="proof" look="card">
      {form}
    </Section>
  );
}

/** 確認: everything as it will be done, then the code, where one is asked for, and 実行. */
export function confirmPage(turn: SessionTurn, flow: ShownFlow, shown: ConfirmShown): string {
  const { language } = turn;
  const own = flow.words[language];
  const words = ORDER_WORDS[language];
  const trouble = troubleOf(shown, language);
  return sessionPage(turn, {
    title: `${own.confirm} - ${own.title}`,
    hasError: Object.keys(shown.errors).length > 0,
    languageBack: flow.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{own.title}</p>
          <h1>{own.confirm}</h1>
        </div>
        <ErrorSummary language={language} order={FIELD_ORDER} errors={shown.errors} />
        {shown.isChanged ? (
          <Notice tone="warning" isAnswer={true}>
            <p>{words.changed}</p>
          </Notice>
        ) : null}
        {trouble === undefined ? (
          <p class="lead">{own.lead}</p>
        ) : (
          <Notice tone="warning" title={trouble} isAnswer={true} />
        )}
        <Groups groups={shown.groups} />
        <Execution turn={turn} flow={flow} shown={shown} />
        <p class="screen-only">
          <a href="/top">{words.cancel}</a>
        </p>
      </>
    ),
  });
}

/** 受付完了: printable, and the same whenever it is opened again. */
export function receiptPage(turn: SessionTurn, flow: ShownFlow, shown: OrderShown): string {
  const { language } = turn;
  const own = flow.words[language];
  const words = ORDER_WORDS[language];
  const { receipt } = shown.order;
  return sessionPage(turn, {
    title: own.done,
    languageBack: flow.path,
    body: (
      <>
        <h1>{own.done}</h1>
        <Notice tone="success">
          <p>
            {words.receiptNumber} <span class="receipt-number">{receipt?.receiptNumber}</span>
          </p>
          {receipt === undefined ? null : (
            <p>
              {words.executedAt} <Instant at={receipt.executedAt} language={language} />
            </p>
          )}
          <p>{own.doneLead}</p>
        </Notice>
        <Groups groups={shown.groups} />
        <p class="hint screen-only">{words.printHint}</p>
        <Actions>
          <ButtonLink href={flow.backPath} label={own.back} look="primary" />
          <ButtonLink href="/top" label={words.top} />
        </Actions>
      </>
    ),
  });
}

/** A page that says one thing, with the ways on. */
function orderMessagePage(
  turn: SessionTurn,
  message: { readonly title: string; readonly text: string; readonly languageBack: string },
  links: ComponentChildren,
): string {
  return sessionPage(turn, {
    title: message.title,
    languageBack: message.languageBack,
    body: (
      <div class="card stack">
        <h1>{message.title}</h1>
        <p>{message.text}</p>
        <Actions>{links}</Actions>
      </div>
    ),
  });
}

/** The order was executed elsewhere or cancelled, or its ten minutes are over. */
export function overPage(turn: SessionTurn, flow: ShownFlow, why: 'over' | 'expired'): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  return orderMessagePage(
    turn,
    { ...words[why], languageBack: flow.backPath },
    <>
      <ButtonLink href={flow.backPath} label={flow.words[language].back} look="primary" />
      <ButtonLink href="/history" label={words.history} />
    </>,
  );
}

/** What the bank refuses whatever is typed, and what to do about it. */
export function notAllowedPage(turn: SessionTurn, because: NotAllowed, languageBack: string): string {
  const words = ORDER_WORDS[turn.language];
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  return orderMessagePage(
    turn,
    { title: words.refused.title, text, languageBack },
    <>
      {isCuredByRegistration(because) ? (
        <ButtonLink href="/otp/register" label={words.refused.register} look="primary" />
      ) : null}
      <ButtonLink href="/top" label={words.top} />
    </>,
  );
}
