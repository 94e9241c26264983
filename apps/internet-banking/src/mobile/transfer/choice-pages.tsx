import { KeyButton, type MenuItem, PlainError, PlainForm, yenText } from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { NEW_PATH } from '../../payees/pages.tsx';
import { PAYEE_WORDS } from '../../payees/words.ts';
import { ACCOUNT_KINDS, accountText, branchText, kanaText } from '../../text/accounts.ts';
import type { AccountShown } from '../../transfer/account-page.tsx';
import { type AtDraft, pathOf } from '../../transfer/draft.ts';
import { type PayeeShown, payeeKeyOf } from '../../transfer/payee-page.tsx';
import { TRANSFER_WORDS } from '../../transfer/words.ts';
import { type Slice, sliceOf } from '../slice.ts';
import { MOBILE_WORDS } from '../words.ts';
import { plainStepPage } from './step-page.tsx';

const onward = (path: string, shown: Slice<unknown>, label: string): readonly MenuItem[] =>
  shown.next === undefined ? [] : [{ digit: '8', label, href: `${path}?page=${shown.next}` }];

/** 出金口座: the key of an account chooses it. */
export function plainAccountPage(turn: SessionTurn, shown: AccountShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language].account;
  const path = `/m${shown.action}`;
  const accounts = sliceOf(shown.accounts, turn.query['page']);
  return plainStepPage(turn, {
    heading: words.heading,
    hasError: shown.error !== undefined,
    path,
    menu: onward(path, accounts, MOBILE_WORDS[language].moreAccounts),
    children: (
      <PlainForm action={path} csrf={turn.csrf}>
        {shown.error === undefined ? null : <PlainError>{shown.error}</PlainError>}
        <ul class="lines picks">
          {accounts.items.map(({ digit, item }) => (
            <li key={item.accountId}>
              <KeyButton
                digit={digit}
                label={`${accountText(item, language)} ${item.accountNumber}`}
                name="fromAccountId"
                value={item.accountId}
                detail={words.balance(yenText(item.balance))}
              />
            </li>
          ))}
        </ul>
      </PlainForm>
    ),
  });
}

/** 振込先: the key of a registered or a recent payee chooses it. A new one is registered first. */
export function plainPayeePage(turn: SessionTurn, at: AtDraft, shown: PayeeShown): string {
  const { language } = turn;
  const { registered, recent, error } = shown;
  const known = [...registered, ...recent.map((payee) => ({ ...payee, nickname: '' }))];
  const words = TRANSFER_WORDS[language].payee;
  const own = MOBILE_WORDS[language];
  const path = `/m${pathOf(at.draft.draftId, 'payee')}`;
  const payees = sliceOf(known, turn.query['page']);
  return plainStepPage(turn, {
    heading: words.heading,
    hasError: error !== undefined,
    path,
    soFar: { ...at.soFar, bankName: undefined },
    menu: onward(path, payees, own.morePayees),
    children: (
      <>
        {error === undefined ? null : <PlainError>{error}</PlainError>}
        {known.length === 0 ? null : (
          <>
            <h2>{registered.length === 0 ? words.recent : `${words.registered}・${words.recent}`}</h2>
            <PlainForm action={path} csrf={turn.csrf}>
              <ul class="lines picks">
                {payees.items.map(({ digit, item }) => (
                  <li key={payeeKeyOf(item)}>
                    <KeyButton
                      digit={digit}
                      label={item.nickname === '' ? kanaText(item.kana) : item.nickname}
                      name="recent"
                      value={payeeKeyOf(item)}
                      detail={`${kanaText(item.kana)} ${item.bankName} ${branchText(item.branchName, language)} ${ACCOUNT_KINDS[language][item.accountKind]} ${item.accountNumber}`}
                    />
                  </li>
                ))}
              </ul>
            </PlainForm>
          </>
        )}
        <p class="hint">{known.length === 0 ? own.noPayees : own.otherPayee}</p>
        <p>
          <a href={`/m${NEW_PATH}`}>{PAYEE_WORDS[language].add}</a>
        </p>
      </>
    ),
  });
}
