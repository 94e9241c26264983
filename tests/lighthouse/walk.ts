import type { Product } from '../e2e/support/product.ts';
import { type Answer, type Connection, openConnection } from '../load/http.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CSRF = /name="csrf" value="([^"]+)"/;
const ORDER = /^\/transfer\/orders\//;
/** みずほ銀行 of the demo's interbank network. */
const PAYEE = { bankCode: '0001', branchCode: '001', accountNumber: '1234512' };

/** What a browser needs to see the pages of a customer. */
export interface Walked {
  /** The value of a `Cookie` header. */
  readonly cookie: string;
  /** The confirm page of a transfer that waits for 実行. */
  readonly confirmPath: string;
}

const cookiesOf = (answer: Answer): string => answer.cookies.map((line) => line.split(';')[0]).join('; ');

/** Logs in over HTTP and prepares a transfer, as a browser without scripts would. */
export async function walk(product: Product): Promise<Walked> {
  const { origin, port, host } = new URL(product.bank);
  const connection = openConnection(Number(port), host);
  const { contractNumber, loginPassword } = product.customer('hanako');
  const form = await connection.ask({ method: 'GET', path: '/login' });
  const visitor = cookiesOf(form);
  const post = (path: string, cookie: string, fields: Readonly<Record<string, string>>) =>
    connection.ask({
      method: 'POST',
      path,
      headers: { ...FORM, origin, cookie },
      body: new URLSearchParams(fields).toString(),
    });
  const csrf = CSRF.exec(form.body)?.[1] ?? '';
  const entered = await post('/login', visitor, { csrf, contractNumber, password: loginPassword });
  if (entered.status !== 303) throw new Error(`the login was answered with ${entered.status}`);
  const cookie = cookiesOf(entered);
  const confirmPath = await toConfirmPage(connection, cookie, post);
  connection.close();
  return { cookie, confirmPath };
}

async function toConfirmPage(
  connection: Connection,
  cookie: string,
  post: (path: string, cookie: string, fields: Readonly<Record<string, string>>) => Promise<Answer>,
): Promise<string> {
  const first = await connection.ask({ method: 'GET', path: '/transfer', headers: { cookie } });
  const csrf = CSRF.exec(first.body)?.[1] ?? '';
  const fromAccountId = /name="fromAccountId"[^>]* value="([^"]+)"/.exec(first.body)?.[1] ?? '';
  const go = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    const answer = await post(path, cookie, { ...fields, csrf });
    const to = answer.headers.get('location');
    if (answer.status !== 303 || to === undefined)
      throw new Error(`${path} was answered with ${answer.status}`);
    return to;
  };
  const payeePath = await go('/transfer', { fromAccountId });
  const draft = payeePath.slice(0, payeePath.lastIndexOf('/'));
  await go(`${draft}/bank`, { bankCode: PAYEE.bankCode });
  await go(`${draft}/branch`, { branchCode: PAYEE.branchCode });
  await go(`${draft}/number`, { accountKind: 'ordinary', accountNumber: PAYEE.accountNumber });
  const next = await go(`${draft}/amount`, { amount: '1000' });
  // Where the other bank does not tell the name, it is asked for.
  const path = ORDER.test(next) ? next : await go(`${draft}/name`, { payeeKana: 'ﾐﾎﾝ ﾀﾛｳ' });
  if (!ORDER.test(path)) throw new Error(`the way leads to ${path} and not to a confirm page`);
  return path;
}
