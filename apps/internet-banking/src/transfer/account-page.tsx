import type { AccountView } from '@warifu/bank';
import { Actions, Choices, ErrorSummary, Form, SubmitButton, yenText } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { accountText } from '../text/accounts.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

export interface AccountShown {
  readonly accounts: readonly AccountView[];
  readonly chosen: string | undefined;
  readonly error: string | undefined;
  /** Where the form goes: to a new draft, or to the one under way. */
  readonly action: string;
}

/** 出金口座. */
export function accountPage(turn: SessionTurn, shown: AccountShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const errors = shown.error === undefined ? {} : { fromAccountId: shown.error };
  return stepPage(turn, {
    step: STEP.account,
    heading: words.account.heading,
    hasError: shown.error !== undefined,
    path: shown.action,
    children: (
      <div class="card stack">
        <ErrorSummary language={language} order={['fromAccountId']} errors={errors} />
        <Form action={shown.action} csrf={turn.csrf} busyLabel={words.busy}>
          <Choices
            language={language}
            name="fromAccountId"
            legend={words.account.legend}
            error={shown.error}
            value={shown.chosen}
            hasFocus={shown.error !== undefined}
            choices={shown.accounts.map((account) => ({
              value: account.accountId,
              title: `${accountText(account, language)} ${account.accountNumber}`,
              detail: words.account.balance(yenText(account.balance)),
            }))}
          />
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}
