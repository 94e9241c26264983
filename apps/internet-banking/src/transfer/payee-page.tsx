import type { PayeeView, RegisteredPayee } from '@warifu/bank';
import { ButtonLink, Form, Icon, type Language, Notice, Section } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { ACCOUNT_KINDS, branchText, kanaText } from '../text/accounts.ts';
import { type AtDraft, pathOf } from './draft.ts';
import { STEP, stepPage } from './step-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

/** Names a recent payee in a form; it says nothing that the page does not. */
export const payeeKeyOf = (payee: PayeeView): string =>
  [payee.bankCode, payee.branchCode, payee.accountKind, payee.accountNumber].join('-');

function Known(props: {
  readonly payee: PayeeView;
  readonly nickname?: string;
  readonly language: Language;
}): VNode {
  const { payee, nickname = '', language } = props;
  const account = `${ACCOUNT_KINDS[language][payee.accountKind]} ${payee.accountNumber}`;
  return (
    <li>
      <button type="submit" class="pick" name="recent" value={payeeKeyOf(payee)}>
        <span class="pick-text">
          <span class="pick-name">{nickname === '' ? kanaText(payee.kana) : nickname}</span>{' '}
          <span class="pick-detail">
            {nickname === '' ? '' : `${kanaText(payee.kana)} `}
            {payee.bankName} {branchText(payee.branchName, language)} {account}
          </span>
        </span>
        <Icon name="arrow" />
      </button>
    </li>
  );
}

export interface PayeeShown {
  readonly registered: readonly RegisteredPayee[];
  /** Without those that are registered. */
  readonly recent: readonly PayeeView[];
  readonly error: string | undefined;
}

/** 振込先: a registered one, one of the last, or a new one. */
export function payeePage(turn: SessionTurn, at: AtDraft, shown: PayeeShown): string {
  const { language } = turn;
  const { registered, recent, error } = shown;
  const words = TRANSFER_WORDS[language];
  const { draftId } = at.draft;
  return stepPage(turn, {
    step: STEP.payee,
    heading: words.payee.heading,
    hasError: error !== undefined,
    path: pathOf(draftId, 'payee'),
    soFar: { draftId, soFar: { ...at.soFar, bankName: undefined, payee: undefined, amount: undefined } },
    children: (
      <>
        {error === undefined ? null : <Notice tone="warning" title={error} isAnswer={true} />}
        {registered.length === 0 ? null : (
          <Section title={words.payee.registered} id="registered" look="card">
            <Form action={pathOf(draftId, 'payee')} csrf={turn.csrf} isPlain={true}>
              <ul class="pick-list">
                {registered.map((payee) => (
                  <Known key={payee.payeeId} payee={payee} nickname={payee.nickname} language={language} />
                ))}
              </ul>
            </Form>
            <p class="section-foot">
              <a href="/payees">{words.payee.manage}</a>
            </p>
          </Section>
        )}
        <Section title={words.payee.fresh} id="fresh" look="card">
          <p>{words.payee.freshLead}</p>
          <p class="section-foot">
            <ButtonLink href={pathOf(draftId, 'bank')} label={words.payee.fresh} look="primary" />
          </p>
        </Section>
        {recent.length === 0 ? null : (
          <Section title={words.payee.recent} id="recent" look="card">
            <Form action={pathOf(draftId, 'payee')} csrf={turn.csrf} isPlain={true}>
              <ul class="pick-list">
                {recent.map((payee) => (
                  <Known key={payeeKeyOf(payee)} payee={payee} language={language} />
                ))}
              </ul>
            </Form>
          </Section>
        )}
      </>
    ),
  });
}
