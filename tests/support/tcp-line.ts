import { connect, createServer, type Server, type Socket } from 'node:net';
import pg from 'pg';

/** A line to the database that can fall silent for some of its connections, as a firewall does that forgets them. */
export interface TcpLine {
  /** The same login and database by way of this line. */
  readonly through: (connectionString: string) => string;
  /** From now on no byte passes on every second connection that stands, and none of them is closed. How many. */
  readonly silenceHalf: () => number;
  readonly close: () => Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  isSilent: boolean;
}

/** @param target a connection string of the database, on a socket or on an address */
export async function openTcpLine(target: string): Promise<TcpLine> {
  const { host, port } = new pg.Client({ connectionString: target });
  const where = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  const pairs = new Set<Pair>();
  const server: Server = createServer((near) => {
    const far = connect(where);
    const pair: Pair = { near, far, isSilent: false };
    pairs.add(pair);
    const pass = (from: Socket, to: Socket): void => {
      // What a silent line is given is taken, and goes nowhere.
      from.on('data', (bytes) => {
        if (!pair.isSilent) to.write(bytes);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        if (pair.isSilent && from === near) far.destroy();
        if (!pair.isSilent) to.destroy();
        pairs.delete(pair);
      });
    };
    pass(near, far);
    pass(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    through: (connectionString) => {
      const { user = '', password, database = '' } = new pg.Client({ connectionString });
      const login = [user, password ?? ''].map(encodeURIComponent).join(':');
      return `postgresql://${login}@127.0.0.1:${own}/${database}`;
    },
    silenceHalf: () => {
      let silenced = 0;
      for (const [index, pair] of [...pairs].entries()) {
        if (index % 2 === 1 || pair.isSilent) continue;
        pair.isSilent = true;
        silenced += 1;
      }
      return silenced;
    },
    close: async () => {
      for (const { near, far } of pairs) {
        near.destroy();
        far.destroy();
      }
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
