import type { Token } from './token.ts';

/** Why this browser cannot be trusted to keep a token. Found out before one is issued. */
export type Unfit = 'no_secure_context' | 'no_crypto' | 'no_database' | 'key_not_kept';

/** Why no token came of an attempt. Of the first two the next attempt sends the same request again. */
export type IssueProblem =
  | { readonly problem: 'unreachable' }
  | { readonly problem: 'busy'; readonly retryAfterSeconds: number | undefined }
  | { readonly problem: 'refused' }
  | { readonly problem: 'reply_broken' }
  | { readonly problem: 'not_kept' };

/** What is known when the app has looked into its storage. */
export interface Opening {
  readonly token: Token | undefined;
  readonly unfit: Unfit | undefined;
  /** The token ID that this browser once had, whether or not its keys are still there. */
  readonly rememberedTokenId: string | undefined;
  /** An attempt to issue was cut off before its answer came. */
  readonly isPending: boolean;
  readonly needsHomeScreen: boolean;
}

/** Where the app stands. One at a time; what each screen shows follows from this alone. */
export type Stage =
  | { readonly stage: 'starting' }
  | { readonly stage: 'unfit'; readonly unfit: Unfit; readonly lostTokenId: string | undefined }
  | { readonly stage: 'home_screen'; readonly lostTokenId: string | undefined }
  | {
      readonly stage: 'no_token';
      readonly lostTokenId: string | undefined;
      readonly isPending: boolean;
      readonly wasDeleted: boolean;
    }
  | { readonly stage: 'issuing' }
  | { readonly stage: 'not_issued'; readonly why: IssueProblem }
  | { readonly stage: 'token'; readonly token: Token; readonly isNew: boolean };

/** What can happen to the app. */
export type StageEvent =
  | { readonly event: 'opened'; readonly opening: Opening }
  | { readonly event: 'home_screen_declined' }
  | { readonly event: 'issue_started' }
  | { readonly event: 'issued'; readonly token: Token }
  | { readonly event: 'issue_failed'; readonly why: IssueProblem }
  | { readonly event: 'deleted' }
  /** Another tab issued or deleted the token. */
  | { readonly event: 'changed_elsewhere'; readonly token: Token | undefined };

/** The next stage. An event that does not belong to the present stage changes nothing. */
export function nextStage(now: Stage, happened: StageEvent): Stage {
  switch (happened.event) {
    case 'opened':
      return now.stage === 'starting' ? openingStage(happened.opening) : now;
    case 'home_screen_declined':
      return now.stage === 'home_screen' ? noToken({ lostTokenId: now.lostTokenId }) : now;
    case 'issue_started':
      return now.stage === 'no_token' || now.stage === 'not_issued' ? { stage: 'issuing' } : now;
    case 'issued':
      return now.stage === 'issuing' ? { stage: 'token', token: happened.token, isNew: true } : now;
    case 'issue_failed':
      return now.stage === 'issuing' ? { stage: 'not_issued', why: happened.why } : now;
    case 'deleted':
      return now.stage === 'token' ? noToken({ wasDeleted: true }) : now;
    case 'changed_elsewhere':
      return changedElsewhere(now, happened.token);
  }
}

/** A token that is there comes first: its codes are shown even where a new one could not be issued. */
function openingStage(opening: Opening): Stage {
  const { token, unfit, isPending } = opening;
  if (token !== undefined) return { stage: 'token', token, isNew: false };
  const lostTokenId = opening.rememberedTokenId;
  if (unfit !== undefined) return { stage: 'unfit', unfit, lostTokenId };
  if (opening.needsHomeScreen) return { stage: 'home_screen', lostTokenId };
  return noToken({ lostTokenId, isPending });
}

function changedElsewhere(now: Stage, token: Token | undefined): Stage {
  // An attempt of this tab that is under way finds the other's token by itself.
  if (now.stage === 'starting' || now.stage === 'issuing') return now;
  if (token === undefined) return now.stage === 'token' ? noToken({ wasDeleted: true }) : now;
  if (now.stage === 'token' && now.token.tokenId === token.tokenId) return now;
  return { stage: 'token', token, isNew: false };
}

function noToken(known: {
  readonly lostTokenId?: string | undefined;
  readonly isPending?: boolean;
  readonly wasDeleted?: boolean;
}): Stage {
  return {
    stage: 'no_token',
    lostTokenId: known.lostTokenId,
    isPending: known.isPending ?? false,
    wasDeleted: known.wasDeleted ?? false,
  };
}
