import { ADDRESS_CHANGE_STATES } from '@warifu/bank';
import { sentenceOf } from '@warifu/site';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { MAKERS } from '../procedures/catalogue.ts';
import { LIST_LENGTH, pageOf } from '../text/page-of.ts';
import { addressChangePage, type ChangeShown } from './change-page.tsx';
import { addressChangesPage } from './list-page.tsx';
import { ADDRESS_CHANGE_WORDS, SETTLE_SENTENCES } from './words.ts';

/** A reason of 400 characters whose lines end as browsers send them. */
const FIELD_LENGTH_MAX = 1_200;

const list: Route = sessionRoute({
  method: 'GET',
  path: '/address-changes',
  query: ['state', 'after'],
  answer: async (turn) => {
    const { query, site, session } = turn;
    const isAll = query.state === 'all';
    const state = isAll ? undefined : (ADDRESS_CHANGE_STATES.find((one) => one === query.state) ?? 'waiting');
    const after = pageOf(query.after);
    const found = await site.branch.listAddressChanges(session, {
      ...(state === undefined ? {} : { state }),
      ...after,
      limit: LIST_LENGTH,
    });
    return page(addressChangesPage(turn, { state }, found, after.after === undefined));
  },
});

/** The change as it is now, with what was said of it. */
async function showChange(
  turn: SessionTurn,
  shown: Omit<ChangeShown, 'change'>,
  status = 200,
): Promise<Answer> {
  const orderId = turn.params['orderId'] ?? '';
  const change = await turn.site.branch.addressChangeOf(turn.session, orderId);
  if (change === undefined) return UNKNOWN_PAGE;
  // The page is told of what was done only where it was: an old address of it says no more than the state does.
  const { told, ...rest } = shown;
  const isTold = told !== undefined && (told.tone === 'warning' || change.state !== 'waiting');
  return page(addressChangePage(turn, { change, ...rest, ...(isTold ? { told } : {}) }), status);
}

const show: Route = sessionRoute({
  method: 'GET',
  path: '/address-changes/:orderId',
  query: ['told'],
  answer: (turn) =>
    showChange(
      turn,
      turn.query.told === 'settled'
        ? { told: { tone: 'success', text: ADDRESS_CHANGE_WORDS[turn.language].settled } }
        : {},
    ),
});

const settle: Route = sessionRoute({
  method: 'POST',
  path: '/address-changes/:orderId',
  roles: MAKERS,
  fields: ['act', 'reason'],
  fieldLengthMax: FIELD_LENGTH_MAX,
  answer: async (turn) => {
    const { form, language, session, site } = turn;
    const orderId = turn.params['orderId'] ?? '';
    if (form.act !== 'complete' && form.act !== 'send_back') return showChange(turn, {}, 422);
    const reason = form.reason.replaceAll('\r\n', '\n').trim();
    const outcome = await site.branch.settleAddressChange({
      session,
      orderId,
      ...(form.act === 'send_back' ? { reason } : {}),
    });
    if (outcome.outcome === 'settled') return redirect(`/address-changes/${orderId}?told=settled`);
    if (outcome.reason === 'change_unknown') return UNKNOWN_PAGE;
    const text = sentenceOf(SETTLE_SENTENCES[language], outcome);
    return outcome.reason === 'reason_malformed'
      ? showChange(turn, { reason, reasonError: text }, 422)
      : showChange(turn, { told: { tone: 'warning', text } }, 422);
  },
});

/** 住所・電話番号の変更, as customers asked for them. */
export const addressChangeRoutes: readonly Route[] = [list, show, settle];
