import type { NotAllowed } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  ErrorSummary,
  Form,
  Instant,
  instantText,
  Notice,
  SubmitButton,
  Terms,
} from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { CodeField, SecondCode } from '../text/code-field.tsx';
import { sentenceOf } from '../text/faces.ts';
import { NOT_ALLOWED_SENTENCES } from './faces.ts';
import {
  type ChangeFlow,
  type ConfirmShown,
  type DoneShown,
  type ExecuteField,
  isCuredByRegistration,
  type Over,
  orderPath,
} from './flow.ts';
import { CHANGE_WORDS } from './words.ts';

const EXECUTE_FIELDS: readonly ExecuteField[] = ['code'];

/** The frame of a step of a change. */
export function stepPage(
  turn: SessionTurn,
  flow: ChangeFlow,
  shown: {
    readonly heading: string;
    readonly hasError: boolean;
    readonly path: string;
    readonly children: ComponentChildren;
    /** The last step is left by its own button. */
    readonly isLast?: boolean;
  },
): string {
  const { language } = turn;
  return sessionPage(turn, {
    title: `${shown.heading} - ${flow.title[language]}`,
    current: 'settings',
    hasError: shown.hasError,
    languageBack: shown.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{flow.title[language]}</p>
          <h1>{shown.heading}</h1>
        </div>
        {shown.children}
        {shown.isLast === true ? null : (
          <p class="screen-only">
            <a href="/settings">{CHANGE_WORDS[language].cancel}</a>
          </p>
        )}
      </>
    ),
  });
}

/** 確認: what it is and what it becomes, then the code where one is asked for, and 実行. */
export function confirmPage(turn: SessionTurn, flow: ChangeFlow, shown: ConfirmShown): string {
  const { language } = turn;
  const words = CHANGE_WORDS[language].confirm;
  const { need, errors } = shown;
  const refusal = need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], need) : undefined;
  const trouble = errors.order ?? refusal;
  const path = orderPath(flow, shown.orderId);
  return stepPage(turn, flow, {
    heading: words.heading,
    hasError: Object.keys(errors).length > 0,
    path,
    children: (
      <div class="card stack">
        {shown.isChanged ? <Notice tone="warning" title={words.changed} isAnswer={true} /> : null}
        {trouble === undefined ? (
          <p>{shown.lead}</p>
        ) : (
          <Notice tone="warning" title={trouble} isAnswer={true} />
        )}
        <ErrorSummary language={language} order={EXECUTE_FIELDS} errors={errors} />
        <Terms terms={shown.terms} />
        <p>
          <a href={flow.startPath}>{words.back}</a>
        </p>
        {need.need === 'refused' ? null : (
          <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
            {need.need === 'nothing' ? null : shown.sealedCode === undefined ? (
              <CodeField
                language={language}
                name="code"
                label={words.code}
                hint={words.codeHint}
                error={errors.code}
                hasFocus={errors.code !== undefined}
              />
            ) : (
              <SecondCode language={language} sealedCode={shown.sealedCode} error={errors.code} />
            )}
            <p class="hint">{words.validUntil(instantText(shown.expiresAt, language))}</p>
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
export function donePage(turn: SessionTurn, flow: ChangeFlow, shown: DoneShown): string {
  const { language } = turn;
  const { done, settings } = CHANGE_WORDS[language];
  return stepPage(turn, flow, {
    heading: shown.heading,
    hasError: false,
    path: orderPath(flow, shown.orderId),
    isLast: true,
    children: (
      <>
        <Notice tone="success">
          <p>
            {done.receiptNumber} <span class="receipt-number">{shown.receipt.receiptNumber}</span>
          </p>
        </Notice>
        <div class="card stack">
          {shown.text === undefined ? null : <p>{shown.text}</p>}
          <Terms
            terms={[
              ...shown.terms,
              {
                name: done.executedAt,
                value: <Instant at={shown.receipt.executedAt} language={language} />,
              },
            ]}
          />
          <Actions>
            <ButtonLink href="/settings" label={settings} look="primary" />
          </Actions>
        </div>
      </>
    ),
  });
}

function messagePage(
  turn: SessionTurn,
  flow: ChangeFlow,
  message: { readonly title: string; readonly text: string },
  links: ComponentChildren,
): string {
  return sessionPage(turn, {
    title: message.title,
    current: 'settings',
    languageBack: flow.startPath,
    body: (
      <div class="card stack">
        <h1>{message.title}</h1>
        <p>{message.text}</p>
        <Actions>
          {links}
          <ButtonLink href="/settings" label={CHANGE_WORDS[turn.language].settings} />
        </Actions>
      </div>
    ),
  });
}

/** The order is over. */
export function overPage(turn: SessionTurn, flow: ChangeFlow, why: Over): string {
  const words = CHANGE_WORDS[turn.language];
  const link = <ButtonLink href={flow.startPath} label={words.again} look="primary" />;
  return messagePage(turn, flow, words.over[why], link);
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function notAllowedPage(turn: SessionTurn, flow: ChangeFlow, because: NotAllowed): string {
  const { title, register } = CHANGE_WORDS[turn.language].refused;
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  return messagePage(
    turn,
    flow,
    { title, text },
    isCuredByRegistration(because) ? (
      <ButtonLink href="/otp/register" label={register} look="primary" />
    ) : null,
  );
}
