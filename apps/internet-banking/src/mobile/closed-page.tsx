import type { Turn } from '../http/route.ts';
import { CLOSED, CLOSED_WORDS, closedOf } from '../logout/pages.tsx';
import { plainOpenPage } from './frame.tsx';

/** Why the session is over, and the way back in. */
export function plainClosedPage(turn: Turn, reasonText: string): string {
  const reason = closedOf(reasonText);
  const closed = CLOSED[turn.language][reason];
  const words = CLOSED_WORDS[turn.language];
  return plainOpenPage(turn, {
    title: closed.title,
    body: (
      <>
        <p>{closed.text}</p>
        {reason === 'other_pages' || turn.cookies.resume === undefined ? null : <p>{words.kept}</p>}
      </>
    ),
    menu: [
      ...(reason === 'other_pages' ? [{ digit: '1' as const, label: words.otherPages, href: '/top' }] : []),
      { digit: '0', label: words.login, href: '/m/login' },
    ],
  });
}
