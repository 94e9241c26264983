import { FORM_KINDS, type FormKind } from '@warifu/paper';
import { Icon, type Spoken } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PROCEDURES } from '../text/procedures.ts';

const WORDS: Spoken<{ readonly title: string; readonly lead: string; readonly operator: string }> = {
  ja: {
    title: '所定の書面',
    lead: '空欄の書面です。お名前などを入れた書面は、契約の画面から印刷できます。書面は日本語です。',
    operator: '担当者に関する届出',
  },
  en: {
    title: 'Forms',
    lead: 'Empty forms. Those filled with a customer’s name are printed from the page of the contract. They are in Japanese.',
    operator: 'Notice about an operator',
  },
};

const formName = (kind: FormKind, language: 'ja' | 'en'): string =>
  kind === 'operator' ? WORDS[language].operator : PROCEDURES[language][kind];

/** The empty forms. */
export function formsPage(turn: SessionTurn): string {
  const { language } = turn;
  const words = WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    width: 'narrow',
    current: 'forms',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <ul class="card link-list">
          {FORM_KINDS.map((kind) => (
            <li key={kind}>
              <a href={`/forms/${kind}`}>
                <Icon name="print" />
                {formName(kind, language)}（PDF）
              </a>
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
