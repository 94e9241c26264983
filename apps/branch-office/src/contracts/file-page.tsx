import type { ContractFile, RequestView } from '@warifu/bank';
import { Amount, dateText, Instant, Notice, Section, Table, type Term, Terms } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PROCEDURE_WORDS } from '../procedures/words.ts';
import { requestColumns } from '../requests/columns.tsx';
import { ACCOUNT_KINDS, CHANNELS, OTP_MARKS } from '../text/accounts.ts';
import { addressText } from '../text/address.ts';
import { ContractBadge } from '../text/badges.tsx';
import { branchText } from '../text/branches.ts';
import { NOTICES } from '../text/notices.ts';
import { LIMIT_KINDS } from '../text/procedures.ts';
import { FileProcedures } from './file-procedures.tsx';
import { FILE_WORDS } from './words.ts';

interface Shown {
  readonly turn: SessionTurn;
  readonly file: ContractFile;
}

function ContractTerms({ turn, file }: Shown): VNode {
  const { language, site } = turn;
  const words = FILE_WORDS[language];
  const { terms } = words;
  return (
    <Terms
      terms={[
        { name: terms.number, value: <span class="number">{file.contractNumber}</span> },
        { name: terms.holder, value: file.holder.kanji },
        { name: terms.kana, value: file.holder.kana },
        { name: terms.branch, value: branchText(site, file.branchCode, language) },
        { name: terms.state, value: <ContractBadge state={file.state} language={language} /> },
        { name: terms.language, value: PROCEDURE_WORDS[language].languages[file.language] },
        { name: terms.created, value: <Instant at={file.createdAt} language={language} /> },
        { name: terms.mail, value: file.mailAddress ?? words.noMail },
        {
          name: terms.address,
          value: file.address === undefined ? words.noMail : addressText(file.address),
        },
        { name: terms.password, value: file.mustChangePassword ? words.mustChange : words.changed },
        { name: terms.confirmation, value: words.confirmations[file.confirmation] },
      ]}
    />
  );
}

function OtpTerms({ turn, file }: Shown): VNode {
  const { language } = turn;
  const words = FILE_WORDS[language];
  const { binding } = file;
  const at = (name: string, instant: number | undefined): readonly Term[] =>
    instant === undefined ? [] : [{ name, value: <Instant at={instant} language={language} /> }];
  const isBound = binding.state === 'active' || binding.state === 'locked';
  const disagrees = binding.state !== 'away' && isBound !== (file.otpMark === 'registered');
  return (
    <>
      {disagrees ? (
        <Notice tone="warning">
          <p>{words.disagree}</p>
        </Notice>
      ) : null}
      <Terms
        terms={[
          { name: words.otpTerms.mark, value: OTP_MARKS[language][file.otpMark] },
          { name: words.otpTerms.token, value: words.binding[binding.state] },
          ...(isBound
            ? [
                { name: words.otpTerms.tokenId, value: <span class="number">{binding.tokenId}</span> },
                ...at(words.otpTerms.boundAt, binding.boundAt),
              ]
            : []),
          ...at(words.otpTerms.changedAt, file.otpChangedAt),
          ...at(words.otpTerms.coolDown, file.coolDownUntil),
          ...at(words.otpTerms.lockedAt, file.otpLockedAt),
        ]}
      />
    </>
  );
}

function Accounts({ turn, file }: Shown): VNode {
  const { language } = turn;
  const words = FILE_WORDS[language];
  if (file.accounts.length === 0) return <p>{words.noAccounts}</p>;
  return (
    <Table
      caption={words.accounts}
      rows={file.accounts}
      keyOf={({ accountId }) => accountId}
      columns={[
        {
          title: words.accountColumns.account,
          isHead: true,
          cell: ({ branchName, kind }) => `${branchName} ${ACCOUNT_KINDS[language][kind]}`,
        },
        {
          title: words.accountColumns.number,
          cell: ({ accountNumber }) => <span class="number">{accountNumber}</span>,
        },
        {
          title: words.accountColumns.balance,
          isAmount: true,
          cell: ({ balance }) => <Amount yen={balance} />,
        },
      ]}
    />
  );
}

function Limits({ turn, file }: Shown): VNode {
  const { language } = turn;
  const { payEasyStop } = file;
  const words = FILE_WORDS[language];
  return (
    <>
      {payEasyStop === undefined ? null : (
        <Notice tone="warning">
          <p>{words.payEasyStopped(payEasyStop.until && dateText(payEasyStop.until, language))}</p>
        </Notice>
      )}
      <Table
        caption={words.limits}
        rows={file.limits}
        keyOf={({ kind }) => kind}
        columns={[
          {
            title: words.limitColumns.kind,
            isHead: true,
            cell: ({ kind }) => LIMIT_KINDS[language][kind],
          },
          { title: words.limitColumns.limit, isAmount: true, cell: ({ limit }) => <Amount yen={limit} /> },
          {
            title: words.limitColumns.limitMax,
            isAmount: true,
            cell: ({ limitMax }) => <Amount yen={limitMax} />,
          },
        ]}
      />
    </>
  );
}

function Logins({ turn, file }: Shown): VNode {
  const { language } = turn;
  const words = FILE_WORDS[language];
  if (file.logins.length === 0) return <p>{words.noLogins}</p>;
  return (
    <Table
      caption={words.logins}
      rows={file.logins}
      keyOf={({ at, address }) => `${at} ${address}`}
      columns={[
        {
          title: words.loginColumns.at,
          isHead: true,
          cell: ({ at }) => <Instant at={at} language={language} />,
        },
        { title: words.loginColumns.channel, cell: ({ channel }) => CHANNELS[language][channel] },
        {
          title: words.loginColumns.address,
          cell: ({ address }) => <span class="number">{address}</span>,
        },
      ]}
    />
  );
}

function Notices({ turn, file }: Shown): VNode {
  const { language } = turn;
  const words = FILE_WORDS[language];
  if (file.notices.length === 0) return <p>{words.noNotices}</p>;
  return (
    <Table
      caption={words.notices}
      rows={file.notices}
      keyOf={({ noticeId }) => noticeId}
      columns={[
        {
          title: words.noticeColumns.at,
          isHead: true,
          cell: ({ at }) => <Instant at={at} language={language} />,
        },
        {
          title: words.noticeColumns.what,
          cell: ({ kind, receiptNumber }) => (
            <span>
              {NOTICES[language][kind]}
              {receiptNumber === undefined ? null : <span class="when">{receiptNumber}</span>}
            </span>
          ),
        },
        { title: words.noticeColumns.mail, cell: ({ mail }) => words.mails[mail] },
      ]}
    />
  );
}

function Requests(props: { readonly turn: SessionTurn; readonly requests: readonly RequestView[] }): VNode {
  const { turn, requests } = props;
  const words = FILE_WORDS[turn.language];
  if (requests.length === 0) return <p>{words.noRequests}</p>;
  return (
    <Table
      caption={words.requests}
      columns={requestColumns(turn, 'all').filter((_, index) => index !== 1)}
      rows={requests}
      keyOf={({ requestId }) => requestId}
    />
  );
}

/** All that the branch sees of a contract, and what it can do for it. */
export function filePage(turn: SessionTurn, file: ContractFile, requests: readonly RequestView[]): string {
  const words = FILE_WORDS[turn.language];
  const shown = { turn, file };
  const section = (id: string, title: string, body: ComponentChildren): VNode => (
    <Section id={id} title={title} look="card">
      {body}
    </Section>
  );
  return sessionPage(turn, {
    title: words.title,
    current: 'contracts',
    body: (
      <>
        <div class="page-head">
          <h1>{file.holder.kanji}</h1>
          <p class="lead">
            <span class="number">{file.contractNumber}</span>{' '}
            <ContractBadge state={file.state} language={turn.language} />
          </p>
        </div>
        <div class="office-columns">
          <div class="stack">
            {section('contract', words.contract, <ContractTerms {...shown} />)}
            {section('otp', words.otp, <OtpTerms {...shown} />)}
            {section('accounts', words.accounts, <Accounts {...shown} />)}
            {section('limits', words.limits, <Limits {...shown} />)}
          </div>
          <div class="stack">{section('procedures', words.procedures, <FileProcedures {...shown} />)}</div>
        </div>
        {section('requests', words.requests, <Requests turn={turn} requests={requests} />)}
        {section('logins', words.logins, <Logins {...shown} />)}
        {section('notices', words.notices, <Notices {...shown} />)}
      </>
    ),
  });
}
