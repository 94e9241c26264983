import { type Clock, present, systemClock, yen } from '@warifu/base';
import { withHands } from './http.ts';
import type { Wings } from './stage.ts';
import { issueToken, type PackedToken, unpackToken } from './token.ts';

/** A contract with a registered token and an open session, ready to be handed to a load generator. */
export interface LoadPerson {
  readonly contractId: string;
  readonly contractNumber: string;
  readonly subject: string;
  readonly accountId: string;
  /** All of the contract, the one above first. */
  readonly accountIds: readonly string[];
  readonly sessionToken: string;
  readonly token: PackedToken;
}

/** A contract as it was opened. */
export type OpenedContract = Pick<LoadPerson, 'contractId' | 'contractNumber' | 'subject' | 'accountIds'>;

export interface FillOptions {
  readonly contracts: number;
  readonly deposit: bigint;
  /** Contracts that share one token, as one customer's at several branches; 1 by default. */
  readonly contractsPerToken?: number;
  /** That of the wings. */
  readonly clock?: Clock;
  /** Further accounts of each contract, with their first deposits. */
  readonly furtherDeposits?: readonly bigint[];
}

/** What goes to the database is batched: many hands share a commit. */
const HANDS = 32;
const CHUNK = 500;
const BRANCHES = ['001', '002', '003'] as const;

/**
 * Fills a stage through the product's own functions: contracts with a first deposit, tokens by the provisioning
 * protocol, each registered by 利用者認証 and 利用登録 with a real code, and a session.
 */
export async function fillPeople(wings: Wings, options: FillOptions): Promise<readonly LoadPerson[]> {
  const { bank } = wings;
  const { contracts, contractsPerToken = 1, clock = systemClock, furtherDeposits = [] } = options;
  const password = crypto.randomUUID();
  const opened: OpenedContract[] = [];
  for (let from = 0; from < contracts; from += CHUNK) {
    const some = Array.from({ length: Math.min(CHUNK, contracts - from) }, (_, index) => ({
      holder: { kanji: `負荷 試験${from + index}`, kana: 'ﾌｶ ｼｹﾝ' },
      branchCode: BRANCHES[(from + index) % BRANCHES.length] ?? '001',
      loginPassword: password,
      keepsPassword: true,
      deposits: [options.deposit, ...furtherDeposits].map(yen),
    }));
    opened.push(...(await bank.openContracts(some)));
  }
  return equipPeople(wings, opened, { password, contractsPerToken, clock });
}

/** Gives contracts that are there a token, registered, and a session. The password is that of all of them. */
export async function equipPeople(
  wings: Wings,
  opened: readonly OpenedContract[],
  how: { readonly password: string; readonly contractsPerToken?: number; readonly clock?: Clock },
): Promise<readonly LoadPerson[]> {
  const { password, contractsPerToken = 1, clock = systemClock } = how;
  const sessions = new Map<string, string>();
  for (let from = 0; from < opened.length; from += CHUNK) {
    const ids = opened.slice(from, from + CHUNK).map((one) => one.contractId);
    for (const one of await wings.fillSessions(ids)) sessions.set(one.contractId, one.sessionToken);
  }
  const tokens = await issueTokens(wings, Math.ceil(opened.length / contractsPerToken));
  const people = opened.map(
    (one, index): LoadPerson => ({
      contractId: one.contractId,
      contractNumber: one.contractNumber,
      subject: one.subject,
      accountId: present(one.accountIds[0], 'each contract has an account'),
      accountIds: one.accountIds,
      sessionToken: present(sessions.get(one.contractId), 'each contract has a session'),
      token: present(tokens[Math.floor(index / contractsPerToken)], 'each contract has a token'),
    }),
  );
  await registerAll(wings, people, { password, contractsPerToken, clock });
  return people;
}

async function issueTokens(wings: Wings, count: number): Promise<readonly PackedToken[]> {
  const tokens: PackedToken[] = [];
  await withHands(Array.from({ length: count }), HANDS, async () => {
    tokens.push(
      await issueToken(async (request) => {
        const outcome = await wings.authority.provision({ request, address: '127.0.0.1' });
        if (outcome.outcome !== 'issued') throw new Error(`provisioning: ${JSON.stringify(outcome)}`);
        return outcome.reply;
      }),
    );
  });
  return tokens;
}

const STEP_SECONDS = 30;

/**
 * Registers each token on its contracts. Codes go forward only: the last contract of a token
 * gives the code of now, and those before it the codes before, which the window of three steps allows.
 */
async function registerAll(
  wings: Wings,
  people: readonly LoadPerson[],
  how: { readonly password: string; readonly contractsPerToken: number; readonly clock: Clock },
): Promise<void> {
  const { bank } = wings;
  const { password, contractsPerToken, clock } = how;
  for (let turn = 0; turn < contractsPerToken; turn += 1) {
    const some = people.filter((_, index) => index % contractsPerToken === turn);
    await withHands(some, HANDS, async (person) => {
      const call = {
        contractNumber: person.contractNumber,
        password,
        channel: 'pc',
        address: '127.0.0.1',
      } as const;
      const identified = await bank.identify({ ...call, flow: 'register' });
      if (identified.outcome !== 'identified') throw new Error('利用者認証 was refused');
      const token = await unpackToken(person.token);
      const { flowToken } = identified;
      const register = async () => {
        const code = await token.codeAt(clock() + (turn + 1 - contractsPerToken) * STEP_SECONDS);
        return bank.registerToken({ flowToken, tokenId: token.tokenId, code });
      };
      const first = await register();
      // The step ended between making the code and judging it: the next code is asked for, and given.
      const isLate = first.outcome === 'refused' && first.reason === 'needs_second_code';
      const registered = isLate ? await register() : first;
      if (registered.outcome !== 'registered') throw new Error(`利用登録: ${registered.reason}`);
    });
  }
}
