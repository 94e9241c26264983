import type { AccountView, TopPage } from '@warifu/bank';
import { Amount, ButtonLink, Icon, Instant, instantText, type Language, Notice, Section } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { accountText, CHANNELS } from '../text/accounts.ts';
import { TOP_WORDS } from './words.ts';

interface PartProps {
  readonly language: Language;
  readonly top: TopPage;
}

function Account(props: { readonly account: AccountView; readonly language: Language }): VNode {
  const { account, language } = props;
  const words = TOP_WORDS[language];
  const name = accountText(account, language);
  return (
    <li class="account">
      <h3 class="account-name">
        {name}
        <span class="number">{account.accountNumber}</span>
      </h3>
      <p class="account-balance">
        <span class="account-balance-label">{words.balance}</span>{' '}
        <Amount yen={account.balance} isLarge={true} />
      </p>
      <p class="account-actions">
        <ButtonLink
          href={`/statement/${account.accountId}`}
          label={words.statement}
          context={words.of(`${name} ${account.accountNumber}`)}
        />
        <ButtonLink
          href={`/transfer?from=${account.accountId}`}
          label={words.transfer}
          look="primary"
          context={words.of(`${name} ${account.accountNumber}`)}
        />
      </p>
    </li>
  );
}

function Accounts(props: PartProps): VNode {
  const words = TOP_WORDS[props.language];
  return (
    <Section title={words.accounts} id="accounts">
      {props.top.accounts.length === 0 ? <p>{words.noAccounts}</p> : null}
      <ul class="account-list">
        {props.top.accounts.map((account) => (
          <Account key={account.accountId} account={account} language={props.language} />
        ))}
      </ul>
    </Section>
  );
}

function Notices(props: PartProps): VNode {
  const words = TOP_WORDS[props.language];
  return (
    <Section title={words.notices} id="notices" look="card">
      {props.top.notices.length === 0 ? <p>{words.noNotices}</p> : null}
      <ul class="plain-list">
        {props.top.notices.map((notice) => (
          <li key={notice.noticeId}>
            <span class="when">
              <Instant at={notice.at} language={props.language} />
            </span>
            {words.noticeKinds[notice.kind]}
            {notice.receiptNumber === undefined ? null : (
              <span class="notice-receipt">
                {' '}
                <a href="/history">
                  {words.receiptNumber} {notice.receiptNumber}
                </a>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Otp(props: PartProps): VNode {
  const words = TOP_WORDS[props.language];
  const { otp } = props.top;
  const links =
    otp === 'registered'
      ? [
          { href: '/otp/register', label: words.changeDevice },
          { href: '/otp/stop', label: words.stop },
        ]
      : [{ href: '/otp/register', label: words.register }];
  const badge = { registered: 'good', none: 'plain', released: 'warn' } as const;
  return (
    <Section
      title={words.otpTitle}
      id="otp"
      look="card"
      tools={<span class={`badge badge-${badge[otp]}`}>{words.otp[otp].state}</span>}
    >
      <p>{words.otp[otp].text}</p>
      <ul class="link-list aside-links">
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>
              <Icon name="arrow" />
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Logins(props: PartProps): VNode {
  const words = TOP_WORDS[props.language];
  return (
    <Section title={words.logins} id="logins" look="card">
      <ul class="plain-list">
        {props.top.logins.map((login, index) => (
          <li key={`${login.at}-${index}`}>
            <Instant at={login.at} language={props.language} />
            {index === 0 ? <span class="badge badge-plain login-now">{words.thisLogin}</span> : null}
            <span class="when">{words.from(CHANNELS[props.language][login.channel], login.address)}</span>
          </li>
        ))}
      </ul>
      <p class="hint logins-hint">{words.loginsHint}</p>
    </Section>
  );
}

interface Link {
  readonly href: string;
  readonly label: string;
}

function Links(props: {
  readonly title: string;
  readonly id: string;
  readonly links: readonly Link[];
}): VNode {
  return (
    <Section title={props.title} id={props.id} look="card">
      <ul class="link-list">
        {props.links.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>
              <Icon name="arrow" />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** トップ: accounts with their balances, what the bank has to say, the last logins, the one-time password. */
export function topPage(turn: SessionTurn, top: TopPage): string {
  const { language } = turn;
  const words = TOP_WORDS[language];
  const isCoolingDown = top.coolDownUntil !== undefined && top.coolDownUntil > turn.now;
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    current: 'top',
    body: (
      <>
        <h1 class="holder-name">{words.holder(top.holder.kanji)}</h1>
        {top.lockedNotice ? (
          <Notice tone="warning" title={words.lockedTitle}>
            <p>{words.locked}</p>
          </Notice>
        ) : null}
        {isCoolingDown && top.coolDownUntil !== undefined ? (
          <Notice tone="information" title={words.coolDownTitle}>
            <p>{words.coolDown(instantText(top.coolDownUntil, language))}</p>
          </Notice>
        ) : null}
        <div class="columns">
          <div class="stack">
            <Accounts language={language} top={top} />
            <Notices language={language} top={top} />
          </div>
          <div class="stack">
            <Links
              title={words.transfers.title}
              id="transfers"
              links={[
                { href: '/transfer', label: words.transfer },
                { href: '/own-transfer', label: words.transfers.own },
                { href: '/transfer/bookings', label: words.transfers.bookings },
                { href: '/payees', label: words.transfers.payees },
              ]}
            />
            <Links
              title={words.payEasy}
              id="pay-easy"
              links={[
                { href: '/pay-easy', label: words.payBill },
                { href: '/pay-easy/history', label: words.paidBills },
              ]}
            />
            <Links
              title={words.deposits}
              id="deposits"
              links={[
                { href: '/time-deposits', label: words.timeDeposits },
                { href: '/savings', label: words.savings },
              ]}
            />
            <Otp language={language} top={top} />
            <Logins language={language} top={top} />
            <Links
              title={words.settings}
              id="settings"
              links={[{ href: '/settings', label: words.changeSettings }]}
            />
          </div>
        </div>
      </>
    ),
  });
}
