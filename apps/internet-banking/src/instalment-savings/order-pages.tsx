import type { NotAllowed } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  dateText,
  ErrorSummary,
  Form,
  Instant,
  instantText,
  Notice,
  Section,
  SubmitButton,
  Table,
  Terms,
} from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { CodeField, SecondCode } from '../text/code-field.tsx';
import { sentenceOf } from '../text/faces.ts';
import { NOT_ALLOWED_SENTENCES } from './faces.ts';
import { type ConfirmShown, type ExecuteField, type Over, orderPath, SAVINGS_PATH } from './flow.ts';
import { stepPage } from './step-page.tsx';
import { dueRowsOf, orderTerms } from './terms.ts';
import { SAVINGS_WORDS } from './words.ts';

const EXECUTE_FIELDS: readonly ExecuteField[] = ['code'];

/** What stands in the way of 実行 before anything is typed, or what was just refused. */
export const troubleOf = (turn: SessionTurn, { asked, errors }: ConfirmShown): string | undefined => {
  const { need } = asked.order;
  return (
    errors.order ??
    (need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], need) : undefined)
  );
};

function Execute(props: { readonly turn: SessionTurn; readonly shown: ConfirmShown }): VNode {
  const { turn, shown } = props;
  const { language } = turn;
  const words = SAVINGS_WORDS[language].confirm;
  const { kind, order } = shown.asked;
  return (
    <Form action={orderPath(kind, order.orderId)} csrf={turn.csrf} busyLabel={words.busy}>
      {order.need.need === 'nothing' ? null : shown.sealedCode === undefined ? (
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
  );
}

function Dues(props: { readonly turn: SessionTurn; readonly shown: ConfirmShown }): VNode | null {
  const { language } = props.turn;
  const { asked } = props.shown;
  const words = SAVINGS_WORDS[language];
  if (asked.kind !== 'opening') return null;
  return (
    <Section title={words.confirm.dues} id="dues">
      <Table
        caption={words.confirm.dues}
        rows={dueRowsOf(asked.order.terms)}
        keyOf={(row) => String(row.number)}
        columns={[
          { title: words.table.number, isHead: true, cell: (row) => row.number },
          { title: words.table.dueDate, cell: (row) => dateText(row.dueDate, language) },
          { title: words.table.debitDay, cell: (row) => dateText(row.debitDay, language) },
        ]}
      />
    </Section>
  );
}

/** 確認: every figure as it will be posted, the code where one is asked for, and 実行. */
export function confirmPage(turn: SessionTurn, shown: ConfirmShown): string {
  const { language } = turn;
  const all = SAVINGS_WORDS[language];
  const words = all.confirm;
  const { asked, errors } = shown;
  const trouble = troubleOf(turn, shown);
  return stepPage(turn, {
    heading: words[asked.kind].heading,
    path: orderPath(asked.kind, asked.order.orderId),
    hasError: Object.keys(errors).length > 0,
    leave: all.cancel,
    children: (
      <div class="stack">
        <div class="card stack">
          {shown.isChanged ? <Notice tone="warning" title={words.changed} isAnswer={true} /> : null}
          {trouble === undefined ? (
            <p>{words[asked.kind].lead}</p>
          ) : (
            <Notice tone="warning" title={trouble} isAnswer={true} />
          )}
          <ErrorSummary language={language} order={EXECUTE_FIELDS} errors={errors} />
          <Terms terms={orderTerms(shown, language)} />
          {asked.kind === 'opening' ? <p class="hint">{words.planned}</p> : null}
          {asked.order.need.need === 'refused' ? null : <Execute turn={turn} shown={shown} />}
        </div>
        <Dues turn={turn} shown={shown} />
      </div>
    ),
  });
}

/** 受付完了: printable, and the same whenever it is opened again. */
export function donePage(turn: SessionTurn, shown: Pick<ConfirmShown, 'asked' | 'accountLine'>): string {
  const { language } = turn;
  const words = SAVINGS_WORDS[language].done;
  const { kind, order } = shown.asked;
  const { receipt } = order;
  return stepPage(turn, {
    heading: words[kind].heading,
    path: orderPath(kind, order.orderId),
    children: (
      <>
        <Notice tone="success">
          <p>
            {words.receiptNumber} <span class="receipt-number">{receipt?.receiptNumber}</span>
          </p>
          <p>{words[kind].text}</p>
        </Notice>
        <div class="card stack">
          <Terms
            terms={[
              ...(receipt === undefined
                ? []
                : [
                    {
                      name: words.executedAt,
                      value: <Instant at={receipt.executedAt} language={language} />,
                    },
                  ]),
              ...orderTerms(shown, language),
            ]}
          />
          <p class="hint screen-only">{words.print}</p>
          <Actions>
            <ButtonLink href={SAVINGS_PATH} label={words.list} look="primary" />
            <ButtonLink href="/statement" label={words.statement} />
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
    languageBack: SAVINGS_PATH,
    body: (
      <div class="card stack">
        <h1>{message.title}</h1>
        <p>{message.text}</p>
        <Actions>{links}</Actions>
      </div>
    ),
  });
}

/** The order is over, or past its ten minutes. */
export function overPage(turn: SessionTurn, why: Over): string {
  const words = SAVINGS_WORDS[turn.language];
  return messagePage(
    turn,
    words[why],
    <ButtonLink href={SAVINGS_PATH} label={words.done.list} look="primary" />,
  );
}

export const isCuredByRegistration = ({ reason }: NotAllowed): boolean =>
  reason === 'register_first' || reason === 'otp_released';

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function notAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const words = SAVINGS_WORDS[turn.language];
  return messagePage(
    turn,
    { title: words.refused.title, text: sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because) },
    <>
      {isCuredByRegistration(because) ? (
        <ButtonLink href="/otp/register" label={words.refused.register} look="primary" />
      ) : null}
      <ButtonLink href={SAVINGS_PATH} label={words.done.list} />
    </>,
  );
}

/** A closing that cannot even be shown, in a sentence. */
export function refusedPage(turn: SessionTurn, sentence: string): string {
  const words = SAVINGS_WORDS[turn.language];
  return messagePage(
    turn,
    { title: words.refused.title, text: sentence },
    <ButtonLink href={SAVINGS_PATH} label={words.done.list} look="primary" />,
  );
}
