import { type Failure, requestLines, type WayOn } from '@warifu/site';
import { BACK_WORDS, FAILURE_WORDS } from '../http/failure.tsx';
import type { Surroundings } from '../http/frame.tsx';
import { plainOpenPage } from './frame.tsx';

/** The plain page for a failure, with a way on. */
export function plainFailurePage(around: Surroundings, failure: Failure, way: WayOn): string {
  const words = FAILURE_WORDS[around.language][failure];
  const back = BACK_WORDS[around.language];
  return plainOpenPage(around, {
    title: words.title,
    languageBack: way.again ?? '/m/login',
    body: [...words.lines, ...requestLines(around.language, way.requestId)].map((line) => (
      <p key={line}>{line}</p>
    )),
    menu: [
      ...(way.again === undefined ? [] : [{ digit: '1' as const, label: back.again, href: way.again }]),
      way.isLoggedIn
        ? { digit: '0', label: back.top, href: '/m/top' }
        : { digit: '0', label: back.login, href: '/m/login' },
    ],
  });
}
