import { request } from 'node:http';
import type { Page } from 'playwright-core';

/** What came back for a form; redirects are not followed. */
export interface FormAnswer {
  readonly status: number;
  readonly location: string | undefined;
}

/**
 * Sends a form to the page's own address as the page's browser would, with its cookies and origin. For what no finger
 * can do: the same form many times at once, or with a field that the page does not have.
 */
export async function sendForm(
  page: Page,
  address: string,
  fields: Readonly<Record<string, string>>,
): Promise<FormAnswer> {
  const url = new URL(address);
  const cookies = await page.context().cookies(address);
  const body = new URLSearchParams(fields).toString();
  return new Promise((resolve, reject) => {
    // `*.localhost` is loopback for browsers, not for every resolver.
    const sending = request({
      host: '127.0.0.1',
      port: url.port,
      path: url.pathname,
      method: 'POST',
      headers: {
        host: url.host,
        origin: url.origin,
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
      },
    });
    sending.once('error', reject);
    sending.once('response', (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
    });
    sending.end(body);
  });
}
