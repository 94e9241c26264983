import { instantText, type MenuItem, PlainError, PlainForm, PlainSubmit, Terms } from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { sentenceOf } from '../../text/faces.ts';
import { type ConfirmShown, confirmTerms } from '../../transfer/confirm-page.tsx';
import { pathOf } from '../../transfer/draft.ts';
import { NOT_ALLOWED_SENTENCES } from '../../transfer/faces.ts';
import { TRANSFER_WORDS } from '../../transfer/words.ts';
import { PlainProof } from '../proof.tsx';
import { plainStepPage } from './step-page.tsx';

/** The ways to change the order, as long as its draft is known. */
function menuOf(turn: SessionTurn, draftId: string | undefined): readonly MenuItem[] {
  const words = TRANSFER_WORDS[turn.language].confirm;
  if (draftId === undefined) return [];
  return [
    { digit: '1', label: words.changeAmount, href: `/m${pathOf(draftId, 'amount')}` },
    { digit: '2', label: words.changePayee, href: `/m${pathOf(draftId, 'payee')}` },
  ];
}

/** 確認: everything as it will be posted, then the code and 実行. */
export function plainConfirmPage(turn: SessionTurn, shown: ConfirmShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language].confirm;
  const { order, errors } = shown;
  const { need } = order;
  const path = `/m/transfer/orders/${order.orderId}`;
  const trouble =
    errors.order ?? (need.need === 'refused' ? sentenceOf(NOT_ALLOWED_SENTENCES[language], need) : undefined);
  return plainStepPage(turn, {
    heading: words.heading,
    hasError: Object.keys(errors).length > 0,
    path,
    menu: menuOf(turn, order.draftId),
    children: (
      <>
        {shown.isChanged ? (
          <p class="notice" role="status">
            {words.changed}
          </p>
        ) : null}
        {trouble === undefined ? <p>{words.lead}</p> : <PlainError>{trouble}</PlainError>}
        <Terms terms={confirmTerms(shown, language)} />
        {need.need === 'refused' ? null : (
          <PlainForm action={path} csrf={turn.csrf}>
            <PlainProof need={need.need} shown={shown} language={language} />
            <p class="hint">
              {words.noRecall} {words.validUntil(instantText(order.expiresAt, language))}
            </p>
            <PlainSubmit label={words.execute} />
          </PlainForm>
        )}
      </>
    ),
  });
}
