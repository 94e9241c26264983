import { acceptReply, prepareProvision } from '@warifu/provisioning';
import { askAuthority } from './authority-http.ts';
import { type PendingContent, pendingContentOf, pendingOf, tokenContentOf } from './keys.ts';
import { claimTokenFile, deleteTokenFile, replaceTokenFile, sealFile } from './token-file.ts';
import type { CliRefusal } from './words.ts';

const ANSWER_MS_MAX = 20_000;

/** What an attempt came to. */
export type IssueOutcome =
  | { readonly outcome: 'issued'; readonly tokenId: string }
  | { readonly outcome: 'refused'; readonly reason: CliRefusal };

/** Where the token goes. */
export interface IssuePlan {
  readonly path: string;
  readonly isDefaultPath: boolean;
  readonly authority: string;
  readonly passphrase: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes the keys and the request, and keeps both before anything is sent; `undefined` where a file is there already. */
export async function keepRequest(plan: IssuePlan): Promise<PendingContent | undefined> {
  const content = await pendingContentOf(await prepareProvision({ form: 'WRSD', extractable: true }));
  const heading = { state: 'pending', authority: plan.authority, tokenId: '' } as const;
  const file = await sealFile(heading, content, plan.passphrase);
  return (await claimTokenFile(plan.path, file, plan.isDefaultPath)) ? content : undefined;
}

/** Sends the kept request, however often it takes, and puts the token in its place. トークン発行. */
export async function exchange(plan: IssuePlan, content: PendingContent): Promise<IssueOutcome> {
  const { path, authority, passphrase, now } = plan;
  const answer = await askAuthority(authority, '/v1/tokens', {
    body: content.request,
    timeoutMs: ANSWER_MS_MAX,
  });
  if (answer === undefined) return { outcome: 'refused', reason: 'unreachable' };
  const { status, body } = answer;
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return { outcome: 'refused', reason: 'busy' };
  if (status < 200 || status >= 300) {
    // What was refused will be refused again: the next attempt begins anew.
    await deleteTokenFile(path);
    return { outcome: 'refused', reason: 'refused' };
  }
  const issued = await acceptReply(await pendingOf(content), body);
  if (issued.outcome === 'refused') return { outcome: 'refused', reason: 'reply_broken' };
  const token = await tokenContentOf(issued, (await learnOffset(authority, now)) ?? 0);
  const heading = { state: 'token', authority, tokenId: issued.tokenId } as const;
  await replaceTokenFile(path, await sealFile(heading, token, passphrase));
  return { outcome: 'issued', tokenId: issued.tokenId };
}

/** Authority's clock minus this machine's in milliseconds, from one question; `undefined` without an answer in time. */
export async function learnOffset(authority: string, now: () => number): Promise<number | undefined> {
  const sentMs = now();
  const answer = await askAuthority(authority, '/v1/time', { timeoutMs: 3_000 });
  const receivedMs = now();
  const body = answer?.status === 200 ? answer.body : undefined;
  if (typeof body !== 'object' || body === null || !('epochMs' in body)) return undefined;
  const { epochMs } = body;
  return typeof epochMs === 'number' ? Math.round(epochMs - (sentMs + receivedMs) / 2) : undefined;
}
