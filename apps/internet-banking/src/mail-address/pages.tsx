import type { MailAddressOrder, NotAllowed } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Instant,
  instantText,
  Notice,
  SubmitButton,
  Terms,
  TextField,
} from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { CodeField, SecondCode } from '../text/code-field.tsx';
import { sentenceOf } from '../text/faces.ts';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { type ExecuteField, NOT_ALLOWED_SENTENCES } from './faces.ts';
import { orderPath, START_PATH, STEP, stepPage } from './step-page.tsx';
import { MAIL_ADDRESS_WORDS } from './words.ts';

export type AddressField = 'mailAddress' | 'again';
export const ADDRESS_FIELDS: readonly AddressField[] = ['mailAddress', 'again'];
const EXECUTE_FIELDS: readonly ExecuteField[] = ['code'];
export const ADDRESS_TYPED_MAX = 300;

/** The new address, typed twice. */
export function addressPage(
  turn: SessionTurn,
  state: FormState<AddressField>,
  currentInPart: string | undefined,
): string {
  const { language } = turn;
  const words = MAIL_ADDRESS_WORDS[language].address;
  const first = firstError(ADDRESS_FIELDS, state.errors);
  return stepPage(turn, {
    step: STEP.address,
    heading: words.heading,
    hasError: first !== undefined,
    path: START_PATH,
    children: (
      <div class="card stack">
        <p>{words.lead}</p>
        <Terms terms={[{ name: words.current, value: currentInPart ?? words.none }]} />
        <ErrorSummary language={language} order={ADDRESS_FIELDS} errors={state.errors} />
        <Form action={START_PATH} csrf={turn.csrf} busyLabel={words.busy}>
          {ADDRESS_FIELDS.map((name) => (
            <TextField
              key={name}
              language={language}
              name={name}
              label={name === 'again' ? words.again : words.label}
              {...(name === 'again' ? {} : { hint: words.hint })}
              value={state.values[name]}
              error={state.errors[name]}
              inputMode="email"
              autocomplete={name === 'again' ? 'off' : 'email'}
              maxLength={ADDRESS_TYPED_MAX}
              hasFocus={first === name}
            />
          ))}
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}

export interface ConfirmShown {
  readonly errors: Readonly<Partial<Record<ExecuteField, string>>>;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
}

/** 確認: the old address in part and the new one whole, then the code and 実行. */
export function confirmPage(turn: SessionTurn, order: MailAddressOrder, shown: ConfirmShown): string {
  const { language } = turn;
  const all = MAIL_ADDRESS_WORDS[language];
  const words = all.confirm;
  const { need } = order;
  const refusal = need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], need) : undefined;
  const trouble = shown.errors.order ?? refusal;
  return stepPage(turn, {
    step: STEP.confirm,
    heading: words.heading,
    hasError: Object.keys(shown.errors).length > 0,
    path: orderPath(order.orderId),
    children: (
      <div class="card stack">
        {trouble === undefined ? (
          <p>{words.lead}</p>
        ) : (
          <Notice tone="warning" title={trouble} isAnswer={true} />
        )}
        <ErrorSummary language={language} order={EXECUTE_FIELDS} errors={shown.errors} />
        <Terms
          terms={[
            { name: words.before, value: order.beforeInPart ?? all.address.none },
            { name: words.after, value: order.mailAddress, isStrong: true },
          ]}
        />
        <p>
          <a href={START_PATH}>{words.change}</a>
        </p>
        {need.need === 'refused' ? null : (
          <Form action={orderPath(order.orderId)} csrf={turn.csrf} busyLabel={words.busy}>
            {shown.sealedCode === undefined ? (
              <CodeField
                language={language}
                name="code"
                label={words.code}
                hint={words.codeHint}
                error={shown.errors.code}
                hasFocus={shown.errors.code !== undefined}
              />
            ) : (
              <SecondCode language={language} sealedCode={shown.sealedCode} error={shown.errors.code} />
            )}
            <p class="hint">{words.validUntil(instantText(order.expiresAt, language))}</p>
            <Actions>
              <SubmitButton label={words.execute} />
            </Actions>
          </Form>
        )}
      </div>
    ),
  });
}

/** 受付完了: printable, and the same whenever it is opened again. */
export function donePage(turn: SessionTurn, order: MailAddressOrder): string {
  const { language } = turn;
  const words = MAIL_ADDRESS_WORDS[language].done;
  const { receipt } = order;
  return stepPage(turn, {
    step: STEP.done,
    heading: words.heading,
    hasError: false,
    path: orderPath(order.orderId),
    isLast: true,
    children: (
      <>
        <Notice tone="success">
          <p>
            {words.receiptNumber} <span class="receipt-number">{receipt?.receiptNumber}</span>
          </p>
        </Notice>
        <div class="card stack">
          <Terms
            terms={[
              { name: words.address, value: order.mailAddress },
              ...(receipt === undefined
                ? []
                : [{ name: words.changedAt, value: <Instant at={receipt.changedAt} language={language} /> }]),
            ]}
          />
          {order.beforeInPart === undefined ? null : <p>{words.both}</p>}
          <Actions>
            <ButtonLink href="/settings" label={words.settings} look="primary" />
          </Actions>
        </div>
      </>
    ),
  });
}

function messagePage(
  turn: SessionTurn,
  message: { readonly title: string; readonly text: string },
  links: ComponentChildren,
): string {
  return sessionPage(turn, {
    title: message.title,
    current: 'settings',
    languageBack: START_PATH,
    body: (
      <div class="card stack">
        <h1>{message.title}</h1>
        <p>{message.text}</p>
        <Actions>{links}</Actions>
      </div>
    ),
  });
}

/** The order is over, past its time, or made for an address that is not the customer's any more. */
export function overPage(turn: SessionTurn, why: 'over' | 'expired' | 'outdated'): string {
  const words = MAIL_ADDRESS_WORDS[turn.language];
  return messagePage(
    turn,
    words[why],
    <>
      <ButtonLink href={START_PATH} label={words.again} look="primary" />
      <ButtonLink href="/settings" label={words.done.settings} />
    </>,
  );
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function notAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const words = MAIL_ADDRESS_WORDS[turn.language];
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  return messagePage(
    turn,
    { title: words.refused.title, text },
    <>
      {isCuredByRegistration(because) ? (
        <ButtonLink href="/otp/register" label={words.refused.register} look="primary" />
      ) : null}
      <ButtonLink href="/settings" label={words.done.settings} />
    </>,
  );
}
