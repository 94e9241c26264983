import type { Biller, BillNumberField, DigitCount } from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  type Language,
  Notice,
  SubmitButton,
  Terms,
  TextField,
} from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { NUMBER_FIELDS, pathOf, START_PATH } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { PAY_EASY_WORDS } from './words.ts';

export const NUMBER_TYPED_MAX = 60;

export interface NumbersShown {
  readonly draftId: string;
  readonly biller: Biller;
  readonly state: FormState<BillNumberField>;
  /** What is wrong with the numbers together, or with the network. */
  readonly trouble: string | undefined;
}

export interface NumberField {
  readonly name: BillNumberField;
  readonly label: string;
  readonly hint: string;
}

/** What the numbers are called on the bills of a biller of this kind. */
export const labelsOf = (
  kind: Biller['kind'],
  language: Language,
): Readonly<Record<BillNumberField, string>> => {
  const { labels, paymentCategory } = PAY_EASY_WORDS[language].numbers;
  return { ...labels[kind], paymentCategory };
};

/** The fields that this biller's bills fill. */
export function fieldsOf(biller: Biller, language: Language): readonly NumberField[] {
  const labels = labelsOf(biller.kind, language);
  const hintOf = ({ lengthMin, lengthMax }: DigitCount) =>
    PAY_EASY_WORDS[language].numbers.digits(lengthMin, lengthMax);
  return NUMBER_FIELDS.flatMap((name) => {
    const digits = biller[name];
    return digits === undefined ? [] : [{ name, label: labels[name], hint: hintOf(digits) }];
  });
}

/** 納付番号・お客様番号, 確認番号, and 納付区分 where the biller wants it. */
export function numbersPage(turn: SessionTurn, shown: NumbersShown): string {
  const { language } = turn;
  const all = PAY_EASY_WORDS[language];
  const words = all.numbers;
  const { biller, state, trouble } = shown;
  const path = pathOf(shown.draftId, 'numbers');
  const first = firstError(NUMBER_FIELDS, state.errors);
  return stepPage(turn, {
    step: STEP.numbers,
    heading: words.heading,
    hasError: first !== undefined || trouble !== undefined,
    path,
    children: (
      <>
        {trouble === undefined ? null : <Notice tone="warning" title={trouble} isAnswer={true} />}
        <div class="card stack">
          <Terms terms={[{ name: all.bill.biller, value: `${biller.name} ${biller.billerNumber}` }]} />
          <p>{words.lead}</p>
          <ErrorSummary language={language} order={NUMBER_FIELDS} errors={state.errors} />
          <Form action={path} csrf={turn.csrf} busyLabel={all.busy}>
            {fieldsOf(biller, language).map(({ name, label, hint }) => (
              <TextField
                key={name}
                language={language}
                name={name}
                label={label}
                hint={hint}
                value={state.values[name]}
                error={state.errors[name]}
                inputMode="numeric"
                autocomplete="off"
                maxLength={NUMBER_TYPED_MAX}
                width="medium"
                hasFocus={first === name}
              />
            ))}
            <Actions>
              <SubmitButton label={all.next} />
            </Actions>
          </Form>
        </div>
        <p>
          <a href={START_PATH}>{words.otherBiller}</a>
        </p>
      </>
    ),
  });
}
