import type { TopPage } from '@warifu/bank';
import { Amount, Instant, instantText, KeyLink, type Language, type MenuItem } from '@warifu/ui';
import type { VNode } from 'preact';
import { FRAME_WORDS } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { LOGIN_WORDS } from '../login/words.ts';
import { accountText, CHANNELS } from '../text/accounts.ts';
import { TOP_WORDS } from '../top/words.ts';
import { plainSessionPage } from './frame.tsx';
import { sliceOf } from './slice.ts';
import { MOBILE_WORDS } from './words.ts';

const NOTICES_SHOWN = 5;

/** 残高照会: each account leads to its statement. */
function Balances(props: { readonly turn: SessionTurn; readonly top: TopPage }): VNode {
  const { language, query } = props.turn;
  const { accounts } = props.top;
  const words = MOBILE_WORDS[language];
  const shown = sliceOf(accounts, query['page']);
  return (
    <>
      <h2>{words.balances}</h2>
      {accounts.length === 0 ? <p>{TOP_WORDS[language].noAccounts}</p> : null}
      <ul class="lines">
        {shown.items.map(({ item }) => (
          <li key={item.accountId}>
            <a href={`/m/statement/${item.accountId}`}>
              {accountText(item, language)} {item.accountNumber}
            </a>{' '}
            <Amount yen={item.balance} />
          </li>
        ))}
      </ul>
      {shown.next === undefined ? null : (
        <p>
          <KeyLink digit="8" label={words.moreAccounts} href={`/m/top?page=${shown.next}`} />
        </p>
      )}
    </>
  );
}

/** IB取引中止 is the page that asks for number and password: it ends this session with all others. */
function menuOf(language: Language, otp: TopPage['otp']): readonly MenuItem[] {
  const words = TOP_WORDS[language];
  const frame = FRAME_WORDS[language];
  const isRegistered = otp === 'registered';
  return [
    { digit: '1', label: words.statement, href: '/m/statement' },
    { digit: '2', label: words.transfer, href: '/m/transfer' },
    { digit: '3', label: frame.history, href: '/m/history' },
    { digit: '4', label: frame.settings, href: '/m/settings' },
    { digit: '5', label: isRegistered ? words.changeDevice : words.register, href: '/m/otp/register' },
    ...(isRegistered ? [{ digit: '6' as const, label: words.stop, href: '/m/otp/stop' }] : []),
    { digit: '7', label: LOGIN_WORDS[language].emergencyStop, href: '/emergency-stop' },
  ];
}

/** What has no key of its own on this page. */
function More(props: { readonly language: Language }): VNode {
  const { title, own, bookings, payees } = TOP_WORDS[props.language].transfers;
  return (
    <>
      <h2>{title}</h2>
      <ul class="lines">
        <li>
          <a href="/m/own-transfer">{own}</a>
        </li>
        <li>
          <a href="/m/transfer/bookings">{bookings}</a>
        </li>
        <li>
          <a href="/m/payees">{payees}</a>
        </li>
      </ul>
    </>
  );
}

/** What the bank has to say, and the last logins. */
function News(props: { readonly language: Language; readonly top: TopPage }): VNode {
  const { language, top } = props;
  const words = TOP_WORDS[language];
  return (
    <>
      <h2>{words.otpTitle}</h2>
      <p>
        <b>{words.otp[top.otp].state}</b> {words.otp[top.otp].text}
      </p>
      <h2>{words.notices}</h2>
      {top.notices.length === 0 ? <p>{words.noNotices}</p> : null}
      <ul class="lines">
        {top.notices.slice(0, NOTICES_SHOWN).map((notice) => (
          <li key={notice.noticeId}>
            <Instant at={notice.at} language={language} /> {words.noticeKinds[notice.kind]}{' '}
            {notice.receiptNumber === undefined ? null : `${words.receiptNumber} ${notice.receiptNumber}`}
          </li>
        ))}
      </ul>
      <h2>{words.logins}</h2>
      <ul class="lines">
        {top.logins.map((login, index) => (
          <li key={`${login.at}-${index}`}>
            <Instant at={login.at} language={language} />{' '}
            {words.from(CHANNELS[language][login.channel], login.address)}
          </li>
        ))}
      </ul>
      <p class="hint">{words.loginsHint}</p>
    </>
  );
}

/** トップ: the balances, the menu, and below it what the bank has to say. */
export function plainTopPage(turn: SessionTurn, top: TopPage): string {
  const { language } = turn;
  const words = TOP_WORDS[language];
  return plainSessionPage(turn, {
    title: words.title,
    heading: words.holder(top.holder.kanji),
    body: (
      <>
        {top.lockedNotice ? (
          <div class="notice">
            <b>{words.lockedTitle}</b>
            <br />
            {words.locked}
          </div>
        ) : null}
        {top.coolDownUntil !== undefined && top.coolDownUntil > turn.now ? (
          <p class="notice">{words.coolDown(instantText(top.coolDownUntil, language))}</p>
        ) : null}
        <Balances turn={turn} top={top} />
        <p>
          <a href="/m/pay-easy">{words.payEasy}</a>
        </p>
        <p>
          <a href="/m/time-deposits">{words.timeDeposits}</a>
        </p>
        <p>
          <a href="/m/savings">{words.savings}</a>
        </p>
      </>
    ),
    menu: menuOf(language, top.otp),
    after: (
      <>
        <More language={language} />
        <News language={language} top={top} />
      </>
    ),
  });
}
