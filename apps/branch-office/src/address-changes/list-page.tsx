import { ADDRESS_CHANGE_STATES, type AddressChangeList, type AddressChangeState } from '@warifu/bank';
import { Instant, SelectField, Table } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { AddressChangeBadge } from '../text/badges.tsx';
import { Pager } from '../text/pager.tsx';
import { ADDRESS_CHANGE_WORDS } from './words.ts';

/** `undefined`: all of them. */
interface ChangesSought {
  readonly state: AddressChangeState | undefined;
}

/** 住所・電話番号の変更: those that wait first, the oldest of them on top. */
export function addressChangesPage(
  turn: SessionTurn,
  { state }: ChangesSought,
  { changes, hasMore }: AddressChangeList,
  isFirst: boolean,
): string {
  const { language } = turn;
  const words = ADDRESS_CHANGE_WORDS[language];
  return sessionPage(turn, {
    title: words.title,
    current: 'addresses',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <form method="get" action="/address-changes" class="search-form screen-only">
          <SelectField
            language={language}
            name="state"
            label={words.columns.state}
            value={state ?? 'all'}
            isRequired={false}
            choices={[
              ...ADDRESS_CHANGE_STATES.map((value) => ({ value, title: words.states[value] })),
              { value: 'all', title: words.all },
            ]}
          />
          <button type="submit" class="button button-secondary">
            {words.show}
          </button>
        </form>
        {changes.length === 0 ? (
          <div class="card">
            <p role="status">{words.empty}</p>
          </div>
        ) : (
          <Table
            caption={words.title}
            rows={changes}
            keyOf={({ orderId }) => orderId}
            columns={[
              {
                title: words.columns.holder,
                isHead: true,
                cell: ({ orderId, contract }) => (
                  <span>
                    <a href={`/address-changes/${orderId}`}>{contract.holder}</a>
                    <span class="when">{contract.contractNumber}</span>
                  </span>
                ),
              },
              {
                title: words.columns.askedAt,
                cell: ({ askedAt }) => <Instant at={askedAt} language={language} />,
              },
              {
                title: words.columns.state,
                cell: (change) => <AddressChangeBadge state={change.state} language={language} />,
              },
            ]}
          />
        )}
        <Pager
          language={language}
          path="/address-changes"
          query={{ state: state ?? 'all' }}
          next={hasMore ? changes.at(-1)?.orderId : undefined}
          isFirst={isFirst}
        />
      </>
    ),
  });
}
