import type { Bank } from '@warifu/bank';
import type { DatabaseWatch } from '@warifu/pg';
import type { AuthorityWatch } from '@warifu/token';
import type { Job } from '../jobs.ts';
import type { Metrics } from './metrics.ts';
import type { Tracing } from './tracing.ts';

/** The batches and statements of one login. */
export function openDatabaseWatch(metrics: Metrics, tracing: Tracing | undefined): DatabaseWatch {
  const waiting = new Map<string, (() => number)[]>();
  metrics.readings.add(() => {
    for (const [batch, places] of waiting)
      metrics.batchWaiting.set(
        { batch },
        places.reduce((sum, place) => sum + place(), 0),
      );
  });
  return {
    batch: (name, waitingNow) => {
      const batch = name.replaceAll(' ', '_');
      const places = waiting.get(batch) ?? [];
      waiting.set(batch, [...places, waitingNow]);
      const calls = metrics.batchCalls.labels(batch);
      const seconds = metrics.batchSeconds.labels(batch);
      const refusals = metrics.batchRefusals.labels(batch);
      return {
        ran: (count, took) => {
          calls.observe(count);
          seconds.observe(took);
        },
        refused: () => refusals.inc(),
        ...(tracing === undefined
          ? {}
          : {
              enter: tracing.here,
              around: (entered, work) => tracing.batch(batch, entered, work),
            }),
      };
    },
    ...(tracing === undefined ? {} : { statement: tracing.statement }),
  };
}

const OTHER = 'other';

/**
 * What the authority says. A relying party is the bank's own or another, and its purposes are those that the bank has:
 * what others call theirs is theirs to choose, and would be a label without end.
 */
export function openAuthorityWatch(
  metrics: Metrics,
  purposes: ReadonlySet<string>,
  ownParty: () => string | undefined,
): AuthorityWatch {
  return {
    judged: ({ relyingPartyId, purpose, act, verdict, driftSteps, locks, isRepeated }) => {
      const party = relyingPartyId === ownParty() ? 'own_bank' : OTHER;
      if (isRepeated) {
        metrics.repeats.inc({ party });
        return;
      }
      const known = purpose !== undefined && purposes.has(purpose) ? purpose : OTHER;
      metrics.verdicts.inc({ act, party, purpose: known, verdict });
      if (driftSteps !== undefined) metrics.offsets.observe({ party }, driftSteps);
      if (locks) metrics.bindingLocks.inc({ party });
    },
    registered: (act, outcome) => metrics.registrations.inc({ act, outcome }),
  };
}

/** What is executed by which function of the bank. A function that is not here is an order that nobody counts. */
const KINDS = {
  executeTransfer: 'transfer',
  executeScheduledTransfer: 'scheduled_transfer',
  executeCancelling: 'order_cancelling',
  executeOwnTransfer: 'own_transfer',
  executeBillPayment: 'bill_payment',
  executeTimeDeposit: 'time_deposit_opening',
  executeTreatment: 'time_deposit_treatment',
  executeClosing: 'time_deposit_closing',
  executeBooking: 'maturity_booking',
  executeCancelBooking: 'booking_cancelling',
  executeSavingsOpening: 'savings_opening',
  executeSavingsClosing: 'savings_closing',
  executeLimitChange: 'limit_change',
  executeMailAddress: 'mail_address',
  executeAddress: 'address_change',
  executePayee: 'payee',
} as const satisfies Partial<Record<keyof Bank, string>>;

/** Of every function of the bank that begins with `execute`: a new one does not compile until it has a kind. */
type Executing = Extract<keyof Bank, `execute${string}`>;
const EVERY: Readonly<Record<Executing, string>> = KINDS;

interface Told {
  readonly outcome: string;
  readonly reason?: unknown;
}
const wordOf = ({ outcome, reason }: Told): string =>
  outcome === 'refused' && typeof reason === 'string' ? reason : outcome;

const LOGIN_OUTCOMES: Readonly<Record<string, string>> = { opened: 'opened', account_number_needed: 'asked' };

/** The bank, with what it answers counted. */
export function watchBank(bank: Bank, metrics: Metrics): Bank {
  const counted =
    <Call, Outcome extends Told>(work: (call: Call) => Promise<Outcome>, count: (word: string) => void) =>
    async (call: Call): Promise<Outcome> => {
      const outcome = await work(call);
      count(wordOf(outcome));
      return outcome;
    };
  const executing = Object.entries(EVERY).map(([name, kind]) => [
    name,
    counted(bank[name as Executing] as (call: unknown) => Promise<Told>, (outcome) =>
      metrics.orders.inc({ kind, outcome }),
    ),
  ]);
  return {
    ...bank,
    ...(Object.fromEntries(executing) as Pick<Bank, Executing>),
    login: counted(bank.login, (word) => metrics.logins.inc({ outcome: LOGIN_OUTCOMES[word] ?? 'refused' })),
  };
}

/** The job, with what it does counted. */
export function watchJob(job: Job, metrics: Metrics): Job {
  const name = job.name.replaceAll(' ', '_');
  // Both are there from the start: an alert on a rise needs a number to rise from.
  metrics.jobItems.inc({ job: name }, 0);
  metrics.jobFaults.inc({ job: name }, 0);
  return {
    ...job,
    run: async () => {
      try {
        const done = await job.run();
        metrics.jobItems.inc({ job: name }, done);
        return done;
      } catch (error) {
        metrics.jobFaults.inc({ job: name });
        throw error;
      }
    },
  };
}
