import { IDENTITY_DOCUMENTS, OPERATOR_ROLES, type ProcedureKind } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Notice,
  Section,
  SelectField,
  Steps,
  SubmitButton,
  TextAreaField,
  TextField,
} from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { branchChoices } from '../text/branches.ts';
import { EFFECTS } from '../text/effects.ts';
import { DOCUMENTS } from '../text/paper.ts';
import { LIMIT_KINDS, PROCEDURES } from '../text/procedures.ts';
import { ROLE_DETAILS, ROLES } from '../text/roles.ts';
import { CATALOGUE, type FieldName, fieldsOfKind, PAPER_FIELDS } from './catalogue.ts';
import { AboutTerms, currentOf, type Target } from './target.tsx';
import { PROCEDURE_WORDS } from './words.ts';

interface FieldProps {
  readonly turn: SessionTurn;
  readonly name: FieldName;
  readonly state: FormState<FieldName>;
  readonly hasFocus: boolean;
}

const OPTIONAL: readonly FieldName[] = ['mailAddress', 'identityNote'];
const WIDTHS: Readonly<Partial<Record<FieldName, 'full' | 'medium' | 'short'>>> = {
  kanji: 'full',
  kana: 'full',
  mailAddress: 'full',
  identityNote: 'full',
  deposit: 'short',
  limit: 'short',
  operatorNumber: 'short',
  personNumber: 'short',
};
const NUMERIC: readonly FieldName[] = ['deposit', 'limit', 'operatorNumber'];
const LENGTHS: Readonly<Partial<Record<FieldName, number>>> = {
  kanji: 120,
  kana: 120,
  mailAddress: 254,
  identityNote: 200,
  name: 60,
};

/** Choices that are all shown; undefined where the field is typed or opens. */
function choicesOf({ turn, name }: FieldProps) {
  const { language } = turn;
  switch (name) {
    case 'role':
      return OPERATOR_ROLES.map((role) => ({
        value: role,
        title: ROLES[language][role],
        detail: ROLE_DETAILS[language][role],
      }));
    case 'language':
      return (['ja', 'en'] as const).map((one) => ({
        value: one,
        title: PROCEDURE_WORDS[language].languages[one],
      }));
    case 'limitKind':
      return (['transfer', 'bill_payment'] as const).map((kind) => ({
        value: kind,
        title: LIMIT_KINDS[language][kind],
      }));
    default:
      return undefined;
  }
}

function Field(props: FieldProps): VNode {
  const { turn, name, state, hasFocus } = props;
  const { language } = turn;
  const words = PROCEDURE_WORDS[language];
  const hint = words.hints[name];
  const common = {
    language,
    name,
    label: words.labels[name],
    ...(hint === undefined ? {} : { hint }),
    error: state.errors[name],
    value: state.values[name],
    hasFocus,
  };
  const choices = choicesOf(props);
  if (choices !== undefined) {
    const { label, ...rest } = common;
    return (
      <Choices
        {...rest}
        legend={label}
        choices={choices}
        value={state.values[name] === '' ? choices[0]?.value : state.values[name]}
        isInline={name !== 'role'}
      />
    );
  }
  if (name === 'branchCode') {
    return <SelectField {...common} choices={branchChoices(turn.site, language)} none={words.choose} />;
  }
  if (name === 'identityDocument') {
    const documents = IDENTITY_DOCUMENTS.map((one) => ({ value: one, title: DOCUMENTS[language][one] }));
    return <SelectField {...common} choices={documents} none={words.choose} />;
  }
  if (name === 'reason') return <TextAreaField {...common} maxLength={400} />;
  return (
    <TextField
      {...common}
      autocomplete="off"
      inputMode={NUMERIC.includes(name) ? 'numeric' : 'text'}
      maxLength={LENGTHS[name] ?? 40}
      width={WIDTHS[name] ?? 'medium'}
      isRequired={!OPTIONAL.includes(name)}
      {...(name === 'deposit' || name === 'limit' ? { suffix: language === 'ja' ? '円' : 'yen' } : {})}
    />
  );
}

export interface FormShown {
  readonly kind: ProcedureKind;
  readonly target: Target;
  readonly state: FormState<FieldName>;
  /** What stands in the way of all of it, above the form. */
  readonly warning?: ComponentChildren;
}

/** The address of a procedure's form. */
export const pathOfProcedure = (kind: ProcedureKind, target: Target): string => {
  switch (target.about) {
    case 'nothing':
      return `/procedures/${kind}`;
    case 'contract':
      return `/contracts/${target.file.contractId}/procedures/${kind}`;
    case 'operator':
      return `/operators/${target.operator.operatorId}/procedures/${kind}`;
  }
};

/** What a procedure does, before it is entered. */
export function Effects(props: { readonly kind: ProcedureKind; readonly turn: SessionTurn }): VNode {
  return (
    <ul class="bullets">
      {EFFECTS[props.turn.language][props.kind].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The form of a procedure: what it is about, what it does, what is entered, the paper. */
export function procedureFormPage(turn: SessionTurn, shown: FormShown): string {
  const { language } = turn;
  const { kind, target, state } = shown;
  const words = PROCEDURE_WORDS[language];
  const order = fieldsOfKind(kind);
  const first = firstError(order, state.errors);
  const title = words.enter(PROCEDURES[language][kind]);
  const path = pathOfProcedure(kind, target);
  const fieldsAt = (names: readonly FieldName[]) =>
    names.map((name) => <Field key={name} turn={turn} name={name} state={state} hasFocus={first === name} />);
  return sessionPage(turn, {
    title,
    width: 'narrow',
    ...currentOf(kind),
    hasError: first !== undefined,
    languageBack: path,
    body: (
      <>
        <h1>{title}</h1>
        <Steps language={language} names={words.steps} current={0} />
        {shown.warning === undefined ? null : (
          <Notice tone="warning" isAnswer={true}>
            {shown.warning}
          </Notice>
        )}
        <ErrorSummary language={language} order={order} errors={state.errors} />
        <AboutTerms target={target} turn={turn} />
        <Section title={words.whatTitle} id="what" look="card">
          <Effects kind={kind} turn={turn} />
        </Section>
        <Form action={path} csrf={turn.csrf} busyLabel={words.busy}>
          {CATALOGUE[kind].fields.length === 0 ? null : (
            <Section title={words.termsTitle} id="terms" look="card">
              <div class="form">{fieldsAt(CATALOGUE[kind].fields)}</div>
            </Section>
          )}
          <Section title={words.paperTitle} id="paper" look="card">
            <div class="form">{fieldsAt(PAPER_FIELDS)}</div>
          </Section>
          <Actions>
            <SubmitButton label={words.confirm} name="act" value="confirm" />
            <ButtonLink href={backOf(target)} label={words.back} look="quiet" />
          </Actions>
        </Form>
      </>
    ),
  });
}

/** Where whoever changes their mind goes. */
function backOf(target: Target): string {
  switch (target.about) {
    case 'nothing':
      return '/home';
    case 'contract':
      return `/contracts/${target.file.contractId}`;
    case 'operator':
      return '/operators';
  }
}
