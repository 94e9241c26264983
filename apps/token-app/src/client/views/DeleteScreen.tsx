import { formatTokenId } from '@warifu/provisioning';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { listServices } from '../device-request.ts';
import type { Token } from '../token.ts';
import { Notice } from './Notice.tsx';
import { useSpeech } from './speech.ts';

/** Whose token goes, and how. */
export interface DeleteScreenProps {
  readonly token: Token;
  /** Authority's clock minus the device's, milliseconds. */
  readonly offsetMs: number;
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

function Consequences(props: DeleteScreenProps & { readonly onProceed: () => void }) {
  const { token, offsetMs, onCancel, onProceed } = props;
  const { words } = useSpeech();
  return (
    <div class="page">
      <p class="lead">{words.deleteLead}</p>
      <ul class="list">
        {words.deleteFollows.map((follows) => (
          <li key={follows}>{follows}</li>
        ))}
      </ul>
      <Services token={token} offsetMs={offsetMs} />
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

/** Where the token is registered, if the authority can be asked. */
function Services({ token, offsetMs }: { readonly token: Token; readonly offsetMs: number }) {
  const { words } = useSpeech();
  const [services, setServices] = useState<readonly string[]>();
  useEffect(() => {
    void listServices(token, Date.now() + offsetMs).then(setServices);
  }, [token, offsetMs]);
  if (services === undefined) return null;
  if (services.length === 0) return <p role="status">{words.deleteNoServices}</p>;
  return (
    <Notice kind="warning">
      <p>{words.deleteServices(services.join(words.comma))}</p>
    </Notice>
  );
}

function SureQuestion({ token, onCancel, onDelete }: DeleteScreenProps) {
  const { words } = useSpeech();
  const [hasFailed, setFailed] = useState(false);
  const question = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => question.current?.focus(), []);
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
