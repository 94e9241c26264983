import type { LimitKind, LimitStates } from '@warifu/bank';
import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Notice,
  Section,
  SubmitButton,
  Terms,
  TextField,
} from '@warifu/ui';
import { stepPage } from '../contract-change/step-page.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { LimitField } from './faces.ts';
import { LIMIT_PLACE, stateTerms } from './flow.ts';
import { LIMIT_WORDS } from './words.ts';

const FIELDS: readonly LimitField[] = ['limitKind', 'limit'];
export const LIMIT_TYPED_MAX = 24;

export interface LimitPageShown {
  readonly states: LimitStates;
  readonly kind: LimitKind | undefined;
  readonly state: FormState<LimitField>;
}

/** Both limits with what was used of them today, and the new one. */
export function limitsPage(turn: SessionTurn, { states, kind, state }: LimitPageShown): string {
  const { language } = turn;
  const words = LIMIT_WORDS[language];
  const first = firstError(FIELDS, state.errors);
  return stepPage(turn, LIMIT_PLACE, {
    heading: words.heading,
    hasError: first !== undefined,
    children: (
      <div class="stack">
        <p class="lead">{words.lead}</p>
        {states.withoutToken === undefined ? null : (
          <Notice tone="information">
            <p>{words.withoutToken(states.withoutToken.limit, states.withoutToken.leftToday)}</p>
          </Notice>
        )}
        {states.limits.map((one) => (
          <Section
            key={one.limitKind}
            title={words.kinds[one.limitKind]}
            id={`limit-${one.limitKind}`}
            look="card"
          >
            <Terms terms={stateTerms(one, language)} />
          </Section>
        ))}
        <div class="card stack">
          <ErrorSummary language={language} order={FIELDS} errors={state.errors} />
          <Form action={LIMIT_PLACE.startPath} csrf={turn.csrf} busyLabel={words.busy}>
            <Choices
              language={language}
              name="limitKind"
              legend={words.kind}
              error={state.errors.limitKind}
              value={kind}
              hasFocus={first === 'limitKind'}
              choices={states.limits.map(({ limitKind }) => ({
                value: limitKind,
                title: words.kinds[limitKind],
              }))}
            />
            <TextField
              language={language}
              name="limit"
              label={words.next}
              hint={words.nextHint}
              value={state.values.limit}
              error={state.errors.limit}
              inputMode="numeric"
              autocomplete="off"
              maxLength={LIMIT_TYPED_MAX}
              width="medium"
              hasFocus={first === 'limit'}
            />
            <Actions>
              <SubmitButton label={words.submit} />
            </Actions>
          </Form>
        </div>
      </div>
    ),
  });
}
