import type { AccountView } from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  type Language,
  SelectField,
  SubmitButton,
  TextField,
  yenText,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { accountText } from '../text/accounts.ts';
import { OWN_TRANSFER_WORDS, type OwnTransferField } from './words.ts';

export const OWN_TRANSFER_PATH = '/own-transfer';
const FIELDS: readonly OwnTransferField[] = ['from', 'to', 'amount'];

export interface OwnTransferShown {
  readonly accounts: readonly AccountView[];
  readonly state: FormState<OwnTransferField>;
}

export const choicesOf = (
  accounts: readonly AccountView[],
  language: Language,
): readonly { readonly value: string; readonly title: string }[] =>
  accounts.map((account) => ({
    value: account.accountId,
    title: `${accountText(account, language)} ${account.accountNumber}${OWN_TRANSFER_WORDS[language].balance(yenText(account.available))}`,
  }));

/** 振替: from, to, how much. */
export function ownTransferPage(turn: SessionTurn, { accounts, state }: OwnTransferShown): string {
  const { language } = turn;
  const words = OWN_TRANSFER_WORDS[language];
  const first = firstError(FIELDS, state.errors);
  const choices = choicesOf(accounts, language);
  return sessionPage(turn, {
    title: words.title,
    current: 'transfer',
    hasError: first !== undefined,
    languageBack: OWN_TRANSFER_PATH,
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <div class="card stack">
          <ErrorSummary language={language} order={FIELDS} errors={state.errors} />
          <Form action={OWN_TRANSFER_PATH} csrf={turn.csrf} busyLabel={words.busy}>
            {(['from', 'to'] as const).map((name) => (
              <SelectField
                key={name}
                language={language}
                name={name}
                label={words[name]}
                choices={choices}
                none={words.choose}
                value={state.values[name]}
                error={state.errors[name]}
                hasFocus={first === name}
                width="full"
              />
            ))}
            <TextField
              language={language}
              name="amount"
              label={words.amount}
              hint={words.amountHint}
              value={state.values.amount}
              error={state.errors.amount}
              inputMode="numeric"
              autocomplete="transaction-amount"
              maxLength={40}
              width="medium"
              suffix={words.yen}
              hasFocus={first === 'amount'}
            />
            <Actions>
              <SubmitButton label={words.next} />
            </Actions>
          </Form>
        </div>
      </>
    ),
  });
}
