import type { NotAllowed, OrderNeed } from '@warifu/bank';
import {
  Instant,
  instantText,
  type Language,
  type MenuItem,
  PlainError,
  PlainField,
  PlainForm,
  PlainSubmit,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { NOT_ALLOWED_SENTENCES } from '../orders/faces.ts';
import type { TermGroup } from '../orders/order-flow.ts';
import { type ConfirmShown, type OrderShown, type ShownFlow, troubleOf } from '../orders/pages.tsx';
import { ORDER_WORDS } from '../orders/words.ts';
import { sentenceOf } from '../text/faces.ts';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { PlainCode } from './code-fields.tsx';
import { plainSessionPage } from './frame.tsx';

function Groups(props: { readonly groups: readonly TermGroup[] }): VNode {
  return (
    <>
      {props.groups.map(({ title, terms }, index) => (
        <div key={title ?? index}>
          {title === undefined ? null : <h2>{title}</h2>}
          <Terms terms={terms} />
        </div>
      ))}
    </>
  );
}

function Proof(props: {
  readonly need: OrderNeed['need'];
  readonly shown: ConfirmShown;
  readonly language: Language;
}): VNode | null {
  const { need, shown, language } = props;
  const { errors, sealedCode } = shown;
  const words = ORDER_WORDS[language];
  if (need === 'otp')
    return (
      <PlainCode
        language={language}
        label={words.code}
        hint={words.codeHint}
        error={errors.code}
        hasFocus={errors.code !== undefined}
        sealedCode={sealedCode}
      />
    );
  if (need !== 'confirmation_password') return null;
  return (
    <PlainField
      language={language}
      name="confirmationPassword"
      type="password"
      label={words.confirmationPassword}
      hint={words.confirmationHint}
      error={errors.confirmationPassword ?? errors.code}
      autocomplete="off"
      maxLength={128}
      hasFocus={errors.confirmationPassword !== undefined || errors.code !== undefined}
    />
  );
}

/** 確認. */
export function plainConfirmPage(turn: SessionTurn, flow: ShownFlow, shown: ConfirmShown): string {
  const { language } = turn;
  const own = flow.words[language];
  const words = ORDER_WORDS[language];
  const { need } = shown.order.need;
  const trouble = troubleOf(shown, language);
  return plainSessionPage(turn, {
    title: `${own.confirm} - ${own.title}`,
    heading: own.confirm,
    hasError: Object.keys(shown.errors).length > 0,
    languageBack: `/m${flow.path}`,
    body: (
      <>
        {shown.isChanged ? (
          <p class="notice" role="status">
            {words.changed}
          </p>
        ) : null}
        {trouble === undefined ? <p>{own.lead}</p> : <PlainError>{trouble}</PlainError>}
        <Groups groups={shown.groups} />
        {need === 'refused' ? null : (
          <PlainForm action={`/m${flow.path}`} csrf={turn.csrf}>
            <Proof need={need} shown={shown} language={language} />
            <p class="hint">{words.validUntil(instantText(shown.order.expiresAt, language))}</p>
            <PlainSubmit label={own.execute} />
          </PlainForm>
        )}
      </>
    ),
  });
}

/** 受付完了. */
export function plainReceiptPage(turn: SessionTurn, flow: ShownFlow, shown: OrderShown): string {
  const { language } = turn;
  const own = flow.words[language];
  const words = ORDER_WORDS[language];
  const { receipt } = shown.order;
  return plainSessionPage(turn, {
    title: own.done,
    languageBack: `/m${flow.path}`,
    body: (
      <>
        <p class="notice">
          {words.receiptNumber} <b class="receipt-number">{receipt?.receiptNumber}</b>
          <br />
          {receipt === undefined ? null : <Instant at={receipt.executedAt} language={language} />}{' '}
          {own.doneLead}
        </p>
        <Groups groups={shown.groups} />
      </>
    ),
    menu: [{ digit: '1', label: own.back, href: `/m${flow.backPath}` }],
  });
}

const messagePage = (
  turn: SessionTurn,
  message: { readonly title: string; readonly text: string },
  languageBack: string,
  menu: readonly MenuItem[],
): string =>
  plainSessionPage(turn, {
    title: message.title,
    languageBack: `/m${languageBack}`,
    body: <p>{message.text}</p>,
    menu,
  });

export function plainOverPage(turn: SessionTurn, flow: ShownFlow, why: 'over' | 'expired'): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  return messagePage(turn, words[why], flow.backPath, [
    { digit: '1', label: flow.words[language].back, href: `/m${flow.backPath}` },
    { digit: '2', label: words.history, href: '/m/history' },
  ]);
}

export function plainNotAllowedPage(turn: SessionTurn, because: NotAllowed, languageBack: string): string {
  const words = ORDER_WORDS[turn.language];
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  const register: readonly MenuItem[] = [
    { digit: '1', label: words.refused.register, href: '/m/otp/register' },
  ];
  return messagePage(
    turn,
    { title: words.refused.title, text },
    languageBack,
    isCuredByRegistration(because) ? register : [],
  );
}
