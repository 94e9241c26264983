import type { OtpFlow, OtpFlowKind } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  instantText,
  Notice,
  Steps,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';
import { CredentialErrors, type CredentialField, CredentialFields } from '../login/credentials.tsx';
import { CodeField, SecondCode } from '../text/code-field.tsx';
import type { OtpField } from './faces.ts';
import { OTP_WORDS } from './words.ts';

export const START_PATH: Readonly<Record<OtpFlowKind, string>> = {
  register: '/otp/register',
  stop: '/otp/stop',
};

export const CODE_ORDER: readonly OtpField[] = ['tokenId', 'code', 'nextCode'];

interface StepPage {
  readonly flow: OtpFlowKind;
  readonly isDeviceChange: boolean;
  readonly step: number;
  readonly heading: string;
  readonly lead: string;
  readonly hasError: boolean;
  readonly children: ComponentChildren;
  readonly path: string;
}

/** The chapter of the guide about this procedure. */
const guideOf = (step: StepPage): string =>
  step.isDeviceChange ? '/guide/device-change' : `/guide/${step.flow}`;

function stepPage(turn: Turn, step: StepPage): string {
  const words = OTP_WORDS[turn.language];
  const titles = words.flows[step.flow];
  return openPage(turn, {
    title: `${step.heading} - ${titles.title}`,
    hasError: step.hasError,
    languageBack: step.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{titles.title}</p>
          <h1>{step.heading}</h1>
        </div>
        <Steps
          language={turn.language}
          names={step.isDeviceChange ? titles.changeSteps : titles.steps}
          current={step.step}
        />
        <div class="card stack">
          <p>{step.lead}</p>
          {step.children}
        </div>
        <p class="link-row">
          <a href={guideOf(step)}>{words.guide}</a>
          <a href="/login">{words.cancel}</a>
        </p>
      </>
    ),
  });
}

/** 利用者認証. */
export function identifyPage(turn: Turn, flow: OtpFlowKind, state: FormState<CredentialField>): string {
  const words = OTP_WORDS[turn.language];
  return stepPage(turn, {
    flow,
    isDeviceChange: false,
    step: 0,
    heading: words.identify.heading,
    lead: words.identify.lead[flow],
    hasError: Object.keys(state.errors).length > 0,
    path: START_PATH[flow],
    children: (
      <>
        <CredentialErrors language={turn.language} state={state} />
        <Form action={START_PATH[flow]} csrf={turn.csrf} busyLabel={words.busy}>
          <CredentialFields language={turn.language} state={state} />
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </>
    ),
  });
}

/** What a page that asks for a code shows again. */
export interface CodeState {
  readonly tokenId?: string;
  readonly errors: Readonly<Partial<Record<OtpField, string>>>;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode?: string;
}

function CodeForm(props: {
  readonly turn: Turn;
  readonly action: string;
  readonly state: CodeState;
  readonly button: string;
  readonly isDanger?: boolean;
  readonly children?: ComponentChildren;
}): VNode {
  const { turn, state } = props;
  const words = OTP_WORDS[turn.language];
  const first = firstError(CODE_ORDER, state.errors);
  return (
    <>
      <ErrorSummary language={turn.language} order={CODE_ORDER} errors={state.errors} />
      <Form action={props.action} csrf={turn.csrf} busyLabel={words.busy}>
        {props.children}
        {state.sealedCode === undefined ? (
          <CodeField
            language={turn.language}
            name="code"
            label={words.code}
            hint={`${words.codeHint}${turn.language === 'ja' ? '' : ' '}${words.changes}`}
            error={state.errors.code}
            hasFocus={first === 'code'}
          />
        ) : (
          <SecondCode
            language={turn.language}
            sealedCode={state.sealedCode}
            error={state.errors.nextCode ?? state.errors.code}
          />
        )}
        <Actions>
          <SubmitButton label={props.button} look={props.isDanger === true ? 'danger' : 'primary'} />
        </Actions>
      </Form>
    </>
  );
}

/** トークンID and the code of the token to be registered. */
export function tokenPage(turn: Turn, flow: OtpFlow, state: CodeState): string {
  const words = OTP_WORDS[turn.language];
  const isChange = flow.isDeviceChange;
  return stepPage(turn, {
    flow: 'register',
    isDeviceChange: isChange,
    step: isChange ? 2 : 1,
    heading: isChange ? words.token.changeHeading : words.token.heading,
    lead: isChange ? words.token.changeLead : words.token.lead,
    hasError: Object.keys(state.errors).length > 0,
    path: '/otp/register/token',
    children: (
      <>
        <CodeForm turn={turn} action="/otp/register/token" state={state} button={words.token.register}>
          <TextField
            language={turn.language}
            name="tokenId"
            label={words.token.tokenId}
            hint={words.token.tokenIdHint}
            value={state.tokenId}
            error={state.errors.tokenId}
            autocomplete="off"
            maxLength={40}
            width="medium"
            hasFocus={state.sealedCode === undefined && firstError(CODE_ORDER, state.errors) === 'tokenId'}
          />
        </CodeForm>
        <p>
          <a href={turn.site.options.tokenAppOrigin}>{words.token.getApp}</a>
        </p>
      </>
    ),
  });
}

/** 機種変更: a code of the old device first. */
export function oldCodePage(turn: Turn, state: CodeState): string {
  const words = OTP_WORDS[turn.language];
  return stepPage(turn, {
    flow: 'register',
    isDeviceChange: true,
    step: 1,
    heading: words.oldCode.heading,
    lead: words.oldCode.lead,
    hasError: Object.keys(state.errors).length > 0,
    path: '/otp/register/old-code',
    children: (
      <>
        <CodeForm turn={turn} action="/otp/register/old-code" state={state} button={words.next} />
        <p class="hint">{words.oldCode.lost}</p>
      </>
    ),
  });
}

/** 利用停止: a code of the token that is to be stopped. */
export function stopPage(turn: Turn, state: CodeState): string {
  const words = OTP_WORDS[turn.language];
  return stepPage(turn, {
    flow: 'stop',
    isDeviceChange: false,
    step: 1,
    heading: words.stop.heading,
    lead: words.stop.lead,
    hasError: Object.keys(state.errors).length > 0,
    path: '/otp/stop/code',
    children: (
      <>
        <Notice tone="warning">
          <p>{words.stop.after}</p>
        </Notice>
        <CodeForm
          turn={turn}
          action="/otp/stop/code"
          state={state}
          button={words.stop.button}
          isDanger={true}
        />
      </>
    ),
  });
}

/** The completion, in the manual's sentence. */
export function donePage(turn: Turn, flow: OtpFlow): string {
  const words = OTP_WORDS[turn.language];
  const titles = words.flows[flow.flow];
  const names = flow.isDeviceChange ? titles.changeSteps : titles.steps;
  return openPage(turn, {
    title: titles.done,
    body: (
      <>
        <p class="flow-title">{titles.title}</p>
        <Steps language={turn.language} names={names} current={names.length - 1} />
        <div class="card stack">
          <h1>{titles.done}</h1>
          <p>{flow.flow === 'register' ? words.done.registered : words.done.stopped}</p>
          {flow.coolDownUntil === undefined ? null : (
            <Notice tone="information">
              <p>{words.done.coolDown(instantText(flow.coolDownUntil, turn.language))}</p>
            </Notice>
          )}
          <Actions>
            <ButtonLink href="/login" label={words.done.backToLogin} look="primary" />
          </Actions>
        </div>
      </>
    ),
  });
}

function messagePage(turn: Turn, title: string, text: string, links: ComponentChildren): string {
  return openPage(turn, {
    title,
    body: (
      <div class="card stack">
        <h1>{title}</h1>
        <p>{text}</p>
        <Actions>{links}</Actions>
      </div>
    ),
  });
}

export function nothingToStopPage(turn: Turn): string {
  const words = OTP_WORDS[turn.language];
  return messagePage(
    turn,
    words.nothing.title,
    words.nothing.text,
    <ButtonLink href="/login" label={words.done.backToLogin} look="primary" />,
  );
}

/** The ten minutes are over, or this browser has no such flow. */
export function flowClosedPage(turn: Turn, flow: OtpFlowKind): string {
  const words = OTP_WORDS[turn.language];
  return messagePage(
    turn,
    words.closed.title,
    words.closed.text,
    <>
      <ButtonLink href={START_PATH[flow]} label={words.closed.again} look="primary" />
      <ButtonLink href="/login" label={words.done.backToLogin} />
    </>,
  );
}
