import type { PayeeView } from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Notice,
  Section,
  SelectField,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { ACCOUNT_KINDS, kanaText } from '../text/accounts.ts';
import { ACCOUNT_KIND_ORDER } from '../transfer/draft.ts';
import { payeeKeyOf } from '../transfer/payee-page.tsx';
import { accountLineOf, NEW_PATH, PAYEES_PATH } from './pages.tsx';
import { PAYEE_WORDS, type PayeeField } from './words.ts';

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

/** The fields of the account, and below them the nickname. */
function Fields(props: { readonly turn: SessionTurn; readonly shown: NewPayeeShown }): VNode {
  const { language } = props.turn;
  const { state, isNameAsked } = props.shown;
  const words = PAYEE_WORDS[language];
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
  return (
    <>
      {field('bank')}
      {field('branch')}
      <SelectField
        language={language}
        name="accountKind"
        label={words.labels.accountKind}
        choices={ACCOUNT_KIND_ORDER.map((kind) => ({ value: kind, title: ACCOUNT_KINDS[language][kind] }))}
        value={state.values.accountKind ?? 'ordinary'}
        error={state.errors.accountKind}
        hasFocus={first === 'accountKind'}
      />
      {textFieldsOf(isNameAsked).slice(2).map(field)}
    </>
  );
}

/** The last payees that are not registered: the key of one begins its registration. */
function Recent(props: { readonly turn: SessionTurn; readonly recent: readonly PayeeView[] }): VNode | null {
  const { turn, recent } = props;
  const { language } = turn;
  if (recent.length === 0) return null;
  return (
    <Section title={PAYEE_WORDS[language].recent} id="recent" look="card">
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
  );
}

/** 新しい振込先を登録する. */
export function newPayeePage(turn: SessionTurn, shown: NewPayeeShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const { state, isNameAsked } = shown;
  return sessionPage(turn, {
    title: words.add,
    current: 'transfer',
    hasError: firstError(FIELD_ORDER, state.errors) !== undefined,
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
            <Fields turn={turn} shown={shown} />
            <Actions>
              <SubmitButton label={words.next} />
            </Actions>
          </Form>
        </div>
        <Recent turn={turn} recent={shown.recent} />
        <p class="screen-only">
          <a href={PAYEES_PATH}>{words.list}</a>
        </p>
      </>
    ),
  });
}
