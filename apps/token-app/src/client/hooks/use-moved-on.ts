import { useEffect, useRef, useState } from 'preact/hooks';
import type { LearnedOffset } from '../clock.ts';
import { isQuestionDue, type MovedOn, newsOf } from '../departures.ts';
import { findMovedOn } from '../device-request.ts';
import { findAskedAt, findConfirmedUntil, keepAskedAt, keepConfirmedUntil } from '../kept.ts';
import type { Token } from '../token.ts';

/** News of the token's registrations, until the customer confirms them. */
export interface News {
  readonly movedOn: MovedOn | undefined;
  readonly confirm: () => void;
}

/**
 * Asks whether the token has left a service, when the clock has just been learned and at most once a day.
 *
 * News is not kept on the device: while it is unconfirmed each opening asks for it again. Without a network nothing is
 * asked and nothing said.
 */
export function useMovedOn(token: Token, learned: LearnedOffset | undefined): News {
  const [movedOn, setMovedOn] = useState<MovedOn>();
  const underWay = useRef<Token>(undefined);
  useEffect(
    () => () => {
      underWay.current = undefined;
    },
    [token],
  );
  useEffect(() => {
    // A clock that was kept from a moment ago asks at once; the one learned meanwhile does not ask a second time.
    if (movedOn !== undefined || learned === undefined || underWay.current === token) return;
    if (!isQuestionDue(Date.now(), learned.learnedAtMs, findAskedAt())) return;
    underWay.current = token;
    void findMovedOn(token, Date.now() + learned.offsetMs).then((answer) => {
      if (underWay.current !== token) return;
      underWay.current = undefined;
      if (answer === undefined) return;
      const news = newsOf(answer, findConfirmedUntil());
      if (news === undefined) keepAskedAt(Date.now());
      setMovedOn(news);
    });
  }, [token, learned, movedOn]);

  const confirm = () => {
    keepConfirmedUntil(Math.max(...(movedOn?.departures ?? []).map(({ leftAtMs }) => leftAtMs)));
    keepAskedAt(Date.now());
    setMovedOn(undefined);
  };
  return { movedOn, confirm };
}
