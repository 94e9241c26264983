import { execFile } from 'node:child_process';

/** What `radclient` of FreeRADIUS got for a request: `Access-…`, or `no reply`. */
export function radclient(port: number, secret: string, attributes: string): Promise<string> {
  const words = ['-x', '-r', '1', '-t', '2', `127.0.0.1:${port}`, 'auth', secret];
  return new Promise((resolve, reject) => {
    const child = execFile('radclient', words, (error, stdout, stderr) => {
      const said = `${stdout}${stderr}`;
      if (error?.code === 'ENOENT') reject(new Error('radclient is not there: install freeradius-utils'));
      resolve(/Received (Access-\w+)/.exec(said)?.[1] ?? (/No reply/.test(said) ? 'no reply' : said));
    });
    child.stdin?.end(attributes);
  });
}

/** A request with a code, as an operator types it for `radclient`; it reckons the Message-Authenticator itself. */
export const askingFor = (userName: string, code: string): string =>
  `User-Name = "${userName}", User-Password = "${code}", Message-Authenticator = 0x00`;
