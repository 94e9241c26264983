import { useCallback, useEffect, useReducer, useState } from 'preact/hooks';
import type { DeviceFacts } from './device.ts';
import { deviceKindOf } from './device.ts';
import { giveUp } from './device-request.ts';
import { onChangedElsewhere, tellOthers } from './elsewhere.ts';
import { useClock } from './hooks/use-clock.ts';
import { goTo, useRoute } from './hooks/use-route.ts';
import { useOnline, useVisible } from './hooks/use-visible.ts';
import { issueToken } from './issue.ts';
import { findHidesCode, findLanguage, keepHidesCode, keepLanguage, keepTokenId } from './kept.ts';
import type { Opened } from './opening.ts';
import { requestPersistence } from './persistence.ts';
import { nextStage } from './stage.ts';
import { Frame } from './views/Frame.tsx';
import { Nav } from './views/Nav.tsx';
import { Screen, screenOf, titleOf } from './views/Screen.tsx';
import { SpeechContext, speechOf } from './views/speech.ts';
import { UpdateOffer } from './views/UpdateOffer.tsx';
import { LANGUAGE_DEFAULT } from './words.ts';

/** What `main.tsx` found out before the first screen. */
export interface AppProps {
  readonly opened: Opened;
  readonly facts: DeviceFacts;
}

/** The whole app: the stage, the settings, and the clock that all screens share. */
export function App({ opened, facts }: AppProps) {
  const [stage, dispatch] = useStage(opened);
  const [language, setLanguage] = useState(() => findLanguage() ?? LANGUAGE_DEFAULT);
  const [hidesCode, setHidesCode] = useState(findHidesCode);
  const isVisible = useVisible();
  const isOnline = useOnline();
  const clock = useClock(isVisible, isOnline);
  const route = useRoute();
  const kind = deviceKindOf(facts);
  const { vault } = opened;

  const issue = useCallback(async () => {
    if (vault === undefined) return;
    dispatch({ event: 'issue_started' });
    // Asked in the press of the button, which is what some browsers want to see.
    void requestPersistence();
    const issued = await issueToken(vault, kind);
    if (issued.outcome === 'failed') return dispatch({ event: 'issue_failed', why: issued.why });
    keepTokenId(issued.token.tokenId);
    tellOthers();
    dispatch({ event: 'issued', token: issued.token });
  }, [vault, kind, dispatch]);

  const offsetMs = clock.learned?.offsetMs ?? 0;
  const remove = useCallback(async () => {
    try {
      const token = await vault?.findToken();
      await vault?.deleteToken();
      if (token !== undefined) void giveUp(token, Date.now() + offsetMs);
    } catch {
      return false;
    }
    keepTokenId(undefined);
    tellOthers();
    dispatch({ event: 'deleted' });
    goTo('top');
    return true;
  }, [vault, dispatch, offsetMs]);

  const changeLanguage = () => {
    const next = language === 'ja' ? 'en' : 'ja';
    keepLanguage(next);
    setLanguage(next);
  };
  const changeHidesCode = (next: boolean) => {
    keepHidesCode(next);
    setHidesCode(next);
  };

  const speech = speechOf(language);
  const shown = screenOf(stage, route);
  return (
    <SpeechContext.Provider value={speech}>
      <Frame
        title={titleOf(shown, stage, speech.words)}
        screen={`${shown}/${stage.stage}`}
        hidesTitle={shown === 'stage' && stage.stage === 'token'}
        isOnline={isOnline}
        onLanguage={changeLanguage}
        nav={<Nav route={route} hasToken={stage.stage === 'token'} />}
      >
        <UpdateOffer />
        <Screen
          {...{ stage, shown, facts, kind, clock, isVisible, hidesCode }}
          onHidesCode={changeHidesCode}
          onIssue={issue}
          onDelete={remove}
          onDecline={() => dispatch({ event: 'home_screen_declined' })}
        />
      </Frame>
    </SpeechContext.Provider>
  );
}

/** The stage, kept in step with what other tabs do to the vault. */
function useStage({ opening, vault }: Opened) {
  const [stage, dispatch] = useReducer(
    nextStage,
    nextStage({ stage: 'starting' }, { event: 'opened', opening }),
  );
  useEffect(
    () =>
      onChangedElsewhere(() => {
        void vault?.findToken().then((token) => dispatch({ event: 'changed_elsewhere', token }));
      }),
    [vault],
  );
  return [stage, dispatch] as const;
}
