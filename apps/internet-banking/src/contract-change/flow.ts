import type { PlannedOrder } from '@warifu/bank';
import type { Language, Spoken, Term } from '@warifu/ui';
import type { OrderDone, OrderPlace, PlannedFlow } from '../order/order-flow.ts';
import { ORDER_WORDS } from '../order/words.ts';
import { CHANGE_WORDS } from './words.ts';

const SETTINGS_PATH = '/settings';

/** One of the changes of a contract that are orders: its address below the base, and what it is called. 契約者情報変更 */
export interface ChangePlace extends OrderPlace {
  readonly title: Spoken<string>;
}

export const changePlace = (startPath: string, title: Spoken<string>): ChangePlace => ({
  current: 'settings',
  startPath,
  back: (language) => ({ href: SETTINGS_PATH, label: CHANGE_WORDS[language].settings }),
  title,
});

export const orderPath = ({ startPath }: OrderPlace, orderId: string): string =>
  `${startPath}/orders/${orderId}`;

/** What differs between the changes, from the confirm page on. */
interface ChangeOrders<Terms, Refusal extends { readonly reason: string }>
  extends Pick<
    PlannedFlow<Terms, Refusal, PlannedOrder<Terms>>,
    'purpose' | 'find' | 'execute' | 'sentences'
  > {
  readonly place: ChangePlace;
  readonly leadOf: (order: PlannedOrder<Terms>, language: Language) => string;
  readonly termsOf: (terms: Terms, language: Language) => readonly Term[];
  readonly doneOf: (language: Language) => Pick<OrderDone, 'heading' | 'text'>;
}

/** A change as an order: what it is and what it becomes. */
export function changeFlow<Terms, Refusal extends { readonly reason: string }>({
  place,
  leadOf,
  termsOf,
  doneOf,
  ...parts
}: ChangeOrders<Terms, Refusal>): PlannedFlow<Terms, Refusal, PlannedOrder<Terms>> {
  return {
    ...place,
    ...parts,
    pathOf: (orderId) => orderPath(place, orderId),
    confirm: ({ language }, order) => {
      const words = CHANGE_WORDS[language];
      return {
        title: place.title[language],
        heading: words.confirm,
        lead: leadOf(order, language),
        groups: [{ terms: termsOf(order.terms, language) }],
        execute: ORDER_WORDS[language].execute,
        links: [
          { href: place.startPath, label: words.back },
          { href: SETTINGS_PATH, label: words.cancel },
        ],
      };
    },
    done: ({ language }, { terms }) => ({
      ...doneOf(language),
      title: place.title[language],
      groups: [{ terms: termsOf(terms, language) }],
      links: [{ href: SETTINGS_PATH, label: CHANGE_WORDS[language].settings }],
    }),
  };
}
