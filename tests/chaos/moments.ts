import type { Receipt } from './customers.ts';

/** Something that happens to the house when so many acts have been acknowledged. */
export interface Moment {
  readonly count: number;
  readonly name: string;
  readonly happen: () => Promise<void>;
}

export interface Moments {
  readonly onReceipt: (receipt: Receipt, count: number) => void;
  /** Waits for those under way, and lets come what the customers did not get to. */
  readonly finish: () => Promise<readonly string[]>;
  readonly happened: readonly string[];
}

/**
 * Faults come by what was done, not by the clock: each falls into a moment full of work. One after the other, while the
 * customers go on.
 */
export function openMoments(moments: readonly Moment[]): Moments {
  const happened: string[] = [];
  const faults: string[] = [];
  const left = [...moments].sort((one, other) => one.count - other.count);
  let underWay: Promise<void> = Promise.resolve();
  const begin = (moment: Moment): void => {
    underWay = underWay.then(async () => {
      try {
        await moment.happen();
        happened.push(moment.name);
      } catch (error) {
        faults.push(`${moment.name}: ${String(error)}`);
      }
    });
  };
  return {
    happened,
    onReceipt: (_receipt, count) => {
      while (left[0] !== undefined && left[0].count <= count) {
        const moment = left.shift();
        if (moment) begin(moment);
      }
    },
    finish: async () => {
      for (const moment of left.splice(0)) begin(moment);
      await underWay;
      return faults;
    },
  };
}

/** Acts of so many customers, as `actsOf` hands them out. */
export const actsOfAll = (customers: number): number => Math.floor((customers * 9) / 4);
