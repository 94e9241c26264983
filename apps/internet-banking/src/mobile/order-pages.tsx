import { Instant, instantText, type MenuItem, PlainError, PlainForm, PlainSubmit, Terms } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import type {
  OrderConfirm,
  OrderDone,
  OrderLink,
  OrderMessage,
  OrderPlace,
  OrderShown,
  PreparedShown,
  TermGroup,
} from '../order/order-flow.ts';
import { type ExecutedShown, troubleOf } from '../order/pages.tsx';
import { ORDER_WORDS } from '../order/words.ts';
import { plainSessionPage } from './frame.tsx';
import { PlainProof } from './proof.tsx';
import { ITEM_KEYS } from './slice.ts';

/** Links under their keys: 8 leads back to where such orders are at home, as 0 leads to the top page, on every page. */
function menuOf(
  { language }: SessionTurn,
  { back }: OrderPlace,
  links: readonly OrderLink[],
): readonly MenuItem[] {
  const home = back?.(language).href;
  const item = (digit: MenuItem['digit'], { href, label }: OrderLink): MenuItem => ({
    digit,
    label,
    href: `/m${href}`,
  });
  const ways = links
    .filter(({ href }) => href !== '/top' && href !== home)
    .flatMap((link, index) => {
      const digit = ITEM_KEYS[index];
      return digit === undefined ? [] : [item(digit, link)];
    });
  return [...ways, ...links.filter(({ href }) => href === home).map((link) => item('8', link))];
}

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

/** 確認. */
export function plainOrderConfirmPage(
  turn: SessionTurn,
  place: OrderPlace,
  order: OrderConfirm & PreparedShown,
  shown: OrderShown,
): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { need } = order.need;
  const trouble = troubleOf(order, shown, language);
  const path = `/m${order.path}`;
  return plainSessionPage(turn, {
    title: `${order.heading} - ${order.title}`,
    heading: order.heading,
    hasError: Object.keys(shown.errors).length > 0,
    languageBack: path,
    menu: menuOf(turn, place, order.links),
    after: order.after,
    body: (
      <>
        {shown.isChanged ? (
          <p class="notice" role="status">
            {words.changed}
          </p>
        ) : null}
        {trouble === undefined ? <p>{order.lead}</p> : <PlainError>{trouble}</PlainError>}
        <Groups groups={order.groups} />
        {need === 'refused' ? null : (
          <PlainForm action={path} csrf={turn.csrf}>
            <PlainProof need={need} shown={shown} language={language} />
            <p class="hint">
              {order.hint === undefined ? null : `${order.hint} `}
              {words.validUntil(instantText(order.expiresAt, language))}
            </p>
            <PlainSubmit label={order.execute} />
          </PlainForm>
        )}
      </>
    ),
  });
}

/** 受付完了. */
export function plainOrderDonePage(
  turn: SessionTurn,
  place: OrderPlace,
  done: OrderDone & ExecutedShown,
): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { receiptNumber, executedAt } = done.receipt;
  return plainSessionPage(turn, {
    title: done.title,
    heading: done.heading,
    menu: menuOf(turn, place, [...done.links, { href: '/history', label: words.history }]),
    body: (
      <>
        <p class="notice">
          {words.receiptNumber} <b class="receipt-number">{receiptNumber}</b>
          <br />
          {words.executedAt} <Instant at={executedAt} language={language} />
          {done.text === undefined ? null : (
            <>
              <br />
              {done.text}
            </>
          )}
        </p>
        <Groups groups={done.groups} />
        <p class="hint">{words.printHint}</p>
      </>
    ),
  });
}

/** One sentence and where to go on. */
export const plainOrderMessagePage = (turn: SessionTurn, place: OrderPlace, message: OrderMessage): string =>
  plainSessionPage(turn, {
    title: message.title,
    languageBack: '/m/top',
    body: <p>{message.text}</p>,
    menu: menuOf(turn, place, message.links),
  });
