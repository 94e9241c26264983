import type { BookedOrder } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
  dateText,
  Form,
  type FormState,
  type Language,
  Notice,
  Section,
  Steps,
  SubmitButton,
  Table,
} from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { openPage, sessionPage } from '../http/frame.tsx';
import type { SessionTurn, Turn } from '../http/route.ts';
import { CredentialErrors, type CredentialField, CredentialFields } from '../login/credentials.tsx';
import { kanaText } from '../text/accounts.ts';
import { EMERGENCY_STOP_WORDS } from './words.ts';

export const STOP_PATHS = {
  identify: '/emergency-stop',
  confirm: '/emergency-stop/confirm',
  done: '/emergency-stop/done',
  within: '/settings/emergency-stop',
} as const;

function Head(props: {
  readonly language: Language;
  readonly heading: string;
  readonly step?: number;
}): VNode {
  const words = EMERGENCY_STOP_WORDS[props.language];
  return (
    <>
      <div class="page-head">
        <p class="flow-title">{words.title}</p>
        <h1>{props.heading}</h1>
      </div>
      {props.step === undefined ? null : (
        <Steps language={props.language} names={words.steps} current={props.step} />
      )}
    </>
  );
}

/** 利用者認証 for the emergency stop. */
export function identifyPage(turn: Turn, state: FormState<CredentialField>): string {
  const { language } = turn;
  const words = EMERGENCY_STOP_WORDS[language];
  return openPage(turn, {
    title: `${words.identify.heading} - ${words.title}`,
    hasError: Object.keys(state.errors).length > 0,
    languageBack: STOP_PATHS.identify,
    body: (
      <>
        <Head language={language} heading={words.identify.heading} step={0} />
        <div class="card stack">
          <p>{words.identify.lead}</p>
          <CredentialErrors language={language} state={state} />
          <Form action={STOP_PATHS.identify} csrf={turn.csrf} busyLabel={words.busy}>
            <CredentialFields language={language} state={state} />
            <Actions>
              <SubmitButton label={words.next} />
            </Actions>
          </Form>
        </div>
        <p>
          <a href="/login">{words.cancel}</a>
        </p>
      </>
    ),
  });
}

/** What was accepted and goes on; said in words where there is nothing. */
function Booked(props: { readonly orders: readonly BookedOrder[]; readonly language: Language }): VNode {
  const { orders, language } = props;
  const words = EMERGENCY_STOP_WORDS[language].booked;
  return (
    <Section title={words.title} id="booked" look="card">
      {orders.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <div class="stack">
          <p>{words.lead}</p>
          <Table
            caption={words.title}
            rows={orders}
            keyOf={(order) => order.orderId}
            columns={[
              {
                title: words.columns.what,
                isHead: true,
                cell: (order) => `${words.kinds[order.kind]} ${kanaText(order.payeeKana)}`,
              },
              {
                title: words.columns.due,
                cell: ({ dueDate }) => (dueDate === undefined ? words.asking : dateText(dueDate, language)),
              },
              { title: words.columns.amount, isAmount: true, cell: (order) => <Amount yen={order.amount} /> },
              { title: words.columns.receiptNumber, cell: (order) => order.receiptNumber },
            ]}
          />
        </div>
      )}
    </Section>
  );
}

/** What the stop does, what it leaves as it is, and the one button. */
function Confirm(props: {
  readonly turn: Turn;
  readonly action: string;
  readonly orders: readonly BookedOrder[];
}): VNode {
  const { turn, orders } = props;
  const words = EMERGENCY_STOP_WORDS[turn.language].confirm;
  return (
    <>
      <div class="card stack">
        <p>{words.lead}</p>
        <ul class="bullets">
          {words.effects.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Booked orders={orders} language={turn.language} />
      <Notice tone="warning">
        <p>{words.notYet}</p>
      </Notice>
      <Form action={props.action} csrf={turn.csrf} busyLabel={words.busy}>
        <Actions>
          <SubmitButton label={words.button} look="danger" />
        </Actions>
      </Form>
    </>
  );
}

const body = (children: ComponentChildren): VNode => <div class="stack">{children}</div>;

/** The page before the stop, from the login page. */
export function confirmPage(turn: Turn, orders: readonly BookedOrder[]): string {
  const { language } = turn;
  const words = EMERGENCY_STOP_WORDS[language];
  return openPage(turn, {
    title: `${words.confirm.heading} - ${words.title}`,
    languageBack: STOP_PATHS.confirm,
    body: body(
      <>
        <Head language={language} heading={words.confirm.heading} step={1} />
        <Confirm turn={turn} action={STOP_PATHS.confirm} orders={orders} />
        <p>
          <a href="/login">{words.cancel}</a>
        </p>
      </>,
    ),
  });
}

/** The same from within, after a login. */
export function confirmWithinPage(turn: SessionTurn, orders: readonly BookedOrder[]): string {
  const { language } = turn;
  const words = EMERGENCY_STOP_WORDS[language];
  return sessionPage(turn, {
    title: `${words.confirm.heading} - ${words.title}`,
    current: 'settings',
    body: body(
      <>
        <Head language={language} heading={words.confirm.heading} />
        <Confirm turn={turn} action={STOP_PATHS.within} orders={orders} />
        <p>
          <a href="/settings">{words.backToSettings}</a>
        </p>
      </>,
    ),
  });
}

/** The completion. */
export function donePage(turn: Turn, orders: readonly BookedOrder[]): string {
  const { language } = turn;
  const words = EMERGENCY_STOP_WORDS[language];
  return openPage(turn, {
    title: words.done.title,
    languageBack: STOP_PATHS.done,
    body: body(
      <>
        <p class="flow-title">{words.title}</p>
        <Steps language={language} names={words.steps} current={words.steps.length - 1} />
        <div class="card stack">
          <h1>{words.done.title}</h1>
          <p>{words.done.text}</p>
          <p>{words.done.release}</p>
          <Actions>
            <ButtonLink href="/login" label={words.done.backToLogin} look="primary" />
          </Actions>
        </div>
        <Booked orders={orders} language={language} />
      </>,
    ),
  });
}

/** The ten minutes are over, or this browser has begun nothing. */
export function closedPage(turn: Turn): string {
  const words = EMERGENCY_STOP_WORDS[turn.language];
  return openPage(turn, {
    title: words.closed.title,
    languageBack: STOP_PATHS.identify,
    body: (
      <div class="card stack">
        <h1>{words.closed.title}</h1>
        <p>{words.closed.text}</p>
        <Actions>
          <ButtonLink href={STOP_PATHS.identify} label={words.closed.again} look="primary" />
          <ButtonLink href="/login" label={words.done.backToLogin} />
        </Actions>
      </div>
    ),
  });
}
