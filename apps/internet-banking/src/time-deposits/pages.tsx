import { formatRate, type TimeDepositView } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
  dateText,
  Form,
  type Language,
  Notice,
  Section,
  SubmitButton,
  shortDateText,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { BranchNames } from './branch-names.ts';
import { depositGroups, stateText } from './deposit-terms.tsx';
import { LIST_PATH } from './paths.ts';
import { TIME_DEPOSIT_WORDS } from './words.ts';

export interface DetailShown {
  readonly deposit: TimeDepositView;
  readonly branchNames: BranchNames;
  /** Why an order on it was refused. */
  readonly trouble: string | undefined;
}

const isQuiet = ({ isBooked, isMatured }: TimeDepositView): boolean => !isBooked && !isMatured;

function Deposit(props: { readonly deposit: TimeDepositView; readonly language: Language }): VNode {
  const { deposit, language } = props;
  const words = TIME_DEPOSIT_WORDS[language];
  return (
    <li class="account">
      <h2 class="account-name">
        {words.months(deposit.termMonths)} {formatRate(deposit.rate)}
        <span class="number">{deposit.account.accountNumber}</span>
      </h2>
      <p class="account-balance">
        <span class="account-balance-label">{words.of.principal}</span>{' '}
        <Amount yen={deposit.principal} isLarge={true} />
      </p>
      <p>
        {words.of.maturityOn} {shortDateText(deposit.maturityOn, language)}{' '}
        <span class={`badge badge-${isQuiet(deposit) ? 'plain' : 'good'}`}>
          {isQuiet(deposit) ? words.treatments[deposit.atMaturity].name : stateText(deposit, language)}
        </span>
      </p>
      <p class="account-actions">
        <ButtonLink
          href={`${LIST_PATH}/${deposit.depositId}`}
          label={words.list.detail}
          context={` (${deposit.account.accountNumber})`}
        />
      </p>
    </li>
  );
}

/** 定期預金の一覧: the next maturity first. */
export function listPage(turn: SessionTurn, deposits: readonly TimeDepositView[]): string {
  const { language } = turn;
  const words = TIME_DEPOSIT_WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    body: (
      <>
        <h1>{words.title}</h1>
        <p class="lead">{deposits.length === 0 ? words.list.none : words.list.lead}</p>
        <Actions>
          <ButtonLink href={`${LIST_PATH}/open`} label={words.list.open} look="primary" />
        </Actions>
        <ul class="account-list">
          {deposits.map((deposit) => (
            <Deposit key={deposit.depositId} deposit={deposit} language={language} />
          ))}
        </ul>
      </>
    ),
  });
}

function ActButton(props: {
  readonly turn: SessionTurn;
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
}): VNode {
  return (
    <Form action={props.path} csrf={props.turn.csrf}>
      {props.hint === undefined ? null : <p class="hint">{props.hint}</p>}
      <SubmitButton label={props.label} look="secondary" />
    </Form>
  );
}

/** What may be ordered on the deposit now, each by its own button. */
function Acts(props: { readonly turn: SessionTurn; readonly deposit: TimeDepositView }): VNode | null {
  const { turn, deposit } = props;
  const { acts, depositId } = deposit;
  const words = TIME_DEPOSIT_WORDS[turn.language].detail;
  const path = `${LIST_PATH}/${depositId}`;
  if (acts.close === undefined && !acts.cancelBooking) return null;
  return (
    <Section title={words.acts} id="acts" look="card">
      <div class="stack">
        {acts.cancelBooking ? (
          <ActButton turn={turn} path={`${path}/cancel`} label={words.cancelBooking} />
        ) : null}
        {acts.changeTreatment ? (
          <p>
            <ButtonLink href={`${path}/treatment`} label={words.changeTreatment} />
          </p>
        ) : null}
        {acts.book ? (
          <ActButton turn={turn} path={`${path}/book`} label={words.book} hint={words.bookHint} />
        ) : null}
        {acts.close === 'early' ? (
          <ActButton
            turn={turn}
            path={`${path}/close`}
            label={words.closeEarly}
            hint={words.closeEarlyHint}
          />
        ) : null}
        {acts.close === 'at_maturity' ? (
          <ActButton turn={turn} path={`${path}/close`} label={words.closeAtMaturity} />
        ) : null}
      </div>
    </Section>
  );
}

/** 定期預金の明細, and what may be ordered on it. */
export function detailPage(turn: SessionTurn, shown: DetailShown): string {
  const { language } = turn;
  const words = TIME_DEPOSIT_WORDS[language];
  const { deposit, branchNames, trouble } = shown;
  return sessionPage(turn, {
    title: words.detail.heading,
    languageBack: `${LIST_PATH}/${deposit.depositId}`,
    body: (
      <>
        <h1>{words.detail.heading}</h1>
        {trouble === undefined ? null : <Notice tone="warning" title={trouble} isAnswer={true} />}
        {deposit.closesOn === undefined ? null : (
          <Notice tone="information">
            <p>{words.detail.closing(dateText(deposit.closesOn, language))}</p>
          </Notice>
        )}
        <div class="card stack">
          {depositGroups(deposit, language, branchNames).map(({ title, terms }, index) => (
            <div key={title ?? index}>
              {title === undefined ? null : <h2>{title}</h2>}
              <Terms terms={terms} />
            </div>
          ))}
          {deposit.renewedTo === undefined ? null : (
            <p>
              <a href={`${LIST_PATH}/${deposit.renewedTo}`}>{words.detail.next}</a>
            </p>
          )}
          {deposit.renewedFrom === undefined ? null : (
            <p>
              <a href={`${LIST_PATH}/${deposit.renewedFrom}`}>{words.detail.before}</a>
            </p>
          )}
        </div>
        <Acts turn={turn} deposit={deposit} />
        <Actions>
          <ButtonLink href={LIST_PATH} label={words.list.back} />
        </Actions>
      </>
    ),
  });
}
