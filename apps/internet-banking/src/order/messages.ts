import type { NotAllowed } from '@warifu/bank';
import type { Language } from '@warifu/ui';
import { sentenceOf } from '../text/faces.ts';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { ORDER_NOT_ALLOWED } from './faces.ts';
import type { OrderLink, OrderMessage, OrderPlace } from './order-flow.ts';
import { ORDER_WORDS } from './words.ts';

const backOf = ({ back }: OrderPlace, language: Language): readonly OrderLink[] =>
  back === undefined ? [] : [back(language)];

const topOf = (language: Language): OrderLink => ({ href: '/top', label: ORDER_WORDS[language].top });

/** Executed elsewhere, or cancelled. */
export function overMessage(language: Language, place: OrderPlace): OrderMessage {
  const { over, history } = ORDER_WORDS[language];
  const links = [{ href: '/history', label: history }, ...backOf(place, language), topOf(language)];
  return { ...over, links };
}

/** The ten minutes of its confirm page are over. */
export function expiredMessage(language: Language, place: OrderPlace): OrderMessage {
  const { title, text, again } = ORDER_WORDS[language].expired;
  const links = [{ href: place.startPath, label: again }, topOf(language)];
  return { title, text, links };
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function notAllowedMessage(language: Language, place: OrderPlace, because: NotAllowed): OrderMessage {
  const { title, register } = ORDER_WORDS[language].refused;
  const ways = isCuredByRegistration(because) ? [{ href: '/otp/register', label: register }] : [];
  return {
    title,
    text: sentenceOf(ORDER_NOT_ALLOWED[language], because),
    links: [...ways, ...backOf(place, language), topOf(language)],
  };
}
