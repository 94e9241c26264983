import {
  firstError,
  KeyLink,
  type MenuItem,
  PlainError,
  PlainField,
  PlainForm,
  PlainSubmit,
  Terms,
} from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { choicesOf, OWN_TRANSFER_PATH, type OwnTransferShown } from '../own-transfer/pages.tsx';
import { OWN_TRANSFER_WORDS, type OwnTransferField } from '../own-transfer/words.ts';
import { plainSessionPage } from './frame.tsx';
import { sliceOf } from './slice.ts';
import { MOBILE_WORDS } from './words.ts';

const FIELDS: readonly OwnTransferField[] = ['from', 'to', 'amount'];

/** An address of this page with what was chosen so far: opaque ids alone. */
const hrefOf = (chosen: Readonly<Record<string, string>>): string =>
  `/m${OWN_TRANSFER_PATH}?${new URLSearchParams(chosen)}`;

/** 振替: one account after the other by its key, then the amount. */
export function plainOwnTransferPage(turn: SessionTurn, shown: OwnTransferShown): string {
  const { accounts, state } = shown;
  const known = (accountId: string | undefined) => accounts.find((one) => one.accountId === accountId);
  const from = state.errors.from === undefined ? known(state.values.from) : undefined;
  if (from === undefined) return choicePage(turn, shown, 'from', {});
  const to = state.errors.to === undefined ? known(state.values.to) : undefined;
  if (to === undefined) return choicePage(turn, shown, 'to', { from: from.accountId });
  return amountPage(turn, shown, { from: from.accountId, to: to.accountId });
}

function choicePage(
  turn: SessionTurn,
  { accounts, state }: OwnTransferShown,
  field: 'from' | 'to',
  chosen: Readonly<Record<string, string>>,
): string {
  const { language } = turn;
  const words = OWN_TRANSFER_WORDS[language];
  const error = state.errors[field];
  const left = accounts.filter(({ accountId }) => accountId !== chosen['from']);
  const slice = sliceOf(choicesOf(left, language), turn.query['page']);
  const more: readonly MenuItem[] =
    slice.next === undefined
      ? []
      : [
          {
            digit: '8',
            label: MOBILE_WORDS[language].moreAccounts,
            href: hrefOf({ ...chosen, page: String(slice.next) }),
          },
        ];
  return plainSessionPage(turn, {
    title: `${words[field]} - ${words.title}`,
    heading: words.title,
    hasError: error !== undefined,
    menu: more,
    body: (
      <>
        <p>{words.lead}</p>
        <h2>{words[field]}</h2>
        {error === undefined ? null : <PlainError>{error}</PlainError>}
        <ul class="lines">
          {slice.items.map(({ digit, item }) => (
            <li key={item.value}>
              <KeyLink digit={digit} label={item.title} href={hrefOf({ ...chosen, [field]: item.value })} />
            </li>
          ))}
        </ul>
      </>
    ),
  });
}

function amountPage(
  turn: SessionTurn,
  { accounts, state }: OwnTransferShown,
  chosen: { readonly from: string; readonly to: string },
): string {
  const { language } = turn;
  const words = OWN_TRANSFER_WORDS[language];
  const titleOf = (accountId: string): string =>
    choicesOf(accounts, language).find(({ value }) => value === accountId)?.title ?? '';
  return plainSessionPage(turn, {
    title: words.title,
    hasError: firstError(FIELDS, state.errors) !== undefined,
    languageBack: hrefOf(chosen),
    menu: [{ digit: '1', label: words.change, href: `/m${OWN_TRANSFER_PATH}` }],
    body: (
      <>
        <Terms
          terms={[
            { name: words.from, value: titleOf(chosen.from) },
            { name: words.to, value: titleOf(chosen.to) },
          ]}
        />
        <PlainForm action={`/m${OWN_TRANSFER_PATH}`} csrf={turn.csrf}>
          <input type="hidden" name="from" value={chosen.from} />
          <input type="hidden" name="to" value={chosen.to} />
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
            hasFocus={state.errors.amount !== undefined}
          />
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}
