import { randomUUID } from 'node:crypto';
import { systemClock } from '@warifu/base';
import pg from 'pg';
import { withHands } from '../tests/load/http.ts';
import { openStage, openWings, runCommand, startServer } from '../tests/load/stage.ts';
import { issueToken, type PackedToken, unpackToken } from '../tests/load/token.ts';
import { assertHonest, openGenerator } from './ask-generator.ts';
import { openTpcB } from './pgbench.ts';
import { conditionsOf, type Point, pointOf, publish, referenceOf } from './report.ts';
import { untilNextStep } from './steps.ts';
import type { BenchOptions } from './transfers.ts';

const PORT_BASE = 25_100;
const FILLING_HANDS = 16;
const ROUNDS = [
  { inFlight: 1, share: 0.1 },
  { inFlight: 8, share: 0.5 },
  { inFlight: 32, share: 1 },
  { inFlight: 64, share: 1 },
] as const;

/** REST validations a second: each spends a step of a token of its own, under an idempotency key of its own. */
export async function benchValidate({ file, size }: BenchOptions): Promise<void> {
  const stage = await openStage(PORT_BASE);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const generator = openGenerator();
  try {
    const wings = await openWings(stage);
    const { relyingPartyId, key } = await wings.authority.createRelyingParty({
      name: '計測用サービス',
      scopes: ['verify'],
    });
    const port = wings.authority.portFor(relyingPartyId, ['verify']);
    const bound: { subject: string; token: PackedToken }[] = [];
    await withHands(Array.from({ length: size }), FILLING_HANDS, async () => {
      const token = await issueToken(async (request) => {
        const outcome = await wings.authority.provision({ request, address: '127.0.0.1' });
        if (outcome.outcome !== 'issued') throw new Error('provisioning was refused');
        return outcome.reply;
      });
      const subject = randomUUID();
      const code = await (await unpackToken(token)).codeAt(systemClock());
      const answer = await port.bind({ subject, tokenId: token.tokenId, code, idempotencyKey: randomUUID() });
      if (answer.outcome !== 'bound') throw new Error(`a binding was refused: ${answer.reason}`);
      bound.push({ subject, token });
    });
    await wings.close();
    await owner.query('vacuum analyze');
    const tpcB = await openTpcB(stage.ownerUrl);
    const before = await tpcB.measure();
    const server = await startServer(stage, PORT_BASE, 'token');
    await generator.ask({ task: 'bound', port: server.tokenPort, key, bound });
    const points: Point[] = [];
    for (const { inFlight, share } of ROUNDS) {
      await untilNextStep();
      const done = await generator.ask({
        task: 'validate',
        count: Math.round(size * share),
        hands: inFlight,
      });
      assertHonest(done, `${inFlight} in flight`);
      points.push(pointOf(inFlight, done));
    }
    await server.stop();
    const after = await tpcB.measure();
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) throw new Error(`The figure is void. ${verified.printed}`);
    const conditions = { ...(await conditionsOf(owner)), tokens: size, verify: 'clean' };
    const reference = referenceOf(points, before, after);
    await publish({ name: 'validate', points, reference, conditions }, file);
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    generator.close();
    await owner.end();
    await stage.close();
  }
}
