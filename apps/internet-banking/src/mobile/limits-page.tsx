import { firstError, type MenuItem, PlainField, PlainForm, PlainSubmit, Terms } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { LIMIT_PLACE, stateTerms } from '../limits/flow.ts';
import { LIMIT_TYPED_MAX, type LimitPageShown } from '../limits/pages.tsx';
import { LIMIT_WORDS } from '../limits/words.ts';
import { plainStepPage } from './contract-change-pages.tsx';

/** First both limits, each with its key; then one of them with the field for the new one. */
export function plainLimitsPage(turn: SessionTurn, { states, kind, state }: LimitPageShown): string {
  const { language } = turn;
  const words = LIMIT_WORDS[language];
  const shown = states.limits.filter(({ limitKind }) => kind === undefined || limitKind === kind);
  const ways = states.limits.map(
    ({ limitKind }, place): MenuItem => ({
      digit: place === 0 ? '1' : '2',
      label: words.kinds[limitKind],
      href: `/m${LIMIT_PLACE.startPath}?kind=${limitKind}`,
    }),
  );
  return plainStepPage(turn, words.title, {
    heading: kind === undefined ? words.title : words.heading,
    hasError: firstError(['limitKind', 'limit'], state.errors) !== undefined,
    path: LIMIT_PLACE.startPath,
    menu: kind === undefined ? ways : [],
    children: (
      <>
        {states.withoutToken === undefined ? null : (
          <p class="hint">{words.withoutToken(states.withoutToken.limit, states.withoutToken.leftToday)}</p>
        )}
        {shown.map((one) => (
          <div key={one.limitKind}>
            <h2>{words.kinds[one.limitKind]}</h2>
            <Terms terms={stateTerms(one, language)} />
          </div>
        ))}
        {kind === undefined ? null : (
          <PlainForm action={`/m${LIMIT_PLACE.startPath}`} csrf={turn.csrf}>
            <input type="hidden" name="limitKind" value={kind} />
            <PlainField
              language={language}
              name="limit"
              label={words.next}
              hint={words.nextHint}
              value={state.values.limit}
              error={state.errors.limit}
              inputMode="numeric"
              autocomplete="off"
              maxLength={LIMIT_TYPED_MAX}
              hasFocus={state.errors.limit !== undefined}
            />
            <PlainSubmit label={words.submit} />
          </PlainForm>
        )}
      </>
    ),
  });
}
