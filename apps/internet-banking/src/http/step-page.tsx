import { Actions, Steps } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { type NavigationKey, sessionPage } from './frame.tsx';
import type { SessionTurn } from './route.ts';

/** What all steps of a flow have in common. */
export interface FlowFrame {
  readonly title: string;
  readonly steps: readonly string[];
  /** The menu entry under which it stands. */
  readonly current: NavigationKey;
  /** The way out of it. */
  readonly leave: { readonly href: string; readonly label: string };
}

export interface FlowStep {
  /** Index into the steps of the flow. */
  readonly step: number;
  readonly heading: string;
  readonly hasError: boolean;
  /** The address of this step, for the link to the other language. */
  readonly path: string;
  readonly children: ComponentChildren;
  /** The last step is left by its own button. */
  readonly isLast?: boolean;
}

/** The frame of a step of a flow. */
export function flowStepPage(turn: SessionTurn, flow: FlowFrame, shown: FlowStep): string {
  return sessionPage(turn, {
    title: `${shown.heading} - ${flow.title}`,
    current: flow.current,
    hasError: shown.hasError,
    languageBack: shown.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{flow.title}</p>
          <h1>{shown.heading}</h1>
        </div>
        <Steps language={turn.language} names={flow.steps} current={shown.step} />
        {shown.children}
        {shown.isLast === true ? null : (
          <p class="screen-only">
            <a href={flow.leave.href}>{flow.leave.label}</a>
          </p>
        )}
      </>
    ),
  });
}

/** In place of a step that cannot be: what is the matter, and where to go on. */
export function flowMessagePage(
  turn: SessionTurn,
  flow: { readonly current: NavigationKey; readonly startPath: string },
  message: { readonly title: string; readonly text: string; readonly links: ComponentChildren },
): string {
  return sessionPage(turn, {
    title: message.title,
    current: flow.current,
    languageBack: flow.startPath,
    body: (
      <div class="card stack">
        <h1>{message.title}</h1>
        <p>{message.text}</p>
        <Actions>{message.links}</Actions>
      </div>
    ),
  });
}
