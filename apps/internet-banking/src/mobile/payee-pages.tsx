import { firstError, KeyButton, KeyLink, PlainField, PlainForm, PlainSubmit, Terms } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { FIELD_ORDER, type NewPayeeShown, textFieldsOf } from '../payees/new-page.tsx';
import {
  accountLineOf,
  NEW_PATH,
  PAYEES_PATH,
  type PayeeShown,
  type PayeesShown,
  payeePath,
  payeeTerms,
} from '../payees/pages.tsx';
import { PAYEE_WORDS } from '../payees/words.ts';
import { ACCOUNT_KINDS, kanaText } from '../text/accounts.ts';
import { ACCOUNT_KIND_ORDER } from '../transfer/draft.ts';
import { payeeKeyOf } from '../transfer/payee-page.tsx';
import { plainSessionPage } from './frame.tsx';
import { PlainSelect } from './select.tsx';
import { sliceOf } from './slice.ts';
import { MOBILE_WORDS } from './words.ts';

/** 登録済みの振込先: the key of each leads to its nickname and its removal. */
export function plainPayeesPage(turn: SessionTurn, { payees, isRemoved }: PayeesShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const shown = sliceOf(payees, turn.query['page']);
  return plainSessionPage(turn, {
    title: words.title,
    body: (
      <>
        {isRemoved ? (
          <p class="notice" role="status">
            {words.removed}
          </p>
        ) : null}
        {payees.length === 0 ? <p>{words.none}</p> : null}
        <ul class="lines">
          {shown.items.map(({ digit, item }) => (
            <li key={item.payeeId}>
              <KeyLink digit={digit} label={kanaText(item.kana)} href={`/m${payeePath(item.payeeId)}`} />{' '}
              {item.nickname} {accountLineOf(item, language)}
            </li>
          ))}
        </ul>
        {shown.next === undefined ? null : (
          <p>
            <KeyLink
              digit="8"
              label={MOBILE_WORDS[language].more}
              href={`/m${PAYEES_PATH}?page=${shown.next}`}
            />
          </p>
        )}
        <p>
          <a href={`/m${NEW_PATH}`}>{words.add}</a>
        </p>
      </>
    ),
  });
}

/** 新しい振込先を登録する. */
export function plainNewPayeePage(turn: SessionTurn, shown: NewPayeeShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const { state, isNameAsked } = shown;
  const first = firstError(FIELD_ORDER, state.errors);
  const recent = sliceOf(first === undefined ? shown.recent : [], '1');
  return plainSessionPage(turn, {
    title: words.add,
    hasError: first !== undefined,
    languageBack: `/m${NEW_PATH}`,
    body: (
      <>
        <p>{words.addLead}</p>
        {isNameAsked ? <p class="notice">{words.unavailable}</p> : null}
        <PlainForm action={`/m${NEW_PATH}`} csrf={turn.csrf}>
          <PlainSelect
            name="accountKind"
            label={words.labels.accountKind}
            choices={ACCOUNT_KIND_ORDER.map((kind) => ({
              value: kind,
              title: ACCOUNT_KINDS[language][kind],
            }))}
            value={state.values.accountKind ?? 'ordinary'}
            error={state.errors.accountKind}
          />
          {textFieldsOf(isNameAsked).map((name) => (
            <PlainField
              key={name}
              language={language}
              name={name}
              label={words.labels[name]}
              {...(words.hints[name] === undefined ? {} : { hint: words.hints[name] })}
              value={state.values[name]}
              error={state.errors[name]}
              autocomplete="off"
              maxLength={100}
              hasFocus={first === name}
            />
          ))}
          <PlainSubmit label={words.next} />
        </PlainForm>
        {recent.items.length === 0 ? null : (
          <>
            <h2>{words.recent}</h2>
            <PlainForm action={`/m${NEW_PATH}/recent`} csrf={turn.csrf}>
              <ul class="lines picks">
                {recent.items.map(({ digit, item }) => (
                  <li key={payeeKeyOf(item)}>
                    <KeyButton
                      digit={digit}
                      label={kanaText(item.kana)}
                      name="recent"
                      value={payeeKeyOf(item)}
                      detail={accountLineOf(item, language)}
                    />
                  </li>
                ))}
              </ul>
            </PlainForm>
          </>
        )}
      </>
    ),
  });
}

/** One registered payee. */
export function plainPayeePage(turn: SessionTurn, shown: PayeeShown): string {
  const { language } = turn;
  const words = PAYEE_WORDS[language];
  const { payee } = shown;
  const path = `/m${payeePath(payee.payeeId)}`;
  return plainSessionPage(turn, {
    title: `${kanaText(payee.kana)} - ${words.title}`,
    heading: kanaText(payee.kana),
    hasError: shown.error !== undefined,
    languageBack: path,
    body: (
      <>
        {shown.isRenamed ? (
          <p class="notice" role="status">
            {words.renamed}
          </p>
        ) : null}
        <Terms terms={payeeTerms({ payee, nameSource: 'inquiry', nickname: payee.nickname }, language)} />
        <PlainForm action={path} csrf={turn.csrf}>
          <PlainField
            language={language}
            name="nickname"
            label={words.columns.nickname}
            value={shown.nickname}
            error={shown.error}
            autocomplete="off"
            maxLength={60}
            hasFocus={shown.error !== undefined}
          />
          <PlainSubmit label={words.rename} />
        </PlainForm>
        <p>{words.removeLead}</p>
        <PlainForm action={`${path}/remove`} csrf={turn.csrf}>
          <PlainSubmit label={words.remove} />
        </PlainForm>
      </>
    ),
    menu: [{ digit: '1', label: words.list, href: `/m${PAYEES_PATH}` }],
  });
}
