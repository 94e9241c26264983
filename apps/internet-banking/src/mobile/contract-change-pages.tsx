import type { NotAllowed } from '@warifu/bank';
import { instantText, type MenuItem, PlainError, PlainForm, PlainSubmit, Terms } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { NOT_ALLOWED_SENTENCES } from '../contract-change/faces.ts';
import {
  type ChangeFlow,
  type ConfirmShown,
  type DoneShown,
  isCuredByRegistration,
  type Over,
  orderPath,
} from '../contract-change/flow.ts';
import { CHANGE_WORDS } from '../contract-change/words.ts';
import { FRAME_WORDS } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { PlainCode } from './code-fields.tsx';
import { plainSessionPage } from './frame.tsx';

/** The way back to 契約者情報変更, by the same key on all of its pages. */
export const settingsItem = (turn: SessionTurn): MenuItem => ({
  digit: '8',
  label: FRAME_WORDS[turn.language].settings,
  href: '/m/settings',
});

/** The frame of a step of a change. */
export const plainStepPage = (
  turn: SessionTurn,
  title: string,
  shown: {
    readonly heading: string;
    readonly hasError?: boolean;
    readonly path: string;
    readonly menu?: readonly MenuItem[];
    readonly children: ComponentChildren;
  },
): string =>
  plainSessionPage(turn, {
    title: `${shown.heading} - ${title}`,
    heading: shown.heading,
    hasError: shown.hasError ?? false,
    languageBack: `/m${shown.path}`,
    body: shown.children,
    menu: [...(shown.menu ?? []), settingsItem(turn)],
  });

/** 確認. */
export function plainConfirmPage(turn: SessionTurn, flow: ChangeFlow, shown: ConfirmShown): string {
  const { language } = turn;
  const words = CHANGE_WORDS[language].confirm;
  const { need, errors } = shown;
  const refusal = need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], need) : undefined;
  const trouble = errors.order ?? refusal;
  const path = orderPath(flow, shown.orderId);
  return plainStepPage(turn, flow.title[language], {
    heading: words.heading,
    hasError: Object.keys(errors).length > 0,
    path,
    menu: [{ digit: '1', label: words.back, href: `/m${flow.startPath}` }],
    children: (
      <>
        {shown.isChanged ? (
          <p class="notice" role="status">
            {words.changed}
          </p>
        ) : null}
        {trouble === undefined ? <p>{shown.lead}</p> : <PlainError>{trouble}</PlainError>}
        <Terms terms={shown.terms} />
        {need.need === 'refused' ? null : (
          <PlainForm action={`/m${path}`} csrf={turn.csrf}>
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
            <p class="hint">{words.validUntil(instantText(shown.expiresAt, language))}</p>
            <PlainSubmit label={words.execute} />
          </PlainForm>
        )}
      </>
    ),
  });
}

/** 受付完了. */
export function plainDonePage(turn: SessionTurn, flow: ChangeFlow, shown: DoneShown): string {
  const { language } = turn;
  const { done } = CHANGE_WORDS[language];
  return plainStepPage(turn, flow.title[language], {
    heading: shown.heading,
    path: orderPath(flow, shown.orderId),
    children: (
      <>
        <p class="notice">
          {done.receiptNumber} <b class="receipt-number">{shown.receipt.receiptNumber}</b>
        </p>
        {shown.text === undefined ? null : <p>{shown.text}</p>}
        <Terms
          terms={[
            ...shown.terms,
            { name: done.executedAt, value: instantText(shown.receipt.executedAt, language) },
          ]}
        />
      </>
    ),
  });
}

/** A page that has nothing but a message, and ways on. */
export const plainMessagePage = (
  turn: SessionTurn,
  message: { readonly title: string; readonly text: string },
  path: string,
  menu: readonly MenuItem[],
): string =>
  plainSessionPage(turn, {
    title: message.title,
    languageBack: `/m${path}`,
    body: <p>{message.text}</p>,
    menu: [...menu, settingsItem(turn)],
  });

/** The order is over. */
export function plainOverPage(turn: SessionTurn, flow: ChangeFlow, why: Over): string {
  const words = CHANGE_WORDS[turn.language];
  return plainMessagePage(turn, words.over[why], flow.startPath, [
    { digit: '1', label: words.again, href: `/m${flow.startPath}` },
  ]);
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function plainNotAllowedPage(turn: SessionTurn, flow: ChangeFlow, because: NotAllowed): string {
  const { title, register } = CHANGE_WORDS[turn.language].refused;
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because);
  const ways: readonly MenuItem[] = isCuredByRegistration(because)
    ? [{ digit: '1', label: register, href: '/m/otp/register' }]
    : [];
  return plainMessagePage(turn, { title, text }, flow.startPath, ways);
}
