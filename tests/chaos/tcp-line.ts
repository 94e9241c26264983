import { connect, createServer, type Server, type Socket } from 'node:net';

/** A line to the database that can fall silent for some of its connections, as a firewall does that forgets them. */
export interface TcpLine {
  readonly port: number;
  /** From now on no byte passes on every second connection that stands, and none of them is closed. How many. */
  readonly silenceHalf: () => number;
  readonly close: () => Promise<void>;
}

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  isSilent: boolean;
}

/** @param socketPath the database's own socket */
export async function openTcpLine(socketPath: string): Promise<TcpLine> {
  const pairs = new Set<Pair>();
  const server: Server = createServer((near) => {
    const far = connect(socketPath);
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
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
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
