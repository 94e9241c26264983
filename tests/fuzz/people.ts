import type { OperatorRole } from '@warifu/bank';
import {
  askForAddress,
  type Objects,
  openCustomer,
  openFirstCustomer,
  sessionOf,
} from '../intruders/first-customer.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import { enterProcedure } from '../intruders/paper.ts';

/** Who the forms are sent as: a customer on the pages of either channel, or an operator. */
export type Who = 'pc' | 'mobile' | OperatorRole;

/** Who is logged in while a round lasts, and what is theirs. */
export interface People {
  /** Ids by the place where they stand in an address. */
  readonly objectsOf: (who: Who) => Promise<Objects>;
  /** What is right in a field because it is theirs. */
  readonly knownOf: (who: Who) => Promise<Readonly<Record<string, readonly string[]>>>;
  /** The session of somebody, opened where it is not. */
  readonly sessionOf: (who: Who) => Promise<string>;
  /** What was sent has ended it. */
  readonly forget: (who: Who) => void;
}

const isCustomer = (who: Who): who is 'pc' | 'mobile' => who === 'pc' || who === 'mobile';

/** Opens what is missing, once. */
function kept<Key, Value>(open: (key: Key) => Promise<Value>) {
  const all = new Map<Key, Promise<Value>>();
  return {
    of: (key: Key): Promise<Value> => {
      const found = all.get(key) ?? open(key);
      all.set(key, found);
      return found;
    },
    forget: (key: Key): void => void all.delete(key),
  };
}

let papers = 0;

/** What waits at the branch, about a customer of its own. */
async function openPapers(ground: IntrudersGround, teller: string, operatorId: string): Promise<Objects> {
  const customer = await openCustomer(ground);
  papers += 1;
  return {
    '/contracts/:contractId': customer.contractId,
    '/requests/:requestId': await enterProcedure(ground, teller, {
      url: `/contracts/${customer.contractId}/procedures/token_stop`,
      formNumber: `F-${papers}`,
    }),
    '/address-changes/:orderId': await askForAddress(ground, customer),
    '/operators/:operatorId': operatorId,
  };
}

/** A customer of each channel with one of everything, an operator of each rank, and what waits at the branch: opened when asked for. */
export function openPeople(ground: IntrudersGround): People {
  // Each channel has a customer of its own: what is sent on one uses up what is there.
  const customers = kept((_: 'pc' | 'mobile') => openFirstCustomer(ground));
  const operators = kept((role: OperatorRole) => ground.operator(role));
  const papersAt = kept(async (_: 'branch') => {
    const { sessionToken, operatorId } = await operators.of('teller');
    return openPapers(ground, sessionToken, operatorId);
  });
  const sessions = kept(async (who: Who) => {
    if (!isCustomer(who)) return (await operators.of(who)).sessionToken;
    const { contractId, ...customer } = await customers.of(who);
    await ground.query('delete from bank.session where contract_id = $1', [contractId]);
    // Whatever was sent may have stopped the contract; what was to be seen of that has been seen.
    await ground.query(`update bank.contract set state = 'active' where id = $1`, [contractId]);
    return sessionOf(ground, { ...customer, contractId }, who);
  });
  return {
    objectsOf: async (who) => (isCustomer(who) ? (await customers.of(who)).objects : papersAt.of('branch')),
    knownOf: async (who) => {
      if (!isCustomer(who)) return {};
      const { contractNumber, accountIds } = await customers.of(who);
      return { contractNumber: [contractNumber], fromAccountId: accountIds };
    },
    sessionOf: sessions.of,
    forget: (who) => {
      if (!isCustomer(who)) operators.forget(who);
      sessions.forget(who);
    },
  };
}
