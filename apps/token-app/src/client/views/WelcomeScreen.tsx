import type { DeviceKind } from '../device.ts';
import { Notice } from './Notice.tsx';
import { useSpeech } from './speech.ts';

/** What a person without a token is told. */
export interface WelcomeScreenProps {
  readonly kind: DeviceKind;
  readonly lostTokenId: string | undefined;
  readonly isPending: boolean;
  readonly wasDeleted: boolean;
  readonly onIssue: () => void;
}

/** Says what a token is, and what follows from having it in this browser, before one is issued. */
export function WelcomeScreen({ kind, lostTokenId, isPending, wasDeleted, onIssue }: WelcomeScreenProps) {
  const { words } = useSpeech();
  return (
    <div class="page">
      {wasDeleted && <Notice kind="done" title={words.deleted} />}
      {lostTokenId !== undefined && <LostNotice tokenId={lostTokenId} />}
      <p class="lead">{words.welcomeLead}</p>
      <dl class="facts">
        <dt>{words.welcomeOne}</dt>
        <dd>{words.welcomeOneText(kind)}</dd>
        <dt>{words.welcomeKept}</dt>
        <dd>{words.welcomeKeptText}</dd>
        <dt>{words.welcomePrivate}</dt>
        <dd>{words.welcomePrivateText}</dd>
      </dl>
      {isPending && (
        <Notice kind="info">
          <p>{words.issueResume}</p>
        </Notice>
      )}
      <div class="act">
        <button type="button" class="button button-full" accessKey="1" onClick={onIssue}>
          {words.issue}
        </button>
        <p class="note">{words.issueForm(kind)}</p>
      </div>
    </div>
  );
}

/** The keys are gone, and what that means at the bank. */
export function LostNotice({ tokenId }: { readonly tokenId: string }) {
  const { words } = useSpeech();
  return (
    <Notice kind="warning" title={words.lostTitle}>
      <p>{words.lostText(tokenId)}</p>
      <p>{words.lostNext}</p>
    </Notice>
  );
}
