import { ADDRESS_FIELDS } from '@warifu/bank';
import { firstError, PlainField, PlainForm, PlainSubmit } from '@warifu/ui';
import { ADDRESS_PLACE } from '../address/flow.ts';
import { type AddressPageShown, INPUT, TYPED_MAX } from '../address/pages.tsx';
import { ADDRESS_WORDS } from '../address/words.ts';
import type { SessionTurn } from '../http/route.ts';
import { plainStepPage } from './contract-change-pages.tsx';

/** 住所・電話番号. */
export function plainAddressPage(turn: SessionTurn, { state, registered }: AddressPageShown): string {
  const { language } = turn;
  const words = ADDRESS_WORDS[language];
  const first = firstError(ADDRESS_FIELDS, state.errors);
  return plainStepPage(turn, words.title, {
    heading: words.heading,
    hasError: first !== undefined,
    path: ADDRESS_PLACE.startPath,
    children: (
      <>
        <p>{words.lead}</p>
        {registered.lastChange?.state === 'waiting' ? <p class="notice">{words.waits}</p> : null}
        <PlainForm action={`/m${ADDRESS_PLACE.startPath}`} csrf={turn.csrf}>
          {ADDRESS_FIELDS.map((name) => (
            <PlainField
              key={name}
              language={language}
              name={name}
              label={words.labels[name]}
              hint={words.hints[name]}
              // No more than may be typed: a telephone keeps no large page.
              value={state.values[name]?.slice(0, TYPED_MAX[name])}
              error={state.errors[name]}
              {...INPUT[name]}
              isRequired={name !== 'building'}
              maxLength={TYPED_MAX[name]}
              hasFocus={first === name}
            />
          ))}
          <PlainSubmit label={words.next} />
        </PlainForm>
      </>
    ),
  });
}
