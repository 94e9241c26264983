import type { RequestList } from '@warifu/bank';
import { ButtonLink, type Spoken, Table } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { requestColumns } from '../requests/columns.tsx';
import { Pager } from '../text/pager.tsx';

const WORDS: Spoken<{
  readonly title: string;
  readonly lead: (waiting: number) => string;
  readonly empty: string;
  readonly find: string;
}> = {
  ja: {
    title: '承認待ちの依頼',
    lead: (waiting) =>
      `${waiting}件が承認を待っています。古い順に並んでいます。1日を過ぎたものには「遅れ」と表示します。`,
    empty: '承認を待っている依頼はありません。',
    find: '契約を探す',
  },
  en: {
    title: 'Waiting requests',
    lead: (waiting) =>
      `${waiting === 1 ? '1 request waits' : `${waiting} requests wait`} for approval, the oldest first. Those older than a day are marked as late.`,
    empty: 'No request waits for approval.',
    find: 'Find a contract',
  },
};

/** The queue: what waits for a checker, and for how long. */
export function homePage(turn: SessionTurn, list: RequestList, isFirst: boolean): string {
  const words = WORDS[turn.language];
  const { requests, hasMore, waiting } = list;
  return sessionPage(turn, {
    title: words.title,
    current: 'home',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          {waiting === 0 ? null : <p class="lead">{words.lead(waiting)}</p>}
        </div>
        {requests.length === 0 ? (
          <div class="card stack">
            <p>{words.empty}</p>
            <ButtonLink href="/contracts" label={words.find} />
          </div>
        ) : (
          <Table
            caption={words.title}
            columns={requestColumns(turn, 'queue')}
            rows={requests}
            keyOf={({ requestId }) => requestId}
          />
        )}
        <Pager
          language={turn.language}
          path="/home"
          next={hasMore ? requests.at(-1)?.requestId : undefined}
          isFirst={isFirst}
        />
      </>
    ),
  });
}
