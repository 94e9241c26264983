import { type Answer, AnswerLost, type Connection, openConnection, type Question } from './http.ts';

/** One customer's way through the bank's own forms, without a browser. Fetches and sends what a browser would. */
export interface Customer {
  get(path: string): Promise<Answer>;
  /** Sends a form of this customer's session. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface PayeeChosen {
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountNumber: string;
  readonly payeeKana: string;
}

/** Of another bank that takes part in モアタイム, so that the payment goes out at once. */
export const PAYEE: PayeeChosen = {
  bankCode: '0001',
  branchCode: '001',
  accountNumber: '1234567',
  payeeKana: 'ﾐﾎﾝ ﾀﾛｳ',
};

export interface BankSite {
  readonly port: number;
  /** As a browser sends it. */
  readonly origin: string;
}

const FORM_TYPE = 'application/x-www-form-urlencoded';
const CSRF = /name="csrf" value="([^"]+)"/;

/** A pool of connections, one for each hand: all customers of a hand share one, as behind a proxy. */
export function openConnections(site: BankSite, hands: number): readonly Connection[] {
  const host = new URL(site.origin).host;
  return Array.from({ length: hands }, () => openConnection(site.port, host));
}

export interface LoggedIn {
  readonly answer: Answer;
  readonly session: string | undefined;
  /** The cookie pair of the browser from which somebody logged in. */
  readonly device: string | undefined;
}

/**
 * ログイン: its page and then its form, whatever the answer.
 *
 * @param device the pair that an earlier login gave to this browser
 */
export async function logIn(
  connection: Connection,
  site: BankSite,
  who: { readonly contractNumber: string; readonly password: string },
  device = '',
): Promise<LoggedIn> {
  const form = await connection.ask({ method: 'GET', path: '/login', headers: { cookie: device } });
  const csrf = CSRF.exec(form.body)?.[1] ?? '';
  const cookie = [device, ...form.cookies.map(pairOf)].filter(Boolean).join('; ');
  const answer = await connection.ask(formQuestion(site, cookie, '/login', { ...who, csrf }));
  const cookieOf = (name: string) => answer.cookies.map(pairOf).find((pair) => pair.startsWith(`${name}=`));
  return {
    answer,
    session: cookieOf('warifu_session')?.slice('warifu_session='.length),
    device: cookieOf('warifu_device'),
  };
}

/** Name and value of a `Set-Cookie`, without what else is in it. */
const pairOf = (line: string): string => line.split(';')[0] ?? '';

/** A customer who is logged in. The form token is read from a page once and holds for the session. */
export async function enter(
  connection: Connection,
  site: BankSite,
  sessionToken: string,
): Promise<{ readonly customer: Customer; readonly accountId: string; readonly csrf: string }> {
  const cookie = `warifu_session=${sessionToken}`;
  const first = await connection.ask({ method: 'GET', path: '/transfer', headers: { cookie } });
  const csrf = CSRF.exec(first.body)?.[1];
  const accountId = /name="fromAccountId"[^>]* value="([^"]+)"/.exec(first.body)?.[1];
  if (csrf === undefined || accountId === undefined) {
    throw unexpected('the first page of 振込', first);
  }
  return { customer: customerWith(connection, site, sessionToken, csrf), accountId, csrf };
}

/** A customer whose form token is known already. */
export function customerWith(
  connection: Connection,
  site: BankSite,
  sessionToken: string,
  csrf: string,
): Customer {
  const cookie = `warifu_session=${sessionToken}`;
  return {
    get: (path) => connection.ask({ method: 'GET', path, headers: { cookie } }),
    post: (path, fields) => connection.ask(formQuestion(site, cookie, path, { ...fields, csrf })),
  };
}

function formQuestion(
  site: BankSite,
  cookie: string,
  path: string,
  fields: Readonly<Record<string, string>>,
): Question {
  return {
    method: 'POST',
    path,
    headers: { cookie, origin: site.origin, 'content-type': FORM_TYPE },
    body: new URLSearchParams(fields).toString(),
  };
}

/** A server that cannot answer now has done nothing that may be relied on: to be sent again, like a lost answer. */
function unexpected(what: string, answer: Answer): Error {
  const told = /<h1[^>]*>([^<]*)/.exec(answer.body)?.[1] ?? '';
  const text = `${what}: ${answer.status} ${told}`;
  return answer.status >= 500 ? new AnswerLost(text) : new Error(text);
}

/** Where a form led; anything but a redirect is thrown, as an answer lost where the server could not answer now. */
export function locationOf(answer: Answer, what: string): string {
  const location = answer.headers.get('location');
  if (answer.status !== 303 || location === undefined) {
    throw unexpected(what, answer);
  }
  return location;
}

/**
 * 振込 from the first step to the confirm page, which is fetched too; the path of the order.
 *
 * @param date of a 予約振込
 */
export async function prepareTransfer(
  customer: Customer,
  accountId: string,
  payee: PayeeChosen,
  amount: bigint,
  date = '',
): Promise<string> {
  const payeePath = locationOf(await customer.post('/transfer', { fromAccountId: accountId }), 'account');
  const draft = payeePath.slice(0, payeePath.lastIndexOf('/'));
  locationOf(await customer.post(`${draft}/bank`, { bankCode: payee.bankCode }), 'bank');
  locationOf(await customer.post(`${draft}/branch`, { branchCode: payee.branchCode }), 'branch');
  const number = { accountKind: 'ordinary', accountNumber: payee.accountNumber };
  locationOf(await customer.post(`${draft}/number`, number), 'number');
  locationOf(await customer.post(`${draft}/amount`, { amount: amount.toString(), date }), 'amount');
  const { payeeKana } = payee;
  const order = locationOf(await customer.post(`${draft}/name`, { payeeKana }), 'name');
  const confirm = await customer.get(order);
  if (confirm.status !== 200) throw unexpected('confirm page', confirm);
  return order;
}

/** What 実行 led to: the way to the receipt is the acknowledgement. */
export type Executed =
  | { readonly outcome: 'executed'; readonly receiptPath: string }
  | { readonly outcome: 'refused'; readonly status: number; readonly told: string };

/** What a page says at its head about what was not done. */
const ANSWERED = /role="(?:alert|status)"[^>]*>([\s\S]*?)<\/(?:ul|p)>/;

const TRANSFER_RECEIPT = /^\/transfer\/receipts\//;

/** @param receipt what the path of a receipt of this kind of order looks like */
export function readExecuted(answer: Answer, receipt: RegExp = TRANSFER_RECEIPT): Executed {
  const location = answer.headers.get('location');
  if (answer.status === 303 && location !== undefined && receipt.test(location)) {
    return { outcome: 'executed', receiptPath: location };
  }
  const told = ANSWERED.exec(answer.body)?.[1]?.replace(/<[^>]*>/g, '') ?? location ?? '';
  return { outcome: 'refused', status: answer.status, told };
}
