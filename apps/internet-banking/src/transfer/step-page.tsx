import { type Language, yenText } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { type FlowStep, flowStepPage } from '../http/step-page.tsx';
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

export interface StepShown extends FlowStep {
  readonly soFar?: { readonly draftId: string; readonly soFar: SoFar };
}

/** The frame of a step of 振込. */
export function stepPage(turn: SessionTurn, { soFar, children, ...shown }: StepShown): string {
  const { language } = turn;
  const { title, steps, cancel } = TRANSFER_WORDS[language];
  return flowStepPage(
    turn,
    { title, steps, current: 'transfer', leave: { href: '/top', label: cancel } },
    {
      ...shown,
      children: (
        <>
          {soFar === undefined ? null : <SoFarList language={language} {...soFar} />}
          {children}
        </>
      ),
    },
  );
}
