import type { AccountView, Bank, ExecuteCall, OrderNeed } from '@warifu/bank';
import type { BusinessDate } from '@warifu/base';
import type { LoadPerson } from '../../load/people.ts';
import type { Random } from '../random.ts';

/** Whose turn it is, on which day, and what chance says. */
export interface Turn {
  readonly bank: Bank;
  readonly person: LoadPerson;
  /** All, in their order: payees of each other. */
  readonly people: readonly LoadPerson[];
  readonly today: BusinessDate;
  readonly random: Random;
}

/** What a wish came to. */
export type Prepared =
  | {
      readonly outcome: 'prepared';
      readonly order: { readonly orderId: string; readonly need: OrderNeed };
    }
  | { readonly outcome: 'refused'; readonly reason: string };

export type Executed =
  | { readonly outcome: 'executed' }
  | { readonly outcome: 'refused'; readonly reason: string };

/** Something that a customer does. `undefined`: there is nothing that it could be done with. */
export interface Act {
  readonly name: string;
  /** How often, beside the others. */
  readonly weight: number;
  readonly prepare: (turn: Turn) => Promise<Prepared | undefined>;
  readonly execute: (bank: Bank, call: ExecuteCall) => Promise<Executed>;
}

/** An amount from a little to a lot, in whole yen, now and then more than is there. */
export const amountBelow = ({ random }: Turn, most: number): bigint => BigInt(1 + random.below(most));

/** The first account first: numbers are drawn by each bank anew, and say nothing. */
export const accountsOf = async ({ bank, person }: Turn): Promise<readonly AccountView[]> =>
  [...(await bank.listAccounts(person.contractId))].sort(
    (one, other) => Number(other.accountId === person.accountId) - Number(one.accountId === person.accountId),
  );

/** One of several things, whose ids are drawn by each bank anew: by what is the same in every bank. */
export const pickBy = <T>({ random }: Turn, items: readonly T[], key: (item: T) => string): T | undefined =>
  random.pick([...items].sort((one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other)))));
