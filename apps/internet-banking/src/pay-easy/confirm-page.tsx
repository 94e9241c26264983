import type { BillPaymentOrder, BillPaymentTerms } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
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
import type { SessionTurn } from '../http/route.ts';
import { lowerLimit, PROOF_FIELDS, Proof, proofHeading } from '../order/proof.tsx';
import { ACCOUNT_KINDS, branchText } from '../text/accounts.ts';
import { sentenceOf } from '../text/faces.ts';
import { statedTerms } from './bill-page.tsx';
import { NUMBER_FIELDS, orderPath, pathOf } from './draft.ts';
import { type ExecuteField, NOT_ALLOWED_SENTENCES } from './faces.ts';
import { labelsOf } from './numbers-page.tsx';
import { STEP, stepPage } from './step-page.tsx';
import { PAY_EASY_WORDS } from './words.ts';

export interface ConfirmShown {
  readonly order: BillPaymentOrder;
  readonly fromBranchName: string;
  /** What may go out of the account now, before this payment. */
  readonly available: bigint;
  readonly errors: Readonly<Partial<Record<ExecuteField, string>>>;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
}

/** The bill, its numbers, and the account that pays it: the same on the confirm page and the receipt. */
export function paymentTerms(
  terms: BillPaymentTerms,
  fromBranchName: string,
  language: Language,
): readonly Term[] {
  const words = PAY_EASY_WORDS[language];
  const { numbers } = terms;
  const labels = labelsOf(terms.billerKind, language);
  return [
    ...statedTerms({ ...terms, billerNumber: numbers.billerNumber }, language),
    ...NUMBER_FIELDS.flatMap((name) => {
      const number = numbers[name];
      return number === undefined ? [] : [{ name: labels[name], value: number }];
    }),
    {
      name: words.confirm.from,
      value: `${branchText(fromBranchName, language)} ${ACCOUNT_KINDS[language][terms.fromKind]} ${terms.fromAccountNumber}`,
    },
    { name: words.bill.amount, value: <Amount yen={terms.amount} />, isStrong: true },
    { name: words.confirm.fee, value: words.confirm.noFee },
  ];
}

/** All that the customer confirms, and the limits that hold. */
export function confirmTerms(shown: ConfirmShown, language: Language): readonly Term[] {
  const words = PAY_EASY_WORDS[language].confirm;
  const { terms, need } = shown.order;
  return [
    ...paymentTerms(terms, shown.fromBranchName, language),
    { name: words.availableAfter, value: <Amount yen={shown.available - terms.amount} /> },
    ...(need.need === 'refused' || need.limit === undefined
      ? []
      : [{ name: words.limit, value: <Amount yen={lowerLimit(need.limit, need.withoutTokenLimit)} /> }]),
    ...(need.need === 'refused' || need.leftToday === undefined
      ? []
      : [{ name: words.leftToday, value: <Amount yen={need.leftToday} /> }]),
  ];
}

/** What keeps the order from running as it is, and the way back. */
export const troubleOf = ({ order, errors }: ConfirmShown, language: Language): string | undefined =>
  errors.order ??
  (order.need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], order.need) : undefined);

/** 確認: the bill as it will be paid, then the code and 実行. */
export function confirmPage(turn: SessionTurn, shown: ConfirmShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].confirm;
  const { order } = shown;
  const path = orderPath(order.orderId);
  const { need } = order.need;
  const trouble = troubleOf(shown, language);
  const back = order.draftId === undefined ? undefined : pathOf(order.draftId, 'bill');
  return stepPage(turn, {
    step: STEP.confirm,
    heading: words.heading,
    hasError: Object.keys(shown.errors).length > 0,
    path,
    children: (
      <>
        <ErrorSummary language={language} order={PROOF_FIELDS} errors={shown.errors} />
        {trouble === undefined ? (
          <p class="lead">{words.lead}</p>
        ) : (
          <Notice tone="warning" title={trouble} isAnswer={true}>
            {back === undefined ? null : (
              <Actions>
                <ButtonLink href={back} label={words.change} />
              </Actions>
            )}
          </Notice>
        )}
        <div class="card">
          <Terms terms={confirmTerms(shown, language)} />
          {back === undefined ? null : (
            <p class="section-foot link-row">
              <a href={back}>{words.change}</a>
            </p>
          )}
        </div>
        {need === 'refused' ? null : (
          <Section title={proofHeading(need, language)} id="proof" look="card">
            <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
              <Proof need={need} shown={shown} language={language} />
              <p class="hint">
                {words.noRecall} {words.validUntil(instantText(order.expiresAt, language))}
              </p>
              <Actions>
                <SubmitButton label={words.execute} />
              </Actions>
            </Form>
          </Section>
        )}
      </>
    ),
  });
}
