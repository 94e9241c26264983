import type { PreparedTransfer, TransferTerms } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
  dateText,
  ErrorSummary,
  Form,
  instantText,
  type Language,
  Notice,
  Section,
  SubmitButton,
  type Term,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { lowerLimit, PROOF_FIELDS, Proof, proofHeading } from '../order/proof.tsx';
import { ACCOUNT_KINDS, branchText, kanaText } from '../text/accounts.ts';
import { sentenceOf } from '../text/faces.ts';
import { type ExecuteField, NOT_ALLOWED_SENTENCES } from './faces.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

export interface ConfirmShown {
  readonly order: PreparedTransfer;
  readonly fromBranchName: string;
  readonly errors: Readonly<Partial<Record<ExecuteField, string>>>;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
  /** The terms were not the ones of the page before. */
  readonly isChanged: boolean;
}

/** From whom, to whom: the same on the confirm page and the receipt. */
export function partyTerms(
  terms: TransferTerms,
  fromBranchName: string,
  language: Language,
): readonly Term[] {
  const words = TRANSFER_WORDS[language].confirm;
  const { payee } = terms;
  return [
    {
      name: words.from,
      value: `${branchText(fromBranchName, language)} ${ACCOUNT_KINDS[language][terms.fromKind]} ${terms.fromAccountNumber}`,
    },
    { name: words.sender, value: kanaText(terms.senderKana) },
    { name: words.payeeBank, value: `${payee.bankName} ${branchText(payee.branchName, language)}` },
    {
      name: words.payeeAccount,
      value: `${ACCOUNT_KINDS[language][payee.accountKind]} ${payee.accountNumber}`,
    },
    {
      name: words.payeeName,
      value: (
        <>
          {kanaText(payee.kana)}
          <span class="term-note">{words.sources[terms.nameSource]}</span>
        </>
      ),
      isStrong: true,
    },
  ];
}

/** All that the customer confirms, and the limits that hold. */
export function confirmTerms(shown: ConfirmShown, language: Language): readonly Term[] {
  const words = TRANSFER_WORDS[language].confirm;
  const { order } = shown;
  const { terms, need } = order;
  const limits =
    need.need === 'refused'
      ? []
      : [
          ...(need.limit === undefined
            ? []
            : [
                { name: words.limit, value: <Amount yen={lowerLimit(need.limit, need.withoutTokenLimit)} /> },
              ]),
          ...(need.leftToday === undefined
            ? []
            : [{ name: words.leftToday, value: <Amount yen={need.leftToday} /> }]),
        ];
  return [
    ...partyTerms(terms, shown.fromBranchName, language),
    { name: words.amount, value: <Amount yen={terms.amount} />, isStrong: true },
    { name: words.fee, value: <Amount yen={terms.fee} /> },
    { name: words.total, value: <Amount yen={order.total} />, isStrong: true },
    { name: words.debitDate, value: dateText(terms.debitDate, language) },
    { name: words.valueDate, value: words.modes[terms.mode](dateText(terms.valueDate, language)) },
    { name: words.balanceAfter, value: <Amount yen={order.balanceAfter} /> },
    ...limits,
  ];
}

/** What stands above the terms: a change of the terms, or why the order cannot run as it is. */
function Head(props: { readonly turn: SessionTurn; readonly shown: ConfirmShown }): VNode {
  const { language } = props.turn;
  const { order, errors, isChanged } = props.shown;
  const words = TRANSFER_WORDS[language].confirm;
  const refusal =
    order.need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], order.need) : undefined;
  const trouble = errors.order ?? refusal;
  return (
    <>
      {isChanged ? (
        <Notice tone="warning" isAnswer={true}>
          <p>{words.changed}</p>
        </Notice>
      ) : null}
      {trouble === undefined ? (
        <p class="lead">{words.lead}</p>
      ) : (
        <Notice tone="warning" title={trouble} isAnswer={true}>
          {order.draftId === undefined ? null : (
            <Actions>
              <ButtonLink href={`/transfer/${order.draftId}/amount`} label={words.changeAmount} />
              <ButtonLink href={`/transfer/${order.draftId}/payee`} label={words.changePayee} />
            </Actions>
          )}
        </Notice>
      )}
    </>
  );
}

/** 確認: everything as it will be posted, then the code and 実行. */
export function confirmPage(turn: SessionTurn, shown: ConfirmShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const { order } = shown;
  const path = `/transfer/orders/${order.orderId}`;
  const { need } = order.need;
  return stepPage(turn, {
    step: STEP.confirm,
    heading: words.confirm.heading,
    hasError: Object.keys(shown.errors).length > 0,
    path,
    children: (
      <>
        <ErrorSummary language={language} order={PROOF_FIELDS} errors={shown.errors} />
        <Head turn={turn} shown={shown} />
        <div class="card">
          <Terms terms={confirmTerms(shown, language)} />
          {order.draftId === undefined ? null : (
            <p class="section-foot link-row">
              <a href={`/transfer/${order.draftId}/amount`}>{words.confirm.changeAmount}</a>
              <a href={`/transfer/${order.draftId}/payee`}>{words.confirm.changePayee}</a>
            </p>
          )}
        </div>
        {need === 'refused' ? null : (
          <Section title={proofHeading(need, language)} id="proof" look="card">
            <Form action={path} csrf={turn.csrf} busyLabel={words.confirm.busy}>
              <Proof need={need} shown={shown} language={language} />
              <p class="hint">
                {words.confirm.noRecall} {words.confirm.validUntil(instantText(order.expiresAt, language))}
              </p>
              <Actions>
                <SubmitButton label={words.confirm.execute} />
              </Actions>
            </Form>
          </Section>
        )}
      </>
    ),
  });
}
