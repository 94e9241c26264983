import { readDay } from '@warifu/site';
import { page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { LIST_LENGTH, pageOf } from '../text/page-of.ts';
import { readSought, SOUGHT_LENGTH_MAX, sealSought } from '../text/sought.ts';
import { ORDER_FIELDS, ORDER_WORDS, type OrderField, ordersPage } from './pages.tsx';

const PURPOSE = 'orders';
const EMPTY = { values: {}, errors: {} };

type Sought = Readonly<Record<OrderField, string>>;

const dayOf = (name: 'from' | 'to', text: string) => {
  const day = readDay(text);
  return day === undefined ? {} : { [name]: day };
};

const show: Route = sessionRoute({
  method: 'GET',
  path: '/orders',
  query: ['sought', 'after'],
  fieldLengthMax: SOUGHT_LENGTH_MAX,
  answer: async (turn) => {
    const { query, site, session } = turn;
    const sought = readSought(turn, PURPOSE, query.sought, ORDER_FIELDS);
    if (sought === undefined) return page(ordersPage(turn, { state: EMPTY }));
    const after = pageOf(query.after);
    const list = await site.branch.findOrders(session, {
      ...(sought.receiptNumber === '' ? {} : { receiptNumber: sought.receiptNumber }),
      ...(sought.contractNumber === '' ? {} : { contractNumber: sought.contractNumber }),
      ...dayOf('from', sought.from),
      ...dayOf('to', sought.to),
      ...after,
      limit: LIST_LENGTH,
    });
    const results = { list, sealed: query.sought, isFirst: after.after === undefined };
    return page(ordersPage(turn, { state: { values: sought, errors: {} }, results }));
  },
});

function errorsOf(form: Sought, language: 'ja' | 'en'): Readonly<Partial<Record<OrderField, string>>> {
  const words = ORDER_WORDS[language];
  if (ORDER_FIELDS.every((name) => form[name].trim() === '')) return { receiptNumber: words.nothing };
  const isWrong = (text: string): boolean => text.trim() !== '' && readDay(text) === undefined;
  return {
    ...(isWrong(form.from) ? { from: words.day } : {}),
    ...(isWrong(form.to) ? { to: words.day } : {}),
  };
}

const search: Route = sessionRoute({
  method: 'POST',
  path: '/orders',
  fields: ORDER_FIELDS,
  answer: (turn) => {
    const errors = errorsOf(turn.form, turn.language);
    if (Object.keys(errors).length > 0) {
      return page(ordersPage(turn, { state: { values: turn.form, errors } }), 422);
    }
    return redirect(`/orders?${new URLSearchParams({ sought: sealSought(turn, PURPOSE, turn.form) })}`);
  },
});

/** 取引の照会. */
export const orderRoutes: readonly Route[] = [show, search];
