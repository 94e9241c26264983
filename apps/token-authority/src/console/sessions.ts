import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@warifu/base';

const TOKEN_BYTES = 32;
const IDLE_SECONDS = 600;
const LIFE_SECONDS = 8 * 3_600;
const SESSIONS_MAX = 16;

/** A key that was made a moment ago, on its way to the one page that shows it. */
export interface ShownKey {
  readonly partyName: string;
  readonly relyingPartyId: string;
  readonly key: string;
}

export interface Session {
  /** Of all forms of this session. */
  readonly formToken: string;
  /** The password that opened it; another one set meanwhile ends it. */
  readonly passwordHash: string;
  readonly openedAt: number;
  seenAt: number;
  shownKey?: ShownKey | undefined;
}

/** The operator's sessions, in this process alone: one that is started anew begins with none. */
export interface Sessions {
  /** The token for the cookie. */
  readonly open: (passwordHash: string) => string;
  /** The session that is still good; looking at it keeps it from ending idle. */
  readonly find: (token: string | undefined, passwordHash: string | undefined) => Session | undefined;
  readonly close: (token: string | undefined) => void;
}

export function openSessions(clock: Clock): Sessions {
  const sessions = new Map<string, Session>();
  return {
    open: (passwordHash) => {
      const [oldest] = sessions.keys();
      if (oldest !== undefined && sessions.size >= SESSIONS_MAX) sessions.delete(oldest);
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const now = clock();
      const formToken = randomBytes(TOKEN_BYTES).toString('base64url');
      sessions.set(token, { formToken, passwordHash, openedAt: now, seenAt: now });
      return token;
    },
    find: (token, passwordHash) => {
      const session = token === undefined ? undefined : sessions.get(token);
      if (token === undefined || !session) return undefined;
      const now = clock();
      const isOver = now >= session.seenAt + IDLE_SECONDS || now >= session.openedAt + LIFE_SECONDS;
      if (isOver || session.passwordHash !== passwordHash) {
        sessions.delete(token);
        return undefined;
      }
      session.seenAt = now;
      return session;
    },
    close: (token) => {
      if (token !== undefined) sessions.delete(token);
    },
  };
}

export function isFormToken(given: string, session: Session): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(session.formToken)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const FREE_FAILURES = 3;
const FIRST_WAIT_SECONDS = 5;
const WAIT_SECONDS_MAX = 900;

/** How wrong passwords slow the next one down: three are free, then the wait doubles from 5 seconds to 15 minutes. */
export interface Guard {
  /** Until when nobody may try; `undefined` where the attempt counts from now on as failed, until `succeed`. */
  readonly begin: () => number | undefined;
  readonly succeed: () => void;
}

/** There is one operator, so there is one count. An attempt counts before it is judged: many at once gain nothing. */
export function openGuard(clock: Clock): Guard {
  let failures = 0;
  let waitUntil = 0;
  return {
    begin: () => {
      const now = clock();
      if (now < waitUntil) return waitUntil;
      failures += 1;
      const beyond = failures - FREE_FAILURES;
      if (beyond >= 0)
        waitUntil = now + Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(beyond, 10), WAIT_SECONDS_MAX);
      return undefined;
    },
    succeed: () => {
      failures = 0;
      waitUntil = 0;
    },
  };
}
