import { firstError, PlainField, PlainForm, PlainSubmit } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { choicesOf, OWN_TRANSFER_PATH, type OwnTransferShown } from '../own-transfer/pages.tsx';
import { OWN_TRANSFER_WORDS, type OwnTransferField } from '../own-transfer/words.ts';
import { plainSessionPage } from './frame.tsx';
import { PlainSelect } from './select.tsx';

const FIELDS: readonly OwnTransferField[] = ['from', 'to', 'amount'];

/** 振替. */
export function plainOwnTransferPage(turn: SessionTurn, { accounts, state }: OwnTransferShown): string {
  const { language } = turn;
  const words = OWN_TRANSFER_WORDS[language];
  const first = firstError(FIELDS, state.errors);
  const choices = choicesOf(accounts, language);
  return plainSessionPage(turn, {
    title: words.title,
    hasError: first !== undefined,
    languageBack: `/m${OWN_TRANSFER_PATH}`,
    body: (
      <>
        <p>{words.lead}</p>
        <PlainForm action={`/m${OWN_TRANSFER_PATH}`} csrf={turn.csrf}>
          {(['from', 'to'] as const).map((name) => (
            <PlainSelect
              key={name}
              name={name}
              label={words[name]}
              none={words.choose}
              choices={choices}
              value={state.values[name]}
              error={state.errors[name]}
            />
          ))}
          <PlainField
            language={language}
            name="amount"
            label={words.amount}
            hint={words.amountHint}
            value={state.values.amount}
            error={state.errors.amount}
            inputMode="numeric"
            autocomplete="transaction-amount"
            maxLength={40}
            hasFocus={first === 'amount'}
          />
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}
