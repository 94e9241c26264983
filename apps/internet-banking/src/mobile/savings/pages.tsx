import { formatRate, type SavingsDetail, type SavingsView } from '@warifu/bank';
import {
  dateText,
  KeyButton,
  type MenuItem,
  PlainError,
  PlainField,
  PlainForm,
  PlainSubmit,
  Terms,
  yenText,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../../http/route.ts';
import {
  accountLineOf,
  closePath,
  detailPath,
  OPEN_PATH,
  type OpenShown,
  SAVINGS_PATH,
} from '../../instalment-savings/flow.ts';
import { typedFieldsOf } from '../../instalment-savings/open-page.tsx';
import { detailTerms } from '../../instalment-savings/terms.ts';
import { debitText } from '../../instalment-savings/view-pages.tsx';
import { SAVINGS_WORDS } from '../../instalment-savings/words.ts';
import { plainSessionPage } from '../frame.tsx';
import { sliceOf } from '../slice.ts';

const FIELD_LENGTH_MAX = 40;

/** 定期積金: the key of a contract leads to it. */
export function plainListPage(turn: SessionTurn, all: readonly SavingsView[]): string {
  const words = SAVINGS_WORDS[turn.language];
  const shown = sliceOf(all, turn.query['page']);
  const stateText = ({ state, late }: SavingsView): string =>
    late === 0 ? words.states[state] : words.late(late);
  const path = `/m${SAVINGS_PATH}`;
  return plainSessionPage(turn, {
    title: words.title,
    languageBack: path,
    body: (
      <p>
        {all.length === 0 ? `${words.list.none} ` : null}
        <a href={`/m${OPEN_PATH}`}>{words.list.open}</a>
      </p>
    ),
    menu: [
      ...shown.items.map(({ digit, item }) => ({
        digit,
        label: `${item.accountNumber} ${stateText(item)} ${words.timesOf(item.paid, item.instalments)} ${yenText(item.balance)}`,
        href: `/m${detailPath(item.savingsId)}`,
      })),
      ...(shown.next === undefined
        ? []
        : [{ digit: '8' as const, label: words.more, href: `${path}?page=${shown.next}` }]),
    ],
  });
}

function Instalments(props: { readonly turn: SessionTurn; readonly savings: SavingsDetail }): VNode {
  const { language } = props.turn;
  const words = SAVINGS_WORDS[language].table;
  return (
    <>
      <h2>{words.title}</h2>
      <ul class="lines">
        {props.savings.table.map((row) => (
          <li key={row.number}>
            {row.number} {row.state === 'late' ? dateText(row.dueDate, language) : null}
            {row.state === 'given_up' ? null : debitText(row, language).replace('−', '')}{' '}
            {words.states[row.state]}
          </li>
        ))}
      </ul>
    </>
  );
}

const backItem = (turn: SessionTurn, digit: MenuItem['digit']): MenuItem => ({
  digit,
  label: SAVINGS_WORDS[turn.language].back,
  href: `/m${SAVINGS_PATH}`,
});

/** One contract. */
export function plainDetailPage(turn: SessionTurn, savings: SavingsDetail, accountLine: string): string {
  const { language } = turn;
  const words = SAVINGS_WORDS[language];
  const isMatured = savings.state === 'matured';
  return plainSessionPage(turn, {
    title: `${words.title} ${savings.accountNumber}`,
    languageBack: `/m${detailPath(savings.savingsId)}`,
    body: (
      <>
        <p>
          <b>{words.states[savings.state]}</b> {savings.late === 0 ? null : words.late(savings.late)}
        </p>
        <Terms terms={detailTerms(savings, accountLine, language)} />
        {savings.state === 'closed' ? null : savings.paid === 0 ? (
          <p class="hint">{words.close.nothingPaid}</p>
        ) : (
          <PlainForm action={`/m${closePath(savings.savingsId)}`} csrf={turn.csrf}>
            {isMatured ? null : <p class="hint">{words.close.earlyHint}</p>}
            <PlainSubmit label={isMatured ? words.close.atMaturity : words.close.early} />
          </PlainForm>
        )}
      </>
    ),
    menu: [backItem(turn, '1')],
    after: <Instalments turn={turn} savings={savings} />,
  });
}

/** 契約内容の入力: the key of an account sends what was typed. */
export function plainOpenPage(turn: SessionTurn, shown: OpenShown): string {
  const { language } = turn;
  const words = SAVINGS_WORDS[language];
  const { errors, values } = shown;
  const path = `/m${OPEN_PATH}`;
  const trouble = errors.order ?? errors.fromAccountId;
  return plainSessionPage(turn, {
    title: `${words.open.heading} - ${words.title}`,
    heading: words.open.heading,
    hasError: Object.keys(errors).length > 0,
    languageBack: path,
    body: (
      <>
        {trouble === undefined ? null : <PlainError>{trouble}</PlainError>}
        <p>{shown.accounts.length === 0 ? words.open.noAccount : words.open.lead}</p>
        <ul class="lines">
          {shown.offer.yields.map((row) => (
            <li key={row.instalmentsFrom}>
              {words.names.yearlyYield} {words.yields.bound(row.instalmentsFrom)} {formatRate(row.rate)} (
              {words.yields.since} {dateText(row.validFrom, language)})
            </li>
          ))}
        </ul>
        {shown.accounts.length === 0 ? null : (
          <PlainForm action={path} csrf={turn.csrf}>
            {typedFieldsOf(shown.offer, language).map(({ name, label, hint }) => (
              <PlainField
                key={name}
                language={language}
                name={name}
                label={label}
                hint={hint}
                value={values[name]}
                error={errors[name]}
                inputMode="numeric"
                autocomplete={name === 'instalment' ? 'transaction-amount' : 'off'}
                maxLength={FIELD_LENGTH_MAX}
                hasFocus={errors[name] !== undefined}
              />
            ))}
            <p class="hint">{words.open.plainAccount}</p>
            <ul class="lines picks">
              {sliceOf(shown.accounts, undefined).items.map(({ digit, item }) => (
                <li key={item.accountId}>
                  <KeyButton
                    digit={digit}
                    label={accountLineOf(item, language)}
                    name="fromAccountId"
                    value={item.accountId}
                    detail={words.open.balance(yenText(item.available))}
                  />
                </li>
              ))}
            </ul>
          </PlainForm>
        )}
      </>
    ),
    menu: [backItem(turn, '8')],
  });
}
