import { defaultConfiguration } from '@warifu/bank';
import { epochSeconds, present } from '@warifu/base';
import { expect, test } from 'vitest';
import { openPeopleGround, PASSWORD } from '../../packages/bank/test/support/people.ts';
import { openRandom } from './codes.ts';
import { type Answered, openDoor } from './door.ts';

const KNOCKS = 160;
const STEPS = [0, 1, 2, 5, 15, 60, 400, 3_600, 86_400];
const login = {
  ...defaultConfiguration.login,
  brake: {
    windows: [
      { seconds: 600, refusedMax: 8 },
      { seconds: 86_400, refusedMax: 20 },
    ],
    holdSeconds: 600,
  },
};

test('the door of the simulation answers as the bank does, knock for knock', async () => {
  const ground = await openPeopleGround({ login });
  try {
    const contracts = await Promise.all(Array.from({ length: 5 }, () => ground.contract()));
    const numbers = contracts.map(({ contractNumber }) => contractNumber);
    // The first two are known to one browser each.
    const devices = await Promise.all(
      numbers.slice(0, 2).map(async (contractNumber) => {
        const opened = await ground.people.login({
          contractNumber,
          password: PASSWORD,
          channel: 'pc',
          address: '203.0.113.7',
        });
        if (opened.outcome !== 'opened') throw new Error('the login was to succeed');
        return opened.deviceCookie;
      }),
    );
    const knock = openDoor({ login, loginsPerMinute: Number.POSITIVE_INFINITY });
    const random = openRandom(11);
    const pick = (below: number): number => Math.floor(random() * below);

    const answers: Answered[] = [];
    for (let one = 0; one < KNOCKS; one += 1) {
      ground.time.now = epochSeconds(ground.time.now + present(STEPS[pick(STEPS.length)], 'a step'));
      const contract = pick(numbers.length);
      const deviceCookie = random() < 0.4 ? devices[contract] : undefined;
      const isRight = random() < (deviceCookie === undefined ? 0.1 : 0.6);
      const outcome = await ground.people.login({
        contractNumber: present(numbers[contract], 'a contract'),
        password: isRight ? PASSWORD : 'wrong-wrong',
        ...(deviceCookie === undefined ? {} : { deviceCookie }),
        channel: 'pc',
        address: '203.0.113.7',
      });
      const [refusal] = await ground.query<{ why: string }>(
        `select detail->>'why' as why from bank.audit where act = 'login_refused' order by id desc limit 1`,
      );
      const isAsked = outcome.outcome === 'refused' && outcome.reason === 'account_number_needed';
      const isTurnedAway = outcome.outcome === 'refused' && refusal?.why === 'turned_away';
      const device = deviceCookie === undefined ? {} : { device: deviceCookie };
      const answer = knock({ contract, address: 'a', at: ground.time.now, isRight, ...device });
      expect([one, answer]).toEqual([one, isAsked ? 'asked' : isTurnedAway ? 'turned_away' : 'looked_at']);
      answers.push(answer);
    }
    expect(new Set(answers)).toEqual(new Set(['looked_at', 'turned_away', 'asked']));
  } finally {
    await ground.close();
  }
});
