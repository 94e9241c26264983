import type { PayeeTerms, PayeeView, RegisteredPayee } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  type Column,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  type Language,
  Notice,
  Section,
  SelectField,
  SubmitButton,
  Table,
  type Term,
  Terms,
  TextField,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { ACCOUNT_KINDS, branchText, kanaText } from '../text/accounts.ts';
import { ACCOUNT_KIND_ORDER } from '../transfer/draft.ts';
import { payeeKeyOf } from '../transfer/payee-page.tsx';
import { PAYEE_WORDS, type PayeeField } from './words.ts';

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

export interface NewPayeeShown {
  readonly state: FormState<PayeeField>;
  /** The other bank could not be asked for the name: it is typed. */
  readonly isNameAsked: boolean;
  readonly recent: readonly PayeeView[];
}

export const FIELD_ORDER: readonly PayeeField[] = [
  'bank',
  'branch',
  'accountKind',
  'accountNumber',
  'payeeKana',
  'nickname',
];

/** The fields that are typed, in the order of the page; the name where it is asked for. */
export const textFieldsOf = (isNameAsked: boolean): readonly Exclude<PayeeField, 'accountKind'>[] => [
  'bank',
  'branch',
  'accountNumber',
  ...(isNameAsked ? (['payeeKana'] as const) : []),
  'nickname',
];

/** 新しい振込先を登録する. */
export function newPayeePage(turn: SessionTurn, shown: NewPayeeShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const { state, isNameAsked, recent } = shown;
  const first = firstError(FIELD_ORDER, state.errors);
  const field = (name: Exclude<PayeeField, 'accountKind'>) => (
    <TextField
      key={name}
      language={language}
      name={name}
      label={words.labels[name]}
      {...(words.hints[name] === undefined ? {} : { hint: words.hints[name] })}
      value={state.values[name]}
      error={state.errors[name]}
      autocomplete="off"
      maxLength={100}
      isRequired={name !== 'nickname'}
      hasFocus={first === name}
      {...(name === 'accountNumber' ? { inputMode: 'numeric' as const, width: 'medium' as const } : {})}
    />
  );
  return sessionPage(turn, {
    title: words.add,
    current: 'transfer',
    hasError: first !== undefined,
    languageBack: NEW_PATH,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{words.title}</p>
          <h1>{words.add}</h1>
          <p class="lead">{words.addLead}</p>
        </div>
        <div class="card stack">
          <ErrorSummary language={language} order={FIELD_ORDER} errors={state.errors} />
          {isNameAsked ? <Notice tone="warning" title={words.unavailable} isAnswer={true} /> : null}
          <Form action={NEW_PATH} csrf={turn.csrf} busyLabel={words.busy}>
            {field('bank')}
            {field('branch')}
            <SelectField
              language={language}
              name="accountKind"
              label={words.labels.accountKind}
              choices={ACCOUNT_KIND_ORDER.map((kind) => ({
                value: kind,
                title: ACCOUNT_KINDS[language][kind],
              }))}
              value={state.values.accountKind ?? 'ordinary'}
              error={state.errors.accountKind}
              hasFocus={first === 'accountKind'}
            />
            {textFieldsOf(isNameAsked).slice(2).map(field)}
            <Actions>
              <SubmitButton label={words.next} />
            </Actions>
          </Form>
        </div>
        {recent.length === 0 ? null : (
          <Section title={words.recent} id="recent" look="card">
            <Form action={`${NEW_PATH}/recent`} csrf={turn.csrf} isPlain={true}>
              <ul class="pick-list">
                {recent.map((payee) => (
                  <li key={payeeKeyOf(payee)}>
                    <button type="submit" class="pick" name="recent" value={payeeKeyOf(payee)}>
                      <span class="pick-text">
                        <span class="pick-name">{kanaText(payee.kana)}</span>{' '}
                        <span class="pick-detail">{accountLineOf(payee, language)}</span>
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </Form>
          </Section>
        )}
        <p class="screen-only">
          <a href={PAYEES_PATH}>{words.list}</a>
        </p>
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
