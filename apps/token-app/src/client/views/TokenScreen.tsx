import { formatTokenId } from '@warifu/provisioning';
import { useRef } from 'preact/hooks';
import type { LearnedOffset } from '../clock.ts';
import { spelled } from '../grouping.ts';
import type { Token } from '../token.ts';
import { CopyButton } from './CopyButton.tsx';
import { MovedOnNotice } from './MovedOnNotice.tsx';
import { Notice } from './Notice.tsx';
import { OtpPanel } from './OtpPanel.tsx';
import { useSpeech } from './speech.ts';

/** What the token's screen is made of. */
export interface TokenScreenProps {
  readonly token: Token;
  readonly isNew: boolean;
  readonly offsetMs: number;
  readonly isClockUnsure: boolean;
  readonly learned: LearnedOffset | undefined;
  readonly isVisible: boolean;
  readonly hidesCode: boolean;
}

/** The two halves of the tally: the code above the cut, the ID of its token below. */
export function TokenScreen(props: TokenScreenProps) {
  const { words } = useSpeech();
  return (
    <div class="token">
      {props.isNew && (
        <Notice kind="done" title={words.issuedNow}>
          <p>
            {words.issuedNext} <a href="#help">{words.help}</a>
          </p>
        </Notice>
      )}
      {props.isClockUnsure && (
        <Notice kind="warning">
          <p>{words.clockUnsure}</p>
        </Notice>
      )}
      <MovedOnNotice token={props.token} learned={props.learned} />
      <div class="tally">
        <OtpPanel {...props} />
        <TokenIdPanel token={props.token} />
      </div>
      <p class="aside">{words.neverTell}</p>
    </div>
  );
}

function TokenIdPanel({ token }: { readonly token: Token }) {
  const { words } = useSpeech();
  const shown = useRef<HTMLElement>(null);
  const groups = formatTokenId(token.tokenId).split(' ');
  return (
    <section class="half half-id" aria-labelledby="token-id-label">
      <h2 id="token-id-label">{words.tokenId}</h2>
      <p class="id">
        <span id="token-id" ref={shown} aria-hidden="true">
          {groups.map((group) => (
            <span key={group}>{group}</span>
          ))}
        </span>
        <span class="unseen">{spelled(token.tokenId)}</span>
      </p>
      <CopyButton label={words.copyTokenId} text={token.tokenId} shown={shown} accessKey="2" />
      <p class="note">{words.tokenIdNote}</p>
    </section>
  );
}
