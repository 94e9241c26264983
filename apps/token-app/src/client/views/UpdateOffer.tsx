import { useEffect, useState } from 'preact/hooks';
import { keepUpdated } from '../worker-updates.ts';
import { Notice } from './Notice.tsx';
import { useSpeech } from './speech.ts';

/** Appears when a newer build stands ready; nothing changes until the button is pressed. */
export function UpdateOffer() {
  const { words } = useSpeech();
  const [takeOver, setTakeOver] = useState<() => void>();
  useEffect(() => {
    // Without a service worker the app works as well, only not offline.
    keepUpdated((ready) => setTakeOver(() => ready)).catch(() => undefined);
  }, []);
  if (takeOver === undefined) return null;
  return (
    <Notice kind="info">
      <p>{words.updateReady}</p>
      <button type="button" class="button button-line" onClick={takeOver}>
        {words.updateNow}
      </button>
    </Notice>
  );
}
