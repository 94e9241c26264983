import { holderOf } from './holder.ts';
import type { ReceivedMail } from './mailbox/mailbox.ts';
import { BEHAVIOUR_RULES } from './zengin/behaviour.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text, made harmless for HTML: in an element and in a quoted attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1a1a1c, #f2f2f2); --paper: light-dark(#fff, #16181d);
  --line: light-dark(#d8d8db, #45474d); --link: light-dark(#0017c1, #9db7f9); --soft: light-dark(#f2f2f2, #22252c); }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.7 "Noto Sans JP", "Hiragino Sans", "Yu Gothic UI", sans-serif; overflow-wrap: anywhere; }
header { border-bottom: 1px solid var(--line); margin-bottom: 1.5rem; }
header strong { background: #c16800; color: #fff; padding: 0 .5rem; border-radius: .25rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; }
a { color: var(--link); } a:focus-visible { outline: 4px solid #000; background: #ffd43d; color: #000; }
ol { list-style: none; padding: 0; } li { border-bottom: 1px solid var(--line); padding: .75rem 0; }
time, .to { color: inherit; font-size: .875rem; }
pre { background: var(--soft); padding: 1rem; white-space: pre-wrap; font: inherit; }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem; text-align: left; }
.wide { overflow-x: auto; } .wide th { white-space: nowrap; } .wide:focus-visible { outline: 4px solid var(--link); }
`;

/** A page of the networks. */
export const page = (title: string, body: string): string => `<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><link rel="stylesheet" href="/style.css"></head>
<body><header><p><strong>デモ</strong> わりふ <a href="/mailbox">メールボックス / Mailbox</a> ・ <a href="/">全銀の相手役 / Zengin counterpart</a> ・ <a href="/pay-easy">ペイジーの相手役 / Pay-easy counterpart</a></p></header>
<main><h1>${escaped(title)}</h1>${body}</main></body></html>
`;

const instant = (epochSeconds: number): string => {
  const iso = new Date(epochSeconds * 1000).toISOString();
  const shown = new Intl.DateTimeFormat('ja-JP', {
    timeZone: 'Asia/Tokyo',
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(epochSeconds * 1000);
  return `<time datetime="${iso}">${shown}</time>`;
};

/** All mails, newest first. */
export function mailboxPage(mails: readonly ReceivedMail[]): string {
  const lines = mails.map(
    (mail) =>
      `<li><a href="/mailbox/${mail.mailNumber}">${escaped(mail.subject || '(件名なし)')}</a><br>
<span class="to">${escaped(mail.to)}</span> ${instant(mail.at)}</li>`,
  );
  const body =
    lines.length === 0
      ? '<p>メールはまだありません。/ No mail yet.</p>'
      : `<p>${lines.length} 通 / mails</p><ol>${lines.join('')}</ol>`;
  return page('メールボックス / Mailbox', body);
}

export function mailPage(mail: ReceivedMail): string {
  return page(
    mail.subject || '(件名なし)',
    `<p>${escaped(mail.from)} → ${escaped(mail.to)}<br>${instant(mail.at)}</p><pre>${escaped(mail.text)}</pre>`,
  );
}

export const notFoundPage = (): string => page('ありません / Not found', '<p><a href="/">/</a></p>');

/** What the counterpart does, so that a visitor of the demo can choose what will happen. */
export function counterpartPage(): string {
  const rules = BEHAVIOUR_RULES.map(
    ({ ending, ja, en }) =>
      `<tr><th scope="row">…${ending}</th><td>${escaped(ja)}<br>${escaped(en)}</td></tr>`,
  );
  const examples = ['1234501', '1234512', '1234598', '1234599'].map(
    (number) => `<tr><th scope="row">${number}</th><td>${escaped(holderOf(number))}</td></tr>`,
  );
  return page(
    '全銀の相手役 / Zengin counterpart',
    `<p>他行のかわりをするプログラムです。口座番号の末尾2桁で振る舞いが決まります。<br>
This program stands in for all other banks. The last two digits of an account number tell how it behaves.</p>
<table><caption>末尾 / ending</caption>${rules.join('')}</table>
<p>受取人名が口座名義と違う振込は、しばらくして入金不能として戻ります。名義は末尾2桁で決まります。<br>
A transfer whose payee name is not the holder's comes back after a while. The last two digits tell the holder.</p>
<table><caption>口座名義の例 / holders</caption>${examples.join('')}</table>`,
  );
}
