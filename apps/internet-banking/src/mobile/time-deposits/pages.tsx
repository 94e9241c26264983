import { formatRate, type TimeDepositView } from '@warifu/bank';
import {
  Amount,
  dateText,
  KeyLink,
  type MenuItem,
  PlainError,
  PlainForm,
  PlainSubmit,
  shortDateText,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../../http/route.ts';
import { depositGroups, stateText } from '../../time-deposits/deposit-terms.tsx';
import type { DetailShown } from '../../time-deposits/pages.tsx';
import { LIST_PATH } from '../../time-deposits/paths.ts';
import { TIME_DEPOSIT_WORDS } from '../../time-deposits/words.ts';
import { plainSessionPage } from '../frame.tsx';
import { sliceOf } from '../slice.ts';

/** 定期預金の一覧: each by its key. */
export function plainListPage(turn: SessionTurn, deposits: readonly TimeDepositView[]): string {
  const { language } = turn;
  const words = TIME_DEPOSIT_WORDS[language];
  const shown = sliceOf(deposits, turn.query['page']);
  return plainSessionPage(turn, {
    title: words.title,
    body: (
      <>
        {deposits.length === 0 ? <p>{words.list.none}</p> : null}
        <ul class="lines">
          {shown.items.map(({ digit, item }) => (
            <li key={item.depositId}>
              <KeyLink
                digit={digit}
                label={`${words.months(item.termMonths)} ${formatRate(item.rate)} ${item.account.accountNumber}`}
                href={`/m${LIST_PATH}/${item.depositId}`}
              />{' '}
              <Amount yen={item.principal} />
              <br />
              {words.of.maturityOn} {shortDateText(item.maturityOn, language)} {stateText(item, language)}
            </li>
          ))}
        </ul>
        <p>
          <a href={`/m${LIST_PATH}/open`}>{words.list.open}</a>
        </p>
      </>
    ),
    menu:
      shown.next === undefined
        ? []
        : [{ digit: '8', label: words.list.more, href: `/m${LIST_PATH}?page=${shown.next}` }],
  });
}

/** A button for each order that may be given, as forms: each makes an order. */
function Acts(props: { readonly turn: SessionTurn; readonly deposit: TimeDepositView }): VNode {
  const { turn, deposit } = props;
  const { acts, depositId } = deposit;
  const words = TIME_DEPOSIT_WORDS[turn.language].detail;
  const button = (act: string, label: string, hint?: string) => (
    <PlainForm action={`/m${LIST_PATH}/${depositId}/${act}`} csrf={turn.csrf}>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      <PlainSubmit label={label} />
    </PlainForm>
  );
  return (
    <>
      {acts.cancelBooking ? button('cancel', words.cancelBooking) : null}
      {acts.book ? button('book', words.book, words.bookHint) : null}
      {acts.close === 'early' ? button('close', words.closeEarly, words.closeEarlyHint) : null}
      {acts.close === 'at_maturity' ? button('close', words.closeAtMaturity) : null}
    </>
  );
}

function menuOf({ deposit }: DetailShown, language: SessionTurn['language']): readonly MenuItem[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const to = (depositId: string): string => `/m${LIST_PATH}/${depositId}`;
  return [
    { digit: '1', label: words.list.back, href: `/m${LIST_PATH}` },
    ...(deposit.acts.changeTreatment
      ? [
          {
            digit: '2' as const,
            label: words.detail.changeTreatment,
            href: `${to(deposit.depositId)}/treatment`,
          },
        ]
      : []),
    ...(deposit.renewedTo === undefined
      ? []
      : [{ digit: '3' as const, label: words.detail.next, href: to(deposit.renewedTo) }]),
    ...(deposit.renewedFrom === undefined
      ? []
      : [{ digit: '4' as const, label: words.detail.before, href: to(deposit.renewedFrom) }]),
  ];
}

/** 定期預金の明細. */
export function plainDetailPage(turn: SessionTurn, shown: DetailShown): string {
  const { language } = turn;
  const words = TIME_DEPOSIT_WORDS[language].detail;
  const { deposit, branchNames, trouble } = shown;
  return plainSessionPage(turn, {
    title: words.heading,
    languageBack: `/m${LIST_PATH}/${deposit.depositId}`,
    body: (
      <>
        {trouble === undefined ? null : <PlainError>{trouble}</PlainError>}
        {deposit.closesOn === undefined ? null : (
          <p class="notice">{words.closing(dateText(deposit.closesOn, language))}</p>
        )}
        {depositGroups(deposit, language, branchNames).map(({ title, terms }, index) => (
          <div key={title ?? index}>
            {title === undefined ? null : <h2>{title}</h2>}
            <Terms terms={terms} />
          </div>
        ))}
        <Acts turn={turn} deposit={deposit} />
      </>
    ),
    menu: menuOf(shown, language),
  });
}
