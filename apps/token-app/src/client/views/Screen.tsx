import type { DeviceFacts, DeviceKind } from '../device.ts';
import type { AuthorityClock } from '../hooks/use-clock.ts';
import { goTo, type Route } from '../hooks/use-route.ts';
import type { Stage } from '../stage.ts';
import { unreachable } from '../unreachable.ts';
import type { Words } from '../words.ts';
import { CheckScreen } from './CheckScreen.tsx';
import { DeleteScreen } from './DeleteScreen.tsx';
import { HelpScreen } from './HelpScreen.tsx';
import { HomeScreen, IssuingScreen, NotIssuedScreen, UnfitScreen } from './IssueScreens.tsx';
import { SettingsScreen } from './SettingsScreen.tsx';
import { TokenScreen } from './TokenScreen.tsx';
import { WelcomeScreen } from './WelcomeScreen.tsx';

/** `stage`: the screen of the stage itself; the others are asked for by address. */
export type Shown = 'stage' | 'settings' | 'help' | 'delete' | 'check';

/** Everything that a screen may need. */
export interface ScreenProps {
  readonly stage: Stage;
  readonly shown: Shown;
  readonly facts: DeviceFacts;
  readonly kind: DeviceKind;
  readonly clock: AuthorityClock;
  readonly isVisible: boolean;
  readonly hidesCode: boolean;
  readonly onHidesCode: (hidesCode: boolean) => void;
  readonly onIssue: () => void;
  readonly onDelete: () => Promise<boolean>;
  readonly onDecline: () => void;
}

/** Settings and deletion are of a token: without one their addresses lead to the stage. */
export function screenOf(stage: Stage, route: Route): Shown {
  if (route === 'help' || route === 'check') return route;
  if (route === 'top' || stage.stage !== 'token') return 'stage';
  return route;
}

export function titleOf(shown: Shown, stage: Stage, words: Words): string {
  if (shown === 'help') return words.helpTitle;
  if (shown === 'check') return words.checkTitle;
  if (shown === 'settings') return words.settingsTitle;
  if (shown === 'delete') return words.deleteTitle;
  switch (stage.stage) {
    case 'starting':
      return words.starting;
    case 'unfit':
      return words.unfitTitle;
    case 'home_screen':
      return words.homeTitle;
    case 'no_token':
      return words.welcomeTitle;
    case 'issuing':
      return words.issuing;
    case 'not_issued':
      return words.notIssuedTitle;
    case 'token':
      return words.token;
    default:
      return unreachable(stage);
  }
}

export function Screen(props: ScreenProps) {
  const { stage, shown, clock } = props;
  const offsetMs = clock.learned?.offsetMs ?? 0;
  if (shown === 'help') return <HelpScreen />;
  if (shown === 'check')
    return <CheckScreen facts={props.facts} clock={clock} hasToken={stage.stage === 'token'} />;
  if (shown === 'settings' && stage.stage === 'token')
    return <SettingsScreen {...props} token={stage.token} />;
  if (shown === 'delete' && stage.stage === 'token')
    return (
      <DeleteScreen
        token={stage.token}
        offsetMs={offsetMs}
        onCancel={() => goTo('top')}
        onDelete={props.onDelete}
      />
    );
  switch (stage.stage) {
    case 'starting':
      return null;
    case 'unfit':
      return <UnfitScreen unfit={stage.unfit} lostTokenId={stage.lostTokenId} />;
    case 'home_screen':
      return <HomeScreen lostTokenId={stage.lostTokenId} onDecline={props.onDecline} />;
    case 'no_token':
      return <WelcomeScreen {...stage} kind={props.kind} onIssue={props.onIssue} />;
    case 'issuing':
      return <IssuingScreen />;
    case 'not_issued':
      return <NotIssuedScreen why={stage.why} onIssue={props.onIssue} />;
    case 'token':
      return (
        <TokenScreen
          {...props}
          token={stage.token}
          isNew={stage.isNew}
          offsetMs={offsetMs}
          isClockUnsure={clock.isUnsure}
          learned={clock.learned}
        />
      );
    default:
      return unreachable(stage);
  }
}
