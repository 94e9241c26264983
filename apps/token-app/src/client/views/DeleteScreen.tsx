import { formatTokenId } from '@warifu/provisioning';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Token } from '../token.ts';
import { Notice } from './Notice.tsx';
import { useSpeech } from './speech.ts';

/** Whose token goes, and how. */
export interface DeleteScreenProps {
  readonly token: Token;
  readonly onCancel: () => void;
  /** Whether it is gone. */
  readonly onDelete: () => Promise<boolean>;
}

/** Asks twice: first what follows from it, then whether it is really meant. */
export function DeleteScreen(props: DeleteScreenProps) {
  const [isSecond, setSecond] = useState(false);
  return isSecond ? (
    <SureQuestion {...props} />
  ) : (
    <Consequences {...props} onProceed={() => setSecond(true)} />
  );
}

function Consequences({ onCancel, onProceed }: DeleteScreenProps & { readonly onProceed: () => void }) {
  const { words } = useSpeech();
  return (
    <div class="page">
      <p class="lead">{words.deleteLead}</p>
      <ul class="list">
        {words.deleteFollows.map((follows) => (
          <li key={follows}>{follows}</li>
        ))}
      </ul>
      <Notice kind="info" title={words.deleteFirst}>
        <ul>
          {words.deleteFirstSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <p>{words.deleteElse}</p>
      </Notice>
      <div class="act">
        <button type="button" class="button button-full" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="button" class="button button-danger-line" onClick={onProceed}>
          {words.deleteProceed}
        </button>
      </div>
    </div>
  );
}

function SureQuestion({ token, onCancel, onDelete }: DeleteScreenProps) {
  const { words } = useSpeech();
  const [hasFailed, setFailed] = useState(false);
  const question = useRef<HTMLHeadingElement>(null);
  useEffect(() => question.current?.focus(), []);
  return (
    <div class="page">
      <h2 ref={question} tabIndex={-1}>
        {words.deleteSureTitle}
      </h2>
      <p class="lead">{words.deleteSure(formatTokenId(token.tokenId))}</p>
      {hasFailed && (
        <Notice kind="warning">
          <p>{words.deleteFailed}</p>
        </Notice>
      )}
      <div class="act">
        <button type="button" class="button button-full" onClick={onCancel}>
          {words.cancel}
        </button>
        <button
          type="button"
          class="button button-danger"
          onClick={async () => setFailed(!(await onDelete()))}
        >
          {words.deleteExecute}
        </button>
      </div>
    </div>
  );
}
