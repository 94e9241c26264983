import type { IntrudersGround } from '../intruders/ground.ts';
import { type ApiGround, apiTargets, openApiGround, probeApi } from './api.ts';
import { consoleTargets } from './console.ts';
import { formTargets } from './forms.ts';
import { openNetworksFuzz } from './networks.ts';
import { octetsTarget } from './octets.ts';
import { openPeople, type People } from './people.ts';
import { openRadiusFuzz } from './radius.ts';
import { openReadersFuzz } from './readers.ts';
import type { Target } from './target.ts';

interface Logged {
  readonly sink: { readonly write: (line: string) => void };
  readonly takeLog: () => readonly string[];
}

/** Everything that takes what strangers send, on one bank and one authority. */
export interface FuzzGround extends Logged {
  readonly query: IntrudersGround['query'];
  readonly targets: readonly Target[];
  /** Opens a customer and operators anew: what was sent has used the others up. */
  readonly newPeople: () => void;
  /** What no longer answers as it should, and what no longer stands in the books as it should. */
  readonly probe: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const FIRST_PAGES = { bank: '/login', branch: '/sign-in', console: '/login' } as const;

async function probeSites({ sites }: IntrudersGround): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [name, url] of Object.entries(FIRST_PAGES)) {
    const { app, origin } = sites[name as keyof typeof FIRST_PAGES];
    const answer = await app.inject({
      url,
      headers: { host: new URL(origin).host },
      remoteAddress: '127.0.0.1',
    });
    if (answer.statusCode !== 200) faults.push(`${name} answered ${answer.statusCode} afterwards`);
  }
  return faults;
}

const LISTENING = ['bank', 'branch', 'token'] as const;

export async function openFuzzGround(ground: IntrudersGround, logged: Logged): Promise<FuzzGround> {
  let people: People | undefined;
  const api: ApiGround = await openApiGround(ground);
  const networks = await openNetworksFuzz(() => ground.time.now);
  const radius = await openRadiusFuzz(ground, api);
  const readers = await openReadersFuzz(ground);
  for (const name of LISTENING) await ground.sites[name].app.listen({ host: '127.0.0.1', port: 0 });
  const peopleNow = (): People => {
    if (people === undefined) throw new Error('the round has its people');
    return people;
  };
  return {
    ...logged,
    query: ground.query,
    targets: [
      ...formTargets({ ground, people: peopleNow }),
      ...(await apiTargets(ground, api)),
      ...(await consoleTargets(ground)),
      ...networks.targets,
      ...radius.targets,
      ...readers.targets,
      ...LISTENING.map((name) => octetsTarget(name, ground.sites[name].app)),
    ],
    newPeople: () => {
      people = openPeople(ground);
    },
    probe: async () => [
      ...(await probeSites(ground)),
      ...(await probeApi(ground, api)),
      ...(await networks.probe()),
      ...(await ground.bank.verify()).map((fault) => `the bank's book: ${JSON.stringify(fault)}`),
    ],
    close: async () => {
      await networks.close();
      await radius.close();
      await readers.close();
      await ground.close();
    },
  };
}
