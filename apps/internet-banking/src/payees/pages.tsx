import type { PayeeTerms, PayeeView, RegisteredPayee } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  type Column,
  ErrorSummary,
  Form,
  type Language,
  Notice,
  Section,
  SubmitButton,
  Table,
  type Term,
  Terms,
  TextField,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { ACCOUNT_KINDS, branchText, kanaText } from '../text/accounts.ts';
import { PAYEE_WORDS } from './words.ts';

export const PAYEES_PATH = '/payees';
export const NEW_PATH = `${PAYEES_PATH}/new`;
export const payeePath = (payeeId: string): string => `${PAYEES_PATH}/${payeeId}`;

/** `遠野銀行 峠支店 普通預金 0007777`. */
export const accountLineOf = (payee: PayeeView, language: Language): string =>
  `${payee.bankName} ${branchText(payee.branchName, language)} ${ACCOUNT_KINDS[language][payee.accountKind]} ${payee.accountNumber}`;

const columnsOf = (language: Language): readonly Column<RegisteredPayee>[] => {
  const words = PAYEE_WORDS[language];
  return [
    { title: words.columns.payee, isHead: true, cell: ({ kana }) => kanaText(kana) },
    { title: words.columns.nickname, cell: ({ nickname }) => nickname },
    { title: words.columns.account, cell: (payee) => accountLineOf(payee, language) },
    {
      title: words.columns.act,
      cell: (payee) => (
        <a href={payeePath(payee.payeeId)}>
          {words.edit}
          <span class="visually-hidden">: {kanaText(payee.kana)}</span>
        </a>
      ),
    },
  ];
};

export interface PayeesShown {
  readonly payees: readonly RegisteredPayee[];
  /** As typed; empty: all are shown. */
  readonly search: string;
  readonly isRemoved: boolean;
}

/** 登録済みの振込先, in the order of their kana. */
export function payeesPage(turn: SessionTurn, { payees, search, isRemoved }: PayeesShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    current: 'transfer',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        {isRemoved ? (
          <Notice tone="success" isAnswer={true}>
            <p>{words.removed}</p>
          </Notice>
        ) : null}
        <p>
          <ButtonLink href={NEW_PATH} label={words.add} look="primary" />
        </p>
        {payees.length === 0 && search === '' ? (
          <div class="card">
            <p>{words.none}</p>
          </div>
        ) : (
          <>
            <div class="card stack">
              <form method="get" action={PAYEES_PATH} class="form">
                <TextField
                  language={language}
                  name="q"
                  type="search"
                  label={words.search}
                  hint={words.searchHint}
                  value={search}
                  autocomplete="off"
                  maxLength={60}
                  isRequired={false}
                />
                <Actions>
                  <SubmitButton label={words.find} look="secondary" />
                  {search === '' ? null : <ButtonLink href={PAYEES_PATH} label={words.all} look="quiet" />}
                </Actions>
              </form>
            </div>
            {payees.length === 0 ? (
              <p role="status">{words.nothingFound}</p>
            ) : (
              <Table
                caption={words.title}
                columns={columnsOf(language)}
                rows={payees}
                keyOf={({ payeeId }) => payeeId}
              />
            )}
          </>
        )}
      </>
    ),
  });
}

/** What is registered: the same on the confirm page and at the end. */
export function payeeTerms({ payee, nickname }: PayeeTerms, language: Language): readonly Term[] {
  const words = PAYEE_WORDS[language];
  return [
    { name: words.bankTerm, value: `${payee.bankName} ${branchText(payee.branchName, language)}` },
    {
      name: words.accountTerm,
      value: `${ACCOUNT_KINDS[language][payee.accountKind]} ${payee.accountNumber}`,
    },
    { name: words.nameTerm, value: kanaText(payee.kana), isStrong: true },
    { name: words.columns.nickname, value: nickname === '' ? words.noNickname : nickname },
  ];
}

export interface PayeeShown {
  readonly payee: RegisteredPayee;
  readonly nickname: string;
  readonly error: string | undefined;
  readonly isRenamed: boolean;
}

/** One registered payee: its nickname, and its removal. */
export function payeePage(turn: SessionTurn, { payee, nickname, error, isRenamed }: PayeeShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const path = payeePath(payee.payeeId);
  return sessionPage(turn, {
    title: `${kanaText(payee.kana)} - ${words.title}`,
    current: 'transfer',
    hasError: error !== undefined,
    languageBack: path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{words.title}</p>
          <h1>{kanaText(payee.kana)}</h1>
        </div>
        {isRenamed ? (
          <Notice tone="success" isAnswer={true}>
            <p>{words.renamed}</p>
          </Notice>
        ) : null}
        <div class="card">
          <Terms terms={payeeTerms({ payee, nameSource: 'inquiry', nickname: payee.nickname }, language)} />
        </div>
        <Section title={words.rename} id="rename" look="card">
          <ErrorSummary
            language={language}
            order={['nickname']}
            errors={error === undefined ? {} : { nickname: error }}
          />
          <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
            <TextField
              language={language}
              name="nickname"
              label={words.columns.nickname}
              {...(words.hints.nickname === undefined ? {} : { hint: words.hints.nickname })}
              value={nickname}
              error={error}
              autocomplete="off"
              maxLength={60}
              isRequired={false}
              hasFocus={error !== undefined}
            />
            <Actions>
              <SubmitButton label={words.rename} />
            </Actions>
          </Form>
        </Section>
        <Section title={words.remove} id="remove" look="card">
          <p>{words.removeLead}</p>
          <Form action={`${path}/remove`} csrf={turn.csrf} busyLabel={words.busy}>
            <Actions>
              <SubmitButton label={words.remove} look="danger" />
            </Actions>
          </Form>
        </Section>
        <p class="screen-only">
          <a href={PAYEES_PATH}>{words.list}</a>
        </p>
      </>
    ),
  });
}
