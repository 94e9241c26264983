import { randomUUID } from 'node:crypto';
import { present, systemClock } from '@warifu/base';
import pg from 'pg';
import { enter, openConnections, PAYEE, prepareTransfer } from '../load/customer.ts';
import type { Connection } from '../load/http.ts';
import { fillPeople, type LoadPerson } from '../load/people.ts';
import { openStage, openWings, type ServerProcess, type Stage, startServer } from '../load/stage.ts';
import { type LoadToken, unpackToken } from '../load/token.ts';

export const PROCESSES = 4;
const PORT_BASE = 23_000;
const PORTS_APART = 40;
const STEP_SECONDS = 30;

/** One token on two contracts of the bank and at a second service. */
export interface SharedToken {
  readonly people: readonly [LoadPerson, LoadPerson];
  readonly serviceSubject: string;
  readonly token: LoadToken;
}

export interface Field {
  readonly stage: Stage;
  readonly servers: readonly ServerProcess[];
  readonly shared: readonly SharedToken[];
  readonly serviceKey: string;
  /** As the database's owner: to count what was done, and to plant a fault. */
  readonly owner: pg.Client;
  close(): Promise<void>;
}

/** Four server processes on one database, and as many shared tokens as there will be rounds. */
export async function openField(tokens: number): Promise<Field> {
  const stage = await openStage(PORT_BASE);
  const wings = await openWings(stage);
  const people = await fillPeople(wings, {
    contracts: tokens * 2,
    deposit: 1_000_000n,
    contractsPerToken: 2,
  });
  const service = await wings.authority.createRelyingParty({ name: '第二のサービス', scopes: ['verify'] });
  const port = wings.authority.portFor(service.relyingPartyId, ['verify']);
  const shared: SharedToken[] = [];
  for (let index = 0; index < tokens; index += 1) {
    const first = present(people[index * 2], 'two contracts for each token');
    const second = present(people[index * 2 + 1], 'two contracts for each token');
    const token = await unpackToken(first.token);
    const serviceSubject = randomUUID();
    const bound = await port.bind({
      subject: serviceSubject,
      tokenId: token.tokenId,
      // Two steps are spent by the two contracts already; this is the latest that the window lets in.
      code: await token.codeAt(systemClock() + STEP_SECONDS),
      idempotencyKey: randomUUID(),
    });
    if (bound.outcome !== 'bound') throw new Error(`the service's binding was refused: ${bound.reason}`);
    shared.push({ people: [first, second], serviceSubject, token });
  }
  await wings.close();
  const servers = await Promise.all(
    Array.from({ length: PROCESSES }, (_, index) =>
      startServer(stage, PORT_BASE + PORTS_APART * (index + 1)),
    ),
  );
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
    await owner.end();
    await stage.close();
  };
  return { stage, servers, shared, serviceKey: service.key, owner, close };
}

/** What one customer holds ready at one process: a confirm page whose 実行 is only a request away. */
export interface ReadyOrder {
  readonly orderPath: string;
  execute(connection: Connection, server: ServerProcess, code: string): ReturnType<Connection['ask']>;
}

/** Prepares orders of one contract through the pages of the given process. */
export async function readyOrders(
  server: ServerProcess,
  person: LoadPerson,
  count: number,
): Promise<readonly ReadyOrder[]> {
  const [connection] = openConnections(server.site, 1);
  if (connection === undefined) throw new Error('one hand has one connection');
  const { customer, accountId, csrf } = await enter(connection, server.site, person.sessionToken);
  const orders: ReadyOrder[] = [];
  for (let index = 0; index < count; index += 1) {
    const orderPath = await prepareTransfer(customer, accountId, PAYEE, 1_000n);
    orders.push({
      orderPath,
      execute: (other, at, code) =>
        other.ask({
          method: 'POST',
          path: orderPath,
          headers: {
            cookie: `warifu_session=${person.sessionToken}`,
            origin: at.site.origin,
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: new URLSearchParams({ csrf, code }).toString(),
        }),
    });
  }
  connection.close();
  return orders;
}
