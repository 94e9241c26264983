import type { Demo } from './demo-file.ts';

/** What a visitor of the demo needs: where to go, who to be, and what to do first. */
export function greetingOf(demo: Demo): string {
  const { addresses, contracts, operators } = demo;
  const [first] = contracts;
  const people = contracts.flatMap((contract) => [
    `  ${contract.holder}  契約者ID ${contract.contractNumber}  ログインパスワード ${contract.loginPassword}`,
    ...(contract.confirmationPassword === undefined
      ? []
      : [`    確認用パスワード(トークン未登録の振込用) ${contract.confirmationPassword}`]),
    `    ${contract.about.ja} / ${contract.about.en}`,
  ]);
  const branch = operators.map(
    ({ operatorNumber, name, role, firstPassword }) =>
      `  ${name}  担当者番号 ${operatorNumber} (${role})  最初のパスワード ${firstPassword}`,
  );
  return [
    '',
    `デモ ${demo.bank.name} — everything here is invented; no real money moves.`,
    '',
    `  インターネットバンキング / internet banking   ${addresses.bank}`,
    `  ワンタイムパスワードアプリ / token app         ${addresses.token}`,
    `  営業店 / branch office                         ${addresses.branch}`,
    `  認証局の管理コンソール / authority’s console   ${addresses.console}`,
    `    パスワード / password ${demo.consolePassword ?? 'npx warifu console password'}`,
    `  メールボックス / mailbox                       ${addresses.mailbox}`,
    `  他行のかわり / stand-in for other banks        ${addresses.networks}`,
    `  払い込める納付書 / bills that you can pay      ${addresses.networks}/pay-easy`,
    '',
    ...people,
    '',
    '営業店の担当者 / at the branch (each enrols at the first sign-in, with a token of their own):',
    ...branch,
    '',
    'はじめに / What to do first:',
    `  1. ${addresses.token} を開いてトークンを発行します。 Open the token app and issue a token.`,
    `  2. ${addresses.bank} の「ワンタイムパスワードの利用登録はこちら」で ${first?.holder ?? ''} さんとして登録します。`,
    '     On the login page follow that link and register the token.',
    '  3. ログインして振込をし、最後の画面で6桁を入力して「実行」。 Log in, make a transfer, type the six digits, 実行.',
    '',
    'npx warifu demo --json prints all of this; npx warifu verify proves the books. Ctrl-C stops everything.',
    '',
  ].join('\n');
}
