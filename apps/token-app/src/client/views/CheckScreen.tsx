import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type DeviceFacts, needsHomeScreen } from '../device.ts';
import { tryKeeping } from '../fitness.ts';
import type { AuthorityClock } from '../hooks/use-clock.ts';
import { canInstall, onInstallOffer } from '../installing.ts';
import { findPersistence, type Persistence } from '../persistence.ts';
import type { Unfit } from '../stage.ts';
import type { Words } from '../words.ts';
import { Notice } from './Notice.tsx';
import { clockSentenceOf } from './SettingsScreen.tsx';
import { useSpeech } from './speech.ts';

/** What the trial found. `unfit: undefined`: keys are kept. */
interface Found {
  readonly unfit: Unfit | undefined;
  readonly persistence: Persistence;
}

export interface CheckScreenProps {
  readonly facts: DeviceFacts;
  readonly clock: AuthorityClock;
  readonly hasToken: boolean;
}

/**
 * Tells whether this browser can keep a token, before one is issued. Reached by the address `#check`, from the guide of
 * a bank as well: keys are kept for this origin, so nobody else's page could try it.
 */
export function CheckScreen({ facts, clock, hasToken }: CheckScreenProps) {
  const { words } = useSpeech();
  const [found, setFound] = useState<Found>();
  useEffect(() => {
    void Promise.all([tryKeeping(), findPersistence()]).then(([unfit, persistence]) =>
      setFound({ unfit, persistence }),
    );
  }, []);
  if (found === undefined)
    return (
      <div class="page page-middle" role="status">
        <span class="spinner" aria-hidden="true" />
        <p class="lead">{words.checking}</p>
      </div>
    );
  return (
    <div class="page">
      <Verdict unfit={found.unfit} isHomeFirst={needsHomeScreen(facts)} />
      <Results found={found} facts={facts} clock={clock} />
      {found.unfit === undefined && !hasToken && (
        <div class="act">
          <a class="button button-full" href="#top">
            {words.checkNext}
          </a>
        </div>
      )}
    </div>
  );
}

function Verdict(props: { readonly unfit: Unfit | undefined; readonly isHomeFirst: boolean }) {
  const { words } = useSpeech();
  if (props.unfit !== undefined)
    return (
      <Notice kind="warning" title={words.checkUnfit}>
        <p>{words.unfit[props.unfit]}</p>
        <ul class="list">
          {words.unfitSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      </Notice>
    );
  if (props.isHomeFirst)
    return (
      <Notice kind="warning" title={words.checkHomeFirst}>
        <p>{words.homeText}</p>
      </Notice>
    );
  return (
    <Notice kind="done" title={words.checkFit}>
      <p>{words.checkFitText}</p>
    </Notice>
  );
}

function Results(props: {
  readonly found: Found;
  readonly facts: DeviceFacts;
  readonly clock: AuthorityClock;
}) {
  const { words } = useSpeech();
  const { unfit, persistence } = props.found;
  const { learned } = props.clock;
  const isOffered = useInstallOffer();
  const rows: readonly (readonly [name: string, result: string])[] = [
    [words.checkSecure, resultOf(unfit, ['no_secure_context'], [], words)],
    [words.checkCrypto, resultOf(unfit, ['no_crypto'], ['no_secure_context'], words)],
    [
      words.checkKept,
      resultOf(unfit, ['no_database', 'key_not_kept'], ['no_secure_context', 'no_crypto'], words),
    ],
    [words.checkProtected, protectionSentences(words)[persistence]],
    [words.checkInstallable, installSentence(props.facts, isOffered, words)],
    [words.clock, learned === undefined ? words.clockNone : clockSentenceOf(learned.offsetMs, words)],
  ];
  return (
    <dl class="facts">
      {rows.map(([name, result]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{result}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** @param fails faults of this very thing; @param hides faults after which it was not tried */
function resultOf(
  unfit: Unfit | undefined,
  fails: readonly Unfit[],
  hides: readonly Unfit[],
  words: Words,
): string {
  if (unfit === undefined) return words.checkPassed;
  if (fails.includes(unfit)) return words.checkFailed;
  return hides.includes(unfit) ? words.checkNotTried : words.checkPassed;
}

const protectionSentences = (words: Words): Readonly<Record<Persistence, string>> => ({
  persistent: words.storagePersistent,
  best_effort: words.storageBestEffort,
  unknown: words.storageUnknown,
});

function installSentence(facts: DeviceFacts, isOffered: boolean, words: Words): string {
  if (facts.isStandalone) return words.checkInstalled;
  if (needsHomeScreen(facts)) return words.homeTitle;
  return isOffered ? words.checkInstallOffered : words.checkInstallByMenu;
}

/** Whether the browser offers to add the app; the offer may come while the page is looked at. */
function useInstallOffer(): boolean {
  const [isOffered, setOffered] = useState(canInstall);
  useEffect(() => onInstallOffer(() => setOffered(canInstall())), []);
  return isOffered;
}
