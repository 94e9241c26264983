import type { NotAllowed } from '@warifu/bank';
import { dateText, instantText, type MenuItem, PlainError, PlainForm, PlainSubmit, Terms } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../../http/route.ts';
import { NOT_ALLOWED_SENTENCES } from '../../instalment-savings/faces.ts';
import { type ConfirmShown, type Over, orderPath, SAVINGS_PATH } from '../../instalment-savings/flow.ts';
import { isCuredByRegistration, troubleOf } from '../../instalment-savings/order-pages.tsx';
import { dueRowsOf, orderTerms } from '../../instalment-savings/terms.ts';
import { SAVINGS_WORDS } from '../../instalment-savings/words.ts';
import { sentenceOf } from '../../text/faces.ts';
import { PlainCode } from '../code-fields.tsx';
import { plainSessionPage } from '../frame.tsx';

const listItem = (turn: SessionTurn): MenuItem => ({
  digit: '1',
  label: SAVINGS_WORDS[turn.language].done.list,
  href: `/m${SAVINGS_PATH}`,
});

function Dues(props: { readonly turn: SessionTurn; readonly shown: ConfirmShown }): VNode | null {
  const { language } = props.turn;
  const { asked } = props.shown;
  if (asked.kind !== 'opening') return null;
  const words = SAVINGS_WORDS[language];
  return (
    <>
      <h2>{words.confirm.dues}</h2>
      <ul class="lines">
        {dueRowsOf(asked.order.terms).map(({ number, debitDay }) => (
          <li key={number}>
            {number} {dateText(debitDay, language)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** 確認: every figure as it will be posted, the code where one is asked for, and 実行. */
export function plainConfirmPage(turn: SessionTurn, shown: ConfirmShown): string {
  const { language } = turn;
  const all = SAVINGS_WORDS[language];
  const words = all.confirm;
  const { asked, errors } = shown;
  const { need, expiresAt, orderId } = asked.order;
  const path = `/m${orderPath(asked.kind, orderId)}`;
  const trouble = troubleOf(turn, shown);
  return plainSessionPage(turn, {
    title: `${words[asked.kind].heading} - ${all.title}`,
    heading: words[asked.kind].heading,
    hasError: Object.keys(errors).length > 0,
    languageBack: path,
    body: (
      <>
        {shown.isChanged ? (
          <p class="notice" role="status">
            {words.changed}
          </p>
        ) : null}
        {trouble === undefined ? <p>{words[asked.kind].lead}</p> : <PlainError>{trouble}</PlainError>}
        <Terms terms={orderTerms(shown, language)} />
        {asked.kind === 'opening' ? <p class="hint">{words.planned}</p> : null}
        {need.need === 'refused' ? null : (
          <PlainForm action={path} csrf={turn.csrf}>
            {need.need === 'nothing' ? null : (
              <PlainCode
                language={language}
                label={words.code}
                hint={words.codeHint}
                error={errors.code}
                hasFocus={errors.code !== undefined}
                sealedCode={shown.sealedCode}
              />
            )}
            <p class="hint">{words.validUntil(instantText(expiresAt, language))}</p>
            <PlainSubmit label={words.execute} />
          </PlainForm>
        )}
      </>
    ),
    menu: [listItem(turn)],
    after: <Dues turn={turn} shown={shown} />,
  });
}

/** 受付完了. */
export function plainDonePage(turn: SessionTurn, shown: Pick<ConfirmShown, 'asked' | 'accountLine'>): string {
  const { language } = turn;
  const all = SAVINGS_WORDS[language];
  const words = all.done;
  const { kind, order } = shown.asked;
  return plainSessionPage(turn, {
    title: `${words[kind].heading} - ${all.title}`,
    heading: words[kind].heading,
    languageBack: `/m${orderPath(kind, order.orderId)}`,
    body: (
      <>
        <p class="notice">
          {words.receiptNumber} <b class="receipt-number">{order.receipt?.receiptNumber}</b>
          <br />
          {words[kind].text}
        </p>
        <Terms terms={orderTerms(shown, language)} />
      </>
    ),
    menu: [listItem(turn), { digit: '2', label: words.statement, href: '/m/statement' }],
  });
}

const messagePage = (
  turn: SessionTurn,
  message: { readonly title: string; readonly text: string },
  more: readonly MenuItem[] = [],
): string =>
  plainSessionPage(turn, {
    title: message.title,
    languageBack: `/m${SAVINGS_PATH}`,
    body: <p>{message.text}</p>,
    menu: [listItem(turn), ...more],
  });

/** The order is over, or past its ten minutes. */
export const plainOverPage = (turn: SessionTurn, why: Over): string =>
  messagePage(turn, SAVINGS_WORDS[turn.language][why]);

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function plainNotAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const { title, register } = SAVINGS_WORDS[turn.language].refused;
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  const way: MenuItem = { digit: '2', label: register, href: '/m/otp/register' };
  return messagePage(turn, { title, text }, isCuredByRegistration(because) ? [way] : []);
}

/** A closing that cannot even be shown, in a sentence. */
export const plainRefusedPage = (turn: SessionTurn, text: string): string =>
  messagePage(turn, { title: SAVINGS_WORDS[turn.language].refused.title, text });
