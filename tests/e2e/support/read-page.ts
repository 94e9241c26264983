import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** The text of a page that needs no session. `*.localhost` is loopback for browsers, not for every resolver. */
export const readPage = (address: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const url = new URL(address);
    request({ host: '127.0.0.1', port: url.port, path: url.pathname, headers: { host: url.host } })
      .once('error', reject)
      .once('response', (answer) => {
        text(answer).then(resolve, reject);
      })
      .end();
  });
