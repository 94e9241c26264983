import { logIn, openConnections } from '../tests/load/customer.ts';
import { withHands } from '../tests/load/http.ts';
import { fillPeople } from '../tests/load/people.ts';
import { openStage, openWings, type ServerProcess, startServer } from '../tests/load/stage.ts';
import { assertHonest, openGenerator } from './ask-generator.ts';
import { type Memory, memoryOf } from './memory-of.ts';
import { publish } from './report.ts';
import { untilNextStep } from './steps.ts';
import type { BenchOptions } from './transfers.ts';

const PORT_BASE = 25_300;
const BANK_CODE = '0001';
const HANDS = 64;
const ROUNDS = 2;
const LOGINS = 600;
const MEMORY_MIB_MAX = 300;
const PARTS = 'internet-banking,token,branch-office,console,jobs';

/**
 * The memory of one server process that does everything: at rest, while 64 customers at once walk through 振込 and press
 * 実行, and while 64 at once log in, each of which fills 19 MiB. Fails above 300 MiB.
 */
export async function benchMemory({ file, size }: BenchOptions): Promise<void> {
  const stage = await openStage(PORT_BASE);
  const generator = openGenerator();
  try {
    const wings = await openWings(stage);
    const people = await fillPeople(wings, { contracts: size, deposit: 1_000_000n });
    await wings.close();
    const server = await startServer(stage, PORT_BASE, PARTS);
    const seen: Record<string, Memory | undefined> = {};
    const look = async (when: string) => {
      seen[when] = await memoryOf(server.process.pid);
    };
    await look('started');
    await generator.ask({ task: 'enter', site: server.site, people });
    for (let round = 0; round < ROUNDS; round += 1) {
      await generator.ask({ task: 'prepare', count: size, hands: HANDS, bankCode: BANK_CODE });
      await untilNextStep();
      assertHonest(await generator.ask({ task: 'execute', hands: HANDS }), 'transfers');
    }
    await look('transfers');
    await logInWrongly(server);
    await look('logins');
    await server.stop();
    const peakMiB = Math.max(...Object.values(seen).map((memory) => memory?.peakMiB ?? Number.NaN));
    await publish(
      { name: 'memory', inFlight: HANDS, contracts: size, seen, peakMiB, goalMiB: MEMORY_MIB_MAX },
      file,
    );
    if (!(peakMiB <= MEMORY_MIB_MAX)) process.exitCode = 1;
  } finally {
    generator.close();
    await stage.close();
  }
}

/** Numbers of no contract take as long, and as much memory, as those of one. */
async function logInWrongly({ site }: ServerProcess): Promise<void> {
  const connections = openConnections(site, HANDS);
  const numbers = Array.from({ length: LOGINS }, (_, index) => String(10_000_000_000 + index));
  await withHands(numbers, HANDS, async (contractNumber, hand) => {
    const connection = connections[hand];
    if (connection === undefined) throw new Error('each hand has a connection');
    const { answer } = await logIn(connection, site, { contractNumber, password: 'machigai-no-kotoba' });
    if (answer.status !== 422) throw new Error(`a wrong login was answered with ${answer.status}`);
  });
  for (const connection of connections) connection.close();
}
