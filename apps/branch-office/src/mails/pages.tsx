import type { UnsentMail } from '@warifu/bank';
import { Instant, type Spoken, Table } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { NOTICES } from '../text/notices.ts';

const WORDS: Spoken<{
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly more: (shown: number) => string;
  readonly columns: { readonly at: string; readonly holder: string; readonly what: string };
}> = {
  ja: {
    title: '未送信のメール',
    lead: '何度か送っても届けられなかったお知らせです。お客様に連絡し、メールアドレスを確認してください。',
    empty: '送信できなかったメールはありません。',
    more: (shown) => `新しいものから${shown}件を表示しています。`,
    columns: { at: '日時', holder: 'お名前', what: '内容' },
  },
  en: {
    title: 'Unsent mails',
    lead: 'Notices that could not be delivered after several tries. Call the customer and check the address.',
    empty: 'There is no mail that could not be sent.',
    more: (shown) => `The newest ${shown} are shown.`,
    columns: { at: 'When', holder: 'Holder', what: 'What' },
  },
};

/** Mails that were given up. */
export function mailsPage(turn: SessionTurn, mails: readonly UnsentMail[], isFull: boolean): string {
  const { language } = turn;
  const words = WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    current: 'mails',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          {mails.length === 0 ? null : <p class="lead">{words.lead}</p>}
        </div>
        {mails.length === 0 ? (
          <div class="card">
            <p>{words.empty}</p>
          </div>
        ) : (
          <Table
            caption={words.title}
            rows={mails}
            keyOf={({ noticeId }) => noticeId}
            columns={[
              {
                title: words.columns.at,
                isHead: true,
                cell: ({ at }) => <Instant at={at} language={language} />,
              },
              {
                title: words.columns.holder,
                cell: ({ contractId, holder, contractNumber }) => (
                  <span>
                    <a href={`/contracts/${contractId}`}>{holder}</a>
                    <span class="when">{contractNumber}</span>
                  </span>
                ),
              },
              { title: words.columns.what, cell: ({ kind }) => NOTICES[language][kind] },
            ]}
          />
        )}
        {isFull ? <p class="hint">{words.more(mails.length)}</p> : null}
      </>
    ),
  });
}
