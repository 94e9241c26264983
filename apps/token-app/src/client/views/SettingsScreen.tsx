import { useEffect, useState } from 'preact/hooks';
import type { AuthorityClock } from '../hooks/use-clock.ts';
import { canInstall, install, onInstallOffer } from '../installing.ts';
import { findPersistence, type Persistence, requestPersistence } from '../persistence.ts';
import type { Token } from '../token.ts';
import { dateAndTime, type Words } from '../words.ts';
import { ServicesSection } from './ServicesSection.tsx';
import { useSpeech } from './speech.ts';

/** What can be set and seen. */
export interface SettingsScreenProps {
  readonly token: Token;
  readonly clock: AuthorityClock;
  readonly hidesCode: boolean;
  readonly onHidesCode: (hidesCode: boolean) => void;
}

export function SettingsScreen({ token, clock, hidesCode, onHidesCode }: SettingsScreenProps) {
  const { words, language } = useSpeech();
  return (
    <div class="page">
      <section>
        <label class="switch">
          <input
            type="checkbox"
            checked={hidesCode}
            aria-describedby="hide-note"
            onChange={(event) => onHidesCode(event.currentTarget.checked)}
          />
          <span>{words.hideCode}</span>
        </label>
        <p class="note" id="hide-note">
          {words.hideCodeText}
        </p>
      </section>
      <ServicesSection token={token} offsetMs={clock.learned?.offsetMs ?? 0} />
      <ClockSection clock={clock} />
      <StorageSection />
      <InstallSection />
      <section>
        <h2>{words.aboutToken}</h2>
        <p>{words.issuedAt(dateAndTime(token.issuedAtMs, language))}</p>
        <p>{words.formOf(token.tokenId.startsWith('WRSM') ? 'mobile' : 'desktop')}</p>
        <p>
          <a class="danger" href="#delete">
            {words.deleteToken}
          </a>
        </p>
      </section>
    </div>
  );
}

function ClockSection({ clock }: { readonly clock: AuthorityClock }) {
  const { words, language } = useSpeech();
  const [told, setTold] = useState('');
  const { learned } = clock;
  return (
    <section>
      <h2>{words.clock}</h2>
      <p>{learned === undefined ? words.clockNone : clockSentenceOf(learned.offsetMs, words)}</p>
      {learned !== undefined && (
        <p class="note">{words.clockLearned(dateAndTime(learned.learnedAtMs, language))}</p>
      )}
      <button
        type="button"
        class="button button-line"
        onClick={async () => setTold((await clock.learn()) ? words.clockChecked : words.clockFailed)}
      >
        {words.clockCheck}
      </button>
      <p class="told" role="status">
        {told}
      </p>
    </section>
  );
}

/** The offset as a sentence about the device's clock: ahead where the authority's is behind it. */
export function clockSentenceOf(offsetMs: number, words: Words): string {
  const seconds = (Math.abs(offsetMs) / 1_000).toFixed(1);
  if (Math.abs(offsetMs) < 1_000) return words.clockExact;
  return offsetMs < 0 ? words.clockAhead(seconds) : words.clockBehind(seconds);
}

function StorageSection() {
  const { words } = useSpeech();
  const [persistence, setPersistence] = useState<Persistence>();
  const [told, setTold] = useState('');
  useEffect(() => {
    void findPersistence().then(setPersistence);
  }, []);
  const ask = async () => {
    const answer = await requestPersistence();
    setPersistence(answer);
    setTold(answer === 'persistent' ? '' : words.storageRefused);
  };
  return (
    <section>
      <h2>{words.storage}</h2>
      <p>
        {persistence === 'persistent' && words.storagePersistent}
        {persistence === 'best_effort' && words.storageBestEffort}
        {persistence === 'unknown' && words.storageUnknown}
      </p>
      {persistence === 'best_effort' && (
        <button type="button" class="button button-line" onClick={ask}>
          {words.storageAsk}
        </button>
      )}
      <p class="told" role="status">
        {told}
      </p>
    </section>
  );
}

function InstallSection() {
  const { words } = useSpeech();
  const [isOffered, setOffered] = useState(canInstall);
  useEffect(() => onInstallOffer(() => setOffered(canInstall())), []);
  if (!isOffered) return null;
  return (
    <section>
      <h2>{words.install}</h2>
      <p>{words.installText}</p>
      <button type="button" class="button button-line" onClick={install}>
        {words.install}
      </button>
    </section>
  );
}
