import { acceptReply, type PendingProvision, prepareProvision } from '@warifu/provisioning';
import type { DeviceKind } from './device.ts';
import type { IssueProblem } from './stage.ts';
import { type Token, tokenOf, works } from './token.ts';
import type { Vault } from './vault.ts';

/** What an attempt to issue came to. */
export type IssueOutcome =
  | { readonly outcome: 'issued'; readonly token: Token }
  | { readonly outcome: 'failed'; readonly why: IssueProblem };

const LOCK = 'warifu.issue';
const ANSWER_MS_MAX = 20_000;

/**
 * Has the authority issue a token, and keeps it. トークン発行.
 *
 * Tabs take turns, and each looks first whether another has finished. The request is kept before it is sent and until
 * its token is: an attempt cut off anywhere, by the network or by the reader, is continued by the next one.
 */
export function issueToken(vault: Vault, kind: DeviceKind): Promise<IssueOutcome> {
  return inTurn(async () => {
    const there = await vault.findToken();
    if (there !== undefined && (await works(there))) return { outcome: 'issued', token: there };
    // Its keys are dead, and the person, told so, asked for another.
    if (there !== undefined) await vault.deleteToken();
    const pending = await findOrKeepPending(vault, kind);
    return pending === undefined ? failed({ problem: 'not_kept' }) : exchange(vault, pending);
  });
}

/** Without Web Locks two tabs may send at once, but they send the one request that the vault kept. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks === undefined
    ? work()
    : navigator.locks.request(LOCK, work).then((result) => result);
}

async function findOrKeepPending(vault: Vault, kind: DeviceKind): Promise<PendingProvision | undefined> {
  try {
    const kept = await vault.findPending();
    if (kept !== undefined) return kept;
    return await vault.keepPending(await prepareProvision({ form: kind === 'mobile' ? 'WRSM' : 'WRSD' }));
  } catch {
    return undefined;
  }
}

async function exchange(vault: Vault, pending: PendingProvision): Promise<IssueOutcome> {
  const answer = await send(pending);
  if (answer.answer === 'problem') {
    // What was refused will be refused again; what was not answered may have been done.
    if (answer.why.problem === 'refused') await vault.forgetPending();
    return failed(answer.why);
  }
  const accepted = await acceptReply(pending, answer.reply);
  if (accepted.outcome === 'refused') return failed({ problem: 'reply_broken' });
  try {
    return { outcome: 'issued', token: await vault.keepToken(tokenOf(accepted)) };
  } catch {
    return failed({ problem: 'not_kept' });
  }
}

type Answer =
  | { readonly answer: 'reply'; readonly reply: unknown }
  | { readonly answer: 'problem'; readonly why: IssueProblem };

async function send(pending: PendingProvision): Promise<Answer> {
  try {
    const response = await fetch('/v1/tokens', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(pending.request),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    if (response.ok) return { answer: 'reply', reply: await response.json() };
    return { answer: 'problem', why: problemOf(response) };
  } catch {
    return { answer: 'problem', why: { problem: 'unreachable' } };
  }
}

/** 408, 425, 429 and the authority's own faults pass; any other refusal is of the request itself. */
function problemOf(response: Response): IssueProblem {
  const { status } = response;
  if (status < 500 && status !== 408 && status !== 425 && status !== 429) return { problem: 'refused' };
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterSeconds = Number.isInteger(seconds) && seconds > 0 ? seconds : undefined;
  return { problem: 'busy', retryAfterSeconds };
}

function failed(why: IssueProblem): IssueOutcome {
  return { outcome: 'failed', why };
}
