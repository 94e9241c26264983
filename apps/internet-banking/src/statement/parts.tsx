import {
  Amount,
  dateText,
  ErrorSummary,
  firstError,
  type Language,
  SubmitButton,
  shortDateText,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { accountText } from '../text/accounts.ts';
import { type AskedPeriod, questionOf } from './asked.ts';
import { PERIODS, RANGE_FIELDS, VIEWS, type View } from './choices.ts';
import { STATEMENT_WORDS } from './words.ts';

const VIEW_PATHS: Readonly<Record<View, string>> = { lines: '', balance: '/balance', months: '/months' };

/** A view of an account with what is asked of it: period, days, page. */
export function viewHref(
  accountId: string,
  view: View,
  question: Readonly<Record<string, string>> = {},
): string {
  const path = `/statement/${accountId}${VIEW_PATHS[view]}`;
  const asked = new URLSearchParams(question).toString();
  return asked === '' ? path : `${path}?${asked}`;
}

/** A day of a period, with its year where the period has two. */
export const dayTextIn = ({ from, to }: { readonly from: string; readonly to: string }): typeof dateText =>
  from.slice(0, 4) === to.slice(0, 4) ? shortDateText : dateText;

const currentIf = (isCurrent: boolean) => (isCurrent ? { 'aria-current': 'page' as const } : {});

interface HeadProps {
  readonly asked: Pick<AskedPeriod, 'account' | 'accounts'> & Partial<AskedPeriod>;
  readonly view: View;
  readonly language: Language;
}

function Accounts({ asked, view, language }: HeadProps): VNode | null {
  if (asked.accounts.length < 2) return null;
  return (
    <nav aria-label={STATEMENT_WORDS[language].accounts} class="screen-only">
      <ul class="period-list">
        {asked.accounts.map((account) => (
          <li key={account.accountId}>
            <a
              href={viewHref(account.accountId, view)}
              {...currentIf(account.accountId === asked.account.accountId)}
            >
              {accountText(account, language)} {account.accountNumber}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Lines, balance, months: the one that is shown keeps its period where it goes on to another. */
function Views({ asked, view, language }: HeadProps): VNode {
  const words = STATEMENT_WORDS[language];
  const question = asked.period === undefined ? {} : questionOf({ period: asked.period, range: asked.range });
  return (
    <nav aria-label={words.viewList} class="screen-only">
      <ul class="view-list">
        {VIEWS.map((one) => (
          <li key={one}>
            <a
              href={viewHref(asked.account.accountId, one, one === 'months' ? {} : question)}
              {...currentIf(one === view)}
            >
              {words.views[one]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The head of every page of an account: which it is, what stands on it, what else can be shown. */
export function AccountHead(props: HeadProps): VNode {
  const { asked, language } = props;
  const words = STATEMENT_WORDS[language];
  return (
    <>
      <Accounts {...props} />
      <dl class="so-far">
        <div>
          <dt>{accountText(asked.account, language)}</dt>
          <dd class="number">{asked.account.accountNumber}</dd>
        </div>
        <div>
          <dt>{words.balance}</dt>
          <dd>
            <Amount yen={asked.account.balance} />
          </dd>
        </div>
      </dl>
      <Views {...props} />
    </>
  );
}

interface PeriodProps {
  readonly asked: AskedPeriod;
  readonly view: View;
  readonly language: Language;
}

function RangeForm({ asked, view, language }: PeriodProps): VNode {
  const words = STATEMENT_WORDS[language];
  const first = firstError(RANGE_FIELDS, asked.errors);
  return (
    <form
      method="get"
      action={viewHref(asked.account.accountId, view)}
      class="card stack screen-only"
      noValidate
    >
      <ErrorSummary language={language} order={RANGE_FIELDS} errors={asked.errors} />
      <p class="hint">{words.rangeHint(dateText(asked.periods.earliest, language))}</p>
      <input type="hidden" name="period" value="range" />
      <div class="range-form">
        {RANGE_FIELDS.map((name) => (
          <TextField
            key={name}
            language={language}
            name={name}
            type="date"
            label={words[name]}
            value={asked.typed[name]}
            error={asked.errors[name]}
            min={asked.periods.earliest}
            max={asked.periods.today}
            autocomplete="off"
            hasFocus={first === name}
          />
        ))}
        <SubmitButton label={words.show} look="secondary" />
      </div>
    </form>
  );
}

/** The period is chosen by a link, or typed. */
export function PeriodChoice(props: PeriodProps): VNode {
  const { asked, view, language } = props;
  const words = STATEMENT_WORDS[language];
  return (
    <>
      <nav aria-label={words.periodList} class="screen-only">
        <ul class="period-list">
          {PERIODS.map((period) => (
            <li key={period}>
              <a
                href={viewHref(asked.account.accountId, view, { period })}
                {...currentIf(period === asked.period)}
              >
                {words.periods[period]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {asked.period === 'range' ? <RangeForm {...props} /> : null}
    </>
  );
}

/** Amounts side by side, each under its name. */
export function Sums(props: { readonly sums: readonly (readonly [string, bigint])[] }): VNode | null {
  if (props.sums.length === 0) return null;
  return (
    <dl class="so-far">
      {props.sums.map(([name, yen]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Amount yen={yen} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
