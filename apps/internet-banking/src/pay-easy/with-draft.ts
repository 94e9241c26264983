import type { Biller, BillNumberField, BillPaymentRefusal, Draft } from '@warifu/bank';
import { type Answer, page, redirect, type SessionTurn } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { fieldOf, NUMBER_FIELDS, numbersOf, START_PATH } from './draft.ts';
import { BILL_SENTENCES, isShown, placeOf } from './faces.ts';
import { billerPage, notAllowedPage, numbersPage, overPage, stoppedPage } from './looks.ts';

/** A draft whose biller was found when it was asked for now. */
export interface AtBiller {
  readonly draft: Draft;
  readonly biller: Biller;
}

/** Runs a step with its draft; one that is over, unknown or another contract's gets the page that says so. */
async function withDraft(turn: SessionTurn, run: (draft: Draft) => Promise<Answer>): Promise<Answer> {
  const { contractId } = turn.session;
  const draft = await turn.site.bank.findDraft(contractId, turn.params['draftId'] ?? '');
  if (draft === undefined || draft.kind !== 'bill_payment') return page(overPage(turn), 410);
  return fieldOf(draft, 'billerNumber') === '' ? redirect(START_PATH) : run(draft);
}

/** Runs a step with its draft and the biller as the network tells it now. */
export const withBiller = (
  turn: SessionTurn,
  run: (at: AtBiller) => Promise<Answer> | Answer,
): Promise<Answer> =>
  withDraft(turn, async (draft) => {
    const { contractId, channel } = turn.session;
    const billerNumber = fieldOf(draft, 'billerNumber');
    const found = await turn.site.bank.findBiller({ contractId, channel, billerNumber });
    return found.outcome === 'found'
      ? run({ draft, biller: found.biller })
      : refuse(turn, found, { billerNumber });
  });

/** What was typed so far; without a biller the page of its numbers cannot be drawn. */
export interface Typed {
  readonly billerNumber: string;
  readonly numbers?: {
    readonly draftId: string;
    readonly biller: Biller;
    readonly values: Readonly<Record<BillNumberField, string>>;
  };
}

export const typedOf = ({ draft, biller }: AtBiller): Typed => ({
  billerNumber: biller.billerNumber,
  numbers: { draftId: draft.draftId, biller, values: numbersOf(draft) },
});

/** Tells a refusal on the page it belongs to: its own, that of the biller number, or that of the numbers. */
export function refuse(turn: SessionTurn, refusal: BillPaymentRefusal, typed: Typed): Answer {
  if (!isShown(refusal)) {
    switch (refusal.reason) {
      case 'draft_unknown':
        return page(overPage(turn), 410);
      case 'not_allowed':
        return page(notAllowedPage(turn, refusal.because), 422);
      case 'pay_easy_stopped':
        return page(stoppedPage(turn, refusal), 422);
    }
  }
  const { field, status } = placeOf(refusal);
  const sentence = sentenceOf(BILL_SENTENCES[turn.language], refusal);
  const { billerNumber, numbers } = typed;
  if (field === 'billerNumber' || numbers === undefined)
    return page(billerPage(turn, { billerNumber, error: sentence }), status);
  const at = NUMBER_FIELDS.find((name) => name === field);
  const { draftId, biller, values } = numbers;
  const state = { values, errors: at === undefined ? {} : { [at]: sentence } };
  return page(
    numbersPage(turn, { draftId, biller, state, trouble: at === undefined ? sentence : undefined }),
    status,
  );
}
