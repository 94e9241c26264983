import type { AccountView, BillView, OrderNeed } from '@warifu/bank';
import {
  Actions,
  Amount,
  Choices,
  dateText,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  type Language,
  Notice,
  SubmitButton,
  type Term,
  Terms,
  TextField,
  yenText,
} from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { accountText, kanaText } from '../text/accounts.ts';
import { pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { PAY_EASY_WORDS } from './words.ts';

export type PayField = 'fromAccountId' | 'amount';

export interface BillShown {
  readonly draftId: string;
  readonly bill: BillView;
  readonly accounts: readonly AccountView[];
  readonly need: OrderNeed;
  readonly state: FormState<PayField>;
}

/** A bill's biller, payer and content, as the biller states them: the same on every page that shows one. */
export function statedTerms(
  bill: {
    readonly billerName: string;
    readonly billerNumber: string;
    readonly payerKana: string;
    readonly content: string;
    readonly dueDate?: string;
  },
  language: Language,
): readonly Term[] {
  const words = PAY_EASY_WORDS[language].bill;
  return [
    { name: words.biller, value: `${bill.billerName} ${bill.billerNumber}` },
    { name: words.payer, value: kanaText(bill.payerKana), isStrong: true },
    { name: words.content, value: bill.content },
    ...(bill.dueDate === undefined ? [] : [{ name: words.dueDate, value: dateText(bill.dueDate, language) }]),
  ];
}

/** The whole bill, and what may still be paid today. */
export function billTerms({ bill, need }: BillShown, language: Language): readonly Term[] {
  const words = PAY_EASY_WORDS[language].bill;
  const { amount } = bill;
  const limits =
    need.need === 'refused'
      ? []
      : [
          ...(need.leftToday === undefined
            ? []
            : [{ name: words.left, value: <Amount yen={need.leftToday} /> }]),
          ...(need.limit === undefined ? [] : [{ name: words.limit, value: <Amount yen={need.limit} /> }]),
        ];
  return [
    ...statedTerms({ ...bill, billerNumber: bill.numbers.billerNumber }, language),
    {
      name: words.amount,
      value:
        amount.kind === 'fixed' ? (
          <Amount yen={amount.amount} />
        ) : (
          words.chosen(yenText(amount.amountMin), yenText(amount.amountMax))
        ),
      isStrong: true,
    },
    ...limits,
  ];
}

/** The bill as its biller states it, the account to pay from, and the amount where the payer chooses. */
export function billPage(turn: SessionTurn, shown: BillShown): string {
  const { language } = turn;
  const all = PAY_EASY_WORDS[language];
  const words = all.bill;
  const { bill, state, need } = shown;
  const { amount } = bill;
  const path = pathOf(shown.draftId, 'bill');
  const order: readonly PayField[] =
    amount.kind === 'chosen' ? ['amount', 'fromAccountId'] : ['fromAccountId'];
  const trouble = amount.kind === 'fixed' ? state.errors.amount : undefined;
  const first = firstError(order, state.errors);
  const withoutToken = need.need === 'refused' ? undefined : need.withoutTokenLimit;
  return stepPage(turn, {
    step: STEP.bill,
    heading: words.heading,
    hasError: first !== undefined || trouble !== undefined,
    path,
    children: (
      <>
        {trouble === undefined ? null : <Notice tone="warning" title={trouble} isAnswer={true} />}
        {withoutToken === undefined ? null : (
          <Notice tone="information">
            <p>{words.withoutToken(yenText(withoutToken))}</p>
          </Notice>
        )}
        <ErrorSummary language={language} order={order} errors={state.errors} />
        <p class="lead">{words.lead}</p>
        <div class="card">
          <Terms terms={billTerms(shown, language)} />
          <p class="section-foot link-row">
            <a href={pathOf(shown.draftId, 'numbers')}>{words.otherNumbers}</a>
          </p>
        </div>
        <div class="card stack">
          <Form action={path} csrf={turn.csrf} busyLabel={all.busy}>
            {amount.kind === 'fixed' ? null : (
              <TextField
                language={language}
                name="amount"
                label={words.amountLabel}
                hint={words.amountHint(yenText(amount.amountMin), yenText(amount.amountMax))}
                value={state.values.amount}
                error={state.errors.amount}
                inputMode="numeric"
                autocomplete="transaction-amount"
                maxLength={40}
                width="medium"
                suffix={words.yen}
                hasFocus={first === 'amount'}
              />
            )}
            <Choices
              language={language}
              name="fromAccountId"
              legend={words.account}
              error={state.errors.fromAccountId}
              value={state.values.fromAccountId}
              hasFocus={first === 'fromAccountId'}
              choices={shown.accounts.map((account) => ({
                value: account.accountId,
                title: `${accountText(account, language)} ${account.accountNumber}`,
                detail: words.available(yenText(account.available)),
              }))}
            />
            <Actions>
              <SubmitButton label={all.next} />
            </Actions>
          </Form>
        </div>
      </>
    ),
  });
}
