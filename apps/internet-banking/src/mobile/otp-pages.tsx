import type { OtpFlow, OtpFlowKind } from '@warifu/bank';
import { type FormState, firstError, instantText, PlainField, PlainForm, PlainSubmit } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import type { Turn } from '../http/route.ts';
import type { CredentialField } from '../login/credentials.tsx';
import type { CodeState } from '../otp/pages.tsx';
import { CODE_ORDER, START_PATH } from '../otp/pages.tsx';
import { OTP_WORDS } from '../otp/words.ts';
import { PlainCode } from './code-fields.tsx';
import { PlainCredentials } from './credentials.tsx';
import { plainOpenPage } from './frame.tsx';

interface PlainStep {
  readonly flow: OtpFlowKind;
  readonly heading: string;
  readonly lead: string;
  readonly hasError: boolean;
  readonly path: string;
  readonly children: ComponentChildren;
}

function stepPage(turn: Turn, step: PlainStep): string {
  const words = OTP_WORDS[turn.language];
  const { title } = words.flows[step.flow];
  return plainOpenPage(turn, {
    title: `${step.heading} - ${title}`,
    heading: title,
    hasError: step.hasError,
    languageBack: step.path,
    body: (
      <>
        <h2>{step.heading}</h2>
        <p>{step.lead}</p>
        {step.children}
      </>
    ),
    menu: [{ digit: '0', label: words.cancel, href: '/m/login' }],
  });
}

/** 利用者認証. */
export function plainIdentifyPage(turn: Turn, flow: OtpFlowKind, state: FormState<CredentialField>): string {
  const words = OTP_WORDS[turn.language];
  const path = `/m${START_PATH[flow]}`;
  return stepPage(turn, {
    flow,
    heading: words.identify.heading,
    lead: words.identify.lead[flow],
    hasError: Object.keys(state.errors).length > 0,
    path,
    children: (
      <PlainForm action={path} csrf={turn.csrf}>
        <PlainCredentials language={turn.language} state={state} />
        <PlainSubmit label={words.next} />
      </PlainForm>
    ),
  });
}

function CodeForm(props: {
  readonly turn: Turn;
  readonly path: string;
  readonly state: CodeState;
  readonly button: string;
  readonly children?: ComponentChildren;
}): VNode {
  const { turn, state } = props;
  const { language } = turn;
  const words = OTP_WORDS[language];
  return (
    <PlainForm action={props.path} csrf={turn.csrf}>
      {props.children}
      <PlainCode
        language={language}
        label={words.code}
        hint={`${words.codeHint}${language === 'ja' ? '' : ' '}${words.changes}`}
        error={state.errors.nextCode ?? state.errors.code}
        hasFocus={firstError(CODE_ORDER, state.errors) === 'code'}
        sealedCode={state.sealedCode}
      />
      <PlainSubmit label={props.button} />
    </PlainForm>
  );
}

const hasError = (state: CodeState): boolean => Object.keys(state.errors).length > 0;

/** トークンID and the code of the token to be registered. */
export function plainTokenPage(turn: Turn, flow: OtpFlow, state: CodeState): string {
  const words = OTP_WORDS[turn.language].token;
  const path = '/m/otp/register/token';
  return stepPage(turn, {
    flow: 'register',
    heading: flow.isDeviceChange ? words.changeHeading : words.heading,
    lead: flow.isDeviceChange ? words.changeLead : words.lead,
    hasError: hasError(state),
    path,
    children: (
      <CodeForm turn={turn} path={path} state={state} button={words.register}>
        <PlainField
          language={turn.language}
          name="tokenId"
          label={words.tokenId}
          hint={words.tokenIdHint}
          value={state.tokenId}
          error={state.errors.tokenId}
          autocomplete="off"
          maxLength={40}
          hasFocus={state.sealedCode === undefined && firstError(CODE_ORDER, state.errors) === 'tokenId'}
        />
      </CodeForm>
    ),
  });
}

/** 機種変更: a code of the old device first. */
export function plainOldCodePage(turn: Turn, state: CodeState): string {
  const words = OTP_WORDS[turn.language];
  const path = '/m/otp/register/old-code';
  return stepPage(turn, {
    flow: 'register',
    heading: words.oldCode.heading,
    lead: words.oldCode.lead,
    hasError: hasError(state),
    path,
    children: (
      <>
        <CodeForm turn={turn} path={path} state={state} button={words.next} />
        <p class="hint">{words.oldCode.lost}</p>
      </>
    ),
  });
}

/** 利用停止: a code of the token that is to be stopped. */
export function plainStopPage(turn: Turn, state: CodeState): string {
  const words = OTP_WORDS[turn.language].stop;
  const path = '/m/otp/stop/code';
  return stepPage(turn, {
    flow: 'stop',
    heading: words.heading,
    lead: words.lead,
    hasError: hasError(state),
    path,
    children: (
      <>
        <p class="notice">{words.after}</p>
        <CodeForm turn={turn} path={path} state={state} button={words.button} />
      </>
    ),
  });
}

/** The completion, in the manual's sentence. */
export function plainDonePage(turn: Turn, flow: OtpFlow): string {
  const { flows, done } = OTP_WORDS[turn.language];
  return plainOpenPage(turn, {
    title: flows[flow.flow].done,
    body: (
      <>
        <p>{flow.flow === 'register' ? done.registered : done.stopped}</p>
        {flow.coolDownUntil === undefined ? null : (
          <p class="notice">{done.coolDown(instantText(flow.coolDownUntil, turn.language))}</p>
        )}
      </>
    ),
    menu: [{ digit: '0', label: done.backToLogin, href: '/m/login' }],
  });
}

export function plainNothingToStopPage(turn: Turn): string {
  const { nothing, done } = OTP_WORDS[turn.language];
  return plainOpenPage(turn, {
    title: nothing.title,
    body: <p>{nothing.text}</p>,
    menu: [{ digit: '0', label: done.backToLogin, href: '/m/login' }],
  });
}

/** The ten minutes are over, or this browser has no such flow. */
export function plainFlowClosedPage(turn: Turn, flow: OtpFlowKind): string {
  const { closed, done } = OTP_WORDS[turn.language];
  return plainOpenPage(turn, {
    title: closed.title,
    body: <p>{closed.text}</p>,
    menu: [
      { digit: '1', label: closed.again, href: `/m${START_PATH[flow]}` },
      { digit: '0', label: done.backToLogin, href: '/m/login' },
    ],
  });
}
