import type {
  PlannedOrder,
  SavingsClosingRefusal,
  SavingsClosingTerms,
  SavingsOpeningRefusal,
  SavingsOpeningTerms,
} from '@warifu/bank';
import type { Language, Term } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import type { OrderLink, OrderPlace, PlannedFlow } from '../order/order-flow.ts';
import { ORDER_WORDS } from '../order/words.ts';
import { CLOSING_SENTENCES, OPENING_SENTENCES } from './faces.ts';
import { accountLineOf, OPEN_PATH, SAVINGS_PATH } from './flow.ts';
import { dues } from './looks.ts';
import { closingTerms, openingTerms } from './terms.ts';
import { SAVINGS_WORDS } from './words.ts';

const backTo = (language: Language): OrderLink => ({
  href: SAVINGS_PATH,
  label: SAVINGS_WORDS[language].back,
});

export const SAVINGS_PLACE: OrderPlace = { startPath: SAVINGS_PATH, back: backTo };

/** The ordinary account that pays or is paid. */
const accountLine = async (turn: SessionTurn, accountId: string): Promise<string> =>
  accountLineOf(await turn.site.bank.accountOf(turn.session.contractId, accountId), turn.language);

const openingTermsOf = async (turn: SessionTurn, terms: SavingsOpeningTerms): Promise<readonly Term[]> =>
  openingTerms(terms, await accountLine(turn, terms.fromAccountId), turn.language);

const closingTermsOf = async (turn: SessionTurn, terms: SavingsClosingTerms): Promise<readonly Term[]> =>
  closingTerms(terms, await accountLine(turn, terms.toAccountId), turn.language);

const doneOf = (kind: 'opening' | 'closing', terms: readonly Term[], language: Language) => {
  const words = SAVINGS_WORDS[language];
  return {
    ...words.done[kind],
    title: words.title,
    groups: [{ terms }],
    links: [backTo(language), { href: '/statement', label: words.done.statement }],
  };
};

/** 契約: with the days on which the instalments are debited. */
export const OPENING: PlannedFlow<
  SavingsOpeningTerms,
  SavingsOpeningRefusal,
  PlannedOrder<SavingsOpeningTerms>
> = {
  ...SAVINGS_PLACE,
  purpose: 'instalment savings opening',
  pathOf: (orderId) => `${OPEN_PATH}/${orderId}`,
  find: (bank, call) => bank.savingsOpeningOf(call),
  execute: (bank, call) => bank.executeSavingsOpening(call),
  sentences: OPENING_SENTENCES,
  confirm: async (turn, { terms }) => {
    const { language } = turn;
    const { title, confirm } = SAVINGS_WORDS[language];
    return {
      ...confirm.opening,
      title,
      groups: [{ terms: await openingTermsOf(turn, terms) }],
      hint: confirm.planned,
      execute: ORDER_WORDS[language].execute,
      links: [backTo(language)],
      after: dues(turn, terms),
    };
  },
  done: async (turn, { terms }) => doneOf('opening', await openingTermsOf(turn, terms), turn.language),
};

/** 満期解約 and 中途解約. */
export const CLOSING: PlannedFlow<
  SavingsClosingTerms,
  SavingsClosingRefusal,
  PlannedOrder<SavingsClosingTerms>
> = {
  ...SAVINGS_PLACE,
  purpose: 'instalment savings closing',
  pathOf: (orderId) => `${SAVINGS_PATH}/closing/${orderId}`,
  find: (bank, call) => bank.savingsClosingOf(call),
  execute: (bank, call) => bank.executeSavingsClosing(call),
  sentences: CLOSING_SENTENCES,
  confirm: async (turn, { terms }) => {
    const { language } = turn;
    const { title, confirm } = SAVINGS_WORDS[language];
    return {
      ...confirm.closing,
      title,
      groups: [{ terms: await closingTermsOf(turn, terms) }],
      execute: ORDER_WORDS[language].execute,
      links: [backTo(language)],
    };
  },
  done: async (turn, { terms }) => doneOf('closing', await closingTermsOf(turn, terms), turn.language),
};
