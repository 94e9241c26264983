import { type Language, Steps, yenText } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { pathOf, type SoFar } from './draft.ts';
import { accountLine, payeeLine } from './lines.ts';
import { TRANSFER_WORDS } from './words.ts';

/** Index into the steps of the flow. */
export const STEP = { account: 0, payee: 1, amount: 2, name: 3, confirm: 4, receipt: 5 } as const;

interface SoFarProps {
  readonly language: Language;
  readonly draftId: string;
  readonly soFar: SoFar;
}

/** What has been answered so far, each with the way back to it. */
function SoFarList(props: SoFarProps): VNode | null {
  const { language, draftId, soFar } = props;
  const words = TRANSFER_WORDS[language].soFar;
  const account = accountLine(soFar, language);
  const payee = payeeLine(soFar, language);
  const items = [
    ...(account === undefined ? [] : [{ name: words.from, value: account, step: 'account' }]),
    ...(payee === undefined ? [] : [{ name: words.payee, value: payee, step: 'payee' }]),
    ...(soFar.amount === undefined
      ? []
      : [{ name: words.amount, value: yenText(soFar.amount), step: 'amount' }]),
  ];
  if (items.length === 0) return null;
  return (
    <dl class="so-far">
      {items.map((item) => (
        <div key={item.step}>
          <dt>{item.name}</dt>
          <dd>
            {item.value}
            <a class="change" href={pathOf(draftId, item.step)}>
              {words.change}
              <span class="visually-hidden">: {item.name}</span>
            </a>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface StepShown {
  readonly step: number;
  readonly heading: string;
  readonly hasError: boolean;
  /** The address of this step, for the link to the other language. */
  readonly path: string;
  readonly soFar?: { readonly draftId: string; readonly soFar: SoFar };
  readonly children: ComponentChildren;
}

/** The frame of a step of 振込. */
export function stepPage(turn: SessionTurn, shown: StepShown): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  return sessionPage(turn, {
    title: `${shown.heading} - ${words.title}`,
    current: 'transfer',
    hasError: shown.hasError,
    languageBack: shown.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{words.title}</p>
          <h1>{shown.heading}</h1>
        </div>
        <Steps language={language} names={words.steps} current={shown.step} />
        {shown.soFar === undefined ? null : <SoFarList language={language} {...shown.soFar} />}
        {shown.children}
        <p class="screen-only">
          <a href="/top">{words.cancel}</a>
        </p>
      </>
    ),
  });
}
